"""One line for what is said in several places, and for each line what people recorded about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.iris import fold
from kg.ledger.keys import wording, words_of
from kg.ledger.lines import Line
from kg.ledger.statuses import Assertion

_ANYWHERE: Final = "anywhere"
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
    one meeting or file the words are the same whatever number stands before them: a point that came in moves all below it;
    and whatever deadline stands in them: the same demand with a corrected deadline.
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
            heads = left.pop(moved[line.key])
            before = heads[-1].quote if wording(heads[-1].quote) != wording(line.quote) else None
            yield replace(line, standing=heads, moved=before is None, before=before)
        else:
            yield line
    still_free = [line for line in free if line.key not in moved]
    days = {line.meeting_iri: line.date for line in lines}
    for key, heads in left.items():
        yield _orphan(key, heads, days.get(heads[-1].meeting), still_free)


Heads = Mapping[str, tuple[Assertion, ...]]
"""Key -> the records that hold under it."""


def of_concern(records: Heads, lines: Sequence[Line], parties: Collection[str]) -> Heads:
    """Those of ``records`` that, were their line gone, could go over to one of ``lines`` or stay as an orphan of ``parties``.

    All that ``with_records`` may find, and more: where they were said does not count.
    """
    words = _in_any_words(lines)
    return {
        key: heads
        for key, heads in records.items()
        if heads[-1].party in parties or not _in_any_words(heads[-1:]).isdisjoint(words)
    }


def _in_any_words(told: Iterable[Line | Assertion]) -> set[Hashable]:
    """What lines and records may be known by to each other, all that hangs on the place made the same."""
    return {how for one in told for how in (words_of(one.key), _said(one, _ANYWHERE), _said_whenever(one, _ANYWHERE))}


def _moved(free: Sequence[Line], homeless: Heads) -> dict[str, str]:
    """Key of a line -> key of the record that is surely about it: by its words, without their number, without the deadline."""
    found = _only_pairs([(words_of(line.key), line.key) for line in free], [(words_of(key), key) for key in homeless])
    heads = {key: standing[-1] for key, standing in homeless.items()}
    for said in (_said, _said_whenever):
        for of_line, of_record in _PLACES:
            taken = set(found.values())
            found |= _only_pairs(
                [(said(line, getattr(line, of_line)), line.key) for line in free if line.key not in found],
                [(said(head, getattr(head, of_record)), key) for key, head in heads.items() if key not in taken],
            )
    return found


# Where a line says that it was said, and where a record does.
_PLACES: Final = (("meeting_iri", "meeting"), ("source", "source"))


def _said(one: Line | Assertion, place: str | None) -> Hashable:
    """What was said to whom and where, without the number before it; nothing else is the same where the place is not known."""
    return wording(one.quote), fold(one.addressee), place or object()


def _said_whenever(one: Line | Assertion, place: str | None) -> Hashable:
    """As ``_said``, whatever deadline it states; what states none, or is not known to, is like nothing else."""
    return wording(one.quote, one.deadline), fold(one.addressee), (one.deadline and place) or object()


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


def _orphan(key: str, heads: tuple[Assertion, ...], day: str | None, free: Iterable[Line]) -> Line:
    """What is left of a line: all that was last recorded about it. ``day``: of its meeting, where other lines tell it."""
    last = heads[-1]
    place = _PLACE.search(last.passage or "")
    return Line(
        key=key,
        meeting=last.meeting_label or "",
        meeting_iri=last.meeting,
        date=last.date or day,
        item=last.item,
        lead=last.party_label or last.addressee,
        addressee=last.addressee,
        others=(),
        co_actors=(),
        overseen=(),
        deadline=last.deadline,
        due=last.due,
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
        concerns=() if last.party is None else (last.party,),
        standing=heads,
        orphan=True,
        now=tuple(line.quote for line in free if _may_be(line, last)),
    )


def _may_be(line: Line, record: Assertion) -> bool:
    """Whether ``line`` may be what ``record`` was about, in other words: the same meeting or file asks it of the same addressee."""
    same_place = (record.meeting or "") == line.meeting_iri or (record.source or "") == line.source
    return same_place and fold(line.addressee) == fold(record.addressee)
