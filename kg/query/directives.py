"""Directives as rows for people: who was told what, by which meeting, in which role, by when, and where it says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Final

from kg.concepts import ADDRESSEE_ROLES
from kg.lookup import label_of
from kg.messages import message
from kg.one_line import on_one_line
from kg.tables import Cell, Row
from kg.vocab import DC, DCTERMS, KG, NIF, PROV, RDF, SCHEMA, WORDS

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.source import Source

_ROLES: Final = WORDS["party-roles"]
ROLE_WORDS: Final = {_ROLES["lead"]: "牵头", _ROLES["responsible"]: "责任", _ROLES["co-actor"]: "配合"} | {
    _ROLES["overseen"]: "被督促"
}
"""IRI of a role -> its word in ``DirectiveRow.role``."""


@dataclass(frozen=True, slots=True)
class DirectiveRow(Row):
    """One directive. Parties are named as the notice writes them; offsets are code points, half-open.

    ``role`` is that of the agency that was asked for, ``via`` the group through which it is addressed, where it is not
    named itself. Where none was asked for, ``role`` is that of the addressees: None where the directive names nobody.
    """

    date: str | None
    meeting: str
    item: str | None
    role: str | None
    via: str | None
    addressees: tuple[str, ...]
    basis: str | None
    co_actors: tuple[str, ...]
    overseen: tuple[str, ...]
    deadline: str | None
    due: str | None
    quote: str
    source: str
    start: int
    end: int
    notice: str
    directive: str


COLUMNS: Final = tuple(column.name for column in fields(DirectiveRow))
TABLE_COLUMNS: Final = {
    "date": message("date"),
    "meeting": message("meeting"),
    "item": message("agenda item"),
    "role": message("role"),
    "via": message("through"),
    "addressees": message("addressee"),
    "co_actors": message("with"),
    "overseen": message("whom to oversee"),
    "deadline": message("deadline"),
    "due": message("due"),
    "quote": message("quote"),
    "where": message("source"),
}
"""What a terminal has room for, and how it is headed for people; ``where`` is source and offsets in one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which directives: of these parties (IRI -> the group's name where it is reached through one, else None), of the
    meetings in a period (ISO dates, inclusive), under items about a document. None means any.
    """

    parties: dict[str, str | None] | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None


def directive_rows(opened: Source, wanted: Wanted) -> list[DirectiveRow]:
    """The directives that are ``wanted``, by date, meeting, notice and place in it."""
    reader = _Reader(opened)
    rows = []
    for directive, graph in _candidates(reader, wanted):
        row = _row(reader, directive, graph, wanted)
        if row is not None:
            rows.append(row)
    rows.sort(key=lambda row: (row.date or "", row.meeting, row.notice, row.start, row.directive))
    return rows


def of_unknown_day(opened: Source, wanted: Wanted) -> list[DirectiveRow]:
    """What is not among ``directive_rows`` only because its meeting's day is not known, and so in no period."""
    if wanted.since is None and wanted.until is None:
        return []
    reader = _Reader(opened)
    whenever = replace(wanted, since=None, until=None)
    rows = []
    for directive, graph in _candidates(reader, wanted):
        meeting = reader.node(directive, KG.ofMeeting, graph)
        if meeting is not None and reader.value(meeting, SCHEMA.startDate, graph) is None:
            rows.append(_row(reader, directive, graph, whenever))
    return [row for row in rows if row is not None]


def table_of(rows: Sequence[DirectiveRow]) -> tuple[list[str], list[list[Cell]]]:
    """Headings and cells for a terminal; columns in which no row has anything are left out."""

    def cell(row: DirectiveRow, name: str) -> Cell:
        value: Cell = f"{row.source} {row.start}–{row.end}" if name == "where" else getattr(row, name)
        return value

    filled = [name for name in TABLE_COLUMNS if not rows or any(cell(row, name) for row in rows)]
    return [TABLE_COLUMNS[name] for name in filled], [[cell(row, name) for name in filled] for row in rows]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Follows single properties within one notice's graph."""

    opened: Source
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, meeting: str) -> str:
        """The label of a meeting; its many directives look it up once."""
        if meeting not in self.labels:
            self.labels[meeting] = label_of(meeting, self.opened)
        return self.labels[meeting]

    def values(self, subject: NamedNode, predicate: str, graph: NamedNode) -> list[str]:
        from pyoxigraph import NamedNode

        quads = self.opened.quads_for_pattern(subject, NamedNode(predicate), None, graph)
        return sorted(str(getattr(quad.object, "value", "")) for quad in quads)

    def value(self, subject: NamedNode | None, predicate: str, graph: NamedNode) -> str | None:
        values = [] if subject is None else self.values(subject, predicate, graph)
        return values[0] if values else None

    def node(self, subject: NamedNode, predicate: str, graph: NamedNode) -> NamedNode | None:
        from pyoxigraph import NamedNode

        value = self.value(subject, predicate, graph)
        return None if value is None else NamedNode(value)

    def subjects(
        self, predicate: str, value: NamedNode, graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Subjects with that value, each with its graph."""
        from pyoxigraph import NamedNode

        for quad in self.opened.quads_for_pattern(None, NamedNode(predicate), value, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                yield quad.subject, quad.graph_name


def _candidates(reader: _Reader, wanted: Wanted) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Directive and graph, each once, found from the most selective wish."""
    from pyoxigraph import NamedNode

    found: Iterable[tuple[NamedNode, NamedNode]]
    if wanted.parties is not None:
        found = (
            pair
            for party in wanted.parties
            for allocation, graph in reader.subjects(KG.party, NamedNode(party))
            for pair in reader.subjects(KG.allocation, allocation, graph)
        )
    elif wanted.document is not None:
        found = (
            pair
            for item, graph in reader.subjects(KG.aboutDocument, NamedNode(wanted.document))
            for pair in reader.subjects(KG.ofItem, item, graph)
        )
    else:
        found = reader.subjects(RDF.type, NamedNode(KG.Directive))
    yield from dict.fromkeys(found)


def _row(reader: _Reader, directive: NamedNode, graph: NamedNode, wanted: Wanted) -> DirectiveRow | None:
    """The row of one directive, or None where it is not among the wanted or is no directive at all."""
    meeting = reader.node(directive, KG.ofMeeting, graph)
    passage = reader.node(directive, PROV.wasQuotedFrom, graph)
    if meeting is None or passage is None or KG.Directive not in reader.values(directive, RDF.type, graph):
        return None
    date = reader.value(meeting, SCHEMA.startDate, graph)
    if not _within(date, wanted):
        return None
    item = reader.node(directive, KG.ofItem, graph)
    if wanted.document is not None and (
        item is None or wanted.document not in reader.values(item, KG.aboutDocument, graph)
    ):
        return None
    parties = _parties(reader, directive, graph)
    role, via = _asked_for(parties, wanted)
    return DirectiveRow(
        date=date,
        meeting=reader.label(meeting.value),
        item=reader.value(item, DCTERMS.title, graph),
        role=role,
        via=via,
        addressees=_surfaces(parties, *ADDRESSEE_ROLES),
        basis=_last_segment(reader.value(directive, KG.basis, graph)),
        co_actors=_surfaces(parties, _ROLES["co-actor"]),
        overseen=_surfaces(parties, _ROLES["overseen"]),
        deadline=_deadlines(reader, directive, graph),
        due=reader.value(directive, KG.due, graph),
        quote=reader.value(passage, NIF.anchorOf, graph) or "",
        source=reader.value(graph, DC.source, graph) or "",
        start=int(reader.value(passage, NIF.beginIndex, graph) or 0),
        end=int(reader.value(passage, NIF.endIndex, graph) or 0),
        notice=graph.value,
        directive=directive.value,
    )


def _deadlines(reader: _Reader, directive: NamedNode, graph: NamedNode) -> str | None:
    """By when, as written; what is stated besides stands behind: 7月底前；另有 10月底前."""
    from pyoxigraph import NamedNode

    deadline = reader.node(directive, KG.deadline, graph)
    others = [
        reader.value(NamedNode(other), KG.surface, graph) for other in reader.values(directive, KG.otherDeadline, graph)
    ]
    told = [reader.value(deadline, KG.surface, graph), *(f"另有 {other}" for other in others if other)]
    return "；".join(filter(None, told)) or None


def _within(date: str | None, wanted: Wanted) -> bool:
    """Whether the meeting's date is in the period. A meeting without a date is in no stated period."""
    if wanted.since is None and wanted.until is None:
        return True
    return date is not None and (wanted.since or date) <= date <= (wanted.until or date)


@dataclass(frozen=True, slots=True)
class _Party:
    iri: str
    role: str
    surface: str
    start: int


def _parties(reader: _Reader, directive: NamedNode, graph: NamedNode) -> list[_Party]:
    """The parties in reading order."""
    from pyoxigraph import NamedNode

    parties = []
    for allocation in map(NamedNode, reader.values(directive, KG.allocation, graph)):
        passage = reader.node(allocation, PROV.wasQuotedFrom, graph)
        surface = reader.value(allocation, KG.surface, graph) or reader.value(passage, NIF.anchorOf, graph)
        surface = on_one_line(surface or "")
        parties.append(
            _Party(
                reader.value(allocation, KG.party, graph) or "",
                reader.value(allocation, KG.role, graph) or "",
                surface,
                int(reader.value(passage, NIF.beginIndex, graph) or 0),
            )
        )
    return sorted(parties, key=lambda party: (party.start, party.surface))


def _surfaces(parties: Iterable[_Party], *roles: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.surface for party in parties if party.role in roles))


def _asked_for(parties: Iterable[_Party], wanted: Wanted) -> tuple[str | None, str | None]:
    """The role of the party that was asked for, and the group through which it is reached; its own name goes first.

    Where none was asked for, the roles of the addressees.
    """
    if wanted.parties is None:
        return _in_words(party for party in parties if party.role in ADDRESSEE_ROLES), None
    asked = [party for party in parties if party.iri in wanted.parties]
    named = [party for party in asked if wanted.parties[party.iri] is None]
    chosen = named or asked
    via = None if named or not chosen else wanted.parties[chosen[0].iri]
    return _in_words(chosen), via


def _in_words(parties: Iterable[_Party]) -> str | None:
    """The roles of ``parties``, each once: 牵头、责任."""
    return "、".join(dict.fromkeys(ROLE_WORDS.get(party.role, party.role) for party in parties)) or None


def _last_segment(iri: str | None) -> str | None:
    return None if iri is None else iri.rpartition("/")[2]
