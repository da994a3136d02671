"""Answers to shipped queries over everything, from what the index has counted: the same rows as the query gives.

The query goes through the whole store (seconds for each million quads); the index was told of each notice once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.index.keeping import FILE, Index, opened, writable
from kg.query import results
from kg.store import entity_graph
from kg.vocab import SKOS, XSD

if TYPE_CHECKING:
    from kg.query.results import Row, Term
    from kg.source import Source

_MANY: Final = 500
"""Notices that the index may be behind and still be brought up to date on the way: they take some seconds."""


def from_index(
    name: str,
    source: Source,
    folder: Path,
    output_format: str,
    *,
    width: int | None = None,
    heading: Callable[[str], str] = str,
) -> Iterator[str] | None:
    """``rows_from_index`` in a format of ``kg.query.results``."""
    known = rows_from_index(name, source, folder)
    if known is None:
        return None
    form = "csv" if output_format == "auto" else output_format
    return results.render_select(*known, form, width=width, heading=heading)


def rows_from_index(name: str, source: Source, folder: Path) -> tuple[Sequence[str], list[Row]] | None:
    """The answer that the index beside the store ``folder`` has under ``name``: columns and rows.

    None where there is no index yet (``kg search`` and ``kg build --index`` make one), or one that is far behind or cannot
    be written: then the query itself answers.
    """
    if not (folder / FILE).is_file() or not writable(folder):
        return None
    with opened(folder) as index:
        if index.behind(source, folder).fresh > _MANY:
            return None
        index.update(source, folder)
        return _TABLES[name](index, source)


def _together(index: Index, source: Source) -> tuple[tuple[str, ...], list[Row]]:
    """``agencies-together.rq``."""
    from pyoxigraph import Literal, NamedNode

    integer = NamedNode(XSD.integer)
    graph = NamedNode(entity_graph(source))

    @cache
    def labels(iri: str) -> tuple[Term | None, ...]:
        quads = source.quads_for_pattern(NamedNode(iri), NamedNode(SKOS.prefLabel), None, graph)
        return tuple(sorted((quad.object for quad in quads), key=str)) or (None,)

    rows: list[Row] = []
    for one, other, directives, meetings in index.db.execute(
        "SELECT one, other, directives, meetings FROM together ORDER BY directives DESC, one, other"
    ):
        counts = (Literal(str(directives), datatype=integer), Literal(str(meetings), datatype=integer))
        for label, other_label in product(labels(one), labels(other)):
            rows.append((NamedNode(one), label, NamedNode(other), other_label, *counts))
    return ("agency", "label", "other", "otherLabel", "directives", "meetings"), rows


_TABLES: Final[dict[str, Callable[[Index, Source], tuple[tuple[str, ...], list[Row]]]]] = {"together": _together}
