"""Page, paragraphs, clauses: where the notice proper begins and ends, and how its sentences are cut. (结构)"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.lexicon import Lexicon
from kg.model import Span
from kg.scan import Scan
from kg.task_tables import TaskTable

_BREAKS = {"stop": 3, "semicolon": 2, "comma": 1, "colon": 1}
# The lead: who held which meeting when. Everything before it is the page's head.
LEAD = re.compile(
    "主持召开|召集|主持会议|主持了|召开|举行|主持|会议时间:|会议名称:|现将.{0,12}纪要如下|会议议定事项|研究(?:了|部署)|会议(?:传达|学习|听取|审议)"
)
_HEADER_LABEL = re.compile(
    r"\s*(?:会议)?(?:名\s*称|时\s*间|地\s*点|主\s*持\s*人?|主\s*持|出\s*席|列\s*席|请\s*假|缺\s*席|参\s*会|参加|记\s*录|与会|议\s*题)"
    r"(?:人员|人)?\s*:"
)
# 名称:县政府召开第38次常务会议  文号: in the index table of a page is no header of minutes (会议名称:).
_INDEX_CELL = re.compile(r"\s*(?:名\s*称|标\s*题|信息名称|文件名称)\s*[:丨|]")
# Roll calls after the body: 出席:… 列席:…
ROLL = re.compile(
    r"\s*(?:出\s*席|列\s*席|请\s*假|缺\s*席|参\s*会|参\s*加|记\s*录|与会)(?:会议)?(?:人员|领导|单位|人)?\s*[:丨]"
)
_FOOT = re.compile(
    r"\s*(?:[\(【\[]?\s*(?:本报|全媒体|融媒体|融媒)?(?:记者|通讯员|编辑|责编|责任编辑|审核|初审|复审|终审|一审|二审|三审|来源|作者|供稿|撰稿|校对|监制)"
    r"[^。;]{0,60}$|[\(【\[][^。;,()]{0,20}(?:记者|通讯员|编辑|责编|供稿|撰稿|撰文|作者)[^。;]{0,60}[\)】\]]$|分送|抄送|抄报|附件|相关附件)"
)


# Who gets copies, and the signature with its date, at the end of minutes.
_ALWAYS_FOOT = re.compile(
    r"\s*(?:分送|抄送|抄报|主送|发送|印发|本期发|图文解读|相关解读|报|送|发)\s*:"
    r"|[一-鿿]{4,24}(?:办公室|办公厅|政府|委员会|政府办|党政办|局|公司)[ \u3000\xa0]+"
    r"[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日(?:印发?)?\s*$"
)


# A heading of the page under which other articles are offered, or its owners named: nothing after it is the notice's.
_OTHER_MATTER = re.compile(
    r"\s*[【\[]?(?:(?:新闻|智能|热门|热点|精彩|相关)?推荐(?:阅读)?|相关(?:新闻|阅读|链接|报道|文章|资讯|稿件|信息|内容)|延伸阅读|猜你喜欢|友情链接|网站导航"
    r"|热点新闻|最新(?:新闻|文章|评论)|网友评论|(?:版权|免责)声明)[】\]]?\s*:?\s*$"
)
# The signature at the end in two lines: the organ, then the day.
SIGNER = re.compile(r"[一-鿿]{4,24}(?:办公室|办公厅|政府|委员会|政府办|党政办|局|公司|公署)$")
DAY = re.compile(
    r"[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日(?:印发?)?$"
)


class Paragraph(NamedTuple):
    """A line with something in it, without the spaces around it. A NamedTuple, like Clause: there are many."""

    start: int
    end: int
    # head (page before the notice), body, roll (attendance after a label), table (a line of a table that gives out
    # work), foot (page after the notice)
    role: str


class Clause(NamedTuple):
    """A stretch between sentence marks that stand outside brackets and quotations.

    ``level`` is the mark before it: 3 after 。 or at the start of a paragraph, 2 after ; and 1 after , or :.
    """

    start: int
    end: int
    level: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The notice cut up. ``lead`` is the index of the paragraph that says who met; None where there is none."""

    paragraphs: tuple[Paragraph, ...]
    clauses: tuple[Clause, ...]
    lead: int | None

    def by_paragraph(self) -> dict[int, list[Clause]]:
        """The clauses of each paragraph that has some, in order."""
        return {paragraph: list(found) for paragraph, found in groupby(self.clauses, key=itemgetter(3))}


