"""Where a notice names no fitting place: its towns or a famous sight; and the zone whose committee met."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.locate.votes import PUBLISHER, as_read, automaton_of, page_fields
from kg.model import Analysis, Place
from kg.register import Register
from kg.scope import Context
from kg.zones import NamedZone, zone_named

_LANDMARK = 0.6


def by_towns(analysis: Analysis, register: Register) -> Iterator[tuple[float, Place]]:
    """Counties (or their prefectures) that hold the towns which the notice names: two at least."""
    towns = {a.surface for a in analysis.agencies if a.surface.endswith(("镇", "乡", "街道")) and len(a.surface) > 2}
    counts: dict[str, int] = {}
    for town in towns:
        for code in set(register.counties_with_town(town)):
            counts[code] = counts.get(code, 0) + 1
    for code, count in counts.items():
        place = register.place(code)
        if count >= 2 and place is not None:
            yield float(count), place


def by_landmarks(analysis: Analysis, register: Register) -> Iterator[tuple[float, Place]]:
    text = analysis.notice.text
    found: dict[str, float] = {}
    for name, code in register.landmarks.items():
        if name in text:
            found[code] = found.get(code, 0.0) + _LANDMARK
    for code, score in found.items():
        place = register.place(code)
        if place is not None:
            yield score, place


def zone_of(analysis: Analysis, body: str, register: Register) -> NamedZone | None:
    """The zone whose committee met: the one that the page's own fields and the text name most."""
    text = as_read(analysis.notice.text)
    fields = [(PUBLISHER * 2, field) for _, field in page_fields(analysis)]
    if analysis.fields.publisher is not None:
        fields.append((PUBLISHER * 2, as_read(analysis.fields.publisher.value)))
    scores: dict[tuple[str, Place], float] = {}
    in_full: set[tuple[str, Place]] = set()
    parts = [(4.0, body), *fields]
    for weight, part in ((1.0, text), *parts):
        for name, registered in _zone_names(part, text, register):
            if registered is None and part is text and _is_a_verb(name, parts, register):
                continue
            named = registered or zone_named(name, Context(register))
            if named is None or named.host is None:
                continue
            zone = named.name, named.host
            scores[zone] = scores.get(zone, 0.0) + weight
            if name == named.name:
                in_full.add(zone)
    own = _zone_of_committee(analysis, register)
    if not scores or (own is not None and _COMMITTEE.sub("", body) == own.name):
        return own
    best = max(scores, key=lambda zone: (scores[zone], len(zone[0])))
    # A name printed in full settles what the short form (经开区) of a zone of that place stands for.
    printed = [zone for zone in in_full if zone[1] == best[1]] or [best]
    best = max(printed, key=lambda zone: (scores[zone], len(zone[0])))
    return NamedZone(best[0], best[1], "zone-votes", 0.9)


def _is_a_verb(name: str, parts: list[tuple[float, str]], register: Register) -> bool:
    """Whether a place that is a common word stands before a word for a zone only in the running text, and not in the ``parts``
    in which the page tells whose it is: 会同|新区投促局, 新建|工业园区."""
    common = any(name[:size] in register.words for size in (2, 3))
    return common and not any(name in part for _, part in parts)


def _zone_of_committee(analysis: Analysis, register: Register) -> NamedZone | None:
    """A zone that no place and no register tells, by its committee's name as printed: 邢东新区管委会."""
    stems = {_COMMITTEE.sub("", agency.surface) for agency in analysis.agencies if _COMMITTEE.search(agency.surface)}
    named = (zone_named(stem, Context(register)) for stem in stems if len(stem) > 3)
    names = {zone.name for zone in named if zone is not None and zone.host is None}
    return NamedZone(names.pop(), None, "zone-committee", 0.7) if len(names) == 1 else None


_COMMITTEE = re.compile("(?:管委会|管理委员会|管委)$")


def _zone_names(part: str, text: str, register: Register) -> Iterator[tuple[str, NamedZone | None]]:
    """Stretches of ``part`` from a place's name to a word for a zone, and registered zones by name or alias.

    A short alias (临港区) counts only where ``text`` names the place that holds the zone: other places have one too.
    """
    tails = re.compile(f"[\u4e00-\u9fff]{{0,8}}?(?:{'|'.join([row.word for row in register.zone_words])})")
    automaton, _ = automaton_of(register)
    for _, start, end in automaton.find_matches_as_indexes(part):
        tail = tails.match(part, end)
        if tail is not None:
            yield part[start : tail.end()], None
    for zone in register.zones:
        for name in (zone.name, *zone.aliases):
            count = part.count(name)
            if count == 0:
                continue
            host = register.place(zone.code)
            if host is not None and (len(name) > 3 or register.short(host) in text):
                for _ in range(count):
                    yield name, NamedZone(zone.name, host, "zone-register", 0.95)
