"""Demands and agenda items as single sayings: when, by which meeting, in which words, about whom or where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.concepts import ADDRESSEE_ROLES
from kg.following.likeness import words_of
from kg.following.offspring import core
from kg.lookup import label_of
from kg.one_line import on_one_line
from kg.store.walk import Walk
from kg.vocab import DC, ELI_DL, KG, NIF, PROV, RDF, SCHEMA, SKOS


@dataclass(frozen=True, slots=True)
class Saying:
    """One demand or agenda item as one meeting had it. Offsets are code points, half-open."""

    date: str
    meeting: str
    meeting_iri: str
    quote: str
    deadline: str | None
    source: str
    start: int
    end: int
    iri: str
    notice: str
    words: frozenset[str]
    whose: str  # addressee or place, as an IRI
    documents: frozenset[str] = frozenset()  # core titles


def demands(walk: Walk) -> Iterator[Saying]:
    """Each directive of a dated meeting, once for each addressee: ``whose`` is the addressee."""
    for directive, notice in sorted(set(walk.subjects(RDF.type, KG.Directive))):
        passage = walk.value(directive, PROV.wasQuotedFrom, notice)
        if passage is None:
            continue
        parties, names = _parties(directive, notice, walk)
        deadline = walk.value(walk.value(directive, KG.deadline, notice), KG.surface, notice)
        quote = walk.value(passage, NIF.anchorOf, notice) or ""
        words = words_of(quote, without=(*names, deadline or ""))
        for party in parties:
            yield from _saying(directive, notice, passage, quote, words, walk, whose=party, deadline=deadline)


def agenda_items(walk: Walk) -> Iterator[Saying]:
    """Each agenda item of a dated meeting of a known body: ``whose`` is the body's place, else the body."""
    for item, notice in sorted(set(walk.subjects(RDF.type, KG.AgendaItem))):
        passage = walk.value(item, KG.subjectPassage, notice) or walk.value(item, PROV.wasQuotedFrom, notice)
        whose = _place(walk.value(item, KG.ofMeeting, notice), notice, walk)
        if passage is None or whose is None:
            continue
        titles = (
            walk.shared(document, SKOS.prefLabel) or "" for document in walk.values(item, KG.aboutDocument, notice)
        )
        quote = walk.value(passage, NIF.anchorOf, notice) or ""
        documents = frozenset(filter(None, map(core, titles)))
        yield from _saying(item, notice, passage, quote, words_of(quote), walk, whose=whose, documents=documents)


def of_places(walk: Walk, sayings: Iterable[Saying]) -> list[Saying]:
    """``sayings``, each once, with the place of the meeting in the place of the addressee."""
    found: dict[str, Saying] = {}
    for saying in sayings:
        place = _place(saying.meeting_iri, saying.notice, walk)
        if place is not None:
            found.setdefault(saying.iri, replace(saying, whose=place))
    return list(found.values())


def _place(meeting: str | None, notice: str, walk: Walk) -> str | None:
    body = walk.value(meeting, ELI_DL.had_responsible_organization, notice)
    return walk.shared(body, KG.place) or body


def _saying(
    iri: str,
    notice: str,
    passage: str,
    quote: str,
    words: frozenset[str],
    walk: Walk,
    *,
    whose: str,
    deadline: str | None = None,
    documents: frozenset[str] = frozenset(),
) -> Iterator[Saying]:
    """The saying, unless its meeting has no date."""
    meeting = walk.value(iri, KG.ofMeeting, notice)
    date = walk.value(meeting, SCHEMA.startDate, notice)
    if meeting is not None and date is not None:
        yield Saying(
            date=date,
            meeting=label_of(meeting, walk.opened),
            meeting_iri=meeting,
            quote=quote,
            deadline=deadline,
            source=walk.value(notice, DC.source, notice) or "",
            start=walk.number(passage, NIF.beginIndex, notice) or 0,
            end=walk.number(passage, NIF.endIndex, notice) or 0,
            iri=iri,
            notice=notice,
            words=words,
            whose=whose,
            documents=documents,
        )


def _parties(directive: str, notice: str, walk: Walk) -> tuple[list[str], list[str]]:
    """IRIs of the addressees, and all parties as written and by name."""
    addressees: dict[str, None] = {}
    names: list[str] = []
    for allocation in walk.values(directive, KG.allocation, notice):
        party = walk.value(allocation, KG.party, notice)
        surface = walk.value(walk.value(allocation, PROV.wasQuotedFrom, notice), NIF.anchorOf, notice)
        names += filter(None, (on_one_line(surface or ""), walk.shared(party, SKOS.prefLabel)))
        if party is not None and walk.value(allocation, KG.role, notice) in ADDRESSEE_ROLES:
            addressees[party] = None
    return list(addressees), names
