"""The way of a document: which meetings took it and its offspring up, at which level of government, and how soon.

Each row is one agenda item that is about one document of the family, or one notice that only mentions it. Days are
counted from the first dated row.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from kg.concepts import concept_labels
from kg.following.meetings import Meetings
from kg.following.offspring import RELATION_WORDS, Relation, core, relation
from kg.iris import fold
from kg.lookup import label_of
from kg.messages import message
from kg.register import load_register
from kg.store.walk import Walk
from kg.tables import Cell, Row
from kg.vocab import DC, ELI, ELI_DL, FOAF, KG, NIF, PROV, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from kg.source import Source

MOST_GENERATIONS: Final = 3
MENTIONED: Final = "提及"


@dataclass(frozen=True, slots=True)
class Member:
    """A document of the family: how many steps from the one asked for, and how it comes of ``parent`` (an IRI)."""

    iri: str
    title: str
    generation: int
    relation: str  # a key of RELATION_WORDS
    basis: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class TraceRow(Row):
    """One stop on the way. ``days`` since the first; offsets are code points, half-open.

    ``directives`` are those under the agenda item, or, where the document is only mentioned, those that mention it.
    """

    generation: int
    relation: str
    document: str
    basis: str
    level: str | None
    place: str | None
    body: str | None
    meeting: str
    date: str | None
    days: int | None
    treatments: tuple[str, ...]
    outcomes: tuple[str, ...]
    directives: tuple[str, ...]
    quote: str
    source: str
    start: int
    end: int
    document_iri: str
    meeting_iri: str
    notice: str


COLUMNS: Final = tuple(field.name for field in fields(TraceRow))
TABLE_COLUMNS: Final = {
    "date": message("date"),
    "days": message("days since"),
    "level": message("level"),
    "meeting": message("meeting"),
    "relation": message("relation"),
    "document": message("document"),
    "treatments": message("treatment"),
    "outcomes": message("outcome"),
    "directives": message("directives"),
}


def family(document: str, opened: Source) -> list[Member]:
    """The document with this IRI and its offspring in the store, nearest first."""
    papers = _papers(Walk(opened))
    root = Member(document, papers.titles.get(document, document), 0, "root", "", None)
    members = {document: root}
    waiting = deque([root])
    while waiting:
        parent = waiting.popleft()
        for iri, title in papers.titles.items():
            if iri in members or (found := papers.comes_of(parent, iri, title)) is None:
                continue
            # A draft is as near as what it is a draft of.
            generation = parent.generation + (found.kind != "draft")
            if generation <= MOST_GENERATIONS:
                members[iri] = Member(iri, title, generation, found.kind, found.basis, parent.iri)
                waiting.append(members[iri])
    shown = [_beside_its_final(member, members) for member in members.values()]
    return sorted(shown, key=lambda member: (member.generation, member.title, member.iri))


def trace(members: Sequence[Member], opened: Source) -> list[TraceRow]:
    """What meetings did with the documents of the family, by date; what has no date comes last."""
    walk = Walk(opened)
    rows = [row for member in members for row in (*_items(member, walk), *_mentions(member, walk))]
    first = min((row.date for row in rows if row.date is not None), default=None)
    dated = (replace(row, days=_days(first, row.date)) for row in rows)
    return sorted(dated, key=lambda row: (row.date is None, row.date or "", row.meeting, row.notice, row.start))


def table_of(rows: Sequence[TraceRow]) -> tuple[list[str], list[list[Cell]]]:
    """Headings and cells for a terminal."""
    return list(TABLE_COLUMNS.values()), [row.cells(list(TABLE_COLUMNS)) for row in rows]


def _beside_its_final(member: Member, members: Mapping[str, Member]) -> Member:
    """A draft that was found together with the document it became is that document's draft."""
    if core(member.title) == fold(member.title) or member.parent is None:
        return member
    for other in members.values():
        if other.generation <= member.generation and fold(other.title) == core(member.title):
            return replace(member, relation="draft", basis=f"同名：{other.title}", parent=other.iri)
    return member


@dataclass(frozen=True, slots=True)
class _Papers:
    """What the store says of all documents, looked up once: each is compared with each of the family."""

    walk: Walk
    titles: Mapping[str, str]  # by IRI, in its order
    annexes: Mapping[str, Sequence[str]]
    printed: Mapping[str, Sequence[str]]  # titles

    def comes_of(self, parent: Member, iri: str, title: str) -> Relation | None:
        """How the document ``iri`` comes of ``parent``; None where it does not."""
        if parent.iri in self.annexes.get(iri, ()):
            return Relation("prints", "印发")
        if iri in self.annexes.get(parent.iri, ()):
            return Relation("printed", "所印发")
        printed = next(iter(self.printed.get(iri, ())), None)
        if printed is not None and core(printed) == core(parent.title):
            return Relation("prints", f"印发{printed}")
        found = relation(parent.title, title)
        if found is None and fold(parent.title) == fold(title) and self._same_here(parent.iri, iri, title):
            return Relation("draft", f"同名：{title}")
        if found is not None and found.kind == "draft" and not self._same_here(parent.iri, iri, title):
            return None
        return found

    def _same_here(self, one: str, other: str, title: str) -> bool:
        """Whether two documents of one name are one: of the same place, or the name is nobody else's."""
        places = (self.walk.shared(one, KG.place), self.walk.shared(other, KG.place))
        if None not in places:
            return places[0] == places[1]
        return core(title) not in load_register().yearly_titles


