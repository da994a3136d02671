"""Which register this is: as of which day its places are, where they come from, and a digest of all its tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PLACES: Final = "places.tsv"
_AS_OF: Final = "# as of: "
_FROM: Final = "# from: "


@dataclass(frozen=True, slots=True)
class Edition:
    """``digest``: SHA-256 of the tables, names and bytes. ``as_of``: the day of the list of places, ISO; ``source``: that list's
    name and version. Both are empty where the folder has no such list, as a user's own may."""

    digest: str
    as_of: str
    source: str


def edition(folder: Path) -> Edition:
    """The edition of the register's tables in ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.tsv")):
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    head = _head(folder / _PLACES)
    return Edition(digest.hexdigest(), _told(head, _AS_OF), _told(head, _FROM))


def _head(path: Path) -> list[str]:
    """The comments that a table begins with."""
    found: list[str] = []
    if path.is_file():
        with path.open(encoding="utf-8-sig") as lines:
            for line in lines:
                if not line.startswith("#"):
                    break
                found.append(line.rstrip("\n"))
    return found


def _told(head: list[str], mark: str) -> str:
    return next((line.removeprefix(mark) for line in head if line.startswith(mark)), "")
