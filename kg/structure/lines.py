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
            end = start + len(bare)
            signed = _signed_at(text, start, end, marks)
            head, foot = _around(text, start, signed, marks)
            lines.extend(_pieces(text, start, head))
            lines.extend(_unflatten(text, head, foot))
            lines.extend(_pieces(text, foot, signed))
            if signed < end:
                lines.append((_bare_start(text, signed), end))
        at += len(line)
    return lines


_SENTENCE_ENDS = "。!?”"
_CLOSES = {")": "(", "】": "【", "]": "["}
_LONGEST_SIGNATURE = 90


def _signed_at(text: str, start: int, end: int, marks: LineMarks) -> int:
    """Where the sentence before a signature in the same line ends: …。|(记者 甲 乙), …。|文:甲 图:乙; ``end`` where nobody signs."""
    opens = _CLOSES.get(text[end - 1])
    if opens is None:
        at = text.rfind("。", max(start, end - _LONGEST_SIGNATURE), end) + 1
        at = at if at < end else 0
    else:
        at = text.rfind(opens, max(start, end - _LONGEST_SIGNATURE), end)
    at = max(at, 0)
    while at > start and text[at - 1] in " \u3000\xa0":
        at -= 1
    if at <= start or text[at - 1] not in _SENTENCE_ENDS:
        return end
    return end if marks.signature.fullmatch(text, _bare_start(text, at), end) is None else at


def _bare_start(text: str, at: int) -> int:
    """The first character from ``at`` on that is no blank."""
    while text[at].isspace():
        at += 1
    return at


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
