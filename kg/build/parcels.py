"""Notices worked out many at a time, ahead of their writing: here, or in processes beside it. (并行抽取)

A process reads one notice without seeing any other, so that the answers are the same however many there are; they come
back in the order of the notices. The quads of a parcel are written where they are made, as a shard (``kg.shards``); what
comes back says only where in it a notice stands. What is under way is bounded, so that a million notices take no more
memory than a thousand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

from kg.build.processes import interrupts_held, pool_of
from kg.errors import KgError
from kg.messages import message
from kg.model import Notice
from kg.readings import Reader, Reading, Unread, attempt
from kg.shards import Shard, write_shard
from kg.store.batches import Worked
from kg.store.entity_lines import line_hashes, packed_lines

_PARCEL: Final = 100
"""Notices that go to a process at once at most, and characters at which a parcel is full.

A parcel is one call of Oxigraph's bulk loader, which writes a dozen files each time: 100 notices are about 100 000 quads,
which took 0.7 s and 100 MB; a third of that costs a tenth more for each quad, five times as much 300 MB (2.2 million quads).
"""
_PARCEL_LENGTH: Final = 150_000
_AHEAD: Final = 6
"""Parcels for each process that are sent before the first answer is used: while the store is written they work on."""
_TOO_FEW: Final = 4
"""Notices for which no process is started."""


Answer = Callable[[], Worked | Unread]
"""Gives what came of a notice when asked; asking may mean waiting, or doing the work. Raises KgError: no room, say."""
_Entry = TypeVar("_Entry")


def work_out(reader: Reader, notices: tuple[Notice, ...], folder: Path, number: int) -> list[Worked | Unread]:
    """Work out ``notices`` and write their quads as shard ``number`` of ``folder``; what came of each, in order."""
    readings = [attempt(reader, notice) for notice in notices]
    folder.mkdir(exist_ok=True)
    quads = [reading.quads for reading in readings if isinstance(reading, Reading)]
    shard = write_shard(folder, number, quads, packed=False) if quads else Shard("", 0, 0, 0, "")
    answers: list[Worked | Unread] = []
    start = 0
    for reading in readings:
        if isinstance(reading, Unread):
            answers.append(reading)
        else:
            answers.append(_worked(reading, shard, start))
            start += reading.quads.size
    return answers


def _worked(reading: Reading, shard: Shard, start: int) -> Worked:
    quads = reading.quads
    return Worked(
        graph=quads.graph,
        shard=shard,
        start=start,
        own=len(quads.own),
        shared=len(quads.shared),
        own_quads=quads.own.count(b"\n"),
        shared_quads=quads.shared.count(b"\n"),
        entities=packed_lines(quads.shared),
        hashes=line_hashes(quads.shared),
        findings=reading.findings,
        doubts=reading.doubts,
    )


@dataclass(slots=True)
class _Parcel:
    """Notices that are worked out together; ``sent`` once a process has them, ``answers`` once they are there."""

    number: int
    notices: list[Notice] = field(default_factory=list)
    length: int = 0
    sent: Future[list[Worked | Unread]] | None = None
    answers: list[Worked | Unread] | None = None

    def add(self, notice: Notice) -> int:
        """Put ``notice`` in; its number in the parcel."""
        self.notices.append(notice)
        self.length += len(notice.text)
        return len(self.notices) - 1

    @property
    def full(self) -> bool:
        """Whether it should go."""
        return len(self.notices) >= _PARCEL or self.length >= _PARCEL_LENGTH


class Parcels:
    """Works out notices in ``jobs`` processes; with one, here. They are started when the first notices need them.

    Shards are written to ``folder``, numbered from ``first``. ``reader`` must be picklable where there are processes.
    """

    def __init__(self, reader: Reader, jobs: int, folder: Path, *, first: int = 0) -> None:
        self._reader = reader
        self._jobs = jobs
        self._folder = folder
        self._numbers = count(first)
        self._pool: ProcessPoolExecutor | None = None

    def beside(
        self, entries: Iterable[_Entry], needed: Callable[[_Entry], Notice | None]
    ) -> Iterator[tuple[_Entry, Answer | None]]:
        """Each of ``entries``, in order, with the answer for the notice that ``needed`` finds in it, or None.

        ``entries`` are read ahead: a parcel, or as many as keep the processes busy.
        """
        waiting: deque[tuple[_Entry, Answer | None, _Parcel | None, int]] = deque()
        filling, length = _Parcel(next(self._numbers)), 0
        parcels = 1 if self._jobs == 1 else self._jobs * _AHEAD
        for entry in entries:
            notice = needed(entry)
            if notice is None:
                waiting.append((entry, None, None, 0))
            else:
                answer = partial(self._fetch, filling, filling.add(notice))
                waiting.append((entry, answer, filling, len(notice.text)))
                length += len(notice.text)
                if filling.full:
                    filling = self._sent(filling)
            while len(waiting) > parcels * _PARCEL or length > parcels * _PARCEL_LENGTH:
                first, its_answer, parcel, size = waiting.popleft()
                if parcel is filling:  # among so many that need no reading that it did not fill
                    filling = self._sent(filling)
                length -= size
                yield first, its_answer
        self._sent(filling)
        for first, its_answer, _, _ in waiting:
            yield first, its_answer

    def answer(self, notice: Notice) -> Answer:
        """The answer for one notice, worked out in this process."""
        parcel = _Parcel(next(self._numbers))
        return partial(self._fetch, parcel, parcel.add(notice))

    def close(self) -> None:
        """End the processes; what they have not begun is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _fetch(self, parcel: _Parcel, number: int) -> Worked | Unread:
        if parcel.answers is None:
            if parcel.sent is None:
                parcel.answers = work_out(self._reader, tuple(parcel.notices), self._folder, parcel.number)
            else:
                try:
                    parcel.answers = parcel.sent.result()
                except BrokenProcessPool as error:
                    raise KgError(
                        message(
                            "A process that read notices was ended from outside, perhaps for want of memory; "
                            "what was finished stays in the store, and the same command with fewer --jobs goes "
                            "on from there."
                        )
                    ) from error
            parcel.sent = None
            parcel.notices.clear()
        return parcel.answers[number]

    def _sent(self, parcel: _Parcel) -> _Parcel:
        """Have ``parcel`` worked out, by a process or when the first of its answers is fetched; the next, empty."""
        few = self._pool is None and len(parcel.notices) <= _TOO_FEW
        if self._jobs > 1 and parcel.notices and not few:
            with interrupts_held():  # the processes inherit it: Ctrl-C is for this one, which then ends them
                self._send(parcel)
        return _Parcel(next(self._numbers))

    def _send(self, parcel: _Parcel) -> None:
        if self._pool is None:
            self._pool = pool_of(self._jobs)
        with suppress(
            BrokenProcessPool
        ):  # told when the answers of an earlier parcel are fetched; this one is read here
            parcel.sent = self._pool.submit(work_out, self._reader, tuple(parcel.notices), self._folder, parcel.number)
            parcel.notices.clear()


@contextmanager
def parcels(reader: Reader, jobs: int, folder: Path, *, first: int = 0) -> Iterator[Parcels]:
    """What works out the notices of one build; see ``Parcels``."""
    working = Parcels(reader, jobs, folder, first=first)
    try:
        yield working
    finally:
        working.close()