def parse_structure(scan: Scan, tables: tuple[TaskTable, ...] = ()) -> Outline:
    """Cut a notice into paragraphs with roles and into clauses. The lines of ``tables`` have no clauses.

    Guarantees: paragraphs and clauses are in order, do not overlap, and hold no line break.
    """
    rows = {line.start: line.end for table in tables for line in table.lines}
    lines = _lines(scan.text, rows)
    lead = _find_lead(scan, lines, rows)
    roles = _roles(scan, lines, lead, rows)
    paragraphs = tuple(Paragraph(start, end, role) for (start, end), role in zip(lines, roles, strict=True))
    clauses = tuple(_clauses(scan, paragraphs))
    return Outline(paragraphs, clauses, lead)


def _lines(text: str, rows: dict[int, int]) -> list[tuple[int, int]]:
    """``rows``: start -> end of the lines of tables, which stay whole."""
    lines = []
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            if start in rows:
                lines.append((start, start + len(bare)))
                at += len(line)
                continue
            head, foot = _around(text, start, start + len(bare))
            lines.extend(_pieces(text, start, head))
            lines.extend(_unflatten(text, head, foot))
            lines.extend(_pieces(text, foot, start + len(bare)))
        at += len(line)
    return lines


# A page on one line: 首页 > 要闻 县政府召开… 2021-10-20 来源:… (记者 甲)10月18日,县长乙主持召开…。 编辑:丙 版权所有
_FLAT = re.compile(
    r"(?<=[ \u3000\xa0])(?:(?:本报|本网|本台)讯|\((?:本报|全媒体)?(?:记者|通讯员)|(?:20\d\d年)?\d{1,2}月\d{1,2}日|昨[日天]|近日)"
    r"[^。]{0,120}?(?:主持召开|召开|主持|举行)"
)
_PAGE_BEFORE = re.compile(r"来源|发布|浏览|点击|首页|关注我们|原创|20\d\d[-/]\d{1,2}[-/]\d{1,2}")
_PAGE_AFTER = re.compile("编辑|校对|审核|责编|来源|版权|备案|浏览|阅读|分享|上一篇|打印|主办")
_SHORTEST_FLAT = 300  # characters of a line that may be a page
_LONGEST_HEAD = 400


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where in a line that holds a whole page the notice begins and ends; the line's own ends in any other."""
    if end - start < _SHORTEST_FLAT:
        return start, end
    lead = _FLAT.search(text, start, min(end, start + _LONGEST_HEAD))
    if lead is None or _PAGE_BEFORE.search(text, start, lead.start()) is None:
        return start, end
    stop = text.rfind("。", lead.end(), end) + 1
    foot = stop if stop and stop < end and _PAGE_AFTER.search(text, stop, end) is not None else end
    return lead.start(), foot


# Where a page's head or foot was parted before its line breaks were lost: no space after a label or a crumb.
_WAS_PARTED = re.compile(r"(?<![:>丨|\s])[ \u3000\xa0]+(?![:>丨|\s])")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, at = [], start
    for gap in _WAS_PARTED.finditer(text, start, end):
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, end))
    return [(low, high) for low, high in pieces if text[low:high].strip()]


# Some pages lose their line breaks: two spaces after a full stop are what is left of one.
_LOST_BREAK = re.compile(r"(?<=。)(?:[ \xa0]{2,}(?=\S)|[ \xa0](?=会议|会前|会上|[一二三四五六七八九十]、|来源))")


def _unflatten(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, at = [], start
    if "。 " in text[start:end] or "。\xa0" in text[start:end]:
        for match in _LOST_BREAK.finditer(text, start, end):
            pieces.append((at, match.start()))
            at = match.end()
    pieces.append((at, end))
    return pieces


# A line without a full stop that is the notice's all the same: a numbered heading, or a clause that demands. The first
# comma answers for all (?>…): trying each would grow with the square of the line.
_SAYS = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、]|(?>[^>|]*?[一-鿿]{2},)[^>|]*(?:要|须|不得|应当)[一-鿿]{2}")


@cache
def _chrome(lexicon: Lexicon) -> AhoCorasick:
    """One automaton for the words of pages: looking for each in each line was half of this room's time."""
    return AhoCorasick(list(lexicon.chrome))


