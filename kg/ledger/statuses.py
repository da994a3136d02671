"""What people recorded about ledger lines: status and progress, by whom and when, each built on what stood before.

Every record is a ``kg:StatusAssertion`` in the graph ``…/graph/ledger`` and stays there. It names the records it
takes the place of (``prov:wasRevisionOf``), so the ones that nothing followed are what holds now. Two of them for one
line mean that two people recorded something without knowing of each other, perhaps in two offices whose graphs were
merged: that is shown, and settled by the next record, which follows both. Nothing is decided by comparing clocks.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.catalogues import LANGUAGES
from kg.concepts import concept_labels
from kg.iris import Minter
from kg.local_time import beijing
from kg.shipped_rows import shipped_rows
from kg.store.earlier_terms import passage, recorded, revised
from kg.store.walk import Walk
from kg.vocab import DC, DCTERMS, KG, PROV, RDF, WORDS, XSD

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from kg.source import Source

_RECORDS: Final = "ledger/"
STATUSES: Final = WORDS["statuses"]
"""Status as people write it (在办, 已办结, done …) -> concept."""

_COURSE: Final = tuple(
    STATUSES[word] for word in ("in-progress", "behind", "done", "closed", "transferred", "cancelled")
)
_CONCEPTS: Final = frozenset(STATUSES.values())
SETTLED: Final = frozenset(STATUSES[word] for word in ("done", "closed", "transferred", "cancelled"))
"""Statuses after which a deadline no longer presses."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """One record about one line. ``status`` is the IRI of a concept, ``at`` an ISO date and time, with its zone.

    From ``allocation`` on, the fields say what it was about on that day: what is left to show when the directive is
    found no more.
    """

    iri: str
    key: str
    status: str
    progress: str | None
    by: str
    at: str
    follows: tuple[str, ...]
    allocation: str
    meeting: str | None
    meeting_label: str | None
    quote: str
    addressee: str
    source: str | None = None
    passage: str | None = None
    date: str | None = None  # of the meeting, ISO
    item: str | None = None
    deadline: str | None = None  # as written
    due: str | None = None  # its day, ISO
    party: str | None = None  # IRI of the addressee
    party_label: str | None = None  # its full name

    @property
    def state(self) -> tuple[str, str]:
        """Status and progress, to compare records by."""
        return self.status, self.progress or ""


def record_iri(base: str, key: str, status: str, progress: str | None, by: str, at: str, follows: Iterable[str]) -> str:
    """The IRI of a record below ``base``, made from its content: recording or merging it in twice changes nothing."""
    content = "\0".join((status, progress or "", by, at, *sorted(follows)))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{base}{_RECORDS}{key}/{digest}"


def status_of(written: str) -> str | None:
    """The concept that somebody means who writes ``written`` into a ledger; None where that is not sure."""
    return _words().get(_bare(written))


@cache
def _words() -> dict[str, str]:
    """Every way to write a status, as ``_bare`` has it -> concept."""
    found = {_bare(word): iri for word, iri in STATUSES.items()}
    for language in LANGUAGES:
        found.update({_bare(label): iri for iri, label in concept_labels(language).items() if iri in _CONCEPTS})
    for word, status, *_ in shipped_rows(Path(__file__).with_name("status_words.tsv")):
        found[_bare(word)] = STATUSES[status]
    return found


def _bare(written: str) -> str:
    """``written`` without what tells no status from another: width, case, the stop behind it, blanks but those between Latin words."""
    words = unicodedata.normalize("NFKC", written).casefold().strip(" 。.！!；;")
    return re.sub(r"(?<![a-z])\s+|\s+(?![a-z])", "", re.sub(r"[\s_-]+", " ", words))


def status_word(iri: str) -> str:
    """The Chinese word for a status."""
    return concept_labels("zh").get(iri, iri.rpartition("/")[2])


def status_words() -> tuple[str, ...]:
    """The words that are offered for choosing, in the order in which work goes on; new ones of the scheme come last."""
    return tuple(status_word(iri) for iri in dict.fromkeys((*_COURSE, *STATUSES.values())))


def records(opened: Source) -> dict[str, Assertion]:
    """IRI -> record, all there are."""
    return {assertion.iri: assertion for assertion in _assertions(opened)}


def standing(assertions: Iterable[Assertion]) -> dict[str, tuple[Assertion, ...]]:
    """Key -> the records that nothing followed, by time. More than one: they stand against each other."""
    found: dict[str, list[Assertion]] = defaultdict(list)
    followed: set[str] = set()
    for assertion in assertions:
        found[assertion.key].append(assertion)
        # Also under another key: a line whose meeting got another number goes on under a new one.
        followed.update(assertion.follows)
    heads: dict[str, tuple[Assertion, ...]] = {}
    for key, same in found.items():
        left = [assertion for assertion in same if assertion.iri not in followed]
        if left:
            heads[key] = tuple(sorted(left, key=_by_time))
    return heads


def _by_time(assertion: Assertion) -> tuple[bool, datetime.datetime | str, str]:
    """What was recorded in several zones is ordered by the moment; what has no readable time comes first."""
    moment = beijing(assertion.at)
    return moment is not None, moment or assertion.at, assertion.iri


def disagree(heads: Sequence[Assertion]) -> bool:
    """Whether the records say different things; two people recording the same do not."""
    return len({head.state for head in heads}) > 1


def mark_of(assertion: Assertion) -> str:
    """What tells a record from all others, whatever base its IRI has."""
    return assertion.iri.rpartition(_RECORDS)[2]


def version_of(heads: Iterable[Assertion]) -> str:
    """What a file remembers of the records it was made from: their marks, or nothing where there were none."""
    return " ".join(sorted(map(mark_of, heads)))


def nquads(assertion: Assertion) -> list[str]:
    """``assertion`` as N-Quads lines of the ledger graph, which lies below the same base."""
    from pyoxigraph import Literal, NamedNode, Quad

    facts: list[tuple[str, NamedNode | Literal | None]] = [
        (RDF.type, NamedNode(KG.StatusAssertion)),
        (DCTERMS.identifier, Literal(assertion.key)),
        (KG.ofAllocation, NamedNode(assertion.allocation)),
        (KG.ofMeeting, None if assertion.meeting is None else NamedNode(assertion.meeting)),
        (KG.status, NamedNode(assertion.status)),
        (KG.progress, _literal(assertion.progress)),
        (KG.statedBy, Literal(assertion.by)),
        (PROV.generatedAtTime, Literal(assertion.at, datatype=NamedNode(XSD.dateTime))),
        *((PROV.wasRevisionOf, NamedNode(earlier)) for earlier in assertion.follows),
        # Not wasQuotedFrom: the passage may be gone one day, and a quote must be found where it is said to stand.
        (PROV.wasDerivedFrom, None if assertion.passage is None else NamedNode(assertion.passage)),
        (KG.meetingTitle, _literal(assertion.meeting_label)),
        (KG.demandText, Literal(assertion.quote)),
        (KG.partyText, Literal(assertion.addressee)),
        (DC.source, _literal(assertion.source)),
        (KG.meetingDay, _day(assertion.date)),
        (KG.itemTitle, _literal(assertion.item)),
        (KG.deadlineText, _literal(assertion.deadline)),
        (KG.due, _day(assertion.due)),
        (KG.ofParty, None if assertion.party is None else NamedNode(assertion.party)),
        (KG.partyName, _literal(assertion.party_label)),
    ]
    subject = NamedNode(assertion.iri)
    graph = NamedNode(Minter(assertion.iri.rpartition(_RECORDS)[0]).graph("ledger"))
    return [f"{Quad(subject, NamedNode(p), value, graph)} ." for p, value in facts if value is not None]


def _literal(text: str | None) -> Literal | None:
    from pyoxigraph import Literal

    return None if not text else Literal(text)


def _day(date: str | None) -> Literal | None:
    from pyoxigraph import Literal, NamedNode

    return None if date is None else Literal(date, datatype=NamedNode(XSD.date))


def _assertions(opened: Source) -> Iterator[Assertion]:
    walk = Walk(opened)
    for iri, graph in walk.subjects(RDF.type, KG.StatusAssertion):

        def one(predicate: str, iri: str = iri, graph: str = graph) -> str | None:
            return recorded(iri, predicate, graph, walk)

        key, status, allocation = one(DCTERMS.identifier), one(KG.status), one(KG.ofAllocation)
        if key is None or status is None or allocation is None:
            continue  # written by hand without a key: `kg validate` reports it
        yield Assertion(
            iri=iri,
            key=key,
            status=status,
            progress=one(KG.progress),
            by=one(KG.statedBy) or "",
            at=one(PROV.generatedAtTime) or "",
            follows=revised(iri, graph, walk),
            allocation=allocation,
            meeting=one(KG.ofMeeting),
            meeting_label=one(KG.meetingTitle),
            quote=one(KG.demandText) or "",
            addressee=one(KG.partyText) or "",
            source=one(DC.source),
            passage=passage(iri, graph, walk),
            date=one(KG.meetingDay),
            item=one(KG.itemTitle),
            deadline=one(KG.deadlineText),
            due=one(KG.due),
            party=one(KG.ofParty),
            party_label=one(KG.partyName),
        )
