"""Who may have a store open: one writer, or any number of readers; and who it is that has."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import IO, Final

from kg.errors import InputError, why
from kg.local_time import now, wall_clock
from kg.messages import SEMICOLON, Message, joined, message
from kg.store.folder import LOCK

_LOCKS: Final = Path("/proc/locks")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has a store open: its number, since when (ISO 8601, to the second), and its command."""

    pid: int
    since: str | None
    command: str | None

    @property
    def sentence(self) -> Message:
        """Which process, since when, by which command."""
        since = message(", since {time}", time=wall_clock(self.since)) if self.since else ""
        command = f": {self.command}" if self.command else ""
        return message("process {number}{since}{command}", number=self.pid, since=since, command=command)

    def __str__(self) -> str:
        return self.sentence


@contextmanager
def locked(folder: Path, *, exclusive: bool) -> Iterator[None]:
    """Hold the lock of the store ``folder``, or raise InputError at once: waiting for a build would look like hanging."""
    try:
        handle = _lock_file(folder, exclusive=exclusive)
    except OSError as error:
        raise InputError(
            message("The store {folder} cannot be locked: {why}.", folder=folder, why=why(error))
        ) from error
    with handle:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _in_use(folder, exclusive=exclusive) from None
        if exclusive and not _is_lock_of(folder, handle):
            raise _in_use(folder, exclusive=exclusive)
        if exclusive:
            _sign(handle)
        try:
            yield
        finally:
            if exclusive:
                handle.truncate(0)


def _in_use(folder: Path, *, exclusive: bool) -> InputError:
    who = joined([holder.sentence for holder in holders(folder)], SEMICOLON) or message("another process")
    return InputError(
        message("The store {folder} is in use by {who}; try again when that has ended.", folder=folder, who=who)
        if exclusive
        else message(
            "The store {folder} is being written by {who}; try again when that has ended.", folder=folder, who=who
        )
    )


def _is_lock_of(folder: Path, handle: FileIO) -> bool:
    """Whether ``handle`` is the lock of what lies at ``folder`` now: who held it may have taken an empty store away, or put a
    backup in its place, between its opening and its locking."""
    try:
        return os.path.samestat(os.fstat(handle.fileno()), (folder / LOCK).stat())
    except OSError:
        return False


def holders(folder: Path) -> tuple[Holder, ...]:
    """The processes that have the store ``folder`` open, as far as the system tells; () where it does not.

    Only the writer, who signs, has a ``since``.
    """
    try:
        with (folder / LOCK).open("rb") as file:
            pids, writer = _pids(os.fstat(file.fileno())), _signature(file)
    except OSError:
        return ()
    if writer is not None and writer.pid in pids:
        return (writer,)
    return tuple(Holder(pid, None, _command(pid)) for pid in pids)


def _lock_file(folder: Path, *, exclusive: bool) -> FileIO:
    """The file that is locked, without a buffer: what a full disk does not take is not tried again when it is closed."""
    path = folder / LOCK
    if exclusive or (not path.exists() and os.access(folder, os.W_OK)):
        return path.open("a+b", buffering=0)
    # A store on a read-only medium may come without a lock file; nobody can write there, so any file will do.
    return (path if path.exists() else next(folder.glob("*.json"))).open("rb", buffering=0)


def _sign(handle: FileIO) -> None:
    """Write into the lock file who holds it. It says nothing when nobody does: a killed process leaves its signature."""
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    handle.truncate(0)
    with suppress(OSError):  # the disk is full: the lock holds all the same, and what is to be written says so
        handle.write(
            json.dumps({"pid": os.getpid(), "since": now().isoformat(timespec="seconds"), "command": command}).encode()
            + b"\n"
        )


def _signature(file: IO[bytes]) -> Holder | None:
    file.seek(0)
    try:
        value = json.loads(file.read(1 << 16))
        return Holder(int(value["pid"]), str(value["since"]), str(value["command"]))
    except (ValueError, KeyError, TypeError):
        return None  # it has just been opened, or was signed by an older version


def _pids(lock: os.stat_result) -> tuple[int, ...]:
    """Processes that hold a lock on a file, from what Linux lists; () elsewhere."""
    where = f"{os.major(lock.st_dev):02x}:{os.minor(lock.st_dev):02x}:{lock.st_ino}"
    try:
        rows = [line.split() for line in _LOCKS.read_text().splitlines()]
    except OSError:
        return ()
    return tuple(sorted({int(row[4]) for row in rows if "->" not in row and row[5] == where and row[4].isdigit()}))


def _command(pid: int) -> str | None:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return None
    return shlex.join(word for word in words if word) or None