@lru_cache(maxsize=1)
def _chrome_in(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where the words of pages stand: found in one pass, not in one for each line. None of them has a line break."""
    return [(start, end) for _, start, end in _chrome(lexicon).find_matches_as_indexes(text)]


def is_chrome(scan: Scan, start: int, end: int) -> bool:
    """Whether a line belongs to the page and not to the notice: a chrome word, and no sentence of a body."""
    found = _chrome_in(scan.text, scan.lexicon)
    first = bisect_left(found, (start,))
    if first == len(found) or found[first][0] >= end:
        return False
    line = scan.text[start:end]
    if len(line) > 160 and "。" in line:
        return False
    hits = [scan.text[s:e] for s, e in found[first : bisect_left(found, (end,))] if e <= end]
    if hits and ("。" in line or _SAYS.match(line) is not None):
        return not scan.lexicon.chrome_always.isdisjoint(hits) and (line.count("。") < 2 or len(line) < 60)
    return bool(hits)


def _find_lead(scan: Scan, lines: list[tuple[int, int]], rows: dict[int, int]) -> int | None:
    best = None
    for index, (start, end) in enumerate(lines):
        if start in rows:
            continue
        line = scan.text[start:end]
        if _HEADER_LABEL.match(line) is not None and any(
            _HEADER_LABEL.match(scan.text[s:e]) for s, e in lines[index + 1 : index + 3]
        ):
            return index  # a block of 时间:, 地点:, 主持:
        if LEAD.search(line) is None or is_chrome(scan, start, end) or _INDEX_CELL.match(line) is not None:
            continue
        if _HEADER_LABEL.match(line) is not None:
            return index
        if "会" in line and (("," in line and end - start > 24) or "。" in line):
            return index
        if best is None and "。" in line:
            best = index
    return best


def _roles(scan: Scan, lines: list[tuple[int, int]], lead: int | None, rows: dict[int, int]) -> list[str]:
    roles: list[str] = []
    ended = False
    last = lines[-1][1] if lines else 0
    for index, (start, end) in enumerate(lines):
        line = scan.text[start:end]
        if start in rows:
            roles.append("table")
            continue
        if lead is None or index < lead:
            roles.append("head")
            continue
        long = "。" in line or end - start > 60
        chrome = index > lead and (ended or is_chrome(scan, start, end))
        if (
            index > lead
            and not ended
            and (_OTHER_MATTER.match(line) is not None or _is_signature(scan.text, lines, index))
        ):
            ended = True
            roles.append("foot")
        elif not ended and index > lead and not long and (chrome or _FOOT.match(line) is not None):
            # A foot ends the notice unless a real paragraph follows (a caption in the middle).
            ended = scan.text.find("。", end, last) < 0
            roles.append("foot")
        elif chrome or (index > lead and _ALWAYS_FOOT.match(line) is not None):
            roles.append("foot")
        elif index > lead and ROLL.match(line) is not None:
            roles.append("roll")
        elif (
            roles
            and roles[-1] == "roll"
            and "。" not in line
            and not re.match("[一二三四五六七八九十(\\d【]|会议", line)
        ):
            roles.append("roll")  # a roll call that goes on in the next line
        else:
            roles.append("body")
    return roles


def _is_signature(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Whether a line is an organ's name and the next a day, with no sentence after them."""
    if index + 1 >= len(lines) or SIGNER.match(text[slice(*lines[index])]) is None:
        return False
    return DAY.match(text[slice(*lines[index + 1])]) is not None and text.find("。", lines[index][0], lines[-1][1]) < 0


def _clauses(scan: Scan, paragraphs: tuple[Paragraph, ...]) -> list[Clause]:
    clauses: list[Clause] = []
    text = scan.text
    breaks = scan.plain(*_BREAKS).events
    number = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role in ("head", "foot", "table"):
            continue
        at, level = paragraph.start, 3
        while number < len(breaks) and breaks[number][0] < paragraph.end:
            start, end, kind, _ = breaks[number]
            number += 1
            if start < at or (text[start - 1].isdigit() and text[start] in ",:" and _is_number(text, start)):
                continue
            _append(clauses, text, at, start, level, index)
            at, level = end, _BREAKS[kind]
        _append(clauses, text, at, paragraph.end, level, index)
    return clauses


_BULLETS = frozenset("—–●◆■•◇□▲☞")  # ——县财政局要…: what a point begins with is no part of it


def _is_number(text: str, at: int) -> bool:
    """A mark between digits: 1,200 or 9:00."""
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


_made = tuple.__new__  # what Clause(…) comes to, in half the time


def _append(clauses: list[Clause], text: str, start: int, end: int, level: int, paragraph: int) -> None:
    while start < end and (text[start].isspace() or text[start] in _BULLETS):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        clauses.append(_made(Clause, (start, end, level, paragraph)))


def body_span(outline: Outline) -> Span | None:
    """From the lead to the last paragraph of the notice proper."""
    ends = [p.end for p in outline.paragraphs if p.role in ("body", "roll")]
    if outline.lead is None or not ends:
        return None
    return Span(outline.paragraphs[outline.lead].start, max(ends))
