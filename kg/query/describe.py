"""What the store says of one thing, statement by statement, and which notice says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.concepts import concept_labels
from kg.iris import Minter
from kg.lookup import label_of
from kg.messages import message
from kg.query.doubt_notes import note_told
from kg.query.results import shortened_iri
from kg.vocab import KG, RDF

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.source import Source

_SHARED: Final = Minter("/").graph("entities")
MOST_INCOMING: Final = 200
"""Statements that point at the thing: a government is mentioned by thousands of notices."""


class Statement(NamedTuple):
    """One statement about a thing; ``incoming`` where it is the object. ``label`` is that of an IRI in ``value``."""

    incoming: bool
    property: str
    value: str
    label: str | None
    graph: str


def describe(iri: str, opened: Source) -> list[Statement]:
    """All statements from ``iri`` and up to ``MOST_INCOMING`` to it, sorted; what holds everywhere comes first."""
    from pyoxigraph import NamedNode

    node = NamedNode(iri)
    outgoing = {
        _statement(False, quad.predicate.value, quad.object, quad.graph_name, opened)
        for quad in opened.quads_for_pattern(node, None, None)
    }
    incoming: set[Statement] = set()
    for quad in opened.quads_for_pattern(None, None, node):
        if len(incoming) == MOST_INCOMING:
            break
        incoming.add(_statement(True, quad.predicate.value, quad.subject, quad.graph_name, opened))
    return [*sorted(outgoing, key=_order), *sorted(incoming, key=_order)]


def description_columns() -> tuple[str, ...]:
    """Names for the columns of ``description_rows``."""
    return ("direction", "property", "value", "label", "graph")


def description_headings() -> tuple[str, ...]:
    """What people read above the columns of ``description_rows``."""
    return message("direction"), message("property"), message("value"), message("label"), message("graph")


def description_rows(iri: str, opened: Source, *, short: bool) -> Iterator[list[str | None]]:
    """``describe`` as rows of text; ``short`` writes the project's IRIs without their base, for reading.

    Then what a doubt is and its note are labelled by messages that say the same, for whoever reads them in another language.
    """

    def written(value: str) -> str:
        return shortened_iri(value) if short else value

    statements = describe(iri, opened)
    doubt = next((one.value for one in statements if one.property == KG.doubtKind and not one.incoming), None)
    for statement in statements:
        direction = "←" if statement.incoming else "→"
        yield [
            direction,
            written(statement.property),
            written(statement.value),
            _doubted(statement, doubt) if short and doubt is not None else statement.label,
            written(statement.graph),
        ]


def _doubted(statement: Statement, kind: str) -> str | None:
    """The label of a statement on a doubt of this ``kind``."""
    if statement.property == KG.doubtKind:
        return message(kind)
    return note_told(kind, statement.value) if statement.property == KG.note else statement.label


def _statement(incoming: bool, predicate: str, term: object, graph: object, opened: Source) -> Statement:
    from pyoxigraph import NamedNode

    value = str(getattr(term, "value", term))
    label = None
    if isinstance(term, NamedNode):
        found = concept_labels("zh").get(value) or label_of(value, opened)
        label = foreign_name(term, opened) if found == value else found
    return Statement(incoming, predicate, value, label, str(getattr(graph, "value", "")))


def foreign_name(term: NamedNode, opened: Source) -> str | None:
    """What others called the thing ``term`` of theirs when it was linked to one of the store; None where it was not."""
    from pyoxigraph import NamedNode

    names = {
        str(getattr(name.object, "value", ""))
        for judgement in opened.quads_for_pattern(None, NamedNode(RDF.object), term)
        for name in opened.quads_for_pattern(judgement.subject, NamedNode(KG.foreignName), None)
    }
    return min(names, default=None)


def _order(statement: Statement) -> tuple[bool, str, str, str]:
    return not statement.graph.endswith(_SHARED), statement.graph, statement.property, statement.value
