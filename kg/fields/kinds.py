"""What kind of meeting it was: 常务会议, 党组会议, 专题会议. (会议类型)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.fields.meeting_words import meeting_words
from kg.model import Located, Span
from kg.scan import Scan

_MOST_ZONES = 6
# How far around its kind a meeting's number and term stand, and how many namings of it are looked at.
_AROUND, _MOST_NAMINGS = 60, 12


_CLAUSE_ENDS = re.compile("[,。;]")


class Kind(NamedTuple):
    """The kind of a meeting, where it stands, and the kinds of meetings held together with it."""

    value: Located[str] | None
    span: Span | None
    also: tuple[str, ...]


class _Named(NamedTuple):
    rank: int  # among the kinds: the one that counts first
    zone: int
    kind: str
    span: Span


def find_kind(scan: Scan, zones: list[Span]) -> Kind:
    """The kind that ``zones`` name; 其他 where they speak of a meeting whose kind nothing tells."""
    words = meeting_words(scan.lexicon)
    found = sorted(_known(scan, zones[:_MOST_ZONES]), key=lambda named: named[:2])
    if found:
        first, rest = found[0], found[1:]
        also = tuple(dict.fromkeys(n.kind for n in rest if n.zone <= 1 and n.kind not in words.said_of_any))
        return Kind(Located(first.kind, first.span, "fields.kind", 0.97), first.span, also)
    for zone in zones[:_MOST_ZONES]:
        for match in words.kind_by_name.finditer(scan.text, zone.start, zone.end):
            if _is_this_meeting(scan, match, zone):
                span = Span(*match.span())
                return Kind(Located(match[0], span, "fields.kind-named", 0.9), span, ())
    for zone in zones:
        some = words.some_meeting.search(scan.text, zone.start, zone.end)
        if some is not None:
            span = Span(*some.span())
            return Kind(Located("其他", span, "fields.kind-unknown", 0.4), span, ())
    return Kind(None, None, ())


def _known(scan: Scan, zones: list[Span]) -> Iterator[_Named]:
    """Each kind in the first of ``zones`` that names it."""
    told = "\n".join([scan.text[zone.start : zone.end] for zone in zones])
    for rank, (kind, form, signs) in enumerate(meeting_words(scan.lexicon).kinds):
        if not any(sign in told for sign in signs):
            continue  # most kinds
        for number, zone in enumerate(zones):
            if not any(scan.text.find(sign, zone.start, zone.end) >= 0 for sign in signs):
                continue
            named = form.finditer(scan.text, zone.start, zone.end)
            match = next((m for m in named if _is_this_meeting(scan, m, zone)), None)
            if match is not None:
                yield _Named(rank, number, kind, Span(*match.span()))
                break


def _is_this_meeting(scan: Scan, match: re.Match[str], zone: Span) -> bool:
    """Not another meeting that this one studied: 传达学习…常委会会议精神."""
    words = meeting_words(scan.lexicon)
    if words.studied.match(scan.text, match.end()) is not None:
        return False
    before = scan.text[max(zone.start, match.start() - _AROUND) : match.start()]
    clause = before[1 + max(map(before.rfind, ",。;暨")) :]
    held = max((held.end() for held in words.holds.finditer(clause)), default=0)  # 本报讯市长甲主持召开|市政府常务会议
    return words.studies.search(clause, held) is None


def naming_clauses(scan: Scan, zones: list[Span], kind: Kind) -> list[Span]:
    """The clause around each naming of the meeting: its number and term stand there."""
    if kind.value is None:
        return zones[:3]
    own = re.compile("会议" if kind.value.value == "其他" else re.escape(kind.value.value))
    pattern = next((one.form for one in meeting_words(scan.lexicon).kinds if one.kind == kind.value.value), own)
    around = []
    for zone in zones:
        for match in pattern.finditer(scan.text, zone.start, zone.end):
            if not _is_this_meeting(scan, match, zone):
                continue
            left, right = max(zone.start, match.start() - _AROUND), min(zone.end, match.end() + _AROUND)
            start = left + 1 + max(map(scan.text[left : match.start()].rfind, ",。;、和暨"))
            stop = _CLAUSE_ENDS.search(scan.text, match.end(), right)
            around.append(Span(start, right if stop is None else stop.start()))
            if len(around) == _MOST_NAMINGS:
                return around
    return list(dict.fromkeys(around))
