"""A table in which people decided, read back: one entry for each row, found by its headings, wherever it was edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.linking import columns
from kg.linking.keys import one_line
from kg.messages import message
from kg.nearest import nearest_told
from kg.read.options import ReadOptions
from kg.read.records import Record, read_table
from kg.tables import unguarded

_NEEDED: Final = ("entity", "iri")
_FIELDS: Final = ("entity", "iri", "decision", "relation", "note", "why", "name", "score", "evidence")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was filled in. Empty cells are empty strings; ``decision`` is None where the table has no such column.

    ``problem``: why the row cannot be read.
    """

    line: int
    entity: str = ""
    iri: str = ""
    decision: str | None = None
    relation: str = ""
    note: str = ""
    why: str = ""
    name: str = ""
    score: str = ""
    evidence: str = ""
    problem: str | None = None


def read_decisions(path: Path, options: ReadOptions | None = None) -> list[Entry]:
    """The rows of the table ``path`` (CSV, TSV, Excel, JSON lines, Parquet).

    Raises InputError where it cannot be read or has no columns for both things of a pair.
    """
    table = read_table(path, lambda headings: set(_NEEDED) <= columns.found(headings).keys(), options)
    if table.headings is not None:
        _require(path, table.headings)
    # A table of pairs alone was made to be taken as a whole; a line of JSON without the key was not decided.
    whole = table.headings is not None and "decision" not in columns.found(table.headings)
    entries = [_entry(record, whole=whole) for record in table.rows]
    if not entries:
        raise InputError(message("{path} has no rows below its head.", path=path))
    return entries


def _require(path: Path, headings: Iterable[str]) -> None:
    there = tuple(headings)
    missing = [name for name in _NEEDED if name not in columns.found(there)]
    if missing:
        raise InputError(
            message(
                "{path} is no table of decisions: it has no column {column}; {near}fill in one that kg link candidates wrote.",
                path=path,
                column=missing[0],
                near=nearest_told(missing[0], there),
            )
        )


def _entry(record: Record, *, whole: bool) -> Entry:
    if record.problem is not None:
        return Entry(record.line, problem=record.problem)
    fields = columns.found(record.cells)

    def cell(name: str) -> str:
        words = record.cells.get(fields.get(name, ""), ())
        return one_line(unguarded(words[0])) if words else ""

    given = {name: cell(name) for name in _FIELDS if name != "decision"}
    return Entry(record.line, decision=None if whole else cell("decision"), **given)
