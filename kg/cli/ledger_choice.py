"""``kg ledger --only`` and ``--against``: lines by how they stand, and what came since an earlier ledger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.console import remark
from kg.errors import UsageError
from kg.messages import message, plural
from kg.one_line import in_one_line

if TYPE_CHECKING:
    from kg.ledger.comparing import Comparison
    from kg.ledger.filled import Entry
    from kg.ledger.lines import Line, Selection
    from kg.source import Source

STANDS: Final = ("overdue", "soon", "open", "new", "changed")
_MOST_GONE: Final = 10

OnlyOption = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="|".join(STANDS), help="Only lines that stand so; may be repeated."),
]
AgainstOption = Annotated[
    Path | None,
    typer.Option("--against", metavar="FILE", help="An earlier ledger: say what is new, changed or gone since."),
]


def rows_against(file: Path | None, only: Collection[str]) -> list[Entry] | None:
    """The rows of the earlier ledger ``file``, where one was named.

    Raises UsageError where ``only`` has a word that is none of ``STANDS``, or one that only an earlier ledger can tell.
    """
    from kg.ledger.choosing import SINCE

    for word in only:
        if word not in STANDS:
            raise UsageError(message("--only is one of: {stands}; not {word!r}.", stands=", ".join(STANDS), word=word))
        if word in SINCE and file is None:
            raise UsageError(message("--only {word} needs an earlier ledger: --against FILE.", word=word))
    if file is None:
        return None
    from kg.ledger.filled import read_filled

    return read_filled(file)


def chosen_lines(
    opened: Source, chosen: Selection, earlier: Sequence[Entry] | None
) -> tuple[list[Line], Comparison | None]:
    """The lines that ``chosen`` asks for, beside the rows of an ``earlier`` ledger where there are some: among all of the ledger."""
    from kg.ledger.comparing import compared
    from kg.ledger.lines import Selection
    from kg.ledger.rows import ledger_lines

    if earlier is None:
        return ledger_lines(opened, chosen), None
    comparison = compared(earlier, ledger_lines(opened, Selection(everything=True)))
    parties = chosen.parties
    lines = [line for line in comparison.lines if parties is None or not parties.isdisjoint(line.concerns)]
    return [line for line in lines if chosen.holds(line.date)], comparison


def tell_comparison(file: Path, comparison: Comparison, listed: Sequence[Line]) -> None:
    """What came since ``file``: how many of the lines ``listed``, and the rows that the ledger has no more."""
    from kg.ledger.comparing import NEW

    gone = comparison.gone
    remark(
        message(
            "since {file}: {new} new, {changed} changed, {gone} gone",
            file=file,
            new=sum(line.since == NEW for line in listed),
            changed=sum(bool(line.since) and line.since != NEW for line in listed),
            gone=len(gone),
        )
    )
    for entry in gone[:_MOST_GONE]:
        told = in_one_line(entry.quote or entry.key)
        remark(
            message("  gone: {meeting} {lead}: {quote}", meeting=entry.meeting or "", lead=entry.lead or "", quote=told)
        )
    if len(gone) > _MOST_GONE:
        rest = len(gone) - _MOST_GONE
        remark(plural("  … and {count} more", "  … and {count} more", rest))
