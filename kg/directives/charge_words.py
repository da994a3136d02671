"""Words by which somebody is in charge of a task or helps, as patterns over ``lexicons/charges.tsv``. (牵头、负责与配合用词)"""

from __future__ import annotations

from functools import cache, lru_cache

from kg.lexicon import Lexicon
from kg.scan import Marks
from kg.word_patterns import WordPatterns, each, last_characters, part, pattern, word_set, words


class ChargeWords(WordPatterns, table="charges"):
    """Patterns made once for a lexicon."""

    helps_alone = each("helps-alone", r"(?=[,;。]|\Z)")
    gives_help = each("gives", "[一-鿿]{0,4}‹given›")
    own_duty = part("(?:各自|部门)?职[责能](?:分工|范围)?")

    charge = pattern("‹charge›")  # 负责, 牵头: stands in every match of ``leads``
    leads = pattern(
        "‹after-meeting›?‹how›?‹charge›(?!‹holder but holder-yet›)"
    )  # 会后具体负责, behind who does; not 负责人
    answers = pattern("‹after-meeting›?‹how›?‹answers›")  # 共同负责, 抓总: several answer for the same
    answer_ends = last_characters("answers")  # last characters of these
    leading = pattern("‹leads›(?!‹leads-no-task›)")  # 牵头, anywhere in a directive; not 牵头单位
    leads_and = pattern("‹charge›、")  # 由X牵头、|Y配合
    # 积极配合, 按职责分工协助, 各负其责, 做好服务: behind who helps
    assists = pattern("(?:‹:duty›)?‹helps-how›?(?:‹helps, flat›)(?!的)|‹each-own, flat›|‹:gives_help›")
    assists_alone = pattern("‹helps-how›?(?:‹:helps_alone›)")  # 参加, 指导: the same with nothing behind it
    # stands in every match of ``assists``
    helping = pattern(
        "‹helps, flat›|‹:helps_alone›|按照?‹:own_duty›|根据‹:own_duty›|依据‹:own_duty›|‹each-own, flat›|‹:gives_help›"
    )
    duty = pattern("(?:按照?|根据|依据)‹:own_duty›")  # 按职责分工
    by_duty = pattern("‹:duty›‹duty-act›")  # 按职责分工负责: a part in what another leads
    with_anybody = word_set("with-anybody")  # 会同属地, 配合公安部门; but 联合企业 says how and 协助群众 whom
    labels = words("label")  # 配合|单位:县住建局
    each_own = words("each-own")  # 各司其职
    works_with = pattern("‹works-how›?‹works-with›(?![的下])")  # 与县财政局|密切配合: not 与县财政局|协作的项目
    # 一道, 协作: stands in every match of ``works_with`` that no other word tells
    together = pattern("‹works-with, flat›")
    along_with = pattern("‹along-with›")  # 和县财政局|一道
    helped_by = pattern("‹works-how›?‹helps-in›下")  # 在县公安局|配合下
    of_matter = pattern("‹of-matter›?‹done-for›?的")  # 配合|县人大|组织的各项活动: they are named only to say which
    consults = pattern("‹consults›")  # 县财政局|商|县水利局
    keeps = pattern("(?:分别|逐一|具体|各自)?‹keeps›")  # 由每名党组成员|领办一件实事
    takes_along = pattern("‹how›?‹takes-along›")  # 县住建局|牵头|各街道逐一核实
    # 与各镇|协同发力, 与各镇|建立联席机制: what they do together
    jointly = pattern("‹jointly›|建立[^,;。]{0,8}?‹joint-body›")


@cache
def charge_words(lexicon: Lexicon) -> ChargeWords:
    """The patterns for ``lexicon``. Cached."""
    return ChargeWords(lexicon)


@lru_cache(maxsize=1)
def helping_in(text: str, words: ChargeWords) -> Marks:
    """Where words of ``helping`` stand in a text: who joins a directive and who is named in it are both asked there."""
    return Marks(words.helping, text)
