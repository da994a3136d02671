"""Words by which a meeting is told, as patterns over ``lexicons/meetings.tsv``. (会议用词)"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final, NamedTuple

from kg.lexicon import Lexicon
from kg.mentions.numerals import NUMBER
from kg.word_patterns import WordPatterns, part, pattern, words

LEVEL = "[省市县区州盟旗]"
"""One character that says of what an organ is, from the county up."""


class KindForm(NamedTuple):
    """How a kind of meeting is written, and what stands in all of its forms, which is looked for before the pattern."""

    kind: str
    form: re.Pattern[str]
    signs: tuple[str, ...]


class MeetingWords(WordPatterns, table="meetings"):
    """Patterns made once for a lexicon."""

    day = part("‹part-of-day›?")
    number = part(NUMBER)
    enlarged = part(r"(?:\(扩大\)|扩大)")
    count = part(r"(?:第\s*‹:number›\s*次)")
    nth = part(r"(?:召开|举行)?(?:20\d\d年)?‹:count›?")  # 党组|召开2021年第11次|(扩大)会议

    # 例会, 会商会议, 工作会: kinds that are known by name alone, the longest first
    kind_by_name = pattern("‹meeting_kinds/*›(?![员场址室])")
    # 会议 as a name; 会议听取了… only speaks of a meeting whose kind nothing tells
    some_meeting = pattern("‹own, not behind›会议(?!精神|‹also›?‹says›)")
    header = pattern("‹name-label, spaced›")  # a line at the head of minutes that names the meeting, or says when
    # 会议时间:, or 会议时间 in a line of its own, but not 发布时间:, which stands below the text on some pages
    time_header = pattern(
        r"(?<![一-鿿])(?:会议)?(?:召开)?‹time-label, spaced›\s*:|(?<![一-鿿])会议(?:召开)?‹time-label, spaced›\s*$"
    )
    studied = pattern("‹of-another›")  # what follows the name of a meeting that this one studied
    studies = pattern("(?<!抓)‹takes-up›(?!‹no-study›)")  # a verb before it
    passes_on = pattern("‹passes-on›")  # stands before the day of what is passed on: 传达学习…,|3月21日
    # …and follows that day: 国务院常务会议精神
    others_day = pattern("(?:(?!‹holds›)[^,。;、]){0,24}(?:会议?|‹words-of›)[^,。;、]{0,6}精神")
    no_day = pattern("‹no-day›")  # 近日: the report does not say when
    congress = pattern("[一二三四五六七八九]中|‹congress›")  # follows 届 where a congress is counted
    holds = pattern("‹holds›")
    # 某报9月11日|讯: the day of the report, where the meeting's own follows
    reported = pattern(r"‹reported›(?=[\s(（:,，]|$)")
    to_day = pattern(r"‹:day›(?:至|到|—|-|~)(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日")  # 4月2日|上午至3日
    # 甲|先后以视频形式主持
    then_chairs = pattern(
        r"(?:同志)?(?:受[^,。;]{0,24}?委托,?)?‹again›?(?:(?:(?:\d+月)?\d+日|‹lately›)‹:day›)?"
        "(?:[省市县区州盟旗]长|[镇乡]长|主席|书记)?(?:同志)?"
        "(?:(?:于|在)[^,。;]{0,30}?|‹by›[^,。;]{2,12}‹form›)?(?:,)?‹chairs›"
    )
    # may be the name of an organ that meets
    organ = pattern("‹organ + party-organ›|[省市县区州盟旗]委|街道$|[镇乡]$")
    # the same without committees that only meetings of their own kind are of
    organ_by_itself = pattern("‹organ›|街道$|[镇乡]$")
    # the name of a company: meetings of others speak of it far more often than it meets
    company = pattern("‹company›$")
    no_organ = pattern("‹no-organ›")
    department = pattern("(?<![省市县区州盟旗])‹department›$")  # ends the name of a department
    of_no_department = words("of-no-department")  # how the kinds begin that no department holds
    signer = pattern("(.{2,}‹signer-organ›)‹signer-office›$")  # 东河县人民政府|办公室: the organ is the first group
    sent_to = words("sent-to")
    visits = words("visits")  # 县长甲到|县城投公司调研并召开会议: where the meeting was, and not whose
    # a post whose bearer heads the organ that met; no secretary of a committee
    chairs_organ = pattern("(?:[省市县区州盟旗]长|[镇乡局厅]长|‹chairs-organ›)$")
    # 副市长 and 市政府副秘书长 chair meetings on one matter for their government
    of_government = pattern("^(?:常务)?副[省市县区州盟旗]长$|^[省市县区州盟旗](?:人民)?政府‹of-government›$")
    any_organ = words("any-organ")
    said_of_any = words("said-of-any")
    # 会议还研究了其他事项
    undisclosed = pattern(
        "会议(?:还|同时)?‹takes-up-more›了?(?:了)?(?:‹other›|有关其他|另外)(?:有关)?‹business›"
        "|(?:研究|讨论)了‹other›(?:有关)?(?:事项|议题|工作)"
    )

    @cached_property
    def convenes(self) -> tuple[str, ...]:
        """市政府|召开: not 主持."""
        return tuple(word for word in self.of("holds") if word not in self.of("chairs"))

    @cached_property
    def other(self) -> tuple[str, ...]:
        """One of them is in every match of ``undisclosed``."""
        return (*self.of("other"), "另外")

    @cached_property
    def organ_of_kind(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """How the kinds begin that only some organs hold, and what the name of such an organ holds, or ends in."""
        return tuple(
            (kind, re.compile(self.filled(organ)))
            for kind, organ in (
                ("常委会", "[省市县区州盟旗]委|‹of-standing-committee›"),
                ("党组", "‹of-party-group›"),
                ("党工委", "‹of-working-committee›$"),
                ("党委", "‹of-committee›$"),
                ("主任会议", "‹of-congress›$"),
                ("领导小组会议", "‹of-leading-group›$"),
            )
        )

    @cached_property
    def kinds(self) -> tuple[KindForm, ...]:
        """How each kind of meeting is written, the one that counts first."""
        return tuple(
            KindForm(kind, re.compile(self.filled(form)), tuple(signs) or (kind[:2],)) for kind, form, *signs in _KINDS
        )


# Kind, form, and its signs where the first two characters of the kind are none. A combined notice gives the fields of
# the 常务会议 (GUIDELINE.md), and so of the 主任办公会议 of a zone, beside its 党工委会议.
_KINDS: Final = (
    ("常务(扩大)会议", "常务‹:enlarged›会议?"),
    ("常务会议", "常务会(?:议)?"),
    (
        "常委会会议",
        "(?<=[省市县区州盟旗党]委)常委会?‹:enlarged›?(?:会议|会)"
        r"|(?<=[省市县区州盟旗]委)(?:第?‹:number›届)?(?:20\d\d年)?‹:count›?(?:召开|举行)?常委会?‹:enlarged›?会议"
        r"|常务委员会(?:\(扩大\))?会议",
        "常委",
        "常务委员会",
    ),
    ("党组(扩大)会议", "党组‹:nth›‹:enlarged›(?:学习)?会议?"),
    (
        "党组会议",
        r"党组(?:召开)?(?:理论学习中心组)?(?:专题)?会(?:议)?|党组(?:20\d\d年)?‹:count›会议|党组(?=(?:召开|举行)[^,。;]{0,10}会议)",
    ),
    ("办公会议", r"‹head›办公(?:\(扩大\))?会(?:议)?|办公会议"),
    ("党工委(扩大)会议", r"党工委‹:nth›‹:enlarged›会议?|党工委‹:count›会议\(扩大\)", "党工委"),
    ("党工委会议", "党工委‹:nth›(?:专题)?会(?:议)?", "党工委"),
    ("全体(扩大)会议", r"全体\(扩大\)会议|全体扩大会议"),
    ("全体会议", "全体(?:成员)?会议|(?<!代表)全会(?!精神)", "全体", "全会"),
    ("专题会议", "‹head›?专题(?:办公)?会议?(?!精神)|专题‹one-matter›会(?:议)?"),
    ("领导小组会议", r"领导小组(?:召开)?‹:count›?(?:\(扩大\)|扩大|工作|专题)?会议", "领导小组"),
    ("工作会议", "工作会议"),
)


@cache
def meeting_words(lexicon: Lexicon) -> MeetingWords:
    """The patterns for ``lexicon``. Cached."""
    return MeetingWords(lexicon)
