"""Rows of lexicons against each other: said twice, clashing, or taking the place of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.faults.entries import Entry, entries_of
from kg.faults.fault import Fault
from kg.lexicon import FOLDER, SCANNED
from kg.messages import message


def said_twice(entries: Iterable[Entry]) -> Iterator[Fault]:
    """One form in two rows of a table, or among all that is scanned for."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        room = "heads" if entry.suffix else "scanned" if entry.table in SCANNED else entry.table
        other = first.setdefault((room, entry.form), entry)
        if other is entry:
            continue
        if other.meaning == entry.meaning:
            yield entry.fault(message("stands in {other} already", other=other.place), message("remove one row"))
        else:
            says = message(
                "is {kind} here and {other_kind} in {other}",
                kind="/".join(entry.meaning),
                other_kind="/".join(other.meaning),
                other=other.place,
            )
            yield entry.fault(says, message("keep one row"))


def beside_ours(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Rows of a user's own that repeat one of ours, take its place, or may not."""
    ours = {_looked_up_as(entry): entry for entry in entries_of(FOLDER)}
    for entry in entries:
        other = ours.get(_looked_up_as(entry))
        if other is not None:
            yield _beside(entry, other)


def _looked_up_as(entry: Entry) -> tuple[bool, str, str]:
    return entry.suffix, "" if entry.table in SCANNED else entry.table, entry.form


def _beside(entry: Entry, ours: Entry) -> Fault:
    if ours.table != entry.table:
        what = message("is {kind} in our {other}", kind=ours.cells[1], other=ours.place)
        advice = message("remove it, or give the word its new kind in a file {file}.tsv of your own", file=ours.table)
        return entry.fault(what, advice)
    if ours.meaning == entry.meaning:
        what = message("stands in our {other} already", other=ours.place)
        return entry.fault(what, message("may be removed"), "note")
    what = message("takes the place of our {other} ({was})", other=ours.place, was="/".join(ours.meaning))
    return entry.fault(what, message("see that it is meant"), "note")
