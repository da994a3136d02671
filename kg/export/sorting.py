"""Sorting more lines than memory holds."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Final

_RUN: Final = 4 * 1024 * 1024
"""Characters that are sorted in memory at a time."""


def sorted_unique(lines: Iterable[str], *, run: int = _RUN) -> Iterator[str]:
    """``lines`` in the order of their code points, each once. They must hold no line feed.

    Beyond ``run`` characters, sorted runs are kept in temporary files and merged.
    """
    with ExitStack() as stack:
        runs: list[IO[str]] = []
        waiting: list[str] = []
        size = 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            if size >= run:
                runs.append(stack.enter_context(_written(sorted(set(waiting)))))
                waiting.clear()
                size = 0
        waiting.sort()
        last = None
        for line in heapq.merge(*map(_read, runs), waiting):
            if line != last:
                yield line
            last = line


def _written(lines: list[str]) -> IO[str]:
    # newline="\n": universal newlines would also end a line at a lone carriage return.
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  (the caller closes it)
    file.writelines(f"{line}\n" for line in lines)
    file.seek(0)
    return file


def _read(file: IO[str]) -> Iterator[str]:
    for line in file:
        yield line[:-1]
