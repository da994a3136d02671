"""What a build did: as JSON for machines, as a few lines for people. No clock in it: same input, same report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kg.counted import counted

FINDINGS: Final = (
    "people",
    "documents",
    "agencies",
    "agenda items",
    "directives",
    "directives with a deadline",
    "doubts",
)
_ONE: Final = {
    "people": "person",
    "documents": "document",
    "agencies": "agency",
    "agenda items": "agenda item",
    "directives": "directive",
    "directives with a deadline": "directive with a deadline",
    "doubts": "doubt",
}

_SHOWN_FAILURES: Final = 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no statements, and why."""

    source: str
    reason: str


@dataclass(slots=True)
class BuildReport:
    """Counts of one build. Notices are counted once, however many paths hold them.

    ``options``: sentences on what was taken from the last build, and on what is different (``kg.built_with``).
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
    finished: int = 0  # notices that an interrupted build had read, and this one brought into the store
    options: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    store_notices: int = 0
    store_findings: Counter[str] = field(default_factory=Counter)
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
            "finished": self.finished,
            "options": self.options,
            "failed": [{"source": f.source, "reason": f.reason} for f in self.failures],
            "findings": {kind: self.findings[kind] for kind in FINDINGS},
            "doubts": dict(sorted(self.doubts.items())),
            "store": {
                "notices": self.store_notices,
                "findings": {kind: self.store_findings[kind] for kind in FINDINGS},
            },
        }
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

    def _about_gone(self) -> str:
        more = self.gone - len(self.gone_sources)
        named = ", ".join(self.gone_sources) + (f" and {more} more" if more > 0 else "")
        it, is_, stays = ("it", "is", "stays") if self.gone == 1 else ("them", "are", "stay")
        return (
            f"{counted(self.gone, 'notice')} read from there before {is_} no longer there ({named}) and {stays} in the store; "
            f"kg build --prune takes {it} out"
        )

    def lines(self) -> Iterator[str]:
        """The report in sentences, for stderr."""
        if self.finished:
            yield f"an interrupted build had read {counted(self.finished, 'more notice')}, which the store has now"
        also = f" ({self.duplicates} of them again from another path)" if self.duplicates else ""
        yield (
            f"{counted(self.read, 'notice')} read{also}: {self.new} new, {self.changed} changed, {self.unchanged} unchanged, "
            f"{len(self.failures)} failed" + (f"; {self.removed} removed" if self.removed else "")
        )
        if self.gone:
            yield self._about_gone()
        for failure in self.failures[:_SHOWN_FAILURES]:
            yield f"  failed: {failure.source}: {failure.reason}"
        if len(self.failures) > _SHOWN_FAILURES:
            yield f"  … and {len(self.failures) - _SHOWN_FAILURES} more (report.json and --report FILE have them all)"
        if self.new or self.changed:
            yield "found in them: " + ", ".join(counted(self.findings[kind], _ONE[kind], kind) for kind in FINDINGS)
            if self.doubts:
                yield "left open: " + ", ".join(f"{count} × {kind}" for kind, count in self.doubts.most_common())
        if not self.read and not self.failures:
            yield "nothing to read was found there: files of text, Markdown, HTML, Word, PDF, tables and zip archives are read"
        if not self.wrote:
            yield "nothing is new: the store was left as it is"
