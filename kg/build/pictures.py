"""Pictures that lie among notices: scans perhaps, whose text nobody reads. (图片)"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.read.formats import PICTURES, is_hidden, suffix_of
from kg.read.paths import STORE_MARKER, printable

_OF_A_PAGE: Final = ("_files", ".files")
"""How browsers end the name of the folder with what a saved page needs."""


def pictures_below(paths: Iterable[str]) -> list[str]:
    """The pictures in the folders among ``paths``, each by its way from there, sorted; those of saved pages left out.

    What cannot be listed is told where it is read (``kg.read.paths``), and passed over here.
    """
    return sorted(
        picture for path in paths if path != "-" and Path(path).is_dir() for picture in _in_folder(Path(path))
    )


def _in_folder(root: Path) -> Iterator[str]:
    for folder, names, files in os.walk(root):
        names[:] = [
            name for name in names if not _is_passed_over(name) and not (Path(folder) / name / STORE_MARKER).exists()
        ]
        for name in files:
            if suffix_of(name) in PICTURES and not is_hidden(name):
                yield printable(str((Path(folder) / name).relative_to(root)))


def _is_passed_over(name: str) -> bool:
    return is_hidden(name) or name.endswith(_OF_A_PAGE)
