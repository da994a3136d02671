"""What the notices of a build say, worked out ahead of its writing: here, or in processes beside it. (并行抽取)

A process reads one notice without seeing any other, so that the answers are the same however many there are; they come
back in the order of the notices. What is under way is bounded, so that a million notices take no more memory than a
thousand.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from typing import Final, TypeVar

from kg.errors import KgError
from kg.model import Notice
from kg.settings import Settings
from kg.shards import NoticeQuads
from kg.store import lines_of

# Text that nobody foresaw must not end a batch of a hundred thousand notices. The reading rooms are pure functions
# over one text, so these are the ways in which text can upset them; an error of ours (NameError, ImportError) shows.
_UPSET_BY_TEXT: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

_PARCEL: Final = 16
"""Notices that go to a process at once at most, and characters at which a parcel is full: sending costs, waiting too."""
_PARCEL_LENGTH: Final = 64_000
_PARCELS_AHEAD: Final = 6
"""Parcels for each process that are sent before the first answer is used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one notice brings: its quads, and counts."""

    quads: NoticeQuads
    findings: Mapping[str, int]
    doubts: Mapping[str, int]

    @property
    def graph(self) -> str:
        """The IRI of the notice's graph."""
        return self.quads.graph

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the notice's graph."""
        return lines_of(self.quads.own)

    @property
    def entities(self) -> tuple[str, ...]:
        """The lines of the graph of shared things."""
        return lines_of(self.quads.shared)


@dataclass(frozen=True, slots=True)
class Unread:
    """A notice that could not be worked out, with the reason as a sentence."""

    reason: str


Reader = Callable[[Notice], Reading]
Answer = Callable[[], Reading | Unread]
"""Gives the reading of a notice when asked; asking may mean waiting, or doing the work."""
_Entry = TypeVar("_Entry")


def read_notice(notice: Notice, settings: Settings | None = None) -> Reading:
    """``notice`` through the whole line: extraction, identities, quads."""
    from kg.pipeline import extract
    from kg.quads import entity_nquads, notice_nquads

    extraction = extract(notice, settings=settings)
    analysis, resolution = extraction.analysis, extraction.resolution
    doubts = Counter(doubt.kind for doubt in (*analysis.doubts, *resolution.doubts))
    findings = {
        "people": len(analysis.people),
        "documents": len(analysis.documents),
        "agencies": len(analysis.agencies),
        "agenda items": len(analysis.agenda),
        "directives": len(analysis.directives),
        "directives with a deadline": sum(directive.deadline is not None for directive in analysis.directives),
        "doubts": doubts.total(),
    }
    quads = NoticeQuads(resolution.notice, notice_nquads(analysis, resolution), entity_nquads(analysis, resolution))
    return Reading(quads, findings, doubts)


def attempt(reader: Reader, notice: Notice) -> Reading | Unread:
    """The reading of ``notice``, or why there is none."""
    try:
        return reader(notice)
    except KgError as error:
        return Unread(str(error))
    except _UPSET_BY_TEXT as error:
        return Unread(f"the text could not be worked out ({type(error).__name__}: {error}); please report it")


class Readings:
    """Gives each notice its answer when it is asked for: nothing is worked out ahead."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def beside(
        self, entries: Iterable[_Entry], needed: Callable[[_Entry], Notice | None]
    ) -> Iterator[tuple[_Entry, Answer | None]]:
        """Each of ``entries``, in order, with the answer for the notice that ``needed`` finds in it, or None."""
        for entry in entries:
            notice = needed(entry)
            yield entry, None if notice is None else self.answer(notice)

    def answer(self, notice: Notice) -> Answer:
        """The answer for one notice, worked out in this process."""
        return partial(attempt, self._reader, notice)


@dataclass(slots=True)
class _Parcel:
    """Notices that go to a process together; ``sent`` once they did."""

    notices: list[Notice] = field(default_factory=list)
    length: int = 0
    sent: Future[list[Reading | Unread]] | None = None

    def add(self, notice: Notice) -> int:
        """Put ``notice`` in; its number in the parcel."""
        self.notices.append(notice)
        self.length += len(notice.text)
        return len(self.notices) - 1

    @property
    def full(self) -> bool:
        """Whether it should go."""
        return len(self.notices) >= _PARCEL or self.length >= _PARCEL_LENGTH


class ReadingsAhead(Readings):
    """As ``Readings``, but ``jobs`` processes work ahead. They are started when the first notice needs them.

    ``reader`` must be picklable. Raises KgError where a process was killed.
    """

    def __init__(self, reader: Reader, jobs: int) -> None:
        super().__init__(reader)
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def beside(
        self, entries: Iterable[_Entry], needed: Callable[[_Entry], Notice | None]
    ) -> Iterator[tuple[_Entry, Answer | None]]:
        """As ``Readings.beside``; ``entries`` are read ahead as far as it takes to keep the processes busy."""
        waiting: deque[tuple[_Entry, Answer | None, int]] = deque()
        parcel, length = _Parcel(), 0
        parcels = self._jobs * _PARCELS_AHEAD
        for entry in entries:
            notice = needed(entry)
            if notice is None:
                waiting.append((entry, None, 0))
            else:
                waiting.append((entry, partial(self._fetch, parcel, parcel.add(notice)), len(notice.text)))
                length += len(notice.text)
                if parcel.full:
                    self._send(parcel)
                    parcel = _Parcel()
            while len(waiting) > parcels * _PARCEL or length > parcels * _PARCEL_LENGTH:
                first, answer, size = waiting.popleft()
                length -= size
                yield first, answer
        if len(parcel.notices) > 1:
            self._send(parcel)
        for first, answer, _ in waiting:
            yield first, answer

    def close(self) -> None:
        """End the processes; what they have not begun is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _fetch(self, parcel: _Parcel, number: int) -> Reading | Unread:
        if parcel.sent is None:  # it stands among so many that need no reading that it did not fill
            return attempt(self._reader, parcel.notices[number])
        try:
            return parcel.sent.result()[number]
        except BrokenProcessPool as error:
            raise KgError(
                "A process that read notices was ended from outside, perhaps for want of memory; what was finished "
                "stays in the store, and the same command with fewer --jobs goes on from there."
            ) from error

    def _send(self, parcel: _Parcel) -> None:
        with _interrupts_held():  # the processes inherit it: Ctrl-C is for this one, which then ends them
            if self._pool is None:
                # Spawned, not forked: the store's threads must not be copied in the middle of what they do.
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_die_with_parent)
            try:
                parcel.sent = self._pool.submit(_attempt_all, self._reader, tuple(parcel.notices))
            except BrokenProcessPool:
                return  # told when the answers of an earlier parcel are fetched; this one is read here
        parcel.notices.clear()


def _attempt_all(reader: Reader, notices: tuple[Notice, ...]) -> list[Reading | Unread]:
    return [attempt(reader, notice) for notice in notices]


@contextmanager
def readings(reader: Reader, jobs: int) -> Iterator[Readings]:
    """What works out the notices of one build, in ``jobs`` processes; with 1, in this one."""
    if jobs <= 1:
        yield Readings(reader)
        return
    ahead = ReadingsAhead(reader, jobs)
    try:
        yield ahead
    finally:
        ahead.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _die_with_parent() -> None:
    """End this process when the one that started it is gone, by whatever way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
