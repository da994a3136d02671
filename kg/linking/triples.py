"""Names, codes and types of things in a Turtle or N-Triples file, one statement at a time, as fields of a table have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, why
from kg.messages import message
from kg.read.formats import suffix_of
from kg.read.options import MIB, mib
from kg.vocab import DCTERMS, ELI, FOAF, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat

_FIELDS: Final = {
    SKOS.prefLabel: "name",
    RDFS.label: "name",
    FOAF.name: "name",
    SCHEMA.name: "name",
    DCTERMS.title: "name",
    SKOS.altLabel: "aliases",
    SKOS.hiddenLabel: "aliases",
    SCHEMA.alternateName: "aliases",
    SKOS.notation: "code",
    DCTERMS.identifier: "code",
    ELI.id_local: "code",
    RDF.type: "type",
    DCTERMS.issued: "date",
    DCTERMS.created: "date",
    DCTERMS.isPartOf: "of",
    DCTERMS.spatial: "of",
}
_MOST_BYTES: Final = 1024 * MIB
_SECURE, _PLAIN = "https:", "http:"


ENDINGS: Final = ("ttl", "nt")


def is_rdf(path: Path) -> bool:
    """Whether ``path`` is Turtle or N-Triples by its ending."""
    return suffix_of(path.name) in ENDINGS


def statements(path: Path) -> Iterator[tuple[str, str, str]]:
    """IRI, field (as in ``columns.tsv``) and word of each statement that says how a thing is called or of which kind it is.

    Names in another language than Chinese are aliases. Raises InputError where the file is missing, too large or no RDF.
    """
    from pyoxigraph import Literal, NamedNode, parse

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(message("{path} is larger than {size}: split it.", path=path, size=mib(_MOST_BYTES)))
        for quad in parse(path=str(path), format=_format(path)):
            # schema.org is written with http by some and https by others.
            predicate = quad.predicate.value
            named = _FIELDS.get(predicate) or _FIELDS.get(predicate.replace(_SECURE, _PLAIN, 1))
            if named is None or not isinstance(quad.subject, NamedNode):
                continue
            if isinstance(quad.object, Literal):
                language = quad.object.language
                foreign = named == "name" and language is not None and not language.startswith("zh")
                yield quad.subject.value, "aliases" if foreign else named, quad.object.value
            elif isinstance(quad.object, NamedNode) and named in ("type", "of"):
                yield quad.subject.value, named, quad.object.value
    except SyntaxError as error:
        raise InputError(message("{path} is no RDF: {why}.", path=path, why=error)) from None
    except OSError as error:
        raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error


def _format(path: Path) -> RdfFormat:
    from pyoxigraph import RdfFormat

    return RdfFormat.TURTLE if suffix_of(path.name) == "ttl" else RdfFormat.N_TRIPLES
