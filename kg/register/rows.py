"""The rows of the register's tables, and how they are read from their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from kg.errors import InputError
from kg.messages import message
from kg.model import Place

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
LevelLetter = Literal["C", "P", "M", "D", "X", "T"]
_NO_DISTRICT = ("特区", "林区")


class Department(NamedTuple):
    """One full name of an organ, and where it is used (see the head of ``departments.tsv``)."""

    canonical: str
    aliases: tuple[str, ...]
    levels: str
    provinces: tuple[str, ...]
    of: str
    reason: str
    until: str = ""
    """Last month of use (ISO, 2018-12) of a name in ``departments_former.tsv``; empty for names in use."""


class Zone(NamedTuple):
    """A zone with a management committee; ``code`` is the division that holds it."""

    code: str
    name: str
    aliases: tuple[str, ...]


class ZoneWord(NamedTuple):
    """A word for zones, in full, where that holds, and where a county's zone bears the province's name in front."""

    word: str
    full: str
    levels: str
    provinces: tuple[str, ...]


def level_letter(place: Place) -> LevelLetter:
    """P province, M municipality, D prefecture, X county, T town, C country: as the tables write levels."""
    if place.level == "province":
        return "M" if place.code in MUNICIPALITIES else "P"
    letters: dict[str, LevelLetter] = {"country": "C", "prefecture": "D", "county": "X", "town": "T"}
    return letters[place.level]


def level_letters(place: Place) -> str:
    """The letters of rows that may hold for ``place``: Q is a district (市辖区), which is a county (X) as well."""
    letter = level_letter(place)
    district = letter == "X" and place.name.endswith("区") and not place.name.endswith(_NO_DISTRICT)
    return letter + "Q" if district else letter


def key(name: str) -> str:
    """``name`` without the conjunctions that abbreviations drop first (住房城乡建设局 is 住房和城乡建设局)."""
    return name.replace("和", "").replace("与", "").replace("、", "")


def read_rows(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows of a register file as lists of ``columns`` strings; comments and the head row left out.

    Raises InputError naming the file and line when a row has too many columns or no first one.
    """
    head = True
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or line == "\n":
                continue
            if head:
                head = False
                continue
            row = line.rstrip("\n").split("\t")
            if len(row) > columns or not row[0]:
                raise InputError(
                    message(
                        "{name} line {number} should have {columns} columns, the first not empty: {line!r}",
                        name=path.name,
                        number=number,
                        columns=columns,
                        line=line,
                    )
                )
            row.extend([""] * (columns - len(row)))
            yield row


def rows_of(folders: Iterable[Path], name: str, columns: int) -> Iterator[list[str]]:
    """The rows of the files called ``name`` in ``folders``, one folder after the other; a folder may lack the file."""
    for folder in folders:
        if (folder / name).exists():
            yield from read_rows(folder / name, columns)


def place_of(code: str, name: str, known: frozenset[str]) -> Place:
    """The place with this code, its level and parents read off the code; only parents that are ``known`` codes."""
    province = code[:2] + "0000"
    if code == province:
        return Place(code, name, "province", ())
    above = (province,) if province in known else ()
    if code.endswith("00"):
        return Place(code, name, "prefecture", above)
    prefecture = code[:4] + "00"
    return Place(code, name, "county", (*above, prefecture) if prefecture in known else above)


def index_names(
    places: Mapping[str, Place], shorts: Mapping[str, str], aliases: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Place, ...]]:
    """Every name -> the places that bear it, in code order."""
    found: dict[str, list[Place]] = {}
    for code in sorted(places):
        for name in dict.fromkeys((places[code].name, shorts[code], *aliases.get(code, ()))):
            if name:
                found.setdefault(name, []).append(places[code])
    return {name: tuple(named) for name, named in found.items()}
