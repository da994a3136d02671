"""What a build did: as JSON for machines, as a few lines for people. No clock in it: same input, same report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kg.counted import counted
from kg.messages import SEMICOLON, Message, joined, message, plural

FINDINGS: Final = (
    "people",
    "documents",
    "agencies",
    "agenda items",
    "directives",
    "directives with a deadline",
    "doubts",
)
_SAID: Final[dict[str, Callable[[int], Message]]] = {
    "people": lambda count: counted(count, "person", "people"),
    "documents": lambda count: counted(count, "document"),
    "agencies": lambda count: counted(count, "agency", "agencies"),
    "agenda items": lambda count: counted(count, "agenda item"),
    "directives": lambda count: counted(count, "directive"),
    "directives with a deadline": lambda count: counted(
        count, "directive with a deadline", "directives with a deadline"
    ),
    "doubts": lambda count: counted(count, "doubt"),
}

_SHOWN_FAILURES: Final = 20
WITHOUT: Final[dict[str, str]] = {"directives": "without_directives", "agenda items": "without_agenda_items"}
"""Findings that a notice of a meeting should have -> under which name the report lists the notices that have none."""
NAMED: Final = 3
"""Notices of a kind that a report names; the others it counts."""


def _named(sources: tuple[str, ...], count: int) -> Message:
    more, names = count - len(sources), joined(sources)
    return message("{names} and {more} more", names=names, more=more) if more > 0 else names


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no statements, and why."""

    source: str
    reason: str


