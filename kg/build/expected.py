"""About how many notices a path holds, counted before it is read: for the time left on a progress bar, and nothing else."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.read.formats import SUFFIXES, is_beside, suffix_of
from kg.read.paths import STORE_MARKER

_PIECE: Final = 1 << 20
_HEADED: Final = frozenset({"csv", "tsv"})


def expected(path: str) -> int | None:
    """Files, rows and members below ``path``, as far as they can be counted without reading them; None where not at all.

    A text file that holds several notices counts once, a damaged table or archive once.
    """
    if path == "-":
        return None
    try:
        return sum(_in_file(file) for file in _files(Path(path)))
    except OSError:
        return None


def _files(path: Path) -> Iterator[Path]:
    """The files that will be read, as ``kg.read.paths`` finds them."""
    if not path.is_dir():
        yield path
        return
    for folder, names, files in os.walk(path):
        names[:] = [name for name in names if not is_beside(name) and not (Path(folder) / name / STORE_MARKER).exists()]
        yield from (Path(folder) / name for name in files if not is_beside(name))


def _in_file(path: Path) -> int:
    form = SUFFIXES.get(suffix_of(path.name))
    try:
        if form == "jsonl" or form in _HEADED:
            return max(1, _lines(path) - (form in _HEADED))
        if form == "zip":
            with zipfile.ZipFile(path) as archive:
                return max(1, sum(not member.is_dir() for member in archive.infolist()))
        if form == "parquet":
            from pyarrow.parquet import read_metadata

            return int(read_metadata(path).num_rows)
    except (OSError, ValueError, ImportError, zipfile.BadZipFile):
        pass  # whatever is wrong with it is told when it is read
    return 1


def _lines(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            count += piece.count(b"\n")
            last = piece[-1:]
    return count + (last != b"\n")
