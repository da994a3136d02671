"""Ledgers as tests make them: written, filled in, taken back."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl

from kg import store
from kg.ledger import columns, importing, workbook
from kg.ledger.columns import Clock
from kg.ledger.filled import Entry, read_filled
from kg.ledger.lines import Selection
from kg.ledger.rows import ledger_lines
from kg.ledger.statuses import nquads, records
from kg.ledger.workbook import Layout

SERIES = Path(__file__).parent.parent / "examples" / "series"
TODAY = Clock(datetime.date(2024, 6, 5))
EVERYTHING = Selection(everything=True)


def lines_in(folder: Path, selection: Selection = Selection()):  # noqa: B008  (frozen)
    with store.opened_for_reading(folder) as opened:
        return ledger_lines(opened, selection)


def saved(folder: Path, path: Path, *, clock: Clock = TODAY, layout: Layout = Layout()) -> Path:  # noqa: B008  (frozen)
    with store.opened_for_reading(folder) as opened:
        path.write_bytes(workbook.xlsx(opened, ledger_lines(opened, Selection()), clock, layout))
    return path


def fill(path: Path, values: dict[str, tuple[str, str]]) -> Path:
    """Write status and progress into the rows whose 议定事项 or key is among ``values``."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        at = {cell.value: cell.column for cell in sheet[1]}
        if columns.KEY not in at:
            continue
        for row in range(2, sheet.max_row + 1):
            for name in (columns.MATTER, columns.KEY):
                found = values.get(sheet.cell(row, at[name]).value)
                if found is not None:
                    sheet.cell(row, at[columns.STATUS]).value, sheet.cell(row, at[columns.PROGRESS]).value = found
    book.save(path)
    return path


def take(folder: Path, entries: list[Entry] | Path, *, by: str = "督查室", at: str = "2024-06-05T09:00:00"):
    """Import ``entries``; what came of it."""
    entries = read_filled(entries) if isinstance(entries, Path) else entries
    with store.opened_for_writing(folder) as opened:
        taken = importing.take_in(entries, ledger_lines(opened, EVERYTHING), records(opened), by=by, at=at)
        store.replace(opened, store.Replacement(tuple(line for one in taken.new for line in nquads(one))))
        return taken


def put_in(folder: Path, assertions) -> None:
    with store.opened_for_writing(folder) as opened:
        store.bulk_load(opened, [line for one in assertions for line in nquads(one)])


def standing(folder: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """What is recorded, by words of the demand and addressee."""
    latest = {(line.quote, line.addressee): line.latest for line in lines_in(folder)}
    return {key: (one.status.rpartition("/")[2], one.progress or "") for key, one in latest.items() if one is not None}


def entry_of(line, *, status: str = "", progress: str = "", version: str = "", **other) -> Entry:
    return Entry(**({"where": "第2行", "key": line.key, "version": version, "status": status, "progress": progress,
                     "quote": line.quote} | other))  # fmt: skip
