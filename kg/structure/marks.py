"""What a line of a page or notice is told by: labels of headers and roll calls, bylines, signatures, links. (行的标志)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of

_NUMERALS = "[\\d〇○零一二三四五六七八九]{4}"
_SMALL = "[\\d一二三四五六七八九十]"
_HAN = "一-鿿"


@dataclass(frozen=True, slots=True)
class LineMarks:
    """Patterns over the words of ``lines.tsv``, made once for a lexicon."""

    lead: re.Pattern[str]  # who held which meeting when. Everything before it is the page's head
    header: re.Pattern[str]  # 会议名称: 时 间: and, in a line of its own, 会议时间
    index_cell: re.Pattern[str]  # 名称:县政府召开第38次常务会议 in the index table of a page is no header of minutes
    roll: re.Pattern[str]  # roll calls after the body: 出席:… 列席:…
    foot: re.Pattern[str]  # 编辑:甲, (记者 甲), 2024-05-08 10:05 as a short line
    always_foot: re.Pattern[
        str
    ]  # who gets copies, who owns the page, and the signature with its date, at the end of minutes
    other_matter: re.Pattern[str]  # a heading under which other articles are offered, or the page's owners named
    signer: re.Pattern[str]  # the signature at the end in two lines: the organ, then the day
    flat_lead: re.Pattern[str]  # where a notice begins on a page that is all one line
    page_before: re.Pattern[str]
    page_after: re.Pattern[str]


DAY = re.compile(f"{_NUMERALS}\\s*年\\s*{_SMALL}{{1,2}}\\s*月\\s*{_SMALL}{{1,3}}\\s*日(?:印发?)?$")
"""A line that is a day and no more: 2024年5月8日, 二〇二四年五月八日印发."""


@cache
def marks_of(lexicon: Lexicon) -> LineMarks:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.lines
    signer, house = any_of(words["signer"]), any_of(words["house"])
    roll = any_of(words["roll"], spaced=True)
    return LineMarks(
        lead=re.compile(f"{any_of(words['lead'])}|现将.{{0,12}}纪要如下"),
        header=re.compile(
            f"\\s*(?:会议)?(?:{any_of(words['header'], spaced=True)}|{roll})(?:人员|人)?\\s*:"
            f"|\\s*会议{any_of(words['header'], spaced=True)}\\s*$"
        ),
        index_cell=re.compile(f"\\s*{any_of(words['index'], spaced=True)}\\s*[:丨|]"),
        roll=re.compile(f"\\s*{roll}(?:会议)?(?:人员|领导|单位|人)?\\s*[:丨]"),
        foot=re.compile(
            f"\\s*(?:20\\d\\d[-/.]\\d{{1,2}}[-/.]\\d{{1,2}}(?!\\d)|[\\(【\\[]?\\s*{house}?{any_of((*words['press'], *words['foot']))}[^。;]{{0,60}}$"
            f"|[\\(【\\[][^。;,()]{{0,20}}{any_of(words['press'])}[^。;]{{0,60}}[\\)】\\]]$|{any_of(words['enclosed'])})"
        ),
        always_foot=re.compile(
            f"\\s*{any_of(words['copies'])}\\s*:"
            f"|\\s*(?!由)[{_HAN}]{{4,30}}{any_of(words['owner'])}\\s*$"
            f"|[{_HAN}]{{4,24}}{signer}[ \\u3000\\xa0]+{_NUMERALS}年{_SMALL}{{1,2}}月{_SMALL}{{1,3}}日(?:印发?)?\\s*$"
        ),
        other_matter=re.compile(f"\\s*[【\\[]?{any_of(words['other-matter'])}[】\\]]?\\s*:?\\s*[A-Za-z]{{0,20}}$"),
        signer=re.compile(f"[{_HAN}]{{4,24}}{any_of((*words['signer'], *words['signer-alone']))}$"),
        flat_lead=re.compile(
            f"(?<=[ \\u3000\\xa0])(?:{any_of(words['dateline'])}|\\({house}?{any_of(words['reporter'])}"
            f"|(?:20\\d\\d年)?\\d{{1,2}}月\\d{{1,2}}日|昨[日天]|近日)[^。]{{0,120}}?{any_of(words['held'])}"
        ),
        page_before=re.compile(f"{any_of(words['page-before'])}|20\\d\\d[-/]\\d{{1,2}}[-/]\\d{{1,2}}"),
        page_after=re.compile(any_of(words["page-after"])),
    )
