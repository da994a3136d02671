"""Which foreign things could be which things of the store: one candidate for each pair, with what speaks for it.

Nothing is decided here. Where one thing has several candidates, all of them are shown and marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from kg.linking.columns import Kind, kind_meant
from kg.linking.evidence import NEAR, Evidence
from kg.linking.foreign import Foreign
from kg.linking.matching import Matcher, matcher
from kg.linking.near import Near
from kg.linking.own import Own

if TYPE_CHECKING:
    from kg.register import Register

Rivals = Literal["", "entity", "row", "both"]
"""Which side of a pair has other candidates: the thing of the store several rows, the row several things, both."""

_WITH_SIMILAR_NAMES: Final[tuple[Kind, ...]] = ("agency", "document")
"""Names of people and places are too short: those that differ in one character are others'."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that could be one thing. ``evidence``: the strongest first; ``score``: 0 to 1."""

    own: Own
    foreign: Foreign
    evidence: tuple[Evidence, ...]
    score: float
    rivals: Rivals = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The IRIs of both."""
        return self.own.iri, self.foreign.iri

    @property
    def exact(self) -> bool:
        """Whether one of the keys is one that two different things do not share."""
        return any(evidence.exact for evidence in self.evidence)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: things of ``kind``, pairs with a ``least`` score, up to ``near`` similar names for each thing."""

    kind: Kind
    least: float = 0.5
    near: int = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """The candidates, by label, score and IRI; how many rows were of ``other_kinds``, and how many pairs ``decided`` before."""

    candidates: tuple[Candidate, ...]
    other_kinds: int
    decided: int


def candidates(
    wanted: Wanted,
    owns: Sequence[Own],
    things: Sequence[Foreign],
    *,
    base: str,
    register: Register,
    decided: Mapping[tuple[str, str], bool] | None = None,
) -> Outcome:
    """Pairs of ``owns`` and ``things``. ``decided``: (IRI, foreign IRI) of pairs that people decided on -> whether they are one;
    they are left out, and what is one is a rival of others still, what is two no more.

    Raises KgError where similar names are wanted and rapidfuzz is not installed.
    """
    of_kind = [thing for thing in things if _may_be(wanted.kind, thing)]
    by_keys = matcher(wanted.kind, of_kind, owns, base, register)
    similar = wanted.near > 0 and wanted.kind in _WITH_SIMILAR_NAMES
    near = Near(of_kind) if similar else None
    before = decided or {}
    found = [candidate for own in owns for candidate in _by_keys(own, by_keys)]
    if near is not None:
        found += _by_likeness(found, owns, by_keys, near, wanted.near)
    known = [candidate for candidate in found if candidate.pair in before]
    marked = _marked([candidate for candidate in found if before.get(candidate.pair) is not False])
    shown = [one for one in marked if one.pair not in before and one.score >= wanted.least]
    shown.sort(key=lambda one: (one.own.label, one.own.iri, -one.score, one.foreign.iri))
    return Outcome(tuple(shown), len(things) - len(of_kind), len(known))


def _may_be(kind: Kind, thing: Foreign) -> bool:
    """Whether the types of ``thing`` say nothing against ``kind``."""
    meant = {known for word in thing.types if (known := kind_meant(word)) is not None}
    return not meant or kind in meant


def _by_keys(own: Own, by_keys: Matcher) -> Iterator[Candidate]:
    things = by_keys.index.things
    for number, hits in by_keys.found(own).items():
        evidence = tuple(sorted(hits, key=lambda hit: (-hit.score, hit.rule)))
        yield Candidate(own, things[number], evidence, evidence[0].score)


def _by_likeness(
    found: Sequence[Candidate], owns: Sequence[Own], by_keys: Matcher, near: Near, most: int
) -> Iterator[Candidate]:
    """Rows with similar names for things that no key speaks for. What is some other thing by an exact key is not this one."""
    paired = {one.own.iri for one in found}
    taken = {one.foreign.iri for one in found if one.exact}
    for own in owns:
        if own.iri in paired:
            continue
        place = own.within[-1] if own.within else ""
        like = (
            (by_keys.index.things[number], likeness)
            for number, likeness in near.like(own.label, place)
            if by_keys.index.things[number].iri not in taken
        )
        may_be = ((thing, share) for thing, share in like if by_keys.where.fit(own.place, thing) != "another")
        for thing, share in islice(may_be, most):
            yield Candidate(own, thing, (NEAR,), round(share * NEAR.score, 2))


def _marked(found: Sequence[Candidate]) -> list[Candidate]:
    """``found`` with the rivals that each has. A similar name is no rival of a pair with better evidence."""
    of_entity = Counter((one.own.iri, _is_near(one)) for one in found)
    of_row = Counter((one.foreign.iri, _is_near(one)) for one in found)

    def count(counter: Counter[tuple[str, bool]], iri: str, one: Candidate) -> int:
        return counter[iri, False] + (counter[iri, True] if _is_near(one) else 0)

    return [
        Candidate(
            one.own,
            one.foreign,
            one.evidence,
            one.score,
            _rivals(count(of_entity, one.own.iri, one) > 1, count(of_row, one.foreign.iri, one) > 1),
        )
        for one in found
    ]


def _is_near(candidate: Candidate) -> bool:
    return candidate.evidence == (NEAR,)


def _rivals(entity: bool, row: bool) -> Rivals:
    if entity and row:
        return "both"
    return "entity" if entity else "row" if row else ""


def surely(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that ``--accept exact`` takes: an exact key, and no other candidate on either side."""
    return [one for one in found if one.exact and not one.rivals]
