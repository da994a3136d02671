"""One line for what is said in several places, and for each line what people recorded about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg.ledger.keys import words_of
from kg.ledger.lines import Line
from kg.ledger.statuses import Assertion

_PLACE: Final = re.compile(r"#char=(\d+),(\d+)$")


def merged(lines: Iterable[Line]) -> list[Line]:
    """``lines``, each key once: the first place that says it, and the others named in ``also``."""
    together: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        together[line.key].append(line)
    found = []
    for same in together.values():
        first, *rest = sorted(same, key=lambda line: (line.notice or "", line.start or 0))
        found.append(replace(first, also=tuple(f"{line.source} {line.start}–{line.end}" for line in rest)))
    return found


def with_records(lines: Iterable[Line], records: Mapping[str, tuple[Assertion, ...]]) -> Iterator[Line]:
    """``lines`` with the records about them; then an orphan for each key whose line is gone.

    A record goes over to a line under another key only where the same words to the same addressee stand in exactly one
    line that nobody recorded anything about, and exactly one record looks for its line: everything else is for people.
    """
    lines = list(lines)
    left = dict(records)
    homeless: dict[str, list[str]] = defaultdict(list)
    for key in records.keys() - {line.key for line in lines}:
        homeless[words_of(key)].append(key)
    free: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.key not in records and line.allocation is not None:
            free[words_of(line.key)].append(line)
    for line in lines:
        if line.key in left:
            yield replace(line, standing=left.pop(line.key))
            continue
        same_words = words_of(line.key)
        if line.allocation is not None and len(free[same_words]) == len(homeless.get(same_words, ())) == 1:
            yield replace(line, standing=left.pop(homeless[same_words][0]), moved=True)
        else:
            yield line
    for key, heads in left.items():
        yield _orphan(key, heads)


def _orphan(key: str, heads: tuple[Assertion, ...]) -> Line:
    last = heads[-1]
    place = _PLACE.search(last.passage or "")
    return Line(
        key=key,
        meeting=last.meeting_label or "",
        meeting_iri=last.meeting,
        date=None,
        item=None,
        lead=last.addressee,
        addressee=last.addressee,
        others=(),
        co_actors=(),
        overseen=(),
        deadline=None,
        due=None,
        quote=last.quote,
        source=last.source or "",
        url=None,
        notice=None,
        start=None if place is None else int(place[1]),
        end=None if place is None else int(place[2]),
        confidence=None,
        basis=None,
        supervisable=True,
        reasons=(),
        allocation=last.allocation,
        standing=heads,
        orphan=True,
    )


def candidates(orphan: Line, lines: Iterable[Line]) -> list[Line]:
    """Lines that may be what ``orphan`` was about: one quote holds the other, and the addressee is the same."""
    return [
        line
        for line in lines
        if not line.orphan
        and line.addressee == orphan.addressee
        and (line.quote in orphan.quote or orphan.quote in line.quote)
    ]
