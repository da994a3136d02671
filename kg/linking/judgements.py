"""What people decided: which things of the store and of others are one, by whom, when and why, in the graph ``…/graph/links``.

Each decision is a ``kg:IdentityJudgement``. One that takes the place of others names them (``prov:wasRevisionOf``), so those
that nothing followed hold now. Where one says that two things are the same, the plain triple that queries use stands beside
it; where it says that they are two, none does. Two that hold and disagree come from stores that were merged: both are shown.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.iris import Minter
from kg.store import base_of
from kg.store.earlier_terms import recorded, revised
from kg.store.walk import Walk
from kg.vocab import DC, KG, OWL, PROV, RDF, SKOS, XSD

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from kg.source import Source

RELATIONS: Final[Mapping[str, str]] = {
    "exactMatch": SKOS.exactMatch,
    "closeMatch": SKOS.closeMatch,
    "sameAs": OWL.sameAs,
}
"""What people type -> what says that two things are one, or nearly so."""
REJECTED: Final = OWL.differentFrom
IDENTICAL: Final = frozenset({SKOS.exactMatch, OWL.sameAs})
"""Relations that carry over: whatever is one with both ends of two such links makes them one, too."""

Pair = tuple[str, str]
"""IRI of a thing of the store, IRI of others'."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about one pair. ``relation``: an IRI of ``RELATIONS``, or ``REJECTED``; ``at``: ISO date and time with zone.

    ``source``: the table that the pair stood in; ``rule``, ``score``: what spoke for it there. ``label``, ``name``: what each
    was called on that day.
    """

    iri: str
    entity: str
    relation: str
    foreign: str
    by: str
    at: str
    why: str | None = None
    follows: tuple[str, ...] = ()
    source: str | None = None
    rule: str | None = None
    score: str | None = None
    label: str | None = None
    name: str | None = None

    @property
    def pair(self) -> Pair:
        """The IRIs of both."""
        return self.entity, self.foreign

    @property
    def accepted(self) -> bool:
        """Whether it says that the two are one, or nearly so."""
        return self.relation != REJECTED


def judgement_iri(
    base: str, pair: Pair, relation: str, by: str, at: str, why: str | None, follows: Iterable[str]
) -> str:
    """The IRI of a decision below ``base``, made from its content: recording or merging it in twice changes nothing."""
    content = "\0".join((*pair, relation, by, at, why or "", *sorted(follows)))
    return Minter(base).link(hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def links_graph(opened: Source) -> str:
    """The graph of ``opened`` that holds links."""
    return Minter(base_of(opened)).graph("links")


def judgements(opened: Source) -> list[Judgement]:
    """All decisions, by label, IRIs and time."""
    found = _judgements(opened, links_graph(opened))
    return sorted(found, key=lambda one: (one.label or "", one.entity, one.foreign, one.at, one.iri))


def judgements_on(entity: str, opened: Source) -> list[Judgement]:
    """The decisions about the thing ``entity``, without going through all others."""
    graph, walk = links_graph(opened), Walk(opened)
    found = (_judgement(iri, walk, graph) for iri, _ in walk.subjects(RDF.subject, entity, graph))
    return sorted(filter(None, found), key=lambda one: (one.foreign, one.at, one.iri))


def standing(all_: Iterable[Judgement]) -> dict[Pair, tuple[Judgement, ...]]:
    """Pair -> the decisions on it that nothing followed, by time. More than one: two people decided apart from each other."""
    known = list(all_)
    followed = {earlier for one in known for earlier in one.follows}
    found: dict[Pair, list[Judgement]] = defaultdict(list)
    for one in known:
        if one.iri not in followed:
            found[one.pair].append(one)
    return {pair: tuple(sorted(heads, key=lambda one: (one.at, one.iri))) for pair, heads in found.items()}


def decided(opened: Source) -> dict[Pair, bool]:
    """Pairs that people decided on -> whether somebody holds that they are one."""
    return {pair: any(one.accepted for one in heads) for pair, heads in standing(judgements(opened)).items()}


def plain_line(pair: Pair, relation: str, graph: str) -> str:
    """The triple that queries use, as an N-Quads line."""
    from pyoxigraph import NamedNode, Quad

    return f"{Quad(NamedNode(pair[0]), NamedNode(relation), NamedNode(pair[1]), NamedNode(graph))} ."


def nquads(judgement: Judgement, graph: str) -> list[str]:
    """``judgement`` as N-Quads lines, its plain triple among them."""
    from pyoxigraph import Literal, NamedNode, Quad

    facts: list[tuple[str, NamedNode | Literal | None]] = [
        (RDF.type, NamedNode(KG.IdentityJudgement)),
        (RDF.subject, NamedNode(judgement.entity)),
        (RDF.predicate, NamedNode(judgement.relation)),
        (RDF.object, NamedNode(judgement.foreign)),
        (KG.statedBy, Literal(judgement.by)),
        (PROV.generatedAtTime, Literal(judgement.at, datatype=NamedNode(XSD.dateTime))),
        *((PROV.wasRevisionOf, NamedNode(earlier)) for earlier in judgement.follows),
        (KG.note, _literal(judgement.why)),
        (DC.source, _literal(judgement.source)),
        (KG.rule, _literal(judgement.rule)),
        (KG.matchScore, None if judgement.score is None else Literal(judgement.score, datatype=NamedNode(XSD.decimal))),
        (KG.ownName, _literal(judgement.label)),
        (KG.foreignName, _literal(judgement.name)),
    ]
    subject, home = NamedNode(judgement.iri), NamedNode(graph)
    lines = [f"{Quad(subject, NamedNode(p), value, home)} ." for p, value in facts if value is not None]
    return [*lines, plain_line(judgement.pair, judgement.relation, graph)] if judgement.accepted else lines


def _literal(text: str | None) -> Literal | None:
    from pyoxigraph import Literal

    return Literal(text) if text else None


def _judgements(opened: Source, graph: str) -> Iterator[Judgement]:
    walk = Walk(opened)
    for iri, _ in walk.subjects(RDF.type, KG.IdentityJudgement, graph):
        found = _judgement(iri, walk, graph)
        if found is not None:
            yield found


def _judgement(iri: str, walk: Walk, graph: str) -> Judgement | None:
    """The decision ``iri``; None where it was written by hand and is not whole, which `kg validate` reports."""

    def one(predicate: str) -> str | None:
        return recorded(iri, predicate, graph, walk)

    entity, relation, foreign = one(RDF.subject), one(RDF.predicate), one(RDF.object)
    if entity is None or relation is None or foreign is None:
        return None
    return Judgement(
        iri=iri,
        entity=entity,
        relation=relation,
        foreign=foreign,
        by=one(KG.statedBy) or "",
        at=one(PROV.generatedAtTime) or "",
        why=one(KG.note),
        follows=revised(iri, graph, walk),
        source=one(DC.source),
        rule=one(KG.rule),
        score=one(KG.matchScore),
        label=one(KG.ownName),
        name=one(KG.foreignName),
    )
