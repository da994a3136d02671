"""A graph as two CSV files: for the importer of Neo4j, or as a Frictionless data package that says what the columns are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import IO, Any, Final

from kg.export.directive_records import COLUMNS as DIRECTIVE_COLUMNS
from kg.export.directive_records import TYPES as DIRECTIVE_TYPES
from kg.export.graph import Edge, Graph, Node
from kg.export.kinds import node_kinds
from kg.tables import Cell, csv_lines

NODES, EDGES, DIRECTIVES, PACKAGE = "nodes.csv", "edges.csv", "directives.csv", "datapackage.json"

_NEO4J_TYPES: Final = {"string": "", "integer": ":int", "double": ":double", "boolean": ":boolean"}
_PACKAGE_TYPES: Final = {"string": "string", "integer": "integer", "double": "number", "boolean": "boolean"}
_NODE_COLUMNS: Final = {"id": "string", "label": "string", "kind": "string", "kind_en": "string"}
_EDGE_COLUMNS: Final = {"source": "string", "target": "string", "kind": "string", "kind_en": "string"}
_DATES: Final = {"date": "date", "last_date": "date"}


# ── Neo4j ─────────────────────────────────────────────────────────────────────────────────────────────────────


def write_neo4j_nodes(graph: Graph, output: IO[bytes]) -> int:
    """``nodes.csv`` for ``neo4j-admin database import``; return the number of nodes."""
    columns = [f"{name}{_NEO4J_TYPES[type_]}" for name, type_ in graph.node_columns.items()]
    header = ["iri:ID", "label", "kind", "date:date", "last_date:date", *columns, ":LABEL"]
    return write_table(
        header,
        (
            [node.id, node.label, node_kinds()[node.kind].zh, *_dates(node), *_values(node, graph), _label(node)]
            for node in graph.nodes()
        ),
        output,
    )


def write_neo4j_edges(graph: Graph, output: IO[bytes]) -> int:
    """``edges.csv`` for the same; return the number of edges."""
    header = [":START_ID", ":END_ID", ":TYPE", "kind", "weight:int", "date:date", "last_date:date"]
    return write_table(
        header,
        (
            [edge.source, edge.target, _neo4j_type(edge.kind_en), edge.kind, edge.weight, *_dates(edge)]
            for edge in graph.edges()
        ),
        output,
    )


def _label(node: Node) -> str:
    return node_kinds()[node.kind].label


@lru_cache(1000)
def _neo4j_type(kind_en: str) -> str:
    return re.sub(r"\W+", "_", kind_en).strip("_").upper()


# ── Frictionless ──────────────────────────────────────────────────────────────────────────────────────────────


def write_nodes(graph: Graph, output: IO[bytes]) -> int:
    """``nodes.csv`` as ``datapackage.json`` describes it; return the number of nodes."""
    return write_table(
        [*_NODE_COLUMNS, *_DATES, *graph.node_columns],
        (
            [node.id, node.label, node_kinds()[node.kind].zh, node.kind, *_dates(node), *_values(node, graph)]
            for node in graph.nodes()
        ),
        output,
    )


def write_edges(graph: Graph, output: IO[bytes]) -> int:
    """``edges.csv`` likewise; return the number of edges."""
    return write_table(
        [*_EDGE_COLUMNS, "weight", *_DATES],
        ([edge.source, edge.target, edge.kind, edge.kind_en, edge.weight, *_dates(edge)] for edge in graph.edges()),
        output,
    )


def write_package(graph: Graph, output: IO[bytes]) -> None:
    """``datapackage.json``: what the three tables hold, column by column, and how they hang together."""
    node_fields = {**_NODE_COLUMNS, **_DATES, **{n: _PACKAGE_TYPES[t] for n, t in graph.node_columns.items()}}
    edge_fields = {**_EDGE_COLUMNS, "weight": "integer", **_DATES}
    directive_fields = {name: DIRECTIVE_TYPES.get(name, "string") for name in DIRECTIVE_COLUMNS}
    ends = [{"fields": [end], "reference": {"resource": "nodes", "fields": ["id"]}} for end in ("source", "target")]
    package = {
        "profile": "tabular-data-package",
        "name": f"huiyi-kg-{graph.name}",
        "title": "政府会议知识图谱 Government meetings as a graph",
        "description": "Words that begin with = + - @ or an apostrophe have one more apostrophe in front, so that no "
        "spreadsheet takes them for formulas. Lists are joined by 、. Offsets count Unicode code points.",
        "resources": [
            _resource(NODES, node_fields, {"primaryKey": ["id"]}),
            _resource(EDGES, edge_fields, {"foreignKeys": ends}),
            _resource(DIRECTIVES, directive_fields, {"primaryKey": ["directive"]}),
        ],
    }
    output.write(json.dumps(package, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def _resource(path: str, columns: Mapping[str, str], keys: Mapping[str, Any]) -> dict[str, Any]:
    described = [{"name": name, "type": "string" if type_ == "list" else type_} for name, type_ in columns.items()]
    return {
        "name": path.removesuffix(".csv"),
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {"fields": described, **keys},
    }


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], output: IO[bytes]) -> int:
    """Write ``rows`` under ``columns`` as CSV (UTF-8, CRLF); return how many rows there were."""
    count = 0
    for count, line in enumerate(csv_lines(columns, rows)):  # noqa: B007  (the number of the last line is wanted)
        output.write(line.encode("utf-8"))
    return count


# ── both ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _dates(thing: Node | Edge) -> tuple[str | None, str | None]:
    return (thing.dates[0], thing.dates[-1]) if thing.dates else (None, None)


def _values(node: Node, graph: Graph) -> Iterator[Cell]:
    return (node.values.get(name) for name in graph.node_columns)
