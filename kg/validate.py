"""Does the graph keep to its shapes (ontology/shapes.ttl), and to what shapes cannot say?

Each notice's graph is checked together with the descriptions of the entities it mentions: a few hundred triples at a
time, whatever the size of the store. Needs the extra ``huiyi-kg[validate]`` (pySHACL).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kg.concepts import ontology_folder
from kg.errors import UsageError
from kg.messages import message
from kg.store.earlier_terms import REVISES
from kg.vocab import KG, NIF, OWL, PREFIXES, RDF, SKOS, XSD

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

Severity = Literal["violation", "warning", "info"]

_SEVERITIES: Final[dict[str, Severity]] = {"Violation": "violation", "Warning": "warning", "Info": "info"}
_ENTITIES: Final = re.compile(r"graph/entities$")
_LINK_GRAPH: Final = re.compile(r"graph/links$")
_VOCABULARIES: Final = re.compile(r"graph/vocabularies$")
# RFC 3987 in so far as N-Quads readers check it: a scheme, then none of these.
_IRI: Final = re.compile('[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\\\^`]*')
_LINKS: Final = frozenset({SKOS.exactMatch, SKOS.closeMatch, OWL.sameAs})
_PASSAGE: Final = re.compile(r"(?P<graph>[^#]+)#char=(?P<start>\d+),(?P<end>\d+)")


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault. ``shape`` is its number: S… of ontology/shapes.ttl, P… of the checks in this module.

    ``maturity``: 1, the data cannot be used so; 2, answers are poorer; 3, something is incomplete.
    """

    shape: str
    severity: Severity
    maturity: int
    graph: str  # IRI of the notice, or of the graph of ledger, links or entities
    node: str
    path: str | None
    value: str | None
    message_zh: str
    message_en: str


def validate_quads(nquads: str | bytes) -> tuple[Violation, ...]:
    """The faults of a dataset in N-Quads, by graph, node and shape.

    Raises SyntaxError where it is no N-Quads at all, and UsageError where pySHACL is not installed.
    """
    import pyoxigraph as ox

    store = ox.Store()
    store.extend(ox.parse(nquads, ox.RdfFormat.N_QUADS, lenient=True))
    return validate_store(store)


def validate_store(store: ox.Store) -> tuple[Violation, ...]:
    """The faults of all graphs of ``store`` but the vocabularies, by graph, node and shape.

    Raises UsageError where pySHACL is not installed.
    """
    found: set[Violation] = set()  # an entity with a fault is seen from every notice that mentions it
    for graph in sorted(store.named_graphs(), key=str):
        if _VOCABULARIES.search(graph.value):
            continue
        quads = list(store.quads_for_pattern(None, None, None, graph))
        found.update(_plain_faults(graph.value, quads))
        if not _ENTITIES.search(graph.value):
            found.update(_shape_faults(graph.value, quads, list(_described(store, quads))))
    return tuple(sorted(found, key=lambda v: (v.graph, v.node, v.shape, v.path or "", v.value or "")))


# ── shapes ────────────────────────────────────────────────────────────────────────────────────────────────────


def _described(store: ox.Store, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """What the entities graph says of all that ``quads`` mention, and of what those descriptions mention in turn."""
    import pyoxigraph as ox

    graphs = [g for g in store.named_graphs() if _ENTITIES.search(g.value)]
    mentioned = {t for quad in quads for t in (quad.subject, quad.object) if isinstance(t, ox.NamedNode)}
    seen: set[ox.NamedNode] = set()
    while mentioned:
        seen |= mentioned
        found = [q for graph in graphs for node in mentioned for q in store.quads_for_pattern(node, None, None, graph)]
        yield from found
        mentioned = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)} - seen


def _shape_faults(graph: str, quads: list[ox.Quad], entities: list[ox.Quad]) -> Iterator[Violation]:
    import rdflib

    try:
        import pyshacl
    except ImportError as error:
        raise UsageError(
            message("Validation needs pySHACL: install it with pip install 'huiyi-kg[validate]'")
        ) from error
    shapes = _shapes()
    data = rdflib.Graph(bind_namespaces="none")
    for part in (quads, entities):
        for quad in part:
            data.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    report = pyshacl.validate(data, shacl_graph=shapes, inplace=True)[1]
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"{graph}: pySHACL gave no report: {report!r}")
    sh = rdflib.Namespace(PREFIXES["sh"])
    home = {_value(quad.subject): _value(quad.graph_name) for quad in entities}
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        shape = report.value(result, sh.sourceShape)
        path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
        node, maturity = str(report.value(result, sh.focusNode)), shapes.value(shape, rdflib.URIRef(KG.maturity))
        yield Violation(
            shape=_name(shape),
            severity=_SEVERITIES[_name(report.value(result, sh.resultSeverity))],
            maturity=int(str(maturity)) if maturity is not None else 1,
            graph=home.get(node, graph),
            node=node,
            path=str(path) if isinstance(path, rdflib.URIRef) else None,
            value=str(value) if value is not None else None,
            message_zh=_message(shapes, shape, "zh"),
            message_en=_message(shapes, shape, "en"),
        )


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(ontology_folder() / "shapes.ttl")


