"""What a SPARQL server holds of ours, counted and listed: for whoever fills it and takes out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.endpoint import forms
from kg.endpoint.forms import pattern
from kg.endpoint.pages import Asker

if TYPE_CHECKING:
    from kg.endpoint.forms import Form
    from kg.source import Object


def sizes_of_graphs(asker: Asker, graphs: Sequence[str]) -> dict[str, int]:
    """How many triples each of ``graphs`` holds; those that are not there are left out."""
    return _numbers(asker, "counts", "g", {"g": graphs}) if graphs else {}


def sizes_of_subjects(asker: Asker, graph: str, iris: Sequence[str]) -> dict[str, int]:
    """How many triples ``graph`` holds of each of the subjects ``iris``; those that are not there are left out."""
    return _numbers(asker, "subject-counts", "s", {"g": [graph], "s": iris}) if iris else {}


def triples_of_subjects(asker: Asker, graph: str, iris: Sequence[str]) -> frozenset[bytes]:
    """What ``graph`` holds of the subjects ``iris``, as N-Triples without their dot.

    What it says with blank nodes is left out: no two requests name one alike.
    """
    from pyoxigraph import BlankNode

    if not iris:
        return frozenset()
    rows = asker.select(_bound("in-graph", {"g": [graph], "s": iris}), unique=True)
    return frozenset(
        f"{row['s']} {row['p']} {row['o']}".encode() for row in rows if not isinstance(row["o"], BlankNode)
    )


def subjects_in(asker: Asker, graph: str) -> Iterator[str]:
    """The subjects of ``graph`` that have IRIs, in no order."""
    return (_text(row["s"]) for row in asker.select(_bound("subjects", {"g": [graph]}), unique=True))


def graphs_below(asker: Asker, start: str) -> Iterator[str]:
    """The graphs whose IRIs begin with ``start``, in no order."""
    return (_text(row["g"]) for row in asker.select(_beginning("graphs", start), unique=True))


def number_of_graphs(asker: Asker, start: str) -> int:
    """How many graphs there are whose IRIs begin with ``start``."""
    return asker.number(_beginning("graph-number", start))


def _numbers(asker: Asker, name: str, key: str, values: dict[str, Sequence[str]]) -> dict[str, int]:
    return {_text(row[key]): int(_text(row["n"])) for row in asker.select(_bound(name, values))}


def _bound(name: str, values: dict[str, Sequence[str]]) -> Form:
    from pyoxigraph import NamedNode

    terms: dict[str, Sequence[Object]] = {key: [NamedNode(iri) for iri in iris] for key, iris in values.items()}
    return forms.parsed(forms.bound(pattern(name), terms))


def _beginning(name: str, start: str) -> Form:
    from pyoxigraph import Literal

    return forms.parsed(forms.bound(pattern(name), {"base": [Literal(start)]}))


def _text(term: object) -> str:
    """The IRI or the words of a term."""
    return str(getattr(term, "value", term))
