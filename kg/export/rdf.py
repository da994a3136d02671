"""RDF exports. N-Quads and TriG keep the named graphs; Turtle and JSON-LD say everything once, without them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from kg.export.jsonld import Context, node_object
from kg.export.sorting import sorted_unique
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from kg.source import Source


def write_nquads(opened: Source, output: IO[bytes]) -> None:
    """One quad a line, sorted. Loading it into another store merges the two."""
    for line in sorted_unique(f"{quad} ." for quad in opened):
        output.write(line.encode("utf-8") + b"\n")


def write_turtle(opened: Source, output: IO[bytes]) -> None:
    """All triples, sorted by subject and predicate."""
    from pyoxigraph import RdfFormat, serialize

    with tempfile.TemporaryFile() as file:
        quads = _from_lines(_sorted_triples(opened), file)
        serialize((quad.triple for quad in quads), output, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def write_trig(opened: Source, output: IO[bytes]) -> None:
    """All named graphs, sorted by graph, subject and predicate."""
    from pyoxigraph import RdfFormat, serialize

    with tempfile.TemporaryFile() as file:
        # The graph's name goes in front for the sorting, between signs that no IRI holds.
        keyed = sorted_unique(f"{quad.graph_name}\0{quad} ." for quad in opened)
        quads = _from_lines((line.partition("\0")[2] for line in keyed), file)
        serialize(quads, output, format=RdfFormat.TRIG, prefixes=dict(PREFIXES))


def write_jsonld(opened: Source, output: IO[bytes]) -> None:
    """One object for each resource, with the short names of ``ontology/context.jsonld``; the context stands inside."""
    context = Context.shipped()
    output.write(b'{"@context": ' + _json(context.document) + b',\n"@graph": [')
    with tempfile.TemporaryFile() as file:
        mark = b"\n"
        for _, quads in groupby(_from_lines(_sorted_triples(opened), file), key=lambda quad: quad.subject):
            output.write(mark + _json(node_object([quad.triple for quad in quads], context)))
            mark = b",\n"
    output.write(b"\n]}\n")


def triples_as_jsonld(triples: Iterable[Triple]) -> Iterator[str]:
    """A few triples as one JSON-LD document."""
    context = Context.shipped()
    ordered = sorted(set(triples), key=str)
    nodes = [node_object(list(group), context) for _, group in groupby(ordered, key=lambda triple: triple.subject)]
    yield json.dumps({"@context": context.document, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _sorted_triples(opened: Source) -> Iterator[str]:
    return sorted_unique(f"{quad.triple} ." for quad in opened)


def _from_lines(lines: Iterable[str], file: IO[bytes]) -> Iterator[Quad]:
    """The quads that N-Quads ``lines`` say, in their order; ``file`` is room to write in."""
    from pyoxigraph import RdfFormat, parse

    file.writelines(line.encode("utf-8") + b"\n" for line in lines)
    file.seek(0)
    return iter(parse(file, format=RdfFormat.N_QUADS))


def _json(value: Any) -> bytes:  # noqa: ANN401  any JSON value
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
