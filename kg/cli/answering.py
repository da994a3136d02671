"""Answers from a store or server: what the commands that ask it share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.cli.console import put
from kg.errors import UsageError
from kg.messages import message

if TYPE_CHECKING:
    from kg.lookup import Names
    from kg.places import Place
    from kg.source import Source
    from kg.tables import Cell

_PARTED = "；"
Table = tuple[Sequence[str], Iterable[Sequence["Cell"]]]
"""Headings and rows."""


def put_answer(
    work: Callable[[Source], Iterable[str]], place: Place, output: str | None, *, timeout: float | None = None
) -> None:
    """Write what ``work`` makes of the store or server at ``place`` to ``output``, within ``timeout`` seconds.

    Raises what ``kg.query.in_store`` and ``put`` raise.
    """
    from kg import query

    put(query.in_store(place, work, timeout=timeout), output)


def rendered(for_people: Table, whole: Table, wanted: str, width: int | None) -> Iterator[str]:
    """The table that people look at, with few columns under Chinese headings, or the whole for programs."""
    from kg import tables

    columns, rows = for_people if wanted in ("table", "markdown") else whole
    if wanted not in ("json", "jsonl"):
        # Quotes hold 、 themselves, the mark that tables put between the parts of a list.
        rows = ([_PARTED.join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows)
    return tables.render(columns, rows, wanted, width=width)


def require_whose_groups(agency: str | None, *, via_groups: bool) -> None:
    """Return where ``--via-groups`` has an agency to go with; else raise UsageError."""
    if via_groups and agency is None:
        raise UsageError(message("--via-groups needs an --agency whose groups are meant."))


def parties_called(agency: str, opened: Source, names: Names, *, via_groups: bool) -> dict[str, str | None]:
    """IRI of the agency that the user calls ``agency`` -> None; with ``via_groups`` also those of its groups -> name.

    ``names`` as in ``kg.lookup.one_called``, which raises what this raises.
    """
    from kg.groups import groups_of
    from kg.lookup import one_called

    iri = one_called("agency", agency, opened, names)
    return {**(groups_of(iri, opened) if via_groups else {}), iri: None}
