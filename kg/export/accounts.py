"""What one notice says, read back from its graph: the meeting, items, directives, parts, passages.

One notice at a time, so that going through a store of any size takes the memory of one notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.store import notice_graphs
from kg.vocab import DC, DCTERMS, ELI_DL, FOAF, KG, NIF, ORG, PROV, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from kg.source import Source


class Passage(NamedTuple):
    """Where the notice says it: half-open offsets in code points, and the words."""

    iri: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names a thing."""

    passage: Passage
    thing: str
    rule: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """One party of a directive, as written. ``role`` is the IRI of a concept."""

    party: str
    role: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ToldDirective:
    """One directive. ``due`` is an ISO date, ``deadline`` the words; concepts are IRIs."""

    iri: str
    item: str | None
    passage: Passage
    parts: tuple[Part, ...]
    basis: str | None
    modality: str | None
    topic: str | None
    deadline: str | None
    deadline_at: Passage | None
    due: str | None
    precision: str | None
    supervisable: bool | None
    reasons: tuple[str, ...]
    rule: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class ToldItem:
    """One matter that the meeting took up; treatments and outcomes are IRIs of concepts."""

    iri: str
    order: int
    title: str
    passage: Passage | None
    documents: tuple[str, ...]
    treatments: tuple[str, ...]
    outcomes: tuple[str, ...]
    rule: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody's part in the meeting."""

    person: str
    role: str
    posts: tuple[str, ...]
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Account:
    """One notice's account of one meeting. ``date`` is the meeting's first day (ISO), ``last`` its last one."""

    notice: str
    title: str | None
    source: str | None
    url: str | None
    publisher: str | None
    published: str | None
    text: str
    meeting: str | None
    label: str | None
    date: str | None
    last: str | None
    body: str | None
    items: tuple[ToldItem, ...]
    directives: tuple[ToldDirective, ...]
    attendances: tuple[Attendance, ...]
    holdings: tuple[tuple[str, str], ...]  # person, post
    mentions: tuple[Mention, ...]


_Properties = dict[str, list[str]]


def accounts(opened: Source) -> Iterator[Account]:
    """Every notice of the store, sorted by IRI."""
    for graph in notice_graphs(opened):
        yield account_of(graph, opened)


def account_of(graph: str, opened: Source) -> Account:
    """The notice whose graph is named ``graph``."""
    reader = _NoticeReader.of(graph, opened)
    meeting = reader.first(graph, FOAF.primaryTopic)
    start = None if meeting is None else reader.first(meeting, SCHEMA.startDate)
    return Account(
        notice=graph,
        title=reader.first(graph, DCTERMS.title),
        source=reader.first(graph, DC.source),
        url=reader.first(graph, SCHEMA.url),
        publisher=reader.first(graph, DC.publisher),
        published=reader.first(graph, DCTERMS.issued),
        text=reader.first(graph, NIF.isString) or "",
        meeting=meeting,
        label=None if meeting is None else reader.first(meeting, SKOS.prefLabel),
        date=start,
        last=start if meeting is None else reader.first(meeting, SCHEMA.endDate) or start,
        body=None if meeting is None else reader.first(meeting, ELI_DL.had_responsible_organization),
        items=tuple(sorted(map(reader.item, reader.of_class(KG.AgendaItem)), key=lambda item: (item.order, item.iri))),
        directives=tuple(
            sorted(map(reader.directive, reader.of_class(KG.Directive)), key=lambda d: (d.passage[1:], d.iri))
        ),
        attendances=tuple(map(reader.attendance, reader.of_class(KG.Participation))),
        holdings=tuple(reader.pairs(ORG.holds)),
        mentions=tuple(reader.mentions()),
    )


_NOWHERE: Final = Passage("", 0, 0, "")


