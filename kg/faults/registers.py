"""What is wrong in a folder of register tables: rows of a wrong shape, unknown codes, names claimed twice. (名录体检)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import InputError, why
from kg.faults.fault import Fault, Severity
from kg.messages import Message, message
from kg.register import FOLDER, Register, load_register

# Columns that hold the code of a division, by table.
_CODES: Final = {
    "judgements": 0,
    "landmarks": 1,
    "newspapers": 1,
    "place_aliases": 0,
    "places": 0,
    "places_former": 0,
    "towns": 0,
    "zones": 0,
}
# These tables make the divisions, so their codes need not be known before.
_MAKERS: Final = frozenset({"places", "places_former", "towns"})
_CODE: Final = re.compile(r"\d{6}(?:\d{3})?")
_LEVELS: Final = frozenset("PMDXQT")
_OF_DEPARTMENTS: Final = frozenset({"departments", "departments_former"})
_UNTIL: Final = 5  # column of departments_former.tsv
_MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


class _Row(NamedTuple):
    table: str
    place: str  # file:line
    cells: Sequence[str]

    @property
    def form(self) -> str:
        """The name that the row is about: its first cell, or the second where the first is the code of a place."""
        named_second = _CODES.get(self.table) == 0 and len(self.cells) > 1
        return self.cells[1 if named_second else 0]

    def cell(self, at: int) -> str:
        """The cell in this column, from 0; empty where the row ends before it."""
        return self.cells[at] if at < len(self.cells) else ""

    def fault(self, what: Message, advice: Message, severity: Severity = "fault") -> Fault:
        """Something about this row."""
        return Fault(self.place, self.form, what, advice, severity)


def register_faults(folder: Path) -> tuple[Fault, ...]:
    """Everything odd in the register ``folder``, ours or a user's own, in the order of files and lines.

    Raises InputError where the folder does not exist or a file is no text.
    """
    if not folder.is_dir():
        raise InputError(
            message("The register folder {folder} does not exist; give a folder that holds TSV files.", folder=folder)
        )
    heads = {file.stem: _head_of(file) for file in sorted(FOLDER.glob("*.tsv"))}
    found: list[Fault] = []
    rows: list[_Row] = []
    for file in sorted(folder.glob("*.tsv")):
        if file.stem not in heads:
            advice = message("call it one of: {known}", known=", ".join(sorted(heads)))
            found.append(Fault(str(file), "", message("no file of this name is read"), advice))
            continue
        found += _of_head(file, heads[file.stem], ours=folder == FOLDER)
        rows += _rows(file)
    register = load_register()
    for row in rows:
        found += _of_row(row, heads[row.table], register, rows)
    found += _said_twice(rows)
    return tuple(found)


def _lines(file: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            message(
                "The register file {file} cannot be read ({why}); let it be UTF-8 text that may be read.",
                file=file,
                why=why(error),
            )
        ) from error
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def _head_of(file: Path) -> list[str]:
    return next((cells for _, cells in _lines(file)), [])


def _rows(file: Path) -> Iterator[_Row]:
    """Data rows; the first row that is no comment holds the heads of the columns."""
    for position, (number, cells) in enumerate(_lines(file)):
        if position:
            yield _Row(file.stem, _named(file, number), cells)


def _named(file: Path, number: int) -> str:
    return f"{file.name if file.parent == FOLDER else file}:{number}"


def _of_head(file: Path, head: Sequence[str], *, ours: bool) -> Iterator[Fault]:
    first = next(_lines(file), None)
    if first is not None and not ours and list(first[1]) != list(head):
        what = message("the first row is taken for the heads of the columns and not read")
        yield Fault(
            _named(file, first[0]), first[1][0], what, message("put this row above it: {heads}", heads=" | ".join(head))
        )


def _of_row(row: _Row, head: Sequence[str], register: Register, rows: Sequence[_Row]) -> Iterator[Fault]:
    misshapen = _of_shape(row, head)
    if misshapen is not None:
        yield misshapen
        return
    if any(cell != cell.strip() for cell in row.cells):
        yield row.fault(message("has spaces around a cell"), message("remove them"))
    if row.table in _CODES:
        yield from _of_code(row, row.cell(_CODES[row.table]), register, rows)
    if row.table in _OF_DEPARTMENTS and not set(row.cell(2)) <= _LEVELS:
        what = message("has the levels {levels!r}", levels=row.cell(2))
        yield row.fault(what, message("letters of {letters}", letters="".join(sorted(_LEVELS))))
    if row.table == "departments_former" and _MONTH.fullmatch(row.cell(_UNTIL)) is None:
        what = message("is in use until {month!r}", month=row.cell(_UNTIL))
        yield row.fault(what, message("write the last month as 2018-12"))
    if row.table == "judgements":
        yield from _of_judgement(row, register, rows)


def _of_shape(row: _Row, head: Sequence[str]) -> Fault | None:
    if len(row.cells) > len(head):
        what = message("has {count} columns, {read} are read", count=len(row.cells), read=len(head))
        return row.fault(what, message("remove the rest"))
    if not row.cells[0]:
        advice = message("the columns are: {heads}", heads=" | ".join(head))
        return row.fault(message("has an empty first column"), advice)
    return None


def _of_judgement(row: _Row, register: Register, rows: Sequence[_Row]) -> Iterator[Fault]:
    """What a decision of people lacks: another name, who, when and why, a full name, an end."""
    code, name, same, who, day, reason = (row.cell(at) for at in range(6))
    if same in ("", name):
        what = message("decides nothing: there is no other name in same_as")
        yield row.fault(what, message("give it, or remove it"))
        return
    missing = [head for head, cell in (("who", who), ("date", day), ("why", reason)) if not cell]
    if missing:
        what = message("does not say {missing}", missing=", ".join(missing))
        yield row.fault(what, message("say it: others must trust it"), "note")
    if day and not _is_day(day):
        yield row.fault(message("has the date {day!r}", day=day), message("write it as 2024-03-06"))
    place = register.place(code)
    if place is not None and not name.startswith((place.name, "国", "中")) and place.name[:2] not in name:
        what = message("is no full name in {place}, and only full names are compared", place=place.name)
        yield row.fault(what, message("give the name that kg extract shows as canonical"), "note")
    onward = next((r for r in rows if r.table == "judgements" and list(r.cells[:2]) == [code, same]), None)
    if onward is not None:
        what = message("means {same}, which {other} decides anew", same=same, other=onward.place)
        yield row.fault(what, message("give {name} at once", name=onward.cell(2)))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _of_code(row: _Row, code: str, register: Register, rows: Sequence[_Row]) -> Iterator[Fault]:
    if _CODE.fullmatch(code) is None:
        yield row.fault(message("has the code {code!r}", code=code), message("give six digits, for a town nine"))
    elif row.table not in _MAKERS and register.place(code) is None and not _is_made(code, rows):
        advice = message("give a code of places.tsv, or add the place in a places.tsv of your own")
        yield row.fault(message("has the code {code}, which no place has", code=code), advice)


def _is_made(code: str, rows: Sequence[_Row]) -> bool:
    return any(row.table in _MAKERS and row.cells[0] == code for row in rows)


def _said_twice(rows: Sequence[_Row]) -> Iterator[Fault]:
    """One key in two rows of a table. What may well stand twice (zone words by level) has all its cells for a key."""
    first: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        for form, key in _keys(row):
            other = first.setdefault((row.table, *key), row)
            if other is row:
                continue
            same = tuple(other.cells) == tuple(row.cells)
            if same:
                told = message("stands in {other} already", other=other.place), message("remove one row")
            else:
                told = message("is claimed by {other} as well", other=other.place), message("say it in one row only")
            yield Fault(row.place, form, *told)


def _keys(row: _Row) -> Iterator[tuple[str, tuple[str, ...]]]:
    cells = [*row.cells, "", "", "", ""]
    match row.table:
        case "departments":
            # The same short form may mean another organ at another level or in another province.
            for form in dict.fromkeys((cells[0], *cells[1].split())):
                yield form, (form, cells[2], cells[3])
        case "departments_former":
            for form in dict.fromkeys((cells[0], *cells[1].split())):
                yield form, (form, cells[2], cells[3], cells[5])
        case "name_confidence":
            yield cells[0], (cells[0], cells[1])
        case "judgements" | "place_aliases" | "zones":
            yield cells[1], (cells[0], cells[1])
        case "central":
            # One row may say what the whole surface means and another what a longer name opens with.
            for form in dict.fromkeys((cells[0], *cells[1].split())):
                yield form, (form, cells[2])
        case "documents":
            for form in cells[1].split():
                yield form, (form,)
        case "name_words":
            yield cells[0], (cells[0], cells[1])
        case "zone_words":
            yield cells[0], (cells[0], cells[2])
        case _:
            yield cells[0], (cells[0],)
