"""Answers to SPARQL queries in the formats of the W3C (JSON, XML, CSV, TSV) and as tables for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from kg import tables
from kg.errors import UsageError
from kg.iris import BASE
from kg.messages import message
from kg.vocab import PREFIXES, VOCABULARIES, XSD
from kg.xml_text import xml_text

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple
    Row = Sequence[Term | None]

SELECT_FORMATS: Final = ("table", "csv", "tsv", "json", "jsonl", "xml", "markdown")
GRAPH_FORMATS: Final = ("turtle", "ntriples", "jsonld")

# Longest first, so that the vocabulary's own concepts are not shortened by a more general prefix.
_SHORT: Final[Mapping[str, str]] = {
    BASE: "",
    VOCABULARIES: "",
    **{iri: f"{prefix}:" for prefix, iri in PREFIXES.items()},
}


def render_select(
    columns: Sequence[str],
    rows: Iterable[Row],
    output_format: str,
    *,
    width: int | None = None,
    heading: Callable[[str], str] = str,
    told: Callable[[Sequence[str], Sequence[str | None]], Sequence[str | None]] | None = None,
) -> Iterator[str]:
    """The solutions ``rows`` (terms under ``columns``, None where unbound) in one of ``SELECT_FORMATS``.

    ``table`` and ``markdown`` shorten the IRIs of the project, call each column what ``heading`` makes of its name, and show of each
    row what ``told`` makes of it (given the columns); the other formats keep every term and name whole.
    Raises UsageError for any other format.
    """
    if output_format == "json":
        return _json(columns, rows)
    if output_format == "xml":
        return _xml(columns, rows)
    if output_format == "tsv":
        return _tsv(columns, rows)
    if output_format in ("table", "markdown"):
        short: Iterable[Sequence[str | None]] = ([_shortened(term) for term in row] for row in rows)
        if told is not None:
            short = (told(columns, row) for row in short)
        return tables.render([heading(name) for name in columns], short, output_format, width=width)
    if output_format in ("csv", "jsonl"):
        plain = ([None if term is None else _value(term) for term in row] for row in rows)
        # The standard wants values as they are, so no guard against formulas.
        return (
            tables.csv_lines(columns, plain, guard=False)
            if output_format == "csv"
            else tables.render(columns, plain, "jsonl")
        )
    raise UsageError(
        message(
            "A SELECT query has no answer in the format {output_format!r}; use one of: {formats}.",
            output_format=output_format,
            formats=", ".join(SELECT_FORMATS),
        )
    )


def render_ask(answer: bool, output_format: str) -> Iterator[str]:
    """The answer to an ASK query: a JSON or XML document, else the word ``true`` or ``false``."""
    word = "true" if answer else "false"
    if output_format == "json":
        yield json.dumps({"head": {}, "boolean": answer}) + "\n"
    elif output_format == "xml":
        yield f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>\n"
    else:
        yield word + "\n"


def render_graph(triples: Iterable[Triple], output_format: str) -> Iterator[str]:
    """The triples of a CONSTRUCT or DESCRIBE query, sorted and each once.

    Raises UsageError for formats that cannot hold a graph.
    """
    from pyoxigraph import RdfFormat, serialize

    if output_format not in GRAPH_FORMATS:
        raise UsageError(
            message(
                "A CONSTRUCT or DESCRIBE query has no answer in the format {output_format!r}; use one of: {formats}.",
                output_format=output_format,
                formats=", ".join(GRAPH_FORMATS),
            )
        )
    if output_format == "jsonld":
        from kg.export.rdf import triples_as_jsonld

        yield from triples_as_jsonld(triples)
        return
    turtle = output_format == "turtle"
    data = serialize(
        sorted(set(triples), key=str),
        format=RdfFormat.TURTLE if turtle else RdfFormat.N_TRIPLES,
        prefixes=dict(PREFIXES) if turtle else None,
    )
    yield (data or b"").decode("utf-8")


_XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _value(term: Term) -> str:
    """The bare text of a term: IRI or lexical form, as CSV has it."""
    value = getattr(term, "value", None)
    return str(term) if value is None else str(value)


def shortened_iri(iri: str) -> str:
    """``iri`` without the project's base, or with a prefix in front; whole where neither fits."""
    for start, mark in _SHORT.items():
        if iri.startswith(start):
            return mark + iri[len(start) :]
    return iri


def _shortened(term: Term | None) -> str | None:
    if term is None:
        return None
    return shortened_iri(_value(term)) if str(term).startswith("<") else _value(term)


def _tsv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in columns) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"


def _json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head": {json.dumps({"vars": list(columns)}, ensure_ascii=False)}, "results": {{"bindings": ['
    mark = "\n"
    for row in rows:
        bound = {name: _term_object(term) for name, term in zip(columns, row, strict=True) if term is not None}
        yield mark + json.dumps(bound, ensure_ascii=False)
        mark = ",\n"
    yield "\n]}}\n"


def _term_object(term: Term) -> dict[str, str]:
    text = str(term)
    if text.startswith("<") and not text.startswith("<<"):
        return {"type": "uri", "value": _value(term)}
    if text.startswith("_:"):
        return {"type": "bnode", "value": _value(term)}
    language, datatype = getattr(term, "language", None), getattr(term, "datatype", None)
    kind = {"type": "literal", "value": _value(term)}
    if language is not None:
        return kind | {"xml:lang": str(language)}
    if datatype is not None and datatype.value != XSD.string:
        return kind | {"datatype": str(datatype.value)}
    return kind


def _xml(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    yield f"{_XML_HEAD}<head>{variables}</head><results>\n"
    for row in rows:
        bound = "".join(
            f"<binding name={quoteattr(name)}>{_term_xml(term)}</binding>"
            for name, term in zip(columns, row, strict=True)
            if term is not None
        )
        yield f"<result>{bound}</result>\n"
    yield "</results></sparql>\n"


def _term_xml(term: Term) -> str:
    parts = _term_object(term)
    text = xml_text(parts["value"])
    if parts["type"] != "literal":
        return f"<{parts['type']}>{text}</{parts['type']}>"
    language, datatype = parts.get("xml:lang"), parts.get("datatype")
    if language is not None:
        return f"<literal xml:lang={quoteattr(language)}>{text}</literal>"
    return f"<literal datatype={quoteattr(datatype)}>{text}</literal>" if datatype else f"<literal>{text}</literal>"
