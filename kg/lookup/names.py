"""The names that things bear in a store: their own, and what notices call them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal

from kg.hanzi import simplify
from kg.iris import fold
from kg.store import base_of, entity_graph
from kg.vocab import DC, DCTERMS, FOAF, KG, NIF, ORG, PROV, RDF, SKOS

if TYPE_CHECKING:
    from kg.source import Source

ThingKind = Literal["agency", "document", "meeting", "notice", "person", "post", "place", "any"]

CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "agency": (KG.Agency, KG.AgencyGroup, KG.PeopleGroup),
    "document": (KG.Document,),
    "meeting": (KG.Meeting,),
    "notice": (KG.Notice,),
    "person": (FOAF.Person,),
    "post": (ORG.Post,),
    "place": (KG.Place,),
}
_SHARED: Final = frozenset({"agency", "document", "person", "post", "place"})
"""Kinds of things that are described in the graph of entities alone."""
_OWN_NAMES: Final = (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, DCTERMS.title, DCTERMS.identifier, DC.source)
_AT_THE_END: Final = re.compile(r"(?:（[^（）]*）)+$")
_BRACKETS: Final = {"《": "》", "<": ">"}
_HALVES: Final = {**_BRACKETS, "〈": "〉", "（": "）", "(": ")", "“": "”", "「": "」"}


def bare(name: str) -> str:
    """``name`` without blanks and brackets around it, and without half a bracket that was copied along (…办法》)."""
    written = name.strip()
    for left, right in _HALVES.items():
        more = written.count(left) - written.count(right)
        if more > 0 and written.startswith(left):
            written = written[1:]
        elif (more < 0 and written.endswith(right)) or (more > 0 and written.endswith(left)):
            written = written[:-1]
    if written[:1] in _BRACKETS and written.endswith(_BRACKETS[written[0]]):
        return written[1:-1]
    return written.strip()


def plain(name: str) -> str:
    """``name`` as names are compared: in simplified characters, with one form for each sign."""
    return fold(simplify(name))


def bare_title(name: str) -> str:
    """A title as ``plain`` gives it, without what stands in brackets at its end: （试行）, （2023年修订）."""
    return _AT_THE_END.sub("", name)


def writings(name: str) -> tuple[str, ...]:
    """``name`` as written, and as the store may write it: in simplified characters, with one form for each sign."""
    return tuple(dict.fromkeys((name, fold(name), simplify(name), plain(name))))


def label_of(iri: str, opened: Source) -> str:
    """The preferred label or title of a thing, else its IRI."""
    from pyoxigraph import NamedNode

    for predicate in (SKOS.prefLabel, DCTERMS.title):
        labels = {text(quad.object) for quad in opened.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)}
        if labels:
            return min(labels)
    return iri


def known_iri(name: str, opened: Source) -> str | None:
    """``name``, whole or as tables show it (without the base), if it is an IRI that the store has statements about."""
    from pyoxigraph import NamedNode

    for iri in (name, base_of(opened) + name):
        try:
            node = NamedNode(iri)
        except ValueError:
            continue
        if any(True for _ in opened.quads_for_pattern(node, None, None)):
            return iri
    return None


def bearing(name: str, opened: Source) -> Iterator[str]:
    """What has exactly ``name`` as a name of its own."""
    from pyoxigraph import Literal as OxLiteral
    from pyoxigraph import NamedNode

    for literal in (OxLiteral(name), OxLiteral(name, language="zh"), OxLiteral(name, language="en")):
        for predicate in _OWN_NAMES:
            for quad in opened.quads_for_pattern(None, NamedNode(predicate), literal):
                yield text(quad.subject)


def called_by_notices(name: str, opened: Source) -> Iterator[str]:
    """What some notice says by the words ``name``: a short name, a passage that refers to it, its part in a directive."""
    from pyoxigraph import Literal as OxLiteral
    from pyoxigraph import NamedNode

    for words in (name, f"《{name}》"):
        for quad in opened.quads_for_pattern(None, NamedNode(KG.shortName), OxLiteral(words)):
            yield text(quad.subject)
    for quad in opened.quads_for_pattern(None, NamedNode(NIF.anchorOf), OxLiteral(name)):
        for meant in opened.quads_for_pattern(quad.subject, NamedNode(KG.refersTo), None):
            yield text(meant.object)
        for part in opened.quads_for_pattern(None, NamedNode(PROV.wasQuotedFrom), NamedNode(text(quad.subject))):
            for party in opened.quads_for_pattern(part.subject, NamedNode(KG.party), None):
                yield text(party.object)


def all_names(kind: ThingKind, opened: Source) -> Iterator[tuple[str, str]]:
    """Every own name of every thing of ``kind``, with its IRI. Costs a pass over all names of the store."""
    from pyoxigraph import NamedNode

    graph = NamedNode(entity_graph(opened)) if kind in _SHARED else None
    things = {
        thing.subject
        for class_ in _classes(kind)
        for thing in opened.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(class_), graph)
    }
    for predicate in _OWN_NAMES:
        for quad in opened.quads_for_pattern(None, NamedNode(predicate), None, graph):
            if quad.subject in things:
                yield text(quad.object), text(quad.subject)


def shared_names(is_wanted: Callable[[str], bool], opened: Source) -> Iterator[tuple[str, str]]:
    """The labels of shared things that ``is_wanted`` says yes to, each with its IRI. Costs a pass over all labels."""
    from pyoxigraph import NamedNode

    graph = NamedNode(entity_graph(opened))
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for quad in opened.quads_for_pattern(None, NamedNode(predicate), None, graph):
            if is_wanted(label := text(quad.object)):
                yield label, text(quad.subject)


def is_a(kind: ThingKind, iri: str, opened: Source) -> bool:
    """Whether ``iri`` is a thing of ``kind``."""
    from pyoxigraph import NamedNode

    types = {text(quad.object) for quad in opened.quads_for_pattern(NamedNode(iri), NamedNode(RDF.type), None)}
    return not types.isdisjoint(_classes(kind))


def _classes(kind: ThingKind) -> tuple[str, ...]:
    return tuple(c for name, classes in CLASSES.items() if kind in (name, "any") for c in classes)


def text(term: object) -> str:
    """The IRI or the words of a term."""
    return str(getattr(term, "value", term))
