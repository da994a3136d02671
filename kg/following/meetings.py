"""Which notices report the same meeting, whatever each of them tells of its term, its year and its number.

A notice that tells the number but neither term nor year has the meeting under its day. Every meeting whose day is known
names that IRI (``kg:dayIdentity``), so the two are found to be one by what each says itself. One meeting that fits is
taken; of two on the same day neither is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.store.walk import Walk
from kg.vocab import DCTERMS, FOAF, KG, RDF


@dataclass(frozen=True, slots=True)
class Reports:
    """The notices that report one meeting, by date of publication and IRI.

    ``unclear`` are notices of its day that may report it or another meeting of that day: nothing they say decides.
    """

    meeting: str
    notices: tuple[str, ...]
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of one store. What was looked up is remembered."""

    walk: Walk
    _known: dict[tuple[str, str], str] = field(default_factory=dict)
    _days: dict[str, dict[int | None, list[str]]] = field(default_factory=dict)

    def identity(self, meeting: str, notice: str) -> str:
        """The IRI of ``meeting`` as ``notice`` tells it: another one where other notices tell its term or year."""
        key = meeting, notice
        if key not in self._known:
            fitting = self._fitting(meeting, notice)
            self._known[key] = fitting[0] if len(fitting) == 1 else meeting
        return self._known[key]

    def reports(self, meeting: str) -> Reports:
        """All notices that report ``meeting``; under whichever of its IRIs it is given."""
        own = self._notices(meeting)
        identities = {self.identity(meeting, notice) for notice in own}
        if identities and meeting not in identities and len(identities) == 1:
            return self.reports(identities.pop())
        found = {notice for notice in own if self.identity(meeting, notice) == meeting}
        unclear: set[str] = set()
        for day in {day for notice in own for day in self.walk.values(meeting, KG.dayIdentity, notice)} - {meeting}:
            for notice in self._notices(day):
                if self.identity(day, notice) == meeting:
                    found.add(notice)
                elif meeting in self._fitting(day, notice):
                    unclear.add(notice)
        return Reports(meeting, self._by_date(found), self._by_date(unclear))

    def _fitting(self, meeting: str, notice: str) -> list[str]:
        """The meetings with a number in a term or year that ``meeting``, known by its day only, may be; sorted."""
        if self.walk.value(meeting, KG.dayIdentity, notice) != meeting:
            return []
        return self._on_day(meeting).get(self.walk.number(meeting, KG.number, notice), [])

    def _on_day(self, day: str) -> Mapping[int | None, list[str]]:
        """The meetings with a number in a term or year that are of ``day`` (the IRI of a meeting known by its day), sorted: by
        number, and under None all of them. Looked up once: of a day on which hundreds met each notice would look at all."""
        if day not in self._days:
            found: dict[int | None, set[str]] = defaultdict(set)
            for other, told_by in self.walk.subjects(KG.dayIdentity, day):
                if other != day:
                    for number in (None, self.walk.number(other, KG.number, told_by)):
                        found[number].add(other)
            self._days[day] = {number: sorted(others) for number, others in found.items()}
        return self._days[day]

    def _notices(self, meeting: str) -> list[str]:
        return sorted({notice for notice, graph in self.walk.subjects(FOAF.primaryTopic, meeting) if notice == graph})

    def _by_date(self, notices: set[str]) -> tuple[str, ...]:
        return tuple(
            sorted(notices, key=lambda notice: (self.walk.value(notice, DCTERMS.issued, notice) or "", notice))
        )


def several(meetings: Meetings) -> Iterator[Reports]:
    """Meetings that more than one notice reports, by IRI."""
    told = set(meetings.walk.subjects(RDF.type, KG.Meeting))
    for meeting in sorted({meetings.identity(meeting, notice) for meeting, notice in told}):
        reports = meetings.reports(meeting)
        if len(reports.notices) > 1:
            yield reports
