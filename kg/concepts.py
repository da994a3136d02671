"""The vocabularies that come with the package: where their files lie, their lines for the store, their labels."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.iris import BASE, Minter
from kg.vocab import SKOS, WORDS

if TYPE_CHECKING:
    from pyoxigraph import Triple

_PACKAGE: Final = Path(__file__).parent

ADDRESSEE_ROLES: Final = (WORDS["party-roles"]["lead"], WORDS["party-roles"]["responsible"])
"""Roles of those who must act themselves, as concepts."""


def ontology_folder() -> Path:
    """The folder ``ontology/``: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_ontology"
    return installed if installed.is_dir() else _PACKAGE.parent / "ontology"


@cache
def _triples() -> tuple[Triple, ...]:
    from pyoxigraph import RdfFormat, Triple, parse

    return tuple(
        Triple(quad.subject, quad.predicate, quad.object)
        for path in sorted((ontology_folder() / "vocabularies").glob("*.ttl"))
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    )


def vocabularies_graph(base: str = BASE) -> str:
    """The graph of a store that holds the SKOS vocabularies, so that queries can say 责任 and not only its IRI."""
    return Minter(base).graph("vocabularies")


def vocabulary_lines(base: str = BASE) -> tuple[str, ...]:
    """All vocabularies as N-Quads lines of their graph, sorted."""
    graph = vocabularies_graph(base)
    return tuple(sorted({f"{triple} <{graph}> ." for triple in _triples()}))


@cache
def concept_labels(language: str) -> dict[str, str]:
    """IRI of each concept -> its preferred label in ``language`` (``zh`` or ``en``)."""
    from pyoxigraph import Literal, NamedNode

    return {
        triple.subject.value: triple.object.value
        for triple in _triples()
        if triple.predicate.value == SKOS.prefLabel
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
        and triple.object.language == language
    }
