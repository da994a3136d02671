"""Writing shards: each file whole or not at all, the manifest last."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import IO, Final, TypeVar, cast

from kg.errors import InputError, KgError, why
from kg.messages import message
from kg.shards.form import MANIFEST, SHARD, Manifest, Shard, shard_name
from kg.shards.notices import NoticeQuads

_LEVEL: Final = 4
"""Of gzip: N-Quads of ours become a twentieth at once; higher levels take long for little."""
_Entry = TypeVar("_Entry")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``folder``, made where it is missing, until all is written: two runs at once would write over each other's shards, and
    each would say that its own are there. Runs on other machines are not kept away.

    Raises InputError where another run holds it, or it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise _unfit(folder, error) from error
    try:
        with suppress(OSError):  # some network file systems have no locks
            _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(
            message("Another run is writing shards into {folder}; wait for it, or name another folder.", folder=folder)
        ) from None


def _unfit(folder: Path, error: OSError) -> InputError:
    return InputError(message("The folder {folder} cannot be used for shards: {why}.", folder=folder, why=why(error)))


def begin(folder: Path) -> None:
    """Make ``folder`` ready for new shards: it is unfinished from now on. Old shards stay until ``finish``.

    Raises InputError where it holds anything that is not a shard, a manifest or what a killed run left.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.name != MANIFEST and SHARD.fullmatch(path.name) is None and not _is_left_over(path):
                raise InputError(
                    message(
                        "The folder {folder} holds {name}, which is no shard; name an empty or a new one.",
                        folder=folder,
                        name=path.name,
                    )
                )
        (folder / MANIFEST).unlink(missing_ok=True)
    except OSError as error:
        raise _unfit(folder, error) from error


def write_shard(folder: Path, number: int, notices: Iterable[NoticeQuads], *, packed: bool = True) -> Shard:
    """Write shard ``number``; say what it holds. The same notices give the same bytes.

    A shard of that name is replaced, so that a task that is tried again, or runs twice at once, does no harm.
    Raises KgError where the file cannot be written, as when the disk is full, or ``notices`` cannot be read; nothing of it
    is there then.
    """
    name = shard_name(number, packed=packed)
    count = quads = 0
    with _written_whole(folder / name) as file:
        counting = _Counting(file)
        # Name and time of day in the header of gzip would make every file another.
        packing = (
            gzip.GzipFile("", "wb", _LEVEL, cast(IO[bytes], counting), mtime=0) if packed else nullcontext(counting)
        )
        with packing as output:
            for notice in to_be_written(notices, folder / name):
                output.write(notice.own)
                output.write(notice.shared)
                count += 1
                quads += notice.quads
    return Shard(name, count, quads, counting.size, counting.digest.hexdigest())


def to_be_written(entries: Iterable[_Entry], path: Path) -> Iterator[_Entry]:
    """``entries``, on their way into the file ``path``.

    Raises KgError for an OSError in reading them, which would be taken for one in writing otherwise.
    """
    try:
        yield from entries
    except OSError as error:
        source = "" if error.filename is None else f" ({error.filename})"
        raise KgError(
            message(
                "What was to go into {path} could not be read: {why}{source}; nothing of it is there.",
                path=path,
                why=why(error),
                source=source,
            )
        ) from error


def finish(folder: Path, manifest: Manifest) -> None:
    """Make the folder whole: shards that ``manifest`` does not know go, then it is written. Raises KgError."""
    known = {shard.name for shard in manifest.shards}
    try:
        for path in folder.iterdir():
            if (SHARD.fullmatch(path.name) is not None and path.name not in known) or _is_left_over(path):
                path.unlink(missing_ok=True)
    except OSError as error:
        raise KgError(message("{folder} cannot be tidied: {why}.", folder=folder, why=why(error))) from error
    with _written_whole(folder / MANIFEST) as file:
        file.write(manifest.as_json().encode("utf-8"))


class _Counting:
    """Passes bytes on to ``file``, and knows their number and SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        self._file.flush()


def _is_left_over(path: Path) -> bool:
    return path.name.startswith(".part-") or path.name.startswith(f".{MANIFEST}")


@contextmanager
def _written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the name ``path`` when all went well and all of it is on the disk."""
    temporary = None
    try:
        # Another name each time: machines that share a file system may try the same shard at once.
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with open(handle, "wb") as file:  # noqa: PTH123  (a descriptor, not a path)
            os.fchmod(handle, 0o666 & ~_umask())
            yield file
            file.flush()
            os.fsync(handle)
        os.replace(temporary, path)  # noqa: PTH105  (mkstemp gives a text, which need not become a Path for this)
        _sync_folder(path.parent)
    except OSError as error:
        raise KgError(
            message("{path} could not be written: {why}; nothing of it is there.", path=path, why=why(error))
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):  # it has its final name
                Path(temporary).unlink()


@cache
def _umask() -> int:
    """The mask of this process, asked for once: to ask is to set it for a moment, while other threads may make files."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems do not sync folders
            os.fsync(handle)
    finally:
        os.close(handle)