def _papers(walk: Walk) -> _Papers:
    documents = sorted({iri for iri, _ in walk.subjects(RDF.type, KG.Document, walk.entities)})
    labels = walk.all_values(SKOS.prefLabel, walk.entities)
    return _Papers(
        walk,
        {iri: labels.get(iri, [iri])[0] for iri in documents},
        walk.all_values(ELI.has_annex, walk.entities),
        walk.all_values(KG.printsTitle, walk.entities),
    )


def _items(member: Member, walk: Walk) -> Iterator[TraceRow]:
    for item, notice in walk.subjects(KG.aboutDocument, member.iri):
        passage = walk.value(item, PROV.wasQuotedFrom, notice)
        meeting = walk.value(item, KG.ofMeeting, notice)
        if passage is None or meeting is None:
            continue
        records = sorted(record for record, _ in walk.subjects(KG.ofItem, item, notice))
        yield _row(
            member,
            walk,
            notice,
            meeting,
            passage=passage,
            quote=walk.value(walk.value(item, KG.subjectPassage, notice), NIF.anchorOf, notice) or "",
            treatments=_words(records, ELI_DL.had_activity_type, walk, notice),
            outcomes=_words(records, ELI_DL.decision_outcome, walk, notice),
            directives=tuple(quote for _, _, quote in _directives(records, walk, notice)),
        )


def _mentions(member: Member, walk: Walk) -> Iterator[TraceRow]:
    """Notices that name the document although none of their items is about it."""
    about = {notice for _, notice in walk.subjects(KG.aboutDocument, member.iri)}
    passages: dict[str, list[str]] = {}
    for passage, notice in walk.subjects(KG.refersTo, member.iri):
        if notice not in about:
            passages.setdefault(notice, []).append(passage)
    for notice, found in sorted(passages.items()):
        meeting = walk.value(notice, FOAF.primaryTopic, notice)
        if meeting is None:
            continue
        spans = {passage: _span(passage, walk, notice) for passage in found}
        first = min(found, key=lambda passage: spans[passage])
        directives = [directive for directive, _ in walk.subjects(RDF.type, KG.Directive, notice)]
        yield _row(
            member,
            walk,
            notice,
            meeting,
            passage=first,
            quote=walk.value(first, NIF.anchorOf, notice) or "",
            treatments=(MENTIONED,),
            outcomes=(),
            directives=tuple(
                quote
                for start, end, quote in _directives(directives, walk, notice)
                if any(start <= at and to <= end for at, to in spans.values())
            ),
        )


def _row(
    member: Member,
    walk: Walk,
    notice: str,
    meeting: str,
    *,
    passage: str,
    quote: str,
    treatments: tuple[str, ...],
    outcomes: tuple[str, ...],
    directives: tuple[str, ...],
) -> TraceRow:
    body = walk.value(meeting, ELI_DL.had_responsible_organization, notice)
    place = walk.shared(body, KG.place)
    level = walk.shared(place, KG.level)
    start, end = _span(passage, walk, notice)
    return TraceRow(
        generation=member.generation,
        relation=RELATION_WORDS[member.relation],
        document=member.title,
        basis=member.basis,
        level=None if level is None else concept_labels("zh").get(level),
        place=walk.shared(place, SKOS.prefLabel),
        body=walk.shared(body, SKOS.prefLabel),
        meeting=label_of(meeting, walk.opened),
        date=walk.value(meeting, SCHEMA.startDate, notice),
        days=None,
        treatments=treatments,
        outcomes=outcomes,
        directives=directives,
        quote=quote,
        source=walk.value(notice, DC.source, notice) or "",
        start=start,
        end=end,
        document_iri=member.iri,
        meeting_iri=Meetings(walk).identity(meeting, notice),
        notice=notice,
    )


def _words(records: Sequence[str], predicate: str, walk: Walk, notice: str) -> tuple[str, ...]:
    concepts = (concept for record in records for concept in walk.values(record, predicate, notice))
    return tuple(dict.fromkeys(concept_labels("zh").get(concept, concept) for concept in concepts))


def _directives(records: Sequence[str], walk: Walk, notice: str) -> list[tuple[int, int, str]]:
    """Start, end and quote of those of ``records`` that are directives, in reading order."""
    found = []
    for record in records:
        passage = walk.value(record, PROV.wasQuotedFrom, notice)
        if passage is not None and KG.Directive in walk.values(record, RDF.type, notice):
            found.append((*_span(passage, walk, notice), walk.value(passage, NIF.anchorOf, notice) or ""))
    return sorted(found)


def _span(passage: str, walk: Walk, notice: str) -> tuple[int, int]:
    return walk.number(passage, NIF.beginIndex, notice) or 0, walk.number(passage, NIF.endIndex, notice) or 0


def _days(first: str | None, date: str | None) -> int | None:
    if first is None or date is None:
        return None
    return (datetime.date.fromisoformat(date) - datetime.date.fromisoformat(first)).days
