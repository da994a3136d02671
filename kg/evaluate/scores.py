"""What an evaluation gives: counts and figures, over all notices and for each, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

FIELDS: Final = (
    "notice.title",
    "notice.published",
    "notice.publisher",
    "meeting.body",
    "meeting.kind",
    "meeting.term",
    "meeting.number",
    "meeting.date",
    "meeting.chair",
)
SETS: Final = ("people", "documents", "agencies")
PARTS: Final = ("co_actors", "overseen", "deadline")
"""What a directive says beside its addressees."""
ERROR_KINDS: Final = ("fields", *SETS, "kinds", "canonical", "agenda", "directives", *PARTS)
_TALLIES: Final = (*SETS, "agenda", "directives.span", "directives.joint", *(f"directives.{part}" for part in PARTS))
_SHARES: Final = ("agencies.canonical", "documents.kind")


class Difference(NamedTuple):
    """One thing that is not as the gold says: missed ``-``, given wrongly ``+``, or other than wanted ``~``.

    ``at`` is where it stands in the text (code points), ``context`` the words there; None and empty where neither
    the gold nor the extraction says where.
    """

    notice: str
    kind: str
    sign: str
    want: str | None
    got: str | None
    at: int | None = None
    context: str = ""


@dataclass(slots=True)
class Tally:
    """Counts of one kind over all notices: found rightly, in the gold, given."""

    right: int = 0
    gold: int = 0
    given: int = 0

    def add(self, right: int, gold: int, given: int) -> None:
        """Count one more notice."""
        self.right += right
        self.gold += gold
        self.given += given

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 1 where nothing was given and nothing was to be."""
        return self.right / self.given if self.given else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where the gold is empty."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    """All figures over some notices."""

    notices: int = 0
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in _TALLIES})
    shares: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in _SHARES})
    differences: list[Difference] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """One number for each measure: share right, or F1."""
        every = Tally()
        for tally in self.fields.values():
            every.add(tally.right, tally.gold, tally.given)
        return {
            **{name: tally.recall for name, tally in self.fields.items()},
            "fields.all": every.recall,
            **{name: tally.f1 for name, tally in self.tallies.items()},
            **{name: tally.recall for name, tally in self.shares.items()},
        }

    def add(self, other: Score) -> None:
        """Count the notices of ``other`` too."""
        self.notices += other.notices
        for name, counted in other.counts():
            tally = self.fields.get(name) or self.tallies.get(name) or self.shares[name]
            tally.add(counted.right, counted.gold, counted.given)
        self.differences += other.differences

    def counts(self) -> Iterator[tuple[str, Tally]]:
        """Every tally under its figure's name."""
        for tallies in (self.fields, self.tallies, self.shares):
            yield from tallies.items()
