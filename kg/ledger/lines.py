"""A line of the ledger, and which lines somebody wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kg.iris import foreign_iri
from kg.ledger.statuses import Assertion, disagree, status_word
from kg.local_time import wall_clock

_WEB: Final = ("http:", "https:")
_IN_URIS: Final = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which lines: of directives that name one of ``parties`` (IRIs; None: anybody), of meetings in a period (ISO
    dates, inclusive); ``everything`` also takes directives that are no ledger lines.
    """

    parties: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    everything: bool = False

    def holds(self, date: str | None) -> bool:
        """Whether a meeting of this ``date`` is in the period; one without a date is in no stated period."""
        if self.since is None and self.until is None:
            return True
        return date is not None and (self.since or date) <= date <= (self.until or date)

    def left_out(self, lines: Iterable[Line]) -> tuple[str, ...]:
        """The files of those ``lines``, one for each, that are in no period since the day of their meeting is not known."""
        if self.since is None and self.until is None:
            return ()
        return tuple(line.source for line in lines if line.date is None)


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Offsets are code points into the notice's text, half-open; dates are ISO.

    ``lead`` is the addressee's full name (as written where it is a group), None where nobody is named; ``role`` is its role in
    Chinese. ``sentence`` and ``condition`` are what stands around the quote (``kg.ledger.around``). ``standing`` are
    the records that hold: none, one, or several that disagree. An orphan has records but no directive any more.
    """

    key: str
    meeting: str
    meeting_iri: str | None
    date: str | None
    item: str | None
    lead: str | None
    addressee: str  # as written
    others: tuple[str, ...]  # other addressees of the same directive
    co_actors: tuple[str, ...]
    overseen: tuple[str, ...]
    deadline: str | None
    due: str | None
    quote: str
    source: str
    url: str | None
    notice: str | None
    start: int | None
    end: int | None
    confidence: float | None
    basis: str | None
    supervisable: bool
    reasons: tuple[str, ...]
    allocation: str | None
    role: str | None = None
    sentence: str = ""
    condition: str = ""
    concerns: tuple[
        str, ...
    ] = ()  # IRIs: the addressee, and everybody who acts with it or is overseen (not of an orphan)
    also: tuple[str, ...] = ()
    other_deadlines: tuple[str, ...] = ()  # as written, with the day where it is known
    doubts: tuple[str, ...] = ()  # what was left open about it, in Chinese (``kg.ledger.doubted``)
    standing: tuple[Assertion, ...] = ()
    moved: bool = False  # the records were made under another number of the meeting
    before: str | None = None  # the quote that the records were made about, where it had another deadline
    orphan: bool = False
    since: str = ""  # what it has that an earlier ledger did not (``kg.ledger.comparing``)
    now: tuple[str, ...] = ()  # of an orphan: what the same meeting or file asks of its addressee, with no record yet

    @property
    def address(self) -> str | None:
        """``url``, as a URI has it, where it leads to a page of the web.

        What a page says of its own address may be anything: a file of ours is not to open a program or another machine's
        folder, and Excel refuses a sheet with a link that is no URI.
        """
        iri = foreign_iri(self.url or "")
        return quote(iri, safe=_IN_URIS) if iri is not None and iri.lower().startswith(_WEB) else None

    @property
    def conflict(self) -> bool:
        """Whether people recorded different things about it."""
        return disagree(self.standing)

    @property
    def latest(self) -> Assertion | None:
        """The record that holds; None where there is none, or several that disagree."""
        return self.standing[-1] if self.standing and not self.conflict else None


def told_standing(line: Line) -> str:
    """The records of a line in words, for people who must settle them: 在办（甲 2024-11-03）｜办结（乙 2024-11-04）."""
    return "｜".join(
        f"{status_word(head.status)}（{head.by} {wall_clock(head.at)[:10]}{'：' + head.progress if head.progress else ''}）"
        for head in line.standing
    )
