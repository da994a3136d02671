"""Sorting more lines than memory holds."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

_RUN: Final = 1024 * 1024
"""Characters that are sorted in memory at a time."""
_MOST_RUNS: Final = 32
"""Sorted runs that are merged at a time: each is an open file, of which a process may have some hundreds."""


def sorted_unique(lines: Iterable[str], *, run: int = _RUN, most_runs: int = _MOST_RUNS) -> Iterator[str]:
    """``lines`` in the order of their code points, each once. They must hold no line feed.

    Beyond ``run`` characters, sorted runs are kept in temporary files and merged, ``most_runs`` at a time.
    """
    with _Runs(most_runs) as files:
        waiting: list[str] = []
        size = 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            if size >= run:
                files.add(sorted(set(waiting)))
                waiting.clear()
                size = 0
        waiting.sort()
        yield from _unique(heapq.merge(*files.streams(), waiting))


class _Runs:
    """Sorted files. As soon as there are enough of one size they become one of the next."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._levels: list[list[IO[str]]] = []

    def __enter__(self) -> _Runs:
        return self

    def __exit__(self, *_: object) -> None:
        for level in self._levels:
            for file in level:
                file.close()

    def add(self, lines: Iterable[str], level: int = 0) -> None:
        """Keep ``lines``, which are sorted and differ."""
        if level == len(self._levels):
            self._levels.append([])
        files = self._levels[level]
        files.append(_written(lines))
        if len(files) == self._most:
            self.add(_unique(heapq.merge(*map(_read, files))), level + 1)
            for file in files:
                file.close()
            files.clear()

    def streams(self) -> Iterator[Iterator[str]]:
        """The lines of each file."""
        return (_read(file) for level in self._levels for file in level)


def _unique(lines: Iterable[str]) -> Iterator[str]:
    last = None
    for line in lines:
        if line != last:
            yield line
        last = line


def _written(lines: Iterable[str]) -> IO[str]:
    # newline="\n": universal newlines would also end a line at a lone carriage return.
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  (whoever keeps it closes it)
    file.writelines(f"{line}\n" for line in lines)
    file.seek(0)
    return file


def _read(file: IO[str]) -> Iterator[str]:
    for line in file:
        yield line[:-1]
