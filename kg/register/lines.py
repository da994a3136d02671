"""Which lines of the register's files stand behind a name, so that whoever doubts an identity can look them up.

The rows are looked up anew by the same rules as when the notice was read; a register that was changed since then, or is not
the one it was read with, shows as a row that does not fit the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from kg.model import Place
from kg.register.loading import FOLDER
from kg.register.register import Register
from kg.register.rows import Department, key


def lines_behind(register: Register, surface: str, label: str, code: str | None) -> list[str]:
    """``file:line  row`` for the organ that a notice calls ``surface`` and the graph ``label``; ``code``: of its place.

    Files of a user's own have their folder's name in front.
    """
    place = None if code is None else register.place(code)
    found = [*_of_place(register, place), *_of_organ(register, surface, place)]
    if code is not None and (code, label) in register.judgements:
        found += _rows(register, "judgements.tsv", lambda cells: cells[:2] == [code, label])
    return list(dict.fromkeys(found))


def lines_behind_title(register: Register, surface: str, label: str) -> list[str]:
    """``file:line  row`` for the document that a notice calls ``surface`` and the graph ``label``."""
    if label not in register.documents.values() and surface not in register.documents:
        return []
    return list(_rows(register, "documents.tsv", lambda cells: cells[0] == label))


def _of_place(register: Register, place: Place | None) -> Iterator[str]:
    if place is not None:
        name = "towns.tsv" if place.level == "town" else "places.tsv"
        yield from _rows(register, name, lambda cells: cells[0] == place.code)


def _of_organ(register: Register, surface: str, place: Place | None) -> Iterator[str]:
    """The row of the longest end of ``surface`` that is a department, an organ of the country, or a group's word.

    Of a department also the rows of what the form meant before: which of them holds, the day of the meeting tells.
    """
    if surface in register.central:
        full = register.central[surface][0]
        yield from _rows(register, "central.tsv", lambda cells: cells[0] == full)
        return
    for start in range(len(surface) - 1):
        if register.department(surface[start:], place) is None:
            continue
        for row in dict.fromkeys(register.department(surface[start:], place, era) for era in ("", *register.eras)):
            if row is not None:
                table = "departments_former.tsv" if row.until else "departments.tsv"
                yield from _rows(register, table, partial(_is_department, row))
        return
    words = [word for word in register.group_words if word in surface]
    if words:
        longest = max(words, key=len)
        yield from _rows(register, "groups.tsv", lambda cells: cells[0] == longest)


def _is_department(row: Department, cells: Sequence[str]) -> bool:
    name, aliases, levels, provinces, *_ = (*cells, "", "", "")
    return (key(name), tuple(aliases.split()), levels, tuple(provinces.split())) == (
        key(row.canonical), row.aliases, row.levels, row.provinces,
    )  # fmt: skip


def _rows(register: Register, name: str, fits: Callable[[Sequence[str]], bool]) -> Iterator[str]:
    for folder in register.folders:
        path = folder / name
        if not path.exists():
            continue
        shown = name if folder == FOLDER else f"{folder.name}/{name}"
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.startswith("#") and fits(line.rstrip("\n").split("\t")):
                    yield f"{shown}:{number}  {' | '.join(filter(None, line.rstrip().split(chr(9))))}"
