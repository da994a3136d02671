"""The way in: a file, a folder, an archive or standard input, as a stream of notices and failures in a fixed order."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, why
from kg.messages import message
from kg.model import Notice
from kg.read.formats import is_beside
from kg.read.options import ReadOptions
from kg.read.outcome import ReadFailure
from kg.read.streams import read_stream

_DEFAULTS = ReadOptions()
_NONE: Mapping[str, ReadOptions] = {}


class InputFile(NamedTuple):
    """One file of an input, or standard input (``path`` is ``-``), not opened yet.

    ``path`` as it is opened; ``name`` is what the ``source`` of all that it holds begins with.
    """

    path: str
    name: str
    options: ReadOptions

    def read(self) -> Iterator[Notice | ReadFailure]:
        """Everything that it holds. What stops the reading is the last thing that comes."""
        if self.path == "-":
            return read_stream(sys.stdin.buffer, self.name, self.options)
        return _read_file(self.path, self.name, self.options)

    def stamp(self) -> tuple[int, int, int] | None:
        """Inode, bytes and time of the last change (ns); None for what is no regular file or not there."""
        if self.path == "-":
            return None
        try:
            status = os.stat(self.path)  # noqa: PTH116  (a Path would be made for each file)
        except (OSError, ValueError):
            return None
        return (status.st_ino, status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None

    def digest(self) -> str | None:
        """SHA-256 of its bytes, in hexadecimal; None where they cannot be read."""
        try:
            with open(self.path, "rb", buffering=0) as stream:  # noqa: PTH123  (as above)
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None


def read_path(
    path: str | Path, *, options: ReadOptions = _DEFAULTS, below: Mapping[str, ReadOptions] = _NONE
) -> Iterator[Notice | ReadFailure]:
    """Everything that ``path`` holds: a file, a folder with all below it, a zip, or ``-`` for standard input.

    Folders come in the order of their names' code points, files beside folders, so that two runs agree; links to
    folders are not followed, and files that cannot be notices (pictures, styles, hidden files) are passed over.
    ``source`` is the file's name, in a folder its path from there, ``archive.zip!member``, ``table.jsonl#7`` (line),
    ``table.csv#7`` (row under the header), ``many.txt#2`` (part), or ``-``.

    ``below``: options of files and folders in the folder ``path`` that are read otherwise, by their paths (``path`` and
    the way from there).

    Raises InputError at once where ``path`` itself does not exist or may not be opened. All else that goes wrong
    is a ReadFailure in its place.
    """
    return _read_all(input_files(path, options=options, below=below))


def _read_all(files: Iterator[InputFile | ReadFailure]) -> Iterator[Notice | ReadFailure]:
    for file in files:
        if isinstance(file, ReadFailure):
            yield file
        else:
            yield from file.read()


def input_files(
    path: str | Path, *, options: ReadOptions = _DEFAULTS, below: Mapping[str, ReadOptions] = _NONE
) -> Iterator[InputFile | ReadFailure]:
    """The files that ``read_path`` reads, in its order, with its failures for what is no file. Raises as it does."""
    where = os.fspath(path)
    if where == "-":
        return iter((InputFile(where, where, options),))
    try:
        is_folder = stat.S_ISDIR(os.stat(where).st_mode)  # noqa: PTH116  (Path costs more than the rest of this)
    except (OSError, ValueError) as error:
        raise InputError(
            message("{where!r} cannot be read ({why}): check the path", where=where, why=why(error))
        ) from None
    if not os.access(where, os.R_OK | (os.X_OK if is_folder else 0)):
        raise InputError(message("{where!r} may not be read (permission denied): check its rights", where=where))
    if is_folder:
        return _files_below(where, "", options, below)
    return iter((InputFile(where, _printable(where.rpartition("/")[2]), options),))


STORE_MARKER = "huiyi-store.json"
"""The file by which a store is known (``kg.store``): what lies beside it is no notice."""


def _files_below(
    folder: str, prefix: str, options: ReadOptions, below: Mapping[str, ReadOptions]
) -> Iterator[InputFile | ReadFailure]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield ReadFailure(
            prefix.rstrip("/") or folder,
            message("the folder cannot be listed ({why}): check its rights", why=why(error)),
        )
        return
    for entry in entries:
        name = _printable(entry.name)
        if is_beside(name):
            continue
        here = below.get(entry.path, options)
        if entry.is_dir(follow_symlinks=False):
            if os.path.exists(os.path.join(entry.path, STORE_MARKER)):  # noqa: PTH110, PTH118  (for each folder; Path costs more than the look)
                continue  # a store of ours, such as exports/store below the folder that is read
            yield from _files_below(entry.path, f"{prefix}{name}/", here, below)
        elif entry.is_file():
            yield InputFile(entry.path, prefix + name, here)
        elif entry.is_symlink() and not entry.is_dir():
            yield ReadFailure(prefix + name, message("is a link to nothing: mend or remove it"))


def _read_file(path: str, name: str, options: ReadOptions) -> Iterator[Notice | ReadFailure]:
    try:
        # Unbuffered: documents are read whole, tables through buffers of their own.
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123  (a Path would be made for each file)
            yield from read_stream(stream, name, options)
    except OSError as error:
        yield ReadFailure(name, message("cannot be opened ({why}): check its rights", why=why(error)))


def printable(path: str) -> str:
    """``path`` with the names of its folders and file as they are shown."""
    return "/".join(map(_printable, path.split("/")))


def _printable(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 (names from old Chinese systems) are tried as GB18030."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name
