"""A store that a build made and put nothing into is taken away again: an empty folder would look as if something had been read. (空图库)"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import InputError
from kg.store import build_state
from kg.store.folder import INCOMING, LOCK, MARKER, QUADS, STATE
from kg.store.lock import locked


@contextmanager
def kept_if_filled(folder: Path) -> Iterator[None]:
    """Where there was no store at ``folder`` before and none of a notice's quads after, what was made there goes; a folder that was
    there stays, empty. A build that was interrupted keeps what it has.
    """
    was_store, was_there = (folder / MARKER).exists(), folder.exists()
    try:
        yield
    except (InputError, OSError):
        if not was_store:
            _take_away(folder, keep=was_there)
        raise
    if not was_store:
        _take_away(folder, keep=was_there)


def _take_away(folder: Path, *, keep: bool) -> None:
    """Remove the store ``folder`` if it is empty and nobody has it open."""
    if not (folder / MARKER).exists():
        return
    try:
        with locked(folder, exclusive=True):
            if not _is_empty(folder):
                return
            for name in (QUADS, INCOMING):
                shutil.rmtree(folder / name, ignore_errors=True)
            for file in (*folder.glob(f"{STATE}*"), folder / MARKER, folder / LOCK):
                file.unlink(missing_ok=True)
    except InputError:
        return  # somebody else is at it: then it is theirs
    if not keep and not any(folder.iterdir()):
        folder.rmdir()


def _is_empty(folder: Path) -> bool:
    """Whether no notice is in the store, or on its way there."""
    if not (folder / STATE).is_file():
        return True
    with build_state.opened(folder / STATE) as state:
        return state.totals()[0] == 0 and state.notes.pending is None
