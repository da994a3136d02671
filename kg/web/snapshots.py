"""What the store held when it was last read, kept beside it, so that pages go on while a build writes. (快照)

Oxigraph cannot be read beside a writer of another process, but a copy of it can, and making one costs some milliseconds and
no room: its files never change once written, and are shared by hard links.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.index.keeping import FILE as INDEX
from kg.store import MARKER, QUADS, STATE
from kg.web.asked import Place

if TYPE_CHECKING:
    from pyoxigraph import Store

_MOST: Final = 2
"""Snapshots that are kept: a page may still be reading the one before the last."""


def keep(place: Place, opened: Store) -> None:
    """Keep what ``opened``, the store at ``place``, holds, unless that is kept already. The store is held for reading meanwhile.

    Where it cannot be kept, the log says why, and pages have nothing to show while the store is written.
    """
    if place.kept is None or not (place.store / QUADS / "CURRENT").exists():
        return
    target = place.kept / _stamp(place.store / QUADS)
    if target.exists():
        return
    made = None
    try:
        made = Path(tempfile.mkdtemp(dir=place.kept, prefix="."))
        opened.backup(str(made / QUADS))
        shutil.copy(place.store / MARKER, made / MARKER)
        if (place.store / STATE).is_file():
            _copy_table(place.store / STATE, made / STATE)
        # The index says itself what it is behind, so the one beside the store does.
        (made / INDEX).symlink_to(place.store / INDEX)
        made.rename(target)
    except (OSError, RuntimeError, sqlite3.Error) as error:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        if not target.exists():  # another page was quicker
            sys.stderr.write(f"the store could not be kept for reading during builds: {error}\n")
        return
    for old in _kept(place.kept)[:-_MOST]:
        shutil.rmtree(old.path, ignore_errors=True)


@dataclass(frozen=True, slots=True, order=True)
class Snapshot:
    """What was kept: a store of its own at ``path``, made ``at`` so many seconds since 1970."""

    at: float
    path: Path


def last(place: Place) -> Snapshot | None:
    """What was kept last; None where nothing was. Another process may remove it before it is opened."""
    found = [] if place.kept is None else _kept(place.kept)
    return found[-1] if found else None


def _kept(folder: Path) -> list[Snapshot]:
    """The snapshots by time, the oldest first; those that another process removes meanwhile are none."""
    try:
        paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except FileNotFoundError:  # the server ends
        return []
    found = []
    for path in paths:
        with suppress(FileNotFoundError):
            # The folder's own time changes with the lock of whoever reads it.
            found.append(Snapshot((path / MARKER).stat().st_mtime, path))
    return sorted(found)


def _stamp(quads: Path) -> str:
    """A name for what the files of Oxigraph hold: they are other ones, longer, or written later after each change."""
    files = sorted((path.name, stat.st_size, stat.st_mtime_ns) for path in quads.iterdir() for stat in (path.stat(),))
    return hashlib.sha256(repr(files).encode()).hexdigest()[:16]


def _copy_table(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