@dataclass(slots=True)
class BuildReport:
    """Counts of one build. Notices are counted once, however many paths hold them.

    ``options``: sentences on what was taken from the last build, and on what is different (``kg.store.built_with``).
    ``findings`` and ``doubts`` are those of the notices that were read anew; ``store_*`` are of the whole store.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    gone: int = 0  # notices that are no longer where they were read, and that stay in the store: nobody said --prune
    gone_sources: tuple[str, ...] = ()  # the first of them
    without_meeting: int = 0  # notices read anew in which nothing of a meeting was recognised
    without_meeting_sources: tuple[str, ...] = ()  # the first of them
    lines_joined: int = 0  # notices read anew whose lines a width had broken, and that were read over these breaks
    lines_joined_sources: tuple[str, ...] = ()  # the first of them
    # Notices of a meeting read anew in which no directive, or no agenda item, was found: how many, and the first of them.
    without: Counter[str] = field(default_factory=Counter)
    without_sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    finished: int = 0  # notices that an interrupted build had read, and this one brought into the store
    options: list[str] = field(default_factory=list)
    pictures: tuple[str, ...] = ()  # that lie among the notices, and were passed over
    failures: list[Failure] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    store_notices: int = 0
    store_findings: Counter[str] = field(default_factory=Counter)
    store_without: dict[str, list[str]] = field(
        default_factory=dict
    )  # kind of finding -> sources of notices that have none
    vocabularies_renewed: bool = False

    @property
    def wrote(self) -> bool:
        """Whether the store was changed."""
        return bool(self.new or self.changed or self.removed or self.finished or self.vocabularies_renewed)

    def as_json(self) -> str:
        """The report as a JSON text, ending in a line feed."""
        value: dict[str, Any] = {
            "read": self.read,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "duplicates": self.duplicates,
            "removed": self.removed,
            "no_longer_there": {"notices": self.gone, "sources": list(self.gone_sources)},
            "without_meeting": {"notices": self.without_meeting, "sources": list(self.without_meeting_sources)},
            "lines_joined": {"notices": self.lines_joined, "sources": list(self.lines_joined_sources)},
            "finished": self.finished,
            "options": self.options,
            "failed": [{"source": f.source, "reason": f.reason} for f in self.failures],
            "findings": {kind: self.findings[kind] for kind in FINDINGS},
            "doubts": dict(sorted(self.doubts.items())),
            "store": {
                "notices": self.store_notices,
                "findings": {kind: self.store_findings[kind] for kind in FINDINGS},
                **{name: self.store_without.get(kind, []) for kind, name in WITHOUT.items()},
            },
        }
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

    def tells_of_no_meeting(self, source: str) -> None:
        """Count a notice in which nothing of a meeting was recognised."""
        self.without_meeting += 1
        if len(self.without_meeting_sources) < NAMED:
            self.without_meeting_sources = (*self.without_meeting_sources, source)

    def joins_lines(self, source: str) -> None:
        """Count a notice that was read over line breaks within its sentences."""
        self.lines_joined += 1
        if len(self.lines_joined_sources) < NAMED:
            self.lines_joined_sources = (*self.lines_joined_sources, source)

    def lacks(self, kind: str, source: str) -> None:
        """Count a notice of a meeting in which nothing of a ``kind`` was found."""
        self.without[kind] += 1
        first = self.without_sources.get(kind, ())
        if len(first) < NAMED:
            self.without_sources[kind] = (*first, source)

    @property
    def found_nothing(self) -> bool:
        """Whether the input held nothing at all: no notice now, none that failed, and none that was there before."""
        return not (self.read or self.failures or self.gone or self.removed or self.finished)

    def lines(self) -> Iterator[Message]:
        """The report in sentences, for stderr."""
        if self.finished:
            yield plural(
                "an interrupted build had read {count} more notice, which the store has now",
                "an interrupted build had read {count} more notices, which the store has now",
                self.finished,
            )
        yield self._about_notices()
        if self.gone:
            yield self._about_gone()
        yield from self._about_texts()
        yield from self._about_without()
        yield from self._about_failures()
        if self.pictures:
            yield self._about_pictures()
        if self.new or self.changed:
            yield from self._about_findings()
        if not self.read and not self.failures:
            yield message(
                "nothing to read was found there: files of text, Markdown, HTML, Word, PDF, tables and zip archives are read"
            )
        if not self.wrote:
            yield message("nothing is new: the store was left as it is")

    def _about_notices(self) -> Message:
        parts = [
            message("{count} new", count=self.new),
            message("{count} changed", count=self.changed),
            message("{count} unchanged", count=self.unchanged),
            message("{count} failed", count=len(self.failures)),
        ]
        counts: str = joined(parts)
        if self.removed:
            counts = joined([counts, message("{count} removed", count=self.removed)], SEMICOLON)
        if self.duplicates:
            return plural(
                "{count} notice read ({again} of them again from another path): {counts}",
                "{count} notices read ({again} of them again from another path): {counts}",
                self.read,
                again=self.duplicates,
                counts=counts,
            )
        return plural("{count} notice read: {counts}", "{count} notices read: {counts}", self.read, counts=counts)

    def _about_texts(self) -> Iterator[Message]:
        """What is odd about texts that were taken in all the same."""
        if self.without_meeting:
            yield plural(
                "nothing of a meeting was recognised in {count} text ({named}), taken in all the same",
                "nothing of a meeting was recognised in {count} texts ({named}), taken in all the same",
                self.without_meeting,
                named=_named(self.without_meeting_sources, self.without_meeting),
            )
        if self.lines_joined:
            yield plural(
                "the lines of {count} text are broken within sentences ({named}) and were read joined",
                "the lines of {count} texts are broken within sentences ({named}) and were read joined",
                self.lines_joined,
                named=_named(self.lines_joined_sources, self.lines_joined),
            )

    def _about_failures(self) -> Iterator[Message]:
        for failure in self.failures[:_SHOWN_FAILURES]:
            yield message("  failed: {source}: {reason}", source=failure.source, reason=failure.reason)
        if len(self.failures) > _SHOWN_FAILURES:
            yield message(
                "  … and {more} more (report.json and --report FILE have them all)",
                more=len(self.failures) - _SHOWN_FAILURES,
            )

    def _about_pictures(self) -> Message:
        return plural(
            "{count} picture was passed over ({named}): where it is a scan, recognise its text (OCR) and give that",
            "{count} pictures were passed over ({named}): where they are scans, recognise their text (OCR) and give that",
            len(self.pictures),
            named=_named(self.pictures[:NAMED], len(self.pictures)),
        )

    def _about_findings(self) -> Iterator[Message]:
        counts = (_SAID[kind](self.findings[kind]) for kind in FINDINGS)
        yield message("found in them: {counts}", counts=joined(counts))
        if self.doubts:
            doubts = (
                message("{count} × {kind}", count=count, kind=message(kind))
                for kind, count in self.doubts.most_common()
            )
            yield message("left open: {counts} (kg query doubts lists them)", counts=joined(doubts))

    def _about_without(self) -> Iterator[Message]:
        """Silence of a rule is no silence of the notice: somebody should look."""
        if count := self.without["directives"]:
            yield plural(
                "no directive was found in {count} notice ({named}): see whether it has none",
                "no directive was found in {count} notices ({named}): see whether they have none",
                count,
                named=_named(self.without_sources["directives"], count),
            )
        if count := self.without["agenda items"]:
            yield plural(
                "no agenda item was found in {count} notice ({named}): see whether it has none",
                "no agenda item was found in {count} notices ({named}): see whether they have none",
                count,
                named=_named(self.without_sources["agenda items"], count),
            )

    def _about_gone(self) -> Message:
        return plural(
            "{count} notice read from there before is no longer there ({named}) and stays in the store; "
            "kg build --prune takes it out",
            "{count} notices read from there before are no longer there ({named}) and stay in the store; "
            "kg build --prune takes them out",
            self.gone,
            named=_named(self.gone_sources, self.gone),
        )
