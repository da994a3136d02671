"""What keeps a store well: what is in it, making it compact, backing it up, putting a backup in its place. (图库维护)

All but looking hold the store as its one writer, and first finish what an interrupted build left.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from kg import store
from kg.errors import InputError, KgError, why
from kg.iris import is_notice
from kg.messages import message
from kg.store import Writer, build_state
from kg.store.batches import Plan
from kg.store.build_state import BuildState
from kg.store.built_with import remembered
from kg.store.folder import LOCK
from kg.store.loading import finish_interrupted
from kg.store.lock import holders

_EXCHANGE: Final = 2  # RENAME_EXCHANGE of renameat2(2)
_SHARED: Final = frozenset({"agencies", "documents", "people"})
_HERE: Final = -100  # AT_FDCWD
_NOT_COPIED: Final = (LOCK, store.INCOMING, "*.tmp")


def info(folder: Path) -> Iterator[tuple[str, str | int]]:
    """What is in the store, as name and value. Raises InputError where there is none, or it is being written."""
    store.require_store(folder)
    yield message("store"), str(folder.resolve())
    yield message("format"), store.FORMAT
    yield message("base of IRIs"), store.base_of_folder(folder)
    for holder in holders(folder):
        yield message("held by"), holder.sentence
    for name in (store.QUADS, store.STATE, store.INCOMING):
        if (folder / name).exists():
            yield message("bytes in {name}", name=name), size_of(folder / name)
    with store.opened_for_reading(folder) as opened:
        yield message("quads"), len(opened)
        names = (str(getattr(graph, "value", "")) for graph in opened.named_graphs())
        yield message("notices"), len(store.notice_graphs(opened))
        yield (
            message("other graphs"),
            ", ".join(sorted(g.rpartition("/")[2] for g in names if not is_notice(g))) or message("none"),
        )
    if not (folder / store.STATE).is_file():
        yield message("memory of builds"), message("none: the next build reads everything")
        return
    with build_state.opened(folder / store.STATE) as state:
        yield message("notices remembered"), state.totals()[0]
        yield message("paths remembered"), state.places.count()
        yield from remembered(state)
        plan = state.notes.pending
        pending = 0 if plan is None else len(Plan.from_json(plan).coming)
        yield (
            message("left by an interrupted build"),
            message("{count} notices: the next build finishes them", count=pending) if pending else message("nothing"),
        )
        yield from findings_of(state)


def findings_of(state: BuildState) -> Iterator[tuple[str, int]]:
    """Each kind of finding and how many all notices have. What several notices may name is said to be counted in each."""
    for kind, count in sorted(state.totals()[1].items()):
        name = message(kind)
        yield message("{kind} (notice by notice)", kind=name) if kind in _SHARED else name, count


def compact(folder: Path) -> tuple[int, int]:
    """Sort the store's files anew and give back what they do not need; bytes before and after.

    Takes as much room again while it goes on. Raises InputError where there is no store, or somebody has it open.
    """
    with _held(folder) as (writer, state):
        before = size_of(folder)
        store.compact(writer.store)
        state.compact()
        writer.close()
    return before, size_of(folder)


def backup(folder: Path, target: Path) -> int:
    """Write a copy of the store to the new folder ``target``, whole or not at all; its bytes.

    The copy is a store, and can be asked and checked as one. On the same disk its files are shared with the store (hard
    links), which takes a moment and no room; keep it on another disk against the loss of this one.
    Raises InputError: no store, somebody has it open, or ``target`` exists, lies in the store or cannot be written.
    """
    if target.exists():
        raise InputError(message("{target} exists; name a new folder for the backup.", target=target))
    if target.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            message("{target} lies in the store itself; name a folder beside it, or on another disk.", target=target)
        )
    with _held(folder) as (writer, state), _new_folder(target) as copy:
        writer.store.backup(str(copy / store.QUADS))
        state.copy_to(copy / store.STATE)
        shutil.copy(folder / store.MARKER, copy / store.MARKER)
    return size_of(target)


def restore(source: Path, folder: Path, *, replace: bool = False) -> int:
    """Make the store ``folder`` from the backup ``source``, whole or not at all; its bytes. The backup stays.

    A store that is there is exchanged in one step, and only where ``replace`` says so; where ``folder`` is a link to it, the
    link stays. Raises InputError: no backup, a store is there or somebody has it open; KgError: there is no room.
    """
    with store.opened_for_reading(source):
        if not folder.exists():
            with _new_folder(folder) as copy:
                _copy(source, copy)
            return size_of(folder)
        if not replace:
            raise InputError(
                message(
                    "{folder} exists; name another folder, or say --replace to put the backup in its place.",
                    folder=folder,
                )
            )
        store.require_store(folder)
        with store.writer(folder), _new_folder(folder.resolve(), instead=True) as copy:
            _copy(source, copy)
    return size_of(folder)


def size_of(place: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    if place.is_file():
        return place.stat().st_size
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())


@contextmanager
def _held(folder: Path) -> Iterator[tuple[Writer, BuildState]]:
    """The store ``folder``, which must be there, and its memory, with nothing pending."""
    store.require_store(folder)
    with store.writer(folder) as writer, build_state.opened(folder / store.STATE) as state:
        finish_interrupted(writer, state, folder / store.INCOMING)
        yield writer, state


def _copy(source: Path, copy: Path) -> None:
    """Copy the store ``source`` into the folder ``copy``. Raises OSError at the first file that cannot be."""
    for path in sorted(source.rglob("*")):  # a folder before what it holds
        there = path.relative_to(source)
        if any(fnmatch(part, pattern) for part in there.parts for pattern in _NOT_COPIED):
            continue
        if path.is_dir():
            (copy / there).mkdir()
        else:
            shutil.copy2(path, copy / there)
    marker = json.loads((copy / store.MARKER).read_text("utf-8"))
    if marker.get("format") != store.FORMAT:
        raise InputError(message("{source} was changed while it was copied; try again.", source=source))


@contextmanager
def _new_folder(target: Path, *, instead: bool = False) -> Iterator[Path]:
    """A folder beside ``target`` that takes its name when all went well; with ``instead``, what is there goes then."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
        temporary.chmod(0o755)
        yield temporary
        if instead:
            _exchange(temporary, target)
        else:
            temporary.rename(target)
    except OSError as error:
        left = message("what was there is as it was") if instead else message("nothing of it is there")
        raise KgError(
            message("{target} could not be written: {why}; {left}.", target=target, why=why(error), left=left)
        ) from error
    finally:
        if temporary is not None and temporary.exists():
            shutil.rmtree(temporary, ignore_errors=True)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change names: in one step where the system can, so that no moment is without a store.

    Elsewhere the old ``other`` goes at once. Raises OSError, with both as they were, or KgError that says where the old
    one is.
    """
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is not None and renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return
    aside = one.with_name(f"{one.name}.old")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError as error:
        try:
            aside.rename(other)
        except OSError:
            raise KgError(
                message(
                    "{other} could not be written: {why}; what was there is in {aside} now: rename it to {name}.",
                    other=other,
                    why=why(error),
                    aside=aside,
                    name=other.name,
                )
            ) from error
        raise
    shutil.rmtree(aside, ignore_errors=True)  # the exchange is done: what is left of the old one only takes room
