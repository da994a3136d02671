"""GraphML of the whole store: things as nodes, statements between them as edges, with Chinese labels and kinds.

Nodes carry ``label`` (what Gephi shows), ``kind`` and ``kind_en``, ``iri``, and where they have them dates and the
quote. Every edge carries its kind twice: as ``label`` attribute, which is where Gephi reads the kind of an edge, and as
data for all other readers. Treatments, outcomes and parts in a meeting are nodes in RDF and single edges here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Final

from kg.concepts import concept_labels
from kg.export.sorting import sorted_unique
from kg.vocab import DC, DCTERMS, ELI, ELI_DL, FOAF, KG, NIF, ODRL, ORG, PROV, RDF, SCHEMA, SKOS
from kg.xml_text import xml_text

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

# Class -> kind of node, in Chinese and English.
_NODES: Final = {
    KG.Notice: ("通稿", "notice"),
    KG.Meeting: ("会议", "meeting"),
    KG.AgendaItem: ("议题", "agenda item"),
    KG.Directive: ("要求", "directive"),
    KG.Agency: ("机构", "agency"),
    KG.AgencyGroup: ("机构群", "agency group"),
    KG.PeopleGroup: ("人员群", "people group"),
    KG.Document: ("文件", "document"),
    KG.Place: ("行政区划", "place"),
    FOAF.Person: ("人员", "person"),
    ORG.Post: ("职务", "post"),
}
# Property between two nodes -> kind of edge.
_EDGES: Final = {
    FOAF.primaryTopic: ("报道", "reports"),
    ELI_DL.had_responsible_organization: ("召开", "held by"),
    KG.ofItem: ("属于议题", "of item"),
    KG.ofMeeting: ("属于会议", "of meeting"),
    KG.aboutDocument: ("涉及文件", "about document"),
    ODRL.assignee: ("交办", "assignee"),
    KG.coActor: ("配合", "co-actor"),
    KG.oversees: ("督促", "oversees"),
    KG.place: ("所在", "place"),
    ORG.holds: ("任职", "holds"),
    ORG.postIn: ("职务所属", "post in"),
    ORG.subOrganizationOf: ("隶属", "part of"),
    DCTERMS.isPartOf: ("上级区划", "within"),
    ELI.responsibility_of_agent: ("制发", "issued by"),
    ELI.has_annex: ("印发", "annex"),
}
_KEYS: Final = (
    # id, for, name, type: never a name that Gephi takes for a visual property (size, x, y, r, g, b, color, weight)
    ("label", "node", "label"),
    ("kind", "node", "kind"),
    ("kind_en", "node", "kind_en"),
    ("iri", "node", "iri"),
    ("date", "node", "date"),
    ("due", "node", "due"),
    ("quote", "node", "quote"),
    ("evidence", "node", "evidence"),
    ("source", "node", "source"),
    ("edge_kind", "edge", "kind"),
    ("edge_kind_en", "edge", "kind_en"),
)
_LABEL_LENGTH: Final = 40
"""Characters of a directive or item that serve as its label; the whole stands in ``quote``."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Looks things up in the store."""

    opened: Store

    def objects(self, subject: NamedNode, predicate: str) -> list[str]:
        """All values, sorted: the smallest is the one that is shown, on every machine."""
        from pyoxigraph import NamedNode

        quads = self.opened.quads_for_pattern(subject, NamedNode(predicate), None)
        return sorted({str(getattr(quad.object, "value", "")) for quad in quads})

    def first(self, subject: NamedNode, predicate: str) -> str | None:
        values = self.objects(subject, predicate)
        return values[0] if values else None

    def subjects_of(self, class_: str) -> Iterator[NamedNode]:
        from pyoxigraph import NamedNode

        for quad in self.opened.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(class_)):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def pairs(self, predicate: str) -> Iterator[tuple[NamedNode, NamedNode]]:
        from pyoxigraph import NamedNode

        for quad in self.opened.quads_for_pattern(None, NamedNode(predicate), None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject, quad.object

    def is_node(self, thing: NamedNode) -> bool:
        return any(class_ in _NODES for class_ in self.objects(thing, RDF.type))


def write_graphml(opened: Store, output: IO[bytes]) -> None:
    """The store as GraphML: UTF-8, nodes before edges, both sorted; memory does not grow with the store."""
    reader = _Reader(opened)
    output.write(_HEAD.encode("utf-8"))
    for kind in ("node", "edge"):
        for key, where, name in _KEYS:
            if where == kind:
                output.write(f'<key id="{key}" for="{where}" attr.name="{name}" attr.type="string"/>\n'.encode())
    output.write(b'<graph id="huiyi" edgedefault="directed">\n')
    for line in sorted_unique(_nodes(reader)):
        output.write(line.encode("utf-8") + b"\n")
    for number, line in enumerate(sorted_unique(_edges(reader)), start=1):
        output.write(f'<edge id="e{number}" {line}\n'.encode())
    output.write(b"</graph>\n</graphml>\n")


_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def _nodes(reader: _Reader) -> Iterator[str]:
    for class_, (kind, kind_en) in _NODES.items():
        for thing in reader.subjects_of(class_):
            yield _node(reader, thing, kind, kind_en)
    for concept, _, _, _ in _concept_links(reader):
        yield _concept(concept)


def _node(reader: _Reader, thing: NamedNode, kind: str, kind_en: str) -> str:
    passage = reader.first(thing, PROV.wasQuotedFrom)
    quote = None
    if passage is not None and kind_en in ("directive", "agenda item"):
        quote = _quote(reader, passage)
    label = reader.first(thing, SKOS.prefLabel) or reader.first(thing, DCTERMS.title) or quote or thing.value
    return _node_line(
        thing.value,
        {
            "label": label if len(label) <= _LABEL_LENGTH or quote is None else label[:_LABEL_LENGTH] + "…",
            "kind": kind,
            "kind_en": kind_en,
            "iri": thing.value,
            "date": reader.first(thing, SCHEMA.startDate) or reader.first(thing, DCTERMS.issued),
            "due": reader.first(thing, KG.due),
            "quote": quote if kind_en == "directive" else None,
            "evidence": passage,
            "source": reader.first(thing, DC.source),
        },
    )


def _quote(reader: _Reader, passage: str) -> str | None:
    from pyoxigraph import NamedNode

    return reader.first(NamedNode(passage), NIF.anchorOf)


def _concept(iri: str) -> str:
    label = concept_labels("zh").get(iri, iri)
    scheme = "结果" if "/outcomes/" in iri else "处理方式"
    scheme_en = "outcome" if "/outcomes/" in iri else "treatment"
    return _node_line(iri, {"label": label, "kind": scheme, "kind_en": scheme_en, "iri": iri})


def _node_line(iri: str, values: dict[str, str | None]) -> str:
    data = "".join(f'<data key="{key}">{xml_text(value)}</data>' for key, value in values.items() if value is not None)
    return f'<node id="{xml_text(iri)}">{data}</node>'


def _edges(reader: _Reader) -> Iterator[str]:
    is_node = lru_cache(maxsize=100_000)(reader.is_node)
    for predicate, (kind, kind_en) in _EDGES.items():
        for start, end in reader.pairs(predicate):
            if is_node(start) and is_node(end):
                yield _edge_line(start.value, end.value, kind, kind_en)
    for concept, item, kind, kind_en in _concept_links(reader):
        yield _edge_line(item, concept, kind, kind_en)
    for person, meeting, role in _participations(reader):
        kind, kind_en = concept_labels("zh").get(role, role), concept_labels("en").get(role, role)
        yield _edge_line(person, meeting, kind, kind_en)


def _concept_links(reader: _Reader) -> Iterator[tuple[str, str, str, str]]:
    """Concept, item, kind of edge in Chinese and English, for every treatment and outcome."""
    for predicate, kind, kind_en in (
        (ELI_DL.had_activity_type, "处理", "treated by"),
        (ELI_DL.decision_outcome, "议定", "decided"),
    ):
        for record, concept in reader.pairs(predicate):
            item = reader.first(record, KG.ofItem)
            if item is not None:
                yield concept.value, item, kind, kind_en


def _participations(reader: _Reader) -> Iterator[tuple[str, str, str]]:
    """Person, meeting and role of everybody who took part."""
    for record, role in reader.pairs(ELI_DL.participation_role):
        person, meeting = reader.first(record, PROV.agent), reader.first(record, KG.ofMeeting)
        if person is not None and meeting is not None:
            yield person, meeting, role.value


def _edge_line(start: str, end: str, kind: str, kind_en: str) -> str:
    return (
        f'source="{xml_text(start)}" target="{xml_text(end)}" label="{xml_text(kind)}">'
        f'<data key="edge_kind">{xml_text(kind)}</data><data key="edge_kind_en">{xml_text(kind_en)}</data></edge>'
    )
