"""What stands around an agency, as a picture whose nodes lead to their pages, and the same as a table."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, UsageError
from kg.export.drawing import drawn
from kg.export.gexf import write_gexf
from kg.export.graph import Drawing, Graph
from kg.export.svg import write_svg
from kg.export.views import around, view
from kg.export.wanted import Wanted, of_unknown_day
from kg.lookup.names import is_a
from kg.messages import Message, message
from kg.query import days_of
from kg.web.addresses import with_values
from kg.web.asked import Asked
from kg.web.linked import Link
from kg.web.page import Page, Shelf
from kg.web.tables import Table

if TYPE_CHECKING:
    from markupsafe import Markup

VIEWS: Final[dict[str, Message]] = {
    "agencies": message("agencies in the same directives"),
    "agency-document": message("documents of its directives"),
    "meeting-agency": message("meetings that name it"),
}
"""Views that are offered around an agency; the first is shown unless another is asked for."""
_MOST: Final = 60
"""Neighbours that are drawn: of more nobody could read the names."""


def graph(asked: Asked, shelf: Shelf) -> Page:
    """What lies one step around the agency ``asked.path`` in the view ``view``: of meetings from ``since`` to ``until``, where they
    are given."""
    iri = shelf.thing_asked(asked)
    if not is_a("agency", iri, shelf.opened):
        raise InputError(message("There is a picture of agencies only."))
    name = asked.value("view") or next(iter(VIEWS))
    if name not in VIEWS:
        raise UsageError(
            message("There is no view {name!r} here; there are: {views}.", name=name, views=", ".join(VIEWS))
        )
    wanted = Wanted(iri, *days_of(asked.value("since") or None, asked.value("until") or None))
    whole = around(view(shelf.opened, name, wanted), iri, 1)
    beside = _beside(whole, iri)
    shown = _only(whole, {iri, *(other for other, _ in beside.most_common(_MOST))})
    drawing = drawn(shown, english=shelf.language == "en")
    labels = {node.id: node.label for node in whole.nodes()}
    values = {
        "iri": iri,
        "title": shelf.thing_of(iri).label,
        "centre": shelf.address(iri),
        "views": [(one, told, with_values("", {**asked.values, "view": one})) for one, told in VIEWS.items()],
        "view": name,
        "undated": len(of_unknown_day(shelf.opened, wanted)),
        "picture": _picture(drawing, shelf) if beside else None,
        "total": len(beside),
        "most": _MOST,
        "beside": [(Link(labels[other], shelf.address(other)), count) for other, count in beside.most_common()],
    }
    edges = [
        (edge.source, labels[edge.source], edge.target, labels[edge.target], edge.kind, edge.weight)
        for edge in whole.edges()
    ]
    columns = ("source", "source_label", "target", "target_label", "kind", "weight")
    return Page(
        "graph.html",
        values,
        table=Table(columns, edges).written,
        files={"svg": lambda: _svg(drawing, shelf, linked=False), "gexf": lambda: _gexf(drawing)},
    )


def _beside(graph: Graph, centre: str) -> Counter[str]:
    """The neighbours of ``centre`` with how often they stand beside it, the most frequent first."""
    found: Counter[str] = Counter()
    for edge in graph.edges():
        if centre in (edge.source, edge.target):
            found[edge.target if edge.source == centre else edge.source] += edge.weight
    return found


def _only(graph: Graph, kept: set[str]) -> Graph:
    return replace(
        graph,
        nodes=lambda: (node for node in graph.nodes() if node.id in kept),
        edges=lambda: (edge for edge in graph.edges() if edge.source in kept and edge.target in kept),
    )


def _picture(drawing: Drawing, shelf: Shelf) -> Markup:
    from markupsafe import Markup

    return Markup(_svg(drawing, shelf, linked=True).decode("utf-8"))


def _svg(drawing: Drawing, shelf: Shelf, *, linked: bool) -> bytes:
    output = io.BytesIO()
    write_svg(drawing, output, address_of=shelf.address if linked else lambda _: "")
    return output.getvalue()


def _gexf(drawing: Drawing) -> bytes:
    output = io.BytesIO()
    write_gexf(drawing, output)
    return output.getvalue()
