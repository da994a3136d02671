"""What one notice brings to a graph: its quads, what was found, or why there is nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.errors import KgError, why
from kg.messages import message
from kg.model import Notice
from kg.nquads import lines_of
from kg.settings import Settings
from kg.shards import NoticeQuads

# Text that nobody foresaw must not end a batch of a hundred thousand notices. The reading rooms are pure functions
# over one text, so these are the ways in which text can upset them; an error of ours (NameError, ImportError) shows.
_UPSET_BY_TEXT: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one notice brings: its quads, and counts."""

    quads: NoticeQuads
    findings: Mapping[str, int]
    doubts: Mapping[str, int]

    @property
    def graph(self) -> str:
        """The IRI of the notice's graph."""
        return self.quads.graph

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the notice's graph."""
        return lines_of(self.quads.own)

    @property
    def entities(self) -> tuple[str, ...]:
        """The lines of the graph of shared things."""
        return lines_of(self.quads.shared)


@dataclass(frozen=True, slots=True)
class Unread:
    """A notice that could not be worked out, with the reason as a sentence."""

    reason: str


Reader = Callable[[Notice], Reading]


def read_notice(notice: Notice, settings: Settings | None = None) -> Reading:
    """``notice`` through the whole line: extraction, identities, quads."""
    from kg.pipeline import extract
    from kg.quads import entity_nquads, notice_nquads

    extraction = extract(notice, settings=settings)
    analysis, resolution = extraction.analysis, extraction.resolution
    doubts = Counter(doubt.kind for doubt in (*analysis.doubts, *resolution.doubts))
    findings = {
        "people": len(analysis.people),
        "documents": len(analysis.documents),
        "agencies": len(analysis.agencies),
        "agenda items": len(analysis.agenda),
        "directives": len(analysis.directives),
        "directives with a deadline": sum(directive.deadline is not None for directive in analysis.directives),
        "doubts": doubts.total(),
    }
    quads = NoticeQuads(resolution.notice, notice_nquads(analysis, resolution), entity_nquads(analysis, resolution))
    return Reading(quads, findings, doubts)


def attempt(reader: Reader, notice: Notice) -> Reading | Unread:
    """The reading of ``notice``, or why there is none."""
    try:
        return reader(notice)
    except KgError as error:
        return Unread(why(error))
    except _UPSET_BY_TEXT as error:
        return Unread(
            message(
                "the text could not be worked out ({type}: {error}); please report it",
                type=type(error).__name__,
                error=error,
            )
        )
