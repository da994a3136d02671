"""Words by which somebody is in charge of a task or helps, as patterns over ``lexicons/charges.tsv``. (牵头、负责与配合用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicon import Lexicon
from kg.patterns import any_of, each_before, either, lazy
from kg.scan import Marks

_BY = ("按照?", "根据", "依据")
_DUTY = "(?:各自|部门)?职[责能](?:分工|范围)?"
_BY_DUTY = f"(?:{'|'.join(_BY)}){_DUTY}"


@dataclass(frozen=True, slots=True, eq=False)
class ChargeWords:
    """Patterns made once for a lexicon."""

    charge: re.Pattern[str]  # 负责, 牵头: stands in every match of ``leads``
    leads: re.Pattern[str]  # 会后具体负责, behind who does; not 负责人
    answers: re.Pattern[str]  # 共同负责, 抓总: several answer for the same
    answer_ends: frozenset[str]  # last characters of these
    leading: re.Pattern[str]  # 牵头, anywhere in a directive; not 牵头单位
    assists: re.Pattern[str]  # 积极配合, 按职责分工协助, 各负其责, 做好服务: behind who helps
    assists_alone: re.Pattern[str]  # 参加, 指导: the same with nothing behind it
    helping: re.Pattern[str]  # stands in every match of ``assists``
    duty: re.Pattern[str]  # 按职责分工
    by_duty: re.Pattern[str]  # 按职责分工负责: a part in what another leads
    with_anybody: frozenset[str]  # 会同属地, 配合公安部门; but 联合企业 says how and 协助群众 whom
    labels: tuple[str, ...]  # 配合|单位:县住建局
    each_own: tuple[str, ...]  # 各司其职
    works_with: re.Pattern[str]  # 与县财政局|密切配合: not 与县财政局|协作的项目
    together: re.Pattern[str]  # 一道, 协作: stands in every match of ``works_with`` that no other word tells
    along_with: re.Pattern[str]  # 和县财政局|一道
    helped_by: re.Pattern[str]  # 在县公安局|配合下
    of_matter: re.Pattern[str]  # 配合|县人大|组织的各项活动: they are named only to say which
    consults: re.Pattern[str]  # 县财政局|商|县水利局
    takes_along: re.Pattern[str]  # 县住建局|牵头|各街道逐一核实
    jointly: re.Pattern[str]  # 与各镇|协同发力, 与各镇|建立联席机制: what they do together


@cache
def charge_words(lexicon: Lexicon) -> ChargeWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.charges
    when, how = (any_of(words[kind]) for kind in ("after-meeting", "how"))
    helps, each_own = either(words["helps"]), either(words["each-own"])
    helps_alone = each_before(words["helps-alone"], r"(?=[,;。]|\Z)")
    gives_help = each_before(words["gives"], f"[一-鿿]{{0,4}}{any_of(words['given'])}")
    return ChargeWords(
        charge=re.compile(any_of(words["charge"])),
        leads=re.compile(f"{when}?{how}?{any_of(words['charge'])}(?!{any_of(words['holder'])})"),
        answers=re.compile(f"{when}?{how}?{any_of(words['answers'])}"),
        answer_ends=frozenset(word[-1] for word in words["answers"]),
        leading=re.compile(f"{any_of(words['leads'])}(?!{any_of(words['leads-no-task'])})"),
        assists=re.compile(f"(?:{_BY_DUTY})?{any_of(words['helps-how'])}?(?:{helps})(?!的)|{each_own}|{gives_help}"),
        assists_alone=re.compile(f"{any_of(words['helps-how'])}?(?:{helps_alone})"),
        helping=re.compile("|".join((helps, helps_alone, *(by + _DUTY for by in _BY), each_own, gives_help))),
        duty=re.compile(_BY_DUTY),
        by_duty=re.compile(f"{_BY_DUTY}{any_of(words['duty-act'])}"),
        with_anybody=frozenset(words["with-anybody"]),
        labels=words["label"],
        each_own=words["each-own"],
        works_with=re.compile(f"{any_of(words['works-how'])}?{any_of(words['works-with'])}(?![的下])"),
        along_with=re.compile(any_of(words["along-with"])),
        together=re.compile(either(words["works-with"])),
        helped_by=re.compile(f"{any_of(words['works-how'])}?{any_of(words['helps-in'])}下"),
        consults=re.compile(any_of(words["consults"])),
        takes_along=re.compile(f"{how}?{any_of(words['takes-along'])}"),
        jointly=lazy(f"{any_of(words['jointly'])}|建立[^,;。]{{0,8}}?{any_of(words['joint-body'])}"),
        of_matter=re.compile(f"{any_of(words['of-matter'])}?{any_of(words['done-for'])}?的"),
    )


@lru_cache(maxsize=1)
def helping_in(text: str, words: ChargeWords) -> Marks:
    """Where words of ``helping`` stand in a text: who joins a directive and who is named in it are both asked there."""
    return Marks(words.helping, text)
