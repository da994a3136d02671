"""Answers from a store or server: what the commands that ask it share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.console import FOR_PEOPLE, put, remark, table_format, table_width, told_table
from kg.cli.options import names_of, place_of
from kg.errors import InputError, UsageError
from kg.messages import Message, message

if TYPE_CHECKING:
    from kg.lookup import Names
    from kg.query.places import Place
    from kg.source import Source
    from kg.store.predecessors import Before
    from kg.tables import Cell

_PARTED = "；"
Table = tuple[Sequence[str], Iterable[Sequence["Cell"]]]
"""Headings and rows."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the store or server at ``place``: by which ``names`` things are known there, in which format the answer is
    ``wanted``, and where it goes."""

    place: Place
    names: Names
    wanted: str
    output: str | None
    width: int | None
    """Columns of the terminal, None where the answer need not fit one."""

    def put(self, work: Callable[[Source], Iterable[str]], *, timeout: float | None = None) -> None:
        """Write what ``work`` makes of it, as ``put_answer`` does."""
        put_answer(work, self.place, self.output, self.wanted, timeout=timeout)

    def rendered(self, for_people: Table, whole: Table) -> Iterator[str]:
        """One of the two tables, as ``rendered`` chooses."""
        return rendered(for_people, whole, self.wanted, self.width)


def asking(
    context: typer.Context,
    store: Path,
    endpoint: str | None,
    register: Path | None,
    output_format: str | None,
    output: str | None,
    *,
    more: tuple[str, ...] = (),
) -> Asking:
    """What the options of a command that answers in a table say of where and how. ``more``: formats that it has besides the
    usual ones.

    Raises UsageError for a format or an address that there is not, and InputError for a register that cannot be read.
    """
    wanted = table_format(output_format, output, more=more)
    place = place_of(context, store, endpoint)
    return Asking(place, names_of(register, place), wanted, output, table_width(output))


def put_answer(
    work: Callable[[Source], Iterable[str]],
    place: Place,
    output: str | None,
    form: str,
    *,
    timeout: float | None = None,
) -> None:
    """Write what ``work`` makes of the store or server at ``place``, in the format ``form``, to ``output``, within ``timeout`` seconds.

    Raises what ``kg.query.in_store`` and ``put`` raise.
    """
    from kg import query

    put(query.in_store(place, work, timeout=timeout), output, form)


def rendered(for_people: Table, whole: Table, wanted: str, width: int | None) -> Iterator[str]:
    """The table that people look at, with few columns under headings in their language, or the whole for programs."""
    from kg import tables

    columns, rows = told_table(*for_people) if wanted in FOR_PEOPLE else whole
    if wanted not in ("json", "jsonl"):
        # Quotes hold 、 themselves, the mark that tables put between the parts of a list.
        rows = ([_PARTED.join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows)
    return tables.render(columns, rows, wanted, width=width)


def one_now(name: str, opened: Source, names: Names, place: Place) -> str:
    """The IRI of the one thing that is called ``name``; of a directive that the store holds no more, since its notice was read
    again with other words, that of the same demand now, which is said on stderr.

    Raises what ``kg.lookup.one_called`` raises, and InputError for what was replaced by nothing that is surely the same.
    """
    from kg.build.replaced import replaced
    from kg.lookup import one_called
    from kg.query.results import shortened_iri
    from kg.store import STATE

    found = replaced(name.strip(), opened, place / STATE) if isinstance(place, Path) else None
    if found is None:
        return one_called("any", name, opened, names)
    before, now = found
    if now is None:
        raise InputError(_gone(name, before))
    remark(
        message(
            "{name} is no more: its notice was changed, and {by} stands in its place. The same demand is now {now}",
            name=name,
            by=shortened_iri(before.by),
            now=shortened_iri(now),
        )
    )
    return now


def _gone(name: str, before: Before) -> Message:
    """What ``name`` was, where nothing that took its place is surely the same."""
    from kg.query.results import shortened_iri

    by = shortened_iri(before.by)
    if not before.quote:
        return message(
            "{name} is no more: its notice was changed, and {by} stands in its place; look at that with kg show.",
            name=name,
            by=by,
        )
    return message(
        "{name} is no more: its notice was changed, and {by} stands in its place, where nothing has surely the same words and "
        "addressees. It said 【{quote}】 to {addressees}; kg ledger shows what was recorded about it.",
        name=name,
        by=by,
        quote=before.quote,
        addressees=before.addressees or message("nobody"),
    )


def require_whose_groups(agency: str | None, *, via_groups: bool) -> None:
    """Return where ``--via-groups`` has an agency to go with; else raise UsageError."""
    if via_groups and agency is None:
        raise UsageError(message("--via-groups needs an --agency whose groups are meant."))


def parties_called(agency: str, opened: Source, names: Names, *, via_groups: bool) -> dict[str, str | None]:
    """IRI of the agency that the user calls ``agency`` -> None; with ``via_groups`` also those of its groups -> name.

    ``names`` as in ``kg.lookup.one_called``, which raises what this raises.
    """
    from kg.lookup import one_called
    from kg.query.groups import groups_of

    iri = one_called("agency", agency, opened, names)
    return {**(groups_of(iri, opened) if via_groups else {}), iri: None}
