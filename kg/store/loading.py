"""Plans carried out one after another, beside the reading of what comes next; and what an interrupted build left of them."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

from kg.errors import InputError
from kg.messages import message
from kg.store import Writer, compact
from kg.store.batches import Batch, Plan, Worked, carry_out, check_shards
from kg.store.build_state import BuildState

_COMPACT_FROM: Final = 1_000_000
_COMPACT_SHARE: Final = 0.2
"""So many quads loaded in one build, and such a part of the whole: then the store is made compact at its end."""


class Loading:
    """The way of batches into one store.

    The state is committed with a plan before the store is touched, and the plan is taken out with the next commit after
    it was carried out: killed at any moment, all that the state says is in the store or in its plan. At most one plan is
    under way; with more than one of ``jobs`` it runs in a thread of its own (Oxigraph lets go of the interpreter).
    """

    def __init__(self, writer: Writer, state: BuildState, incoming: Path, jobs: int = 1) -> None:
        self._writer = writer
        self._state = state
        self._incoming = incoming
        self._threads = min(jobs, os.cpu_count() or 1)
        self._beside = ThreadPoolExecutor(1) if jobs > 1 else None
        self._under_way: tuple[Plan, Future[None]] | None = None
        self._quads = 0
        self.finished = 0  # notices that an interrupted build had left
        self._open: Counter[str] = Counter()  # shard -> notices in it that nobody asked for yet
        self._done: set[str] = set()  # shards of plans that were carried out

    def __enter__(self) -> Loading:
        self.finished = finish_interrupted(self._writer, self._state, self._incoming, threads=self._threads)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._beside is not None:
            self._beside.shutdown(wait=True)
        if kind is not None:
            self._state.roll_back()  # what came to no plan
        if self._under_way is not None and self._under_way[1].exception() is None:
            self._state.notes.pending = None
            self._state.commit()
        _tidy(self._state, self._incoming)

    def asked_for(self, worked: Worked) -> None:
        """A notice of a shard was taken out of its parcel."""
        name = worked.shard.name
        if name not in self._open:
            self._open[name] = worked.shard.notices
        self._open[name] -= 1

    def start(self, batch: Batch) -> None:
        """Commit what the state says of ``batch`` together with its plan, and begin to carry it out."""
        self.wait()
        stale = self._state.lines.settle()
        plan = batch.plan(stale, self._writer) if batch or stale else Plan()
        self._state.notes.pending = plan.as_json() if plan else None
        self._state.commit()
        self._remove_done()
        if not plan:
            return
        self._quads += batch.quads
        work = partial(carry_out, plan, self._writer.store, self._incoming, threads=self._threads)
        if self._beside is not None:
            self._under_way = plan, self._beside.submit(work)
        else:
            work()
            self._finished(plan)

    def wait(self) -> None:
        """Until nothing is under way. Raises KgError where it could not be carried out."""
        if self._under_way is not None:
            plan, future = self._under_way
            future.result()
            self._under_way = None
            self._finished(plan)

    def finish(self) -> None:
        """Wait for the last plan; make a store compact that much was loaded into."""
        self.wait()
        self._state.commit()
        self._remove_done()
        if self._quads >= max(_COMPACT_FROM, self._state.quads() * _COMPACT_SHARE):
            compact(self._writer.store)

    def _finished(self, plan: Plan) -> None:
        self._state.notes.pending = None
        self._done.update(shard.name for shard in plan.shards)

    def _remove_done(self) -> None:
        for name in [name for name in self._done if self._open[name] <= 0]:
            (self._incoming / name).unlink(missing_ok=True)
            self._done.discard(name)
            del self._open[name]


def finish_interrupted(writer: Writer, state: BuildState, incoming: Path, *, threads: int = 1) -> int:
    """Carry out the plan that an interrupted build left, if any, and remove its shards; how many notices it brought.

    Raises InputError where the shards are gone, KgError where the store cannot be written.
    """
    finished = 0
    if state.notes.pending is not None:
        plan = Plan.from_json(state.notes.pending)
        try:
            check_shards(plan, incoming)
        except InputError as error:
            raise InputError(
                message(
                    "What an interrupted build left in {incoming} is no longer whole: {error} Restore a backup "
                    "(kg store restore), or build the notices into another folder.",
                    incoming=incoming,
                    error=error,
                )
            ) from error
        carry_out(plan, writer.store, incoming, threads=threads)
        state.notes.pending = None
        state.commit()
        finished = len(plan.coming)
    _tidy(state, incoming)
    return finished


def _tidy(state: BuildState, incoming: Path) -> None:
    """Remove what no plan needs."""
    if incoming.is_dir() and state.notes.pending is None:
        with suppress(OSError):  # what cannot be removed now is removed next time
            for path in incoming.iterdir():
                path.unlink()
            incoming.rmdir()
