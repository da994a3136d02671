"""The lines of a text, also of a page that lost its line breaks. (分行)"""

from __future__ import annotations

import re

from kg.structure.marks import LineMarks

_SHORTEST_FLAT = 300  # characters of a line that may be a page
_LONGEST_HEAD = 400


def cut_lines(text: str, rows: dict[int, int], marks: LineMarks) -> list[tuple[int, int]]:
    """The lines of ``text`` (start, end) with something in them, also where their breaks were lost.

    ``rows``: start -> end of the lines of tables, which stay whole.
    """
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
            head, foot = _around(text, start, start + len(bare), marks)
            lines.extend(_pieces(text, start, head))
            lines.extend(_unflatten(text, head, foot))
            lines.extend(_pieces(text, foot, start + len(bare)))
        at += len(line)
    return lines


def _around(text: str, start: int, end: int, marks: LineMarks) -> tuple[int, int]:
    """Where in a line that holds a whole page the notice begins and ends; the line's own ends in any other."""
    if end - start < _SHORTEST_FLAT:
        return start, end
    lead = marks.flat_lead.search(text, start, min(end, start + _LONGEST_HEAD))
    if lead is None or marks.page_before.search(text, start, lead.start()) is None:
        return start, end
    stop = text.rfind("。", lead.end(), end) + 1
    foot = stop if stop and stop < end and marks.page_after.search(text, stop, end) is not None else end
    return lead.start(), foot


# Where a page's head or foot was parted before its line breaks were lost: no space after a label or a crumb.
_WAS_PARTED = re.compile(r"[ \u3000\xa0](?<![:>丨|\s].)[ \u3000\xa0]*(?![:>丨|\s])")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if start == end:
        return []
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
