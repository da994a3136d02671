"""Lines that are kept outside memory and can be gone through again and again, also several times at once."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import Final

_IN_MEMORY: Final = 2 * 1024 * 1024
"""Bytes up to which no file is made."""
_PIECE: Final = 1 << 18

encoded = json.JSONEncoder(ensure_ascii=False).encode
"""A value as one line. ``json.dumps`` would make a new encoder for each."""


class Spool:
    """A list of lines that takes no memory. They must hold no line feed; once they are read none can be added."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (lives as long as the object)
        weakref.finalize(self, self._file.close)
        for line in lines:
            self.add(line)

    def add(self, line: str) -> None:
        """Put ``line`` at the end."""
        self._file.write(line.encode("utf-8") + b"\n")

    def __iter__(self) -> Iterator[str]:
        """The lines, from the first. Each iteration remembers its own place in the file."""
        place, rest = 0, b""
        while True:
            self._file.seek(place)
            piece = self._file.read(_PIECE)
            if not piece:
                return
            place += len(piece)
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                yield line.decode("utf-8")
