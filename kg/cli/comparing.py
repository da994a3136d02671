"""``kg diff``: versions of a notice side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answering import put_answer, rendered
from kg.cli.console import put, remark, table_format, table_width
from kg.cli.options import (
    DEFAULT_STORE,
    EndpointOption,
    FormatOption,
    LexiconOption,
    OutputOption,
    RegisterOption,
    StoreOption,
    TimeoutOption,
    place_of,
)
from kg.errors import InputError, UsageError
from kg.messages import message

if TYPE_CHECKING:
    from kg.diff import Comparison
    from kg.query.places import Place
    from kg.settings import Settings
    from kg.source import Source

_KINDS = {"directives": "directive", "items": "item", "fields": "field"}


def diff(
    context: typer.Context,
    one: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="A notice: file, IRI or id; alone, a meeting.",
        ),
    ],
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="The other notice.")] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="directives|items|fields", help="Only these; repeatable."),
    ] = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    timeout: TimeoutOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    lexicon: LexiconOption = None,
    register: RegisterOption = None,
) -> None:
    """What came, went or changed between versions of a notice."""
    from kg.diff.finding import is_file
    from kg.settings import Settings
    from kg.worker import killable

    wanted = table_format(output_format, output)
    kinds = _kinds(only or tuple(_KINDS))
    settings = Settings(lexicon, register)
    settings.require_whole()
    width = table_width(output)

    def work(opened: Source | None) -> Iterator[str]:
        return _shown(list(_compared(one, other, opened, settings)), kinds, wanted, width)

    if other is not None and is_file(one) and is_file(other):
        put(killable(lambda: (text.encode("utf-8", "replace") for text in work(None)), timeout=timeout), output, wanted)
        return
    place = place_of(context, store, endpoint)
    _require_known(one, other, place)
    put_answer(work, place, output, wanted, timeout=timeout)


def _kinds(only: Iterable[str]) -> frozenset[str]:
    """The kinds of changes that are to be shown. Raises UsageError for one that there is not."""
    for name in only:
        if name not in _KINDS:
            raise UsageError(
                message(
                    "There is nothing called {name!r} to compare; --only takes: {kinds}.",
                    name=name,
                    kinds=", ".join(_KINDS),
                )
            )
    return frozenset(_KINDS[name] for name in only)


def _require_known(one: str, other: str | None, place: Place) -> None:
    """Return where both notices, or the meeting, may be found in what lies at ``place``; else raise UsageError or InputError."""
    from kg.diff.finding import is_file

    if other is None and is_file(one):
        raise UsageError(
            message(
                "One notice alone is not compared: give the other one, too (kg diff {one} OTHER), or a meeting.",
                one=one,
            )
        )
    if isinstance(place, Path) and not place.exists():
        missing = next(name for name in (one, other) if name is not None and (other is None or not is_file(name)))
        raise InputError(
            message(
                "There is no file {missing}, and no store at {store} that might know a notice of this name.",
                missing=missing,
                store=place,
            )
        )


def _compared(one: str, other: str | None, opened: Source | None, settings: Settings) -> Iterator[Comparison]:
    from kg.diff import compared
    from kg.diff.finding import two_versions, versions_of_meeting

    meeting = opened if other is None else None
    found = two_versions(one, other or "", opened, settings) if meeting is None else versions_of_meeting(one, meeting)
    for sentence in found.remarks:
        remark(sentence)
    for before, after in pairwise(found.versions):
        yield compared(before, after)


def _shown(compared: list[Comparison], kinds: frozenset[str], wanted: str, width: int | None) -> Iterator[str]:
    from kg.diff import view

    for comparison in compared:
        for line in view.summary(comparison):
            remark(line)
    rows = [
        view.cells(comparison, change)
        for comparison in compared
        for change in comparison.changes
        if change.kind in kinds
    ]
    shown = (list(view.TABLE.values()), ([row[name] for name in view.TABLE] for row in rows))
    whole = (view.COLUMNS, ([row[name] for name in view.COLUMNS] for row in rows))
    return rendered(shown, whole, wanted, width)
