"""One line for what is said in several places, and for each line what people recorded about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.enumerators import unnumbered
from kg.iris import fold
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
    line that nobody recorded anything about, and exactly one record looks for its line: everything else is for people. Of
    one meeting or file the words are the same whatever number stands before them: a point that came in moves all below it.
    """
    lines = list(lines)
    left = dict(records)
    homeless = {key: left[key] for key in sorted(records.keys() - {line.key for line in lines})}
    free = [line for line in lines if line.key not in records and line.allocation is not None]
    moved = _moved(free, homeless)
    for line in lines:
        if line.key in left:
            yield replace(line, standing=left.pop(line.key))
        elif line.key in moved:
            yield replace(line, standing=left.pop(moved[line.key]), moved=True)
        else:
            yield line
    for key, heads in left.items():
        yield _orphan(key, heads)


_Heads = Mapping[str, tuple[Assertion, ...]]


def _moved(free: Sequence[Line], homeless: _Heads) -> dict[str, str]:
    """Key of a line -> key of the record that is surely about it: by its words, then by its words without their number."""
    found = _only_pairs([(words_of(line.key), line.key) for line in free], [(words_of(key), key) for key in homeless])
    heads = {key: standing[-1] for key, standing in homeless.items()}
    for of_line, of_record in _PLACES:
        taken = set(found.values())
        found |= _only_pairs(
            [(_said(line, getattr(line, of_line)), line.key) for line in free if line.key not in found],
            [(_said(head, getattr(head, of_record)), key) for key, head in heads.items() if key not in taken],
        )
    return found


# Where a line says that it was said, and where a record does.
_PLACES: Final = (("meeting_iri", "meeting"), ("source", "source"))


def _said(one: Line | Assertion, place: str | None) -> Hashable:
    """What was said to whom and where, without the number before it; nothing else is the same where the place is not known."""
    return fold(unnumbered(one.quote)), fold(one.addressee), place or object()


def _only_pairs(lines: Iterable[tuple[Hashable, str]], records: Iterable[tuple[Hashable, str]]) -> dict[str, str]:
    """Line -> record, where exactly one of each has the same."""
    there, wanted = _by_first(lines), _by_first(records)
    return {
        there[same][0]: keys[0] for same, keys in wanted.items() if len(keys) == 1 and len(there.get(same, ())) == 1
    }


def _by_first(pairs: Iterable[tuple[Hashable, str]]) -> dict[Hashable, list[str]]:
    together: dict[Hashable, list[str]] = defaultdict(list)
    for same, key in pairs:
        together[same].append(key)
    return together


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
