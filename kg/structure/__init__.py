"""Page, paragraphs, clauses: where the notice proper begins and ends, and how its sentences are cut. (结构)"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.lexicon import Lexicon
from kg.scan import Scan
from kg.structure.lines import cut_lines
from kg.structure.marks import DAY, LineMarks, marks_of
from kg.task_tables import TaskTable

_BREAKS = {"stop": 3, "semicolon": 2, "comma": 1, "colon": 1}


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


@dataclass(frozen=True)
class Outline:
    """The notice cut up. ``lead`` is the index of the paragraph that says who met; None where there is none."""

    paragraphs: tuple[Paragraph, ...]
    clauses: tuple[Clause, ...]
    lead: int | None

    @cached_property
    def by_paragraph(self) -> dict[int, list[Clause]]:
        """The clauses of each paragraph that has some, in order."""
        return {paragraph: list(found) for paragraph, found in groupby(self.clauses, key=itemgetter(3))}


def parse_structure(scan: Scan, tables: tuple[TaskTable, ...] = ()) -> Outline:
    """Cut a notice into paragraphs with roles and into clauses. The lines of ``tables`` have no clauses.

    Guarantees: paragraphs and clauses are in order, do not overlap, and hold no line break.
    """
    rows = {line.start: line.end for table in tables for line in table.lines}
    lines = cut_lines(scan.text, rows, marks_of(scan.lexicon))
    lead = _find_lead(scan, lines, rows)
    first = _first_unled(scan, lines, lead, rows)
    if first is not None:
        lead = None
    roles = _roles(scan, lines, lead if first is None else first, rows)
    paragraphs = tuple(Paragraph(start, end, role) for (start, end), role in zip(lines, roles, strict=True))
    clauses = tuple(_clauses(scan, paragraphs))
    return Outline(paragraphs, clauses, lead)


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
    """The line with which the notice begins: the one that tells of the meeting, or an earlier one in which it already speaks."""
    lead = _told(scan, lines, rows)
    said = [event.start for event in scan.of_kinds("speech")]
    for index, (start, end) in enumerate(lines[:lead]):
        at = bisect_left(said, start)
        if at < len(said) and said[at] < end and start not in rows and _runs_on(scan, start, end):
            return index  # 会议邀请…作讲座。会议指出,…: who met, and when, stands nowhere or above
    return lead


def _first_unled(scan: Scan, lines: list[tuple[int, int]], lead: int | None, rows: dict[int, int]) -> int | None:
    """Where a notice begins that nowhere says who met: at the first heading or running text below a title that names a meeting.
    None where a line tells that it was held, or none before ``lead`` is the notice's."""
    marks = marks_of(scan.lexicon)
    if lead is not None and marks.convened.search(scan.text, *lines[lead]) is not None:
        return None
    titled = False
    for index, (start, end) in enumerate(lines[:lead]):
        begins = _HEADING.match(scan.text, start, end) is not None or _runs_on(scan, start, end)
        if titled and begins and start not in rows and not is_chrome(scan, start, end):
            return index
        titled = titled or marks.meeting_title.fullmatch(scan.text, start, end) is not None
    return None


# 一、审议《办法》: nothing of a page is numbered so.
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)])[^|>]{6,}")
_SHORTEST_SPEECH = 40  # characters of a line of running text; titles and captions are shorter


def _runs_on(scan: Scan, start: int, end: int) -> bool:
    """Whether a line is running text, and no title, caption or line of the page."""
    return end - start >= _SHORTEST_SPEECH and "。" in scan.text[start:end] and not is_chrome(scan, start, end)


def _told(scan: Scan, lines: list[tuple[int, int]], rows: dict[int, int]) -> int | None:
    best, marks = None, marks_of(scan.lexicon)
    for index, (start, end) in enumerate(lines):
        if start in rows:
            continue
        line = scan.text[start:end]
        if marks.header.match(line) is not None and any(
            marks.header.match(scan.text[s:e]) for s, e in lines[index + 1 : index + 3]
        ):
            return index  # a block of 时间:, 地点:, 主持:
        if marks.lead.search(line) is None or is_chrome(scan, start, end) or marks.index_cell.match(line) is not None:
            continue
        if marks.header.match(line) is not None:
            return index
        if "会" in line and (("," in line and end - start > 24) or "。" in line):
            if "。" not in line and _is_above_page_line(scan, lines, index):
                continue
            return index
        if best is None and "。" in line:
            best = index
    return best


