"""JSON-LD with our context: short names for terms, plain strings for IRIs and dates where the context types them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.concepts import ontology_folder
from kg.vocab import RDF, XSD

if TYPE_CHECKING:
    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True)
class Term:
    """A short name of the context, and how values under it are written."""

    name: str
    type: str | None  # "@id", or the IRI of a datatype
    language: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context: the document itself, its prefixes, its terms by IRI."""

    document: Mapping[str, Any]
    prefixes: Mapping[str, str]
    terms: Mapping[str, tuple[Term, ...]]

    @staticmethod
    @cache
    def shipped() -> Context:
        """The context in ``ontology/context.jsonld``."""
        text = (ontology_folder() / "context.jsonld").read_text(encoding="utf-8")
        return Context.of(json.loads(text)["@context"])

    @staticmethod
    def of(document: Mapping[str, Any]) -> Context:
        """Read a context document. It may hold prefixes, and terms given as strings or with @id, @type, @language."""
        prefixes = {
            name: value for name, value in document.items() if isinstance(value, str) and value.endswith(("/", "#"))
        }
        terms: dict[str, tuple[Term, ...]] = {}
        for name, value in document.items():
            entry = {"@id": value} if isinstance(value, str) else value
            if name in prefixes or name.startswith("@") or str(entry.get("@id", "")).startswith("@"):
                continue  # prefixes, keywords and other names for keywords
            if "@id" not in entry or "@reverse" in entry or "@container" in entry:
                continue  # a term that is not needed for writing: its property keeps its prefixed name
            type_ = entry.get("@type")
            kind = type_ if type_ in (None, "@id") else _expanded(type_, prefixes)
            iri = _expanded(entry["@id"], prefixes)
            terms[iri] = (*terms.get(iri, ()), Term(name, kind, entry.get("@language")))
        return Context(document, prefixes, terms)

    def property_and_value(self, triple: Triple) -> tuple[str, Any]:
        """The key for the predicate, and the object as briefly as that key's definition allows."""
        iri, value = triple.predicate.value, _value(triple)
        for term in self.terms.get(iri, ()):
            brief = _brief(value, term)
            if brief is not None:
                return term.name, brief
        plain = value.keys() == {"@value"} and "@language" not in self.document
        return self.prefixed(iri), value["@value"] if plain else value

    def prefixed(self, iri: str) -> str:
        """``iri`` with a prefix of the context in front, where one fits."""
        for name, start in self.prefixes.items():
            if iri.startswith(start):
                return f"{name}:{iri[len(start) :]}"
        return iri

    def class_name(self, iri: str) -> str:
        """The short name of a class."""
        names = [term.name for term in self.terms.get(iri, ())]
        return names[0] if names else self.prefixed(iri)


def node_object(triples: Sequence[Triple], context: Context) -> dict[str, Any]:
    """The triples of one subject as one JSON object. Several values under one key stand in a list."""
    node: dict[str, Any] = {"@id": getattr(triples[0].subject, "value", "")}
    for triple in triples:
        if triple.predicate.value == RDF.type:
            _add(node, "@type", context.class_name(getattr(triple.object, "value", "")))
        else:
            _add(node, *context.property_and_value(triple))
    return node


def _add(node: dict[str, Any], key: str, value: Any) -> None:  # noqa: ANN401  any JSON value
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _value(triple: Triple) -> dict[str, str]:
    """The object in JSON-LD's full form."""
    from pyoxigraph import Literal as OxLiteral

    node = triple.object
    if not isinstance(node, OxLiteral):
        return {"@id": str(getattr(node, "value", node))}
    if node.language is not None:
        return {"@value": node.value, "@language": node.language}
    if node.datatype.value == XSD.string:
        return {"@value": node.value}
    return {"@value": node.value, "@type": node.datatype.value}


def _brief(value: Mapping[str, str], term: Term) -> str | None:
    """``value`` as a plain string, if ``term`` says all the rest of it; else None."""
    if "@id" in value:
        return value["@id"] if term.type == "@id" else None
    if "@type" in value:
        return value["@value"] if term.type == value["@type"] else None
    if "@language" in value:
        return value["@value"] if term.language == value["@language"] else None
    return value["@value"] if term.type is None and term.language is None else None


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else name