def _term(term: object) -> rdflib.term.Identifier:
    """A term of Oxigraph as one of rdflib, its lexical form unchanged."""
    import pyoxigraph as ox
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    return rdflib.BNode(str(term))


def _name(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def _message(shapes: rdflib.Graph, shape: rdflib.term.Node | None, language: str) -> str:
    from rdflib import URIRef

    texts = shapes.objects(shape, URIRef(PREFIXES["sh"] + "message"))
    return next((str(text) for text in texts if getattr(text, "language", None) == language), "")


# ── what shapes cannot say ────────────────────────────────────────────────────────────────────────────────────


def _plain_faults(graph: str, quads: list[ox.Quad]) -> Iterator[Violation]:
    import pyoxigraph as ox

    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.BlankNode):
                yield _fault("P001", graph, str(quad.subject), quad, "图中不得有空节点。", "No blank nodes.")
            elif isinstance(term, ox.NamedNode) and _IRI.fullmatch(term.value) is None:
                yield _fault("P002", graph, term.value, quad, "IRI 含有不允许的字符。", "The IRI is not well-formed.")
        if isinstance(quad.object, ox.Literal) and not _is_typed_well(quad.object):
            yield _fault(
                "P003",
                graph,
                _value(quad.subject),
                quad,
                "日期不存在或写法不对。",
                "There is no such date, or it is written wrongly.",
            )
    yield from _passage_faults(graph, quads)
    if _LINK_GRAPH.search(graph):
        yield from _link_faults(graph, quads)


def _link_faults(graph: str, quads: list[ox.Quad]) -> Iterator[Violation]:
    """Links that nobody answers for, and decisions that hold without the link that they speak of."""
    links = {(q.subject, q.predicate.value, q.object): q for q in quads if q.predicate.value in _LINKS}
    ends: dict[object, dict[str, ox.Quad]] = {}
    for quad in quads:
        if quad.predicate.value in (RDF.subject, RDF.predicate, RDF.object):
            ends.setdefault(quad.subject, {})[quad.predicate.value] = quad
    followed = {quad.object for quad in quads if quad.predicate.value in REVISES}
    said: set[object] = set()
    for node, parts in ends.items():
        if len(parts) < 3 or node in followed:
            continue
        link = (parts[RDF.subject].object, _value(parts[RDF.predicate].object), parts[RDF.object].object)
        said.add(link)
        if link[1] in _LINKS and link not in links:
            yield _fault(
                "P008",
                graph,
                _value(node),
                parts[RDF.object],
                "判断为同一，图中却没有相应的关联。",
                "The judgement says that two things are one, and there is no such link.",
            )
    for link, quad in links.items():
        if link not in said:
            yield _fault(
                "P007", graph, _value(quad.subject), quad, "关联没有判断记录。", "No judgement answers for this link."
            )


def _passage_faults(graph: str, quads: list[ox.Quad]) -> Iterator[Violation]:
    """Quotes that are not what stands at their offsets, and passages whose IRI says other offsets."""
    text = next((_value(q.object) for q in quads if q.predicate.value == NIF.isString), None)
    starts = {q.subject: _value(q.object) for q in quads if q.predicate.value == NIF.beginIndex}
    ends = {q.subject: _value(q.object) for q in quads if q.predicate.value == NIF.endIndex}
    for quad in quads:
        if quad.predicate.value != NIF.anchorOf:
            continue
        node, quote = _value(quad.subject), _value(quad.object)
        start, end = starts.get(quad.subject, ""), ends.get(quad.subject, "")
        named = _PASSAGE.fullmatch(node)
        if named is None or (named["graph"], named["start"], named["end"]) != (graph, start, end):
            yield _fault(
                "P004", graph, node, quad, "片段的 IRI 与其偏移量不符。", "The IRI of the passage gives other offsets."
            )
        if not (start.isdecimal() and end.isdecimal()) or len(quote) != int(end) - int(start):
            yield _fault(
                "P005", graph, node, quad, "引文长度与偏移量不符。", "The quote is not as long as its offsets say."
            )
        elif text is not None and text[int(start) : int(end)] != quote:
            yield _fault(
                "P006", graph, node, quad, "引文与全文该处不符。", "The text says something else at these offsets."
            )


def _is_typed_well(literal: ox.Literal) -> bool:
    """Whether a date, a time or a year exists in the calendar. Other datatypes are the shapes' business."""
    value, datatype = literal.value, literal.datatype.value
    try:
        if datatype == XSD.date:
            return date.fromisoformat(value).isoformat() == value
        if datatype == XSD.dateTime:
            return "T" in value and datetime.fromisoformat(value) is not None
    except ValueError:
        return False
    return datatype != XSD.gYear or re.fullmatch(r"\d{4}", value) is not None


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _fault(shape: str, graph: str, node: str, quad: ox.Quad, zh: str, en: str) -> Violation:
    value = _value(quad.object)
    return Violation(shape, "violation", 1, graph, node, quad.predicate.value, value, zh, en)