def _is_above_page_line(scan: Scan, lines: list[tuple[int, int]], index: int) -> bool:
    """县政府召开常务会议,研究…事项: a title though it has a comma, where 日期:… 来源:… parts it from a sentence that says it again."""
    following = lines[index + 1 : index + 3]
    if len(following) < 2 or not is_chrome(scan, *following[0]):
        return False
    text = scan.text[slice(*following[1])]
    return "。" in text and "会" in text and marks_of(scan.lexicon).lead.search(text) is not None


def _roles(scan: Scan, lines: list[tuple[int, int]], lead: int | None, rows: dict[int, int]) -> list[str]:
    """What each line is: a row of a table (``rows``: by their starts), the page's head before the lead, its foot, a roll call or the
    notice's body."""
    marks = marks_of(scan.lexicon)
    roles: list[str] = []
    ended = False
    for index, (start, _) in enumerate(lines):
        if start in rows:
            roles.append("table")
        elif lead is None or index < lead:
            roles.append("head")
        elif index > lead and (ends := _foot(scan, lines, index, marks, ended=ended)) is not None:
            ended = ends
            roles.append("foot")
        else:
            before = roles[-1] if roles else ""
            roles.append(_role_of_body(scan, lines[index], marks, before, after_lead=index > lead))
    return roles


def _foot(scan: Scan, lines: list[tuple[int, int]], index: int, marks: LineMarks, *, ended: bool) -> bool | None:
    """Whether the notice ends at or before a line behind the lead that belongs to the page; None where the line is the notice's.
    ``ended``: it ended before."""
    start, end = lines[index]
    line = scan.text[start:end]
    if "\n" not in scan.text[lines[index - 1][1] : start] and marks.signature.fullmatch(line) is not None:
        return ended or scan.text.find("。", end, lines[-1][1]) < 0  # who wrote, parted from the sentence before it
    if not ended and (marks.other_matter.match(line) is not None or _is_signature(scan.text, lines, index, marks)):
        return True
    chrome = ended or is_chrome(scan, start, end)
    long = "。" in line or end - start > _LONG_LINE
    if not ended and not long and (chrome or marks.foot.match(line) is not None):
        # A foot ends the notice unless a real paragraph follows (a caption in the middle).
        return scan.text.find("。", end, lines[-1][1]) < 0
    return ended if chrome or marks.always_foot.match(line) is not None else None


_LONG_LINE = 60


def _role_of_body(scan: Scan, line: tuple[int, int], marks: LineMarks, before: str, *, after_lead: bool) -> str:
    """A roll call, or a line that goes on with the one before it (its role is ``before``); else body."""
    text = scan.text[slice(*line)]
    if after_lead and marks.roll.match(text) is not None:
        return "roll"
    goes_on = before == "roll" and "。" not in text and not re.match("[一二三四五六七八九十(\\d【]|会议", text)
    return "roll" if goes_on else "body"


def _is_signature(text: str, lines: list[tuple[int, int]], index: int, marks: LineMarks) -> bool:
    """Whether a line is an organ's name and the next a day, with no sentence after them."""
    if index + 1 >= len(lines) or marks.signer.match(text[slice(*lines[index])]) is None:
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


BULLETS = frozenset("—–●◆■•◇□▲☞○△★☆▶►※◎")  # ——县财政局要…: what a point begins with is no part of it


def _is_number(text: str, at: int) -> bool:
    """A mark between digits: 1,200 or 9:00."""
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


_made = tuple.__new__  # what Clause(…) comes to, in half the time


def _append(clauses: list[Clause], text: str, start: int, end: int, level: int, paragraph: int) -> None:
    # Chinese characters, most of what a clause begins and ends with, need not be asked further.
    while start < end and not "一" <= text[start] <= "鿿" and (text[start].isspace() or text[start] in BULLETS):
        start += 1
    while end > start and not "一" <= text[end - 1] <= "鿿" and text[end - 1].isspace():
        end -= 1
    if start < end:
        clauses.append(_made(Clause, (start, end, level, paragraph)))
