"""Words by which a meeting is told, as patterns over ``lexicons/meetings.tsv``. (会议用词)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.lexicon import Lexicon
from kg.mentions.numerals import NUMBER
from kg.patterns import any_of

LEVEL = "[省市县区州盟旗]"
"""One character that says of what an organ is, from the county up."""


class KindForm(NamedTuple):
    """How a kind of meeting is written, and what stands in all of its forms, which is looked for before the pattern."""

    kind: str
    form: re.Pattern[str]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MeetingWords:
    """Patterns made once for a lexicon."""

    kinds: tuple[KindForm, ...]  # the one that counts first
    kind_by_name: re.Pattern[str]  # 例会, 会商会议, 工作会: kinds that are known by name alone, the longest first
    some_meeting: re.Pattern[str]  # 会议 as a name; 会议听取了… only speaks of a meeting whose kind nothing tells
    header: re.Pattern[str]  # a line at the head of minutes that names the meeting, or says when
    time_header: re.Pattern[
        str
    ]  # 会议时间:, or 会议时间 in a line of its own, but not 发布时间:, which stands below the text on some pages
    studied: re.Pattern[str]  # what follows the name of a meeting that this one studied
    studies: re.Pattern[str]  # a verb before it
    passes_on: re.Pattern[str]  # stands before the day of what is passed on: 传达学习…,|3月21日
    others_day: re.Pattern[str]  # …and follows that day: 国务院常务会议精神
    no_day: re.Pattern[str]  # 近日: the report does not say when
    congress: re.Pattern[str]  # follows 届 where a congress is counted
    holds: re.Pattern[str]
    convenes: tuple[str, ...]  # 市政府|召开: not 主持
    reported: re.Pattern[str]  # 某报9月11日|讯: the day of the report, where the meeting's own follows
    to_day: re.Pattern[str]  # 4月2日|上午至3日
    then_chairs: re.Pattern[str]  # 甲|先后以视频形式主持
    organ: re.Pattern[str]  # may be the name of an organ that meets
    organ_by_itself: re.Pattern[str]  # the same without committees that only meetings of their own kind are of
    company: re.Pattern[str]  # the name of a company: meetings of others speak of it far more often than it meets
    no_organ: re.Pattern[str]
    organ_of_kind: tuple[
        tuple[str, re.Pattern[str]], ...
    ]  # how a kind begins that only some organs hold -> in their names
    signer: re.Pattern[str]  # 东河县人民政府|办公室: the organ is the first group
    sent_to: tuple[str, ...]
    visits: tuple[str, ...]  # 县长甲到|县城投公司调研并召开会议: where the meeting was, and not whose
    chairs_organ: re.Pattern[str]  # a post whose bearer heads the organ that met; no secretary of a committee
    of_government: re.Pattern[str]  # 副市长 and 市政府副秘书长 chair meetings on one matter for their government
    any_organ: tuple[str, ...]
    said_of_any: tuple[str, ...]
    undisclosed: re.Pattern[str]  # 会议还研究了其他事项
    other: tuple[str, ...]  # one of them is in every match of ``undisclosed``


@cache
def meeting_words(lexicon: Lexicon) -> MeetingWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.meetings
    day = f"{any_of(words['part-of-day'])}?"
    chairs, by, form = (any_of(words[kind]) for kind in ("chairs", "by", "form"))
    takes_up, other, business = (any_of(words[kind]) for kind in ("takes-up-more", "other", "business"))
    committees = [*words["organ"], *words["party-organ"]]
    time_label = any_of(words["time-label"], spaced=True)
    return MeetingWords(
        kinds=_kinds(any_of(words["head"]), any_of(words["one-matter"])),
        kind_by_name=re.compile(f"{any_of(lexicon.meeting_kinds)}(?![员场址室])"),
        some_meeting=re.compile(
            f"(?<!{')(?<!'.join(words['own'])})会议(?!精神|{any_of(words['also'])}?{any_of(words['says'])})"
        ),
        header=re.compile(any_of(words["name-label"], spaced=True)),
        time_header=re.compile(
            rf"(?<![一-鿿])(?:会议)?(?:召开)?{time_label}\s*:|(?<![一-鿿])会议(?:召开)?{time_label}\s*$"
        ),
        studied=re.compile(any_of(words["of-another"])),
        # 抓落实|专题会议 is on what is done, and studies no other meeting
        studies=re.compile(f"(?<!抓){any_of(words['takes-up'])}(?!{any_of(words['no-study'])})"),
        passes_on=re.compile(any_of(words["passes-on"])),
        no_day=re.compile(any_of(words["no-day"])),
        others_day=re.compile(
            f"(?:(?!{any_of(words['holds'])})[^,。;、]){{0,24}}(?:会议?|{any_of(words['words-of'])})[^,。;、]{{0,6}}精神"
        ),
        congress=re.compile(f"[一二三四五六七八九]中|{any_of(words['congress'])}"),
        holds=re.compile(any_of(words["holds"])),
        convenes=tuple(word for word in words["holds"] if word not in words["chairs"]),
        reported=re.compile(rf"{any_of(words['reported'])}(?=[\s(（:,，]|$)"),
        to_day=re.compile(rf"{day}(?:至|到|—|-|~)(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})日"),
        then_chairs=re.compile(
            f"(?:同志)?(?:受[^,。;]{{0,24}}?委托,?)?{any_of(words['again'])}?(?:(?:(?:\\d+月)?\\d+日|{any_of(words['lately'])}){day})?"
            f"(?:{LEVEL}长|[镇乡]长|主席|书记)?(?:同志)?"
            f"(?:(?:于|在)[^,。;]{{0,30}}?|{by}[^,。;]{{2,12}}{form})?(?:,)?{chairs}"
        ),
        organ=re.compile(f"{any_of(committees)}|{LEVEL}委|街道$|[镇乡]$"),
        organ_by_itself=re.compile(f"{any_of(words['organ'])}|街道$|[镇乡]$"),
        company=re.compile(f"{any_of(words['company'])}$"),
        no_organ=re.compile(any_of(words["no-organ"])),
        organ_of_kind=_organs_of_kinds(words),
        signer=re.compile(f"(.{{2,}}{any_of(words['signer-organ'])}){any_of(words['signer-office'])}$"),
        sent_to=words["sent-to"],
        visits=words["visits"],
        chairs_organ=re.compile(f"(?:{LEVEL}长|[镇乡局厅]长|{any_of(words['chairs-organ'])})$"),
        of_government=re.compile(f"^(?:常务)?副{LEVEL}长$|^{LEVEL}(?:人民)?政府{any_of(words['of-government'])}$"),
        any_organ=words["any-organ"],
        said_of_any=words["said-of-any"],
        undisclosed=re.compile(
            f"会议(?:还|同时)?{takes_up}了?(?:了)?(?:{other}|有关其他|另外)(?:有关)?{business}"
            f"|(?:研究|讨论)了{other}(?:有关)?(?:事项|议题|工作)"
        ),
        other=(*words["other"], "另外"),
    )


def _organs_of_kinds(words: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How the kinds begin that only some organs hold, and what the name of such an organ holds, or ends in."""
    return tuple(
        (kind, re.compile(organ))
        for kind, organ in (
            ("常委会", f"{LEVEL}委|{any_of(words['of-standing-committee'])}"),
            ("党组", any_of(words["of-party-group"])),
            ("党工委", f"{any_of(words['of-working-committee'])}$"),
            ("党委", f"{any_of(words['of-committee'])}$"),
            ("主任会议", f"{any_of(words['of-congress'])}$"),
            ("领导小组会议", f"{any_of(words['of-leading-group'])}$"),
        )
    )


