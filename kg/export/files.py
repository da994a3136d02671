"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import InputError, why
from kg.messages import message


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the name ``path`` when all went well; else ``path`` is as it was before.

    Folders on the way are made; where ``path`` is a link, the file it leads to is written. A device or a pipe (``/dev/null``,
    ``/dev/stdout``) is written to as it is: a file put in its place would take it from everybody on the machine.
    Raises InputError where the file cannot be written.
    """
    try:
        if path.is_dir():
            raise InputError(message("{path} is a folder; name a file to write to.", path=path))
        with path.open("wb") if path.exists() and not path.is_file() else _put_in_place(path) as output:
            yield output
    except OSError as error:
        raise InputError(message("{path} cannot be written: {why}.", path=path, why=why(error))) from error


@contextmanager
def _put_in_place(path: Path) -> Iterator[IO[bytes]]:
    """``path`` is no device. A link stays, and leads to what was written."""
    path = Path(os.path.realpath(path))  # Path.resolve raises RuntimeError for a link that leads to itself
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as output:
            yield output
        temporary.replace(path)
    finally:
        with suppress(OSError):  # gone already, or never made
            temporary.unlink()