@dataclass(frozen=True, slots=True)
class _NoticeReader:
    """All triples of one notice's graph, by subject and property."""

    subjects: dict[str, _Properties]
    done_to: dict[str, list[str]]  # item -> its treatments and decisions

    @staticmethod
    def of(graph: str, opened: Source) -> _NoticeReader:
        from pyoxigraph import NamedNode

        subjects: dict[str, _Properties] = {}
        for quad in opened.quads_for_pattern(None, None, None, NamedNode(graph)):
            properties = subjects.setdefault(_text(quad.subject), {})
            properties.setdefault(quad.predicate.value, []).append(_text(quad.object))
        done_to: dict[str, list[str]] = {}
        for subject, properties in subjects.items():
            if KG.Directive not in properties.get(RDF.type, ()):
                for item in properties.get(KG.ofItem, ()):
                    done_to.setdefault(item, []).append(subject)
        return _NoticeReader(subjects, done_to)

    def all(self, subject: str, property_: str) -> list[str]:
        """The values, sorted."""
        return sorted(self.subjects.get(subject, {}).get(property_, ()))

    def first(self, subject: str, property_: str) -> str | None:
        return min(self.subjects.get(subject, {}).get(property_, ()), default=None)

    def number(self, subject: str, property_: str) -> float | None:
        value = self.first(subject, property_)
        return None if value is None else float(value)

    def of_class(self, class_: str) -> list[str]:
        return sorted(
            subject for subject, properties in self.subjects.items() if class_ in properties.get(RDF.type, ())
        )

    def pairs(self, property_: str) -> list[tuple[str, str]]:
        return sorted(
            (subject, value) for subject, properties in self.subjects.items() for value in properties.get(property_, ())
        )

    def passage(self, subject: str, property_: str = PROV.wasQuotedFrom) -> Passage | None:
        iri = self.first(subject, property_)
        return None if iri is None else self.passage_at(iri)

    def passage_at(self, iri: str) -> Passage:
        start, end = self.number(iri, NIF.beginIndex), self.number(iri, NIF.endIndex)
        return Passage(iri, int(start or 0), int(end or 0), self.first(iri, NIF.anchorOf) or "")

    def mentions(self) -> Iterator[Mention]:
        found = [(self.passage_at(iri), thing) for iri, thing in self.pairs(KG.refersTo)]
        for passage, thing in sorted(found, key=lambda pair: (pair[0].start, pair[0].end, pair[1])):
            yield Mention(passage, thing, self.first(passage.iri, KG.rule), self.number(passage.iri, KG.confidence))

    def item(self, iri: str) -> ToldItem:
        done = self.done_to.get(iri, ())
        return ToldItem(
            iri,
            int(self.number(iri, SCHEMA.position) or 0),
            self.first(iri, DCTERMS.title) or "",
            self.passage(iri),
            tuple(self.all(iri, KG.aboutDocument)),
            tuple(sorted(word for record in done for word in self.all(record, ELI_DL.had_activity_type))),
            tuple(sorted(word for record in done for word in self.all(record, ELI_DL.decision_outcome))),
            self.first(iri, KG.rule),
            self.number(iri, KG.confidence),
        )

    def directive(self, iri: str) -> ToldDirective:
        deadline = self.first(iri, KG.deadline) or ""
        supervisable = self.first(iri, KG.supervisable)
        return ToldDirective(
            iri,
            self.first(iri, KG.ofItem),
            self.passage(iri) or _NOWHERE,
            tuple(
                sorted(map(self.part, self.all(iri, KG.allocation)), key=lambda part: (part.passage or _NOWHERE)[1:])
            ),
            self.first(iri, KG.basis),
            self.first(iri, KG.modality) or self.first(iri, KG.modalWord),
            self.first(iri, DCTERMS.subject) or self.first(iri, KG.topic),
            self.first(deadline, KG.surface),
            self.passage(deadline),
            self.first(iri, KG.due),
            self.first(deadline, KG.precision),
            None if supervisable is None else supervisable == "true",
            tuple(self.all(iri, KG.supervisionReason)),
            self.first(iri, KG.rule),
            self.number(iri, KG.confidence),
        )

    def part(self, allocation: str) -> Part:
        return Part(
            self.first(allocation, KG.party) or "", self.first(allocation, KG.role) or "", self.passage(allocation)
        )

    def attendance(self, iri: str) -> Attendance:
        return Attendance(
            self.first(iri, PROV.agent) or "",
            self.first(iri, ELI_DL.participation_role) or "",
            tuple(self.all(iri, KG.inPost)),
            self.passage(iri),
        )


def _text(term: object) -> str:
    """The IRI or the words of a term."""
    return str(getattr(term, "value", term))
