"""The register made of its tables: divisions now and formerly, with all names by which they go."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.messages import message
from kg.model import Place
from kg.register.register import Register
from kg.register.rows import index_names, place_of, rows_of

FOLDER: Final = Path(__file__).parent.parent / "registers"


def load_register(folder: Path | None = None) -> Register:
    """The register, with the rows of ``folder`` (files named as in ``kg/registers``) before ours. Cached.

    Raises InputError when ``folder`` does not exist or one of its files has a row of a wrong shape.
    """
    if folder is not None and not folder.is_dir():
        raise InputError(
            message("the register folder {folder} does not exist: give a folder that holds TSV files", folder=folder)
        )
    return _load((folder, FOLDER) if folder is not None else (FOLDER,))


@cache
def _load(folders: tuple[Path, ...]) -> Register:
    places: dict[str, Place] = {}
    shorts: dict[str, str] = {}
    successors: dict[str, str] = {}
    rows = list(rows_of(folders, "places.tsv", 3))
    codes = frozenset(code for code, _, _ in rows)
    for code, name, short in rows:
        if code not in places:
            places[code] = place_of(code, name, codes)
            shorts[code] = short
    for code, name, successor in rows_of(folders, "places_former.tsv", 3):
        if code not in places:
            places[code] = place_of(code, name, codes)
            # Its short form goes on meaning the successor (宁乡 is 宁乡市 now).
            shorts[code] = ""
            successors[code] = successor
    aliases: dict[str, list[str]] = {}
    for code, alias, _ in rows_of(folders, "place_aliases.tsv", 3):
        aliases.setdefault(code, []).append(alias)
    for code, place in places.items():
        if "自治" in place.name and place.level != "province" and shorts[code]:
            aliases.setdefault(code, []).append(shorts[code] + place.name[-1])
    frozen = {code: tuple(dict.fromkeys(names)) for code, names in aliases.items()}
    words = frozenset(word for (word,) in rows_of(folders, "place_words.tsv", 1))
    return Register(folders, places, shorts, frozen, successors, words, index_names(places, shorts, frozen))
