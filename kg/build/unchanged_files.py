"""Files whose bytes are as they were in the last build: what they hold is known without their being parsed. (未变文件)

A file counts as unchanged where its bytes (SHA-256), the ending of its name, the options of reading, the version of code
and words, Python, and the libraries that read are those of the last time; where all that was found in it then was taken in;
and where each of its notices is in the store as this file has it. For a zip or a table that is one question for the whole
file. In all other cases it is parsed, and each notice decides for itself.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final, NamedTuple

from kg.model import Notice
from kg.read import ReadFailure, ReadOptions
from kg.read.formats import suffix_of
from kg.read.paths import InputFile
from kg.store.file_memory import Entry, FileMemory

READ_BY: Final = ("lxml", "openpyxl", "pyarrow", "pypdf", "python-docx")
"""The libraries that turn bytes into text."""


class Known(NamedTuple):
    """A notice of an unchanged file: id, source as a notice has it, digest of its reading, and the file itself."""

    id: str
    source: str
    reading: str
    file: InputFile

    def read(self) -> Notice | None:
        """The notice, by parsing the file after all; None where it has changed meanwhile."""
        found = (entry for entry in self.file.read() if isinstance(entry, Notice) and entry.source == self.source)
        return next((entry for entry in found if entry.id == self.id), None)


@dataclass(slots=True)
class Visit:
    """A file that is parsed, while what is found in it is taken in. ``digest`` None: it will not be known again."""

    key: str
    name: str
    digest: str | None = None
    failed: bool = False
    number: int | None = None
    places: int = 0


class Step(NamedTuple):
    """What is met in a file: an entry, and the visit where the file is parsed; ``ends`` with the last of its entries.

    ``entry`` None only in a visit that meets nothing.
    """

    entry: Notice | Known | ReadFailure | None
    visit: Visit | None = None
    ends: bool = False


@dataclass(slots=True)
class Files:
    """The files of one build. ``version``: of the code and words that read notices; ``options_at``: how this build reads the file
    at an absolute path, or would, were it asked to."""

    memory: FileMemory
    version: str
    options_at: Callable[[str], ReadOptions] = lambda _: ReadOptions()
    _how: dict[tuple[str, ReadOptions], str] = field(default_factory=dict)

    def steps(self, file: InputFile, key: str, is_news: Callable[[Known], bool]) -> Iterator[Step]:
        """What ``file``, whose absolute path is ``key``, holds: known notices, or what comes of parsing it, and the end.

        ``is_news``: whether a notice must be read, for all that is known; asked for each before the first is given.
        A file that is met again in one build is parsed: of its first time not everything may be taken in yet.
        """
        first = self.memory.meet(key)
        stamp = file.stamp()
        digest = None if stamp is None else self._digest(file, file.digest())
        if digest is not None and first:
            old = self._known(file, key, digest)
            # As many as a file holds are not kept in memory: they are gone through twice.
            if (some := next(old, None)) is not None and not is_news(some) and not any(map(is_news, old)):
                for known in self._known(file, key, digest):
                    yield Step(known)
                return
        visit = Visit(key, file.name)
        last: Notice | ReadFailure | None = None
        for entry in file.read():
            if last is not None:
                yield Step(last, visit)
            last = entry
        if file.stamp() == stamp:  # not written to between the digest and the last of the parsing
            visit.digest = digest
        yield Step(last, visit, ends=True)

    def still_hold(self, path: str, notice: str) -> bool:
        """Whether ``notice`` stands at ``path`` (absolute, with member or row): found there when the file was last taken in,
        whose bytes are still those and would be read as then. Of a file that was not taken in whole, or is another now, that
        cannot be said."""
        for file, suffix in _parted(path):
            digest = self.memory.digest_where(file, suffix, notice)
            if digest is not None:
                here = InputFile(file, file, self.options_at(file))
                return digest == self._digest(here, _content(here, here.stamp()))
        return False

    def take(self, visit: Visit, source: str, notice: str, reading: str) -> None:
        """A notice that was met in ``visit`` was taken in."""
        if not source.startswith(visit.name):
            visit.failed = True
        if not visit.failed:
            entry = Entry(source[len(visit.name) :], notice, reading)
            self.memory.add(self._number(visit), visit.places, entry)
            visit.places += 1

    def end(self, visit: Visit) -> None:
        """All that was met in ``visit`` was taken in, or has failed: then the file is parsed next time."""
        number = self._number(visit)
        if visit.digest is not None and not visit.failed:
            self.memory.finish(number, visit.digest)

    def _number(self, visit: Visit) -> int:
        if visit.number is None:
            visit.number = self.memory.begin(visit.key)
        return visit.number

    def _known(self, file: InputFile, key: str, digest: str) -> Iterator[Known]:
        for suffix, notice, reading in self.memory.entries(key, digest):
            yield Known(notice, file.name + suffix, reading, file)

    def _digest(self, file: InputFile, content: str | None) -> str | None:
        """Of the bytes (their digest is ``content``) and of all that decides what is made of them; None where they cannot be read."""
        how = suffix_of(file.name), file.options
        if how not in self._how:
            said = json.dumps([how[0], asdict(how[1]), self.version, *_libraries()])
            self._how[how] = hashlib.sha256(said.encode()).hexdigest()
        return None if content is None else content + self._how[how]


def _parted(path: str) -> Iterator[tuple[str, str]]:
    """The ways in which ``path`` may be a file and what stands behind its name: a member (``!``), a row or part (``#``)."""
    yield path, ""
    for at, sign in enumerate(path):
        if sign in "!#":
            yield path[:at], path[at:]


@lru_cache(1024)
def _content(file: InputFile, stamp: tuple[int, int, int] | None) -> str | None:
    """``file.digest()``, once for many notices that stood in it."""
    return None if stamp is None else file.digest()


@cache
def _libraries() -> tuple[str, ...]:
    return (platform.python_version(), *map(_version, READ_BY))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
