"""Deadlines as an iCalendar file (RFC 5545): one all-day entry for each line that has one, with a stable identity.

A calendar that takes the file in again replaces its entries instead of doubling them. Stated deadlines and those of a
local rule are two files, never one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from kg.ledger.columns import Clock, day, matter, settled
from kg.ledger.lines import Line
from kg.version import VERSION

ClockKind = Literal["stated", "rule"]

_MOST_OCTETS: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def ics(lines: Iterable[Line], clock: Clock, kind: ClockKind = "stated") -> Iterator[str]:
    """The calendar in pieces that end in CRLF: the deadlines that notices state, or those that follow from the rule.

    Orphans and what was recorded as settled are left out.
    """
    name = "督办期限" if kind == "stated" else f"规则期限（{clock.rule_name or '本地规则'}）"
    yield from _folded("BEGIN:VCALENDAR")
    yield from _folded("VERSION:2.0")
    yield from _folded(f"PRODID:-//huiyi-kg {VERSION}//kg ledger//ZH")
    yield from _folded(f"X-WR-CALNAME:{_text(name)}")
    for line in lines:
        due = day(line.due) if kind == "stated" else clock.rule_due(line)
        if due is not None and not line.orphan and not settled(line):
            yield from _event(line, due, clock, kind)
    yield from _folded("END:VCALENDAR")


def _event(line: Line, due: datetime.date, clock: Clock, kind: ClockKind) -> Iterator[str]:
    written = f"（{line.deadline}）" if kind == "stated" and line.deadline else ""
    summary = f"{line.lead or '未写明单位'}：{matter(line)}{written}"
    place = "" if line.start is None else f" {line.start}–{line.end}"
    description = f"{line.meeting}\n{line.sentence or line.quote}\n{line.source}{place}"
    yield from _folded("BEGIN:VEVENT")
    yield from _folded(f"UID:{line.key}-{kind}@huiyi-kg")
    yield from _folded(f"DTSTAMP:{clock.today:%Y%m%d}T000000Z")
    yield from _folded(f"DTSTART;VALUE=DATE:{due:%Y%m%d}")
    yield from _folded(f"DTEND;VALUE=DATE:{due + datetime.timedelta(1):%Y%m%d}")
    yield from _folded(f"SUMMARY:{_text(summary)}")
    yield from _folded(f"DESCRIPTION:{_text(description)}")
    if line.address is not None:
        yield from _folded(f"URL:{line.address}")
    yield from _folded("TRANSP:TRANSPARENT")
    yield from _folded("END:VEVENT")


def _text(value: str) -> str:
    """``value`` as a TEXT value: escaped, and without control characters, which would end the entry."""
    escaped = value.translate(_ESCAPES)
    return "".join(char if char.isprintable() or char == "\u3000" else " " for char in escaped)


def _folded(line: str) -> Iterator[str]:
    """``line`` in pieces of at most 75 octets, no character cut in two; each next one starts with a space."""
    piece, octets = "", 0
    for char in line:
        size = len(char.encode("utf-8", "replace"))
        if octets + size > _MOST_OCTETS:
            yield f"{piece}\r\n"
            piece, octets = " ", 1
        piece += char
        octets += size
    yield f"{piece}\r\n"
