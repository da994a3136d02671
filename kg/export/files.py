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

    Folders on the way are made. Raises InputError where the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.is_dir():
            raise InputError(message("{path} is a folder; name a file to write to.", path=path))
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as output:
            yield output
        temporary.replace(path)
    except OSError as error:
        raise InputError(message("{path} cannot be written: {why}.", path=path, why=why(error))) from error
    finally:
        with suppress(OSError):  # gone already, or never made
            temporary.unlink()
