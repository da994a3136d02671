"""The kinds of nodes and edges: their names in two languages and their colours, from two tables beside this."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.vocab import PREFIXES

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class NodeKind:
    """``term`` is the class (for treatments and outcomes the property that leads to them)."""

    term: str
    zh: str
    en: str
    label: str
    colour: str
    size: float


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """``term`` is the property between the two nodes; None for a relation that only a view has."""

    term: str | None
    zh: str
    en: str


@cache
def node_kinds() -> Mapping[str, NodeKind]:
    """By English name."""
    return {
        row["en"]: NodeKind(
            _expanded(row["term"]), row["zh"], row["en"], row["label"], row["colour"], float(row["size"])
        )
        for row in _rows("node_kinds.tsv")
    }


@cache
def kinds_of_classes() -> Mapping[str, NodeKind]:
    """By the IRI of the class."""
    return {kind.term: kind for kind in node_kinds().values()}


@cache
def edge_kinds() -> Mapping[str, EdgeKind]:
    """By English name."""
    return {
        row["en"]: EdgeKind(None if row["term"] == "-" else _expanded(row["term"]), row["zh"], row["en"])
        for row in _rows("edge_kinds.tsv")
    }


@cache
def kinds_of_properties() -> Mapping[str, EdgeKind]:
    """By the IRI of the property."""
    return {kind.term: kind for kind in edge_kinds().values() if kind.term is not None}


def _expanded(term: str) -> str:
    prefix, _, name = term.partition(":")
    return PREFIXES[prefix] + name


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
