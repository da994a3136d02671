"""Where labels stand: 责任单位: before a unit, 完成时限: before a limit, also as 【责任单位】 and [责任单位]. (标签定位)"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kg.scan import Event, Scan
from kg.task_tables import Headings, headings_of

GIVING: Final = frozenset({"lead", "responsible", "assist", "deadline"})
"""Roles of ``table_columns.tsv`` that say something of the directive before the label."""

# What may stand among the labels and gives nothing: 督办单位, 责任人.
_AMONG: Final = frozenset({*GIVING, "overseer", "people"})
_LONGEST: Final = 12
_WORD: Final = re.compile(r"[一-鿿、/]{2,}(?:\([一-鿿、]{1,8}\))?\Z")
_LEVEL: Final = re.compile("[省市州盟县区旗镇乡]级")
_OPENED: Final = {"】": "【", "]": "["}
_ENDS: Final = ":】]"
_STOP: Final = re.compile(r"[\n。]")


class Label(NamedTuple):
    """What one label gives, and where it stands, with its opening bracket and its colon."""

    start: int
    end: int
    role: str


def find_labels(scan: Scan) -> tuple[Label, ...]:
    """All labels of a notice in order. They are looked for at colons and closing brackets alone."""
    headings = headings_of(scan.lexicon)
    found: list[Label] = []
    for event in scan.of_kinds("colon", "close"):
        if scan.text[event.start] in _ENDS:
            label = _label(scan.text, event, headings, found[-1] if found else None)
            if label is not None:
                found.append(label)
    return tuple(found)


def _label(text: str, event: Event, headings: Headings, before: Label | None) -> Label | None:
    at = event.start
    while at and text[at - 1] in " \u3000":
        at -= 1
    if text[at - 1 : at] not in headings.ends:
        return None  # most colons
    low = max(0, at - _LONGEST, text.rfind("\n", 0, at) + 1)
    word = _WORD.search(text[low:at])
    if word is None:
        return None
    start = low + word.start()
    if text[event.start] in _OPENED and text[start - 1 : start] != _OPENED[text[event.start]]:
        return None
    among = before is not None and _STOP.search(text, before.end, start) is None
    own = _own_start(text, start, at, headings, among=among)
    if own is None:
        return None
    role = headings.role(text[own:at])
    if role not in _AMONG:
        return None
    end = event.end + text.startswith(":", event.end)  # 【责任单位】:
    return Label(own - (text[own - 1 : own] in ("(", "[", "【")), end, role)


def _own_start(text: str, start: int, end: int, headings: Headings, *, among: bool) -> int | None:
    """Where the label begins whose word is the end of ``text[start:end]``; None where it is no label.

    The word is one as a whole, but for its level (市级|牵头单位): 各责任单位: speaks to somebody. Among labels one may also follow
    a name with nothing between them (责任单位:县住建局|完成时限:6月底).
    """
    bare = start + 2 if _LEVEL.match(text, start) is not None else start
    if headings.is_whole(text[bare:end]):
        return start
    if not among:
        return None
    inner = next((at for at in range(start + 1, end - 1) if text[at:end] in headings.forms), None)
    return inner if inner is not None else start