def _kinds(head: str, one_matter: str) -> tuple[KindForm, ...]:
    """How each kind of meeting is written, the kind that counts first: a combined notice gives the fields of the 常务会议
    (GUIDELINE.md). ``head``: posts that a 办公会议 is of; ``one_matter``: what stands between 专题 and 会."""
    enlarged, count = r"(?:\(扩大\)|扩大)", rf"(?:第\s*{NUMBER}\s*次)"
    nth = f"(?:召开|举行)?(?:20\\d\\d年)?{count}?"  # 党组|召开2021年第11次|(扩大)会议
    forms = (
        ("常务(扩大)会议", f"常务{enlarged}会议?"),
        ("常务会议", "常务会(?:议)?"),
        (
            "常委会会议",
            f"(?<=[省市县区州盟旗党]委)常委会?{enlarged}?(?:会议|会)"
            f"|(?<={LEVEL}委)(?:第?{NUMBER}届)?(?:20\\d\\d年)?{count}?(?:召开|举行)?常委会?{enlarged}?会议"
            r"|常务委员会(?:\(扩大\))?会议",
            "常委",
            "常务委员会",
        ),
        ("党组(扩大)会议", f"党组{nth}{enlarged}(?:学习)?会议?"),
        (
            "党组会议",
            f"党组(?:召开)?(?:理论学习中心组)?(?:专题)?会(?:议)?|党组(?:20\\d\\d年)?{count}会议|党组(?=(?:召开|举行)[^,。;]{0, 10}会议)",
        ),
        ("党工委(扩大)会议", rf"党工委{nth}{enlarged}会议?|党工委{count}会议\(扩大\)", "党工委"),
        ("党工委会议", f"党工委{nth}(?:专题)?会(?:议)?", "党工委"),
        ("办公会议", rf"{head}办公(?:\(扩大\))?会(?:议)?|办公会议"),
        ("全体(扩大)会议", r"全体\(扩大\)会议|全体扩大会议"),
        ("全体会议", "全体(?:成员)?会议|(?<!代表)全会(?!精神)", "全体", "全会"),
        ("专题会议", f"{head}?专题(?:办公)?会议?(?!精神)|专题{one_matter}会(?:议)?"),
        ("领导小组会议", rf"领导小组(?:召开)?{count}?(?:\(扩大\)|扩大|工作|专题)?会议", "领导小组"),
        ("工作会议", "工作会议"),
    )
    return tuple(KindForm(kind, re.compile(form), tuple(signs) or (kind[:2],)) for kind, form, *signs in forms)
