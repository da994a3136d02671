"""Shards made on this machine, from anything that ``kg build`` reads, in as many processes as are asked for.

A shard holds the notices of one stretch of the input, each text at its first place. It is worked out with no other in
sight, so that the bytes are the same with any number of processes. Notices go to a process by a file beside the shards,
and which texts there were is kept on disk: a million notices take no more memory than a thousand, however long they are.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import chain, count, islice
from pathlib import Path
from typing import Final, NamedTuple

from kg import shards
from kg.build.processes import interrupts_held, pool_of
from kg.errors import KgError, why
from kg.messages import message
from kg.model import Notice
from kg.read import ReadFailure, ReadOptions, read_path
from kg.settings import Settings
from kg.sharding.made import NOTICES, Failures, Made, manifest_of, with_base
from kg.sharding.records import quads_of_notice
from kg.sharding.seen import Seen
from kg.shards import NoticeQuads, Shard

_AHEAD: Final = 2
"""Shards for each process that are handed to them before the first of these is done."""

Numbered = tuple[int, Notice]
"""Which entry of the input it is, and the notice."""


Reader = Callable[[Notice, Settings], NoticeQuads | ReadFailure]
"""Works out one notice; a function of a module, so that it can be sent to a process."""


class _Task(NamedTuple):
    """What all shards of a run have in common."""

    folder: Path
    settings: Settings
    reader: Reader


class Part(NamedTuple):
    """One shard (None where no notice of it could be worked out), and what could not."""

    shard: Shard | None
    failures: Failures


def shards_of_paths(
    paths: Iterable[str],
    folder: Path,
    *,
    settings: Settings,
    options: ReadOptions,
    size: int = NOTICES,
    jobs: int = 1,
    reader: Reader = quads_of_notice,
    tick: Callable[[str], None] = lambda _: None,
) -> Made:
    """Write the notices at ``paths`` as shards of ``size`` notices into ``folder``. A text that comes twice is one notice.

    ``jobs``: processes that work out and write shards; the bytes are the same with any number. A notice that cannot be
    worked out makes its shard smaller by one. Raises InputError: a path is not there, the folder holds other things, a
    fault in the user's words; KgError: the folder cannot be written.
    """
    wanted = with_base(settings)
    wanted.require_whole()
    failures = Failures()
    written: list[Shard] = []
    with shards.held(folder), Seen() as seen:
        shards.begin(folder)
        notices = _notices(paths, options, seen, failures, tick)
        task = _Task(folder, wanted, reader)
        parts = _here(notices, task, size) if jobs == 1 else _beside(notices, task, size, jobs)
        with closing(parts):  # whatever ends this ends its processes
            for part in parts:
                failures.join(part.failures)
                if part.shard is not None:
                    written.append(part.shard)
        manifest = manifest_of(written, wanted)
        shards.finish(folder, manifest)
    return Made(manifest, failures.first, failures.count)


def _notices(
    paths: Iterable[str], options: ReadOptions, seen: Seen, failures: Failures, tick: Callable[[str], None]
) -> Iterator[Numbered]:
    """Each text at its first place; what cannot be read goes to ``failures``."""
    for place, entry in enumerate(entry for path in paths for entry in read_path(path, options=options)):
        tick(entry.source)
        if isinstance(entry, ReadFailure):
            failures.add(place, entry)
        elif seen.add(entry.id):
            yield place, entry


def _stretches(notices: Iterator[Numbered], size: int) -> Iterator[Iterator[Numbered]]:
    """``notices``, so many at a time. Each stretch is to be gone through before the next is asked for."""
    for first in notices:
        yield chain((first,), islice(notices, size - 1))


def _written(number: int, notices: Iterable[Numbered], task: _Task) -> Part:
    """Work out ``notices`` and write them as shard ``number``; where none of them can be, there is no such file."""
    failures = Failures()

    def quads() -> Iterator[NoticeQuads]:
        for place, notice in notices:
            found = task.reader(notice, task.settings)
            if isinstance(found, ReadFailure):
                failures.add(place, found)
            else:
                yield found

    shard = shards.write_shard(task.folder, number, quads())
    if shard.notices:
        return Part(shard, failures)
    (task.folder / shard.name).unlink(missing_ok=True)
    return Part(None, failures)


# ── in this process, or in others beside it ───────────────────────────────────────────────────────────────────


def _here(notices: Iterator[Numbered], task: _Task, size: int) -> Generator[Part]:
    for number, stretch in enumerate(_stretches(notices, size)):
        yield _written(number, stretch, task)


def _beside(notices: Iterator[Numbered], task: _Task, size: int, jobs: int) -> Generator[Part]:
    """The parts, in order. What is handed to processes and not done is bounded, on disk as well."""
    under_way: deque[Future[Part]] = deque()
    pool = pool_of(jobs)
    try:
        for number, stretch in enumerate(_stretches(notices, size)):
            handed = _handed_over(task.folder / f".part-{number:05}.notices", stretch)
            with interrupts_held():  # the processes inherit it: Ctrl-C is for this one, which then ends them
                under_way.append(pool.submit(_carried_out, number, handed, task))
            if len(under_way) >= jobs * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise KgError(
            message(
                "A process that made shards was ended from outside, perhaps for want of memory; nothing is "
                "finished, the same command with fewer --jobs writes all of it anew."
            )
        ) from error
    finally:
        for left in task.folder.glob(".part-*.notices"):
            left.unlink(missing_ok=True)
        pool.shutdown(wait=True, cancel_futures=True)


def _handed_over(path: Path, notices: Iterable[Numbered]) -> Path:
    """The file ``path`` with ``notices``, for a process to read. Raises KgError where it cannot be written."""
    try:
        with path.open("wb") as file:
            for each in shards.to_be_written(notices, path):
                pickle.dump(each, file)
    except OSError as error:
        raise KgError(
            message(
                "{path} could not be written: {why}; make room, and run the command again.", path=path, why=why(error)
            )
        ) from error
    return path


def _carried_out(number: int, handed: Path, task: _Task) -> Part:
    """One shard, in a process of its own."""
    part = _written(number, _taken_from(handed), task)
    handed.unlink(missing_ok=True)
    return part


def _taken_from(path: Path) -> Iterator[Numbered]:
    """The notices of a file that was handed over. Raises KgError when it is taken away: nobody waits for them."""
    with path.open("rb") as file:
        for _ in count():
            if not path.exists():
                raise KgError(message("The run that this shard was for is over."))
            try:
                each: Numbered = pickle.load(file)
            except EOFError:
                return
            yield each
