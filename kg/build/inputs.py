"""All that the input paths of a build hold, step by step, with the place where each thing lies. (逐个输入)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.build.news import News
from kg.build.unchanged_files import Known, Step
from kg.model import Notice
from kg.read import ReadFailure
from kg.read.paths import input_files, printable
from kg.store.built_with import Chosen
from kg.store.input_paths import STDIN

Entry = Notice | Known | ReadFailure


class Found(NamedTuple):
    """One step through an input path, which lies in ``root``; ``begins`` where it is the first.

    ``step.entry`` None where a file or the path holds nothing at all.
    """

    path: str
    root: str
    begins: bool
    step: Step

    @property
    def key(self) -> str:
        """Where the entry lies on this machine: absolute, with member or row behind it. For the store's memory only.

        What comes from standard input lies nowhere: each text is a place of its own, so that none replaces another.
        """
        entry = self.step.entry
        if self.path == STDIN or entry is None:
            return f"{STDIN}{entry.id}" if isinstance(entry, Notice) else STDIN
        return f"{self.root}/{entry.source}"


def found_in(paths: Iterable[str], chosen: Chosen, news: News) -> Iterator[Found]:
    """All that ``paths`` hold, each read as was ``chosen`` for it. Raises InputError as ``read_path`` does."""
    for path in paths:
        root = _root(path)
        begins = True
        for step in _steps(path, root, chosen, news):
            yield Found(path, root, begins, step)
            begins = False
        if begins:
            yield Found(path, root, begins, Step(None))


def _steps(path: str, root: str, chosen: Chosen, news: News) -> Iterator[Step]:
    def is_news(known: Known) -> bool:
        return news.is_news(known, f"{root}/{known.source}")

    for file in input_files(path, options=chosen.reading(path), below=chosen.reading_below(path)):
        if isinstance(file, ReadFailure):
            yield Step(file)
        else:
            yield from news.files.steps(file, STDIN if path == STDIN else f"{root}/{file.name}", is_news)


def placed(path: str) -> str:
    """Where ``path`` lies on this machine, in names that the store's memory can hold."""
    return printable(str(Path(path).resolve()))


def _root(path: str) -> str:
    """The folder, absolute, from which the sources of all that ``path`` holds are told."""
    return placed(path if Path(path).is_dir() else str(Path(path).parent)).rstrip("/")


def is_within(key: str, path: str) -> bool:
    """Whether ``key`` is ``path`` or a member, row or file in it."""
    return key == path or key.startswith((f"{path}!", f"{path}#", f"{path}/"))
