"""From files to a store, again and again: what changed is read anew, and each notice is there whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import build_state, store
from kg.build_state import BuildState, Record
from kg.concepts import vocabularies_graph, vocabulary_lines
from kg.model import Notice
from kg.reading_version import reading_version
from kg.readings import Answer, Reader, Reading, Readings, Unread, read_notice, readings
from kg.report import BuildReport, Failure
from kg.settings import Settings
from kg.store import Replacement, Writer

if TYPE_CHECKING:
    from kg.read import ReadFailure, ReadOptions

STDIN: Final = "-"
_VOCABULARIES: Final = "vocabularies"

_BULK_FROM: Final = 100
"""New notices from which Oxigraph's bulk loader pays; below it each is a transaction."""
_BATCH: Final = 500
"""New notices that are held back at most; a build that is killed reads at most these again."""
_BATCH_LINES: Final = 100_000
"""Lines that are held back at most: a notice may have fifty, or thousands."""


def build(
    paths: Iterable[str],
    folder: Path,
    *,
    prune: bool = False,
    settings: Settings | None = None,
    jobs: int = 1,
    reader: Reader | None = None,
    version: str | None = None,
    options: ReadOptions | None = None,
    tick: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Bring the store ``folder`` up to date with the notices at ``paths`` (files, folders, ``-``); say what was done.

    ``prune``: notices from under ``paths`` that are there no more leave the store. ``settings``: words, names and base
    other than the shipped; without a base of its own it takes the store's. ``jobs``: processes that work out notices;
    the store is the same with any number. ``options``: how files are read. ``tick`` is called with the source of each notice that was looked at.
    Raises InputError where a path, the store or a file of the user's words cannot be used; what fails inside a path is
    in the report, and tried again next time.
    """
    wanted = Settings() if settings is None else settings
    wanted.require_whole()
    report = BuildReport()
    with store.writer(folder, base=wanted.base) as writer, build_state.opened(folder / store.STATE) as state:
        reading = reader or partial(read_notice, settings=replace(wanted, base=writer.base))
        version = str(reading_version(wanted)) if version is None else version
        run = _Run(writer, state, report, version)
        run.renew_vocabularies()
        with readings(reading, jobs) as worked_out:
            for path in paths:
                run.take_in(path, worked_out, prune=prune, options=options, tick=tick)
        run.flush()
        report.store_notices, report.store_findings = state.totals()
    return report


@dataclass(slots=True)
class _Run:
    """One build while it goes on.

    The store is always written before the state that says so is committed; ``flush`` is where the two meet.
    """

    writer: Writer
    state: BuildState
    report: BuildReport
    version: str
    waiting: list[Reading] = field(default_factory=list)  # new notices, to be loaded together
    waiting_lines: int = 0
    unflushed: int = 0  # transactions since the last flush
    taken: set[str] = field(default_factory=set)  # ids of the notices that this build has seen

    def renew_vocabularies(self) -> None:
        """Put the package's vocabularies into their graph, unless they are there already."""
        base = self.writer.base
        lines = vocabulary_lines(base)
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        if self.state.note(_VOCABULARIES) != digest:
            store.replace(self.writer.store, Replacement(lines, graphs=(vocabularies_graph(base),)))
            self.state.set_note(_VOCABULARIES, digest)
            self.unflushed += 1
            self.report.vocabularies_renewed = True

    def take_in(
        self,
        path: str,
        worked_out: Readings,
        *,
        prune: bool,
        options: ReadOptions | None = None,
        tick: Callable[[str], None],
    ) -> None:
        """Everything that ``path`` holds; with ``prune``, forget what it held before and holds no more."""
        from kg.read import ReadFailure, ReadOptions, read_path

        seen: set[str] = set()
        failed: list[str] = []

        def needed(entry: Notice | ReadFailure) -> Notice | None:
            return entry if isinstance(entry, Notice) and self._is_news(entry, _key(path, entry)) else None

        for entry, answer in worked_out.beside(read_path(path, options=options or ReadOptions()), needed):
            key = _key(path, entry)
            if isinstance(entry, ReadFailure):
                self.report.failures.append(Failure(entry.source, entry.reason))
                failed.append(key)
            elif self._take(entry, key, answer or worked_out.answer(entry)):
                seen.add(key)
            else:
                failed.append(key)
            tick(entry.source)
        if prune and path != STDIN:
            for key, notice in list(self.state.paths_under(str(Path(path).resolve()))):
                # What could not be read this time may be whole again next time: it is not gone.
                if key not in seen and not any(_within(key, failure) for failure in failed):
                    self._lose(key, notice)

    def flush(self) -> None:
        """Load what waits, make sure it is on disk, then remember that it is done."""
        if len(self.waiting) >= _BULK_FROM:
            store.bulk_load(
                self.writer.store, (line for reading in self.waiting for line in (*reading.lines, *reading.entities))
            )
            self.unflushed += 1
        else:
            for reading in self.waiting:
                self._replace(Replacement((*reading.lines, *reading.entities)))
        self.waiting.clear()
        self.waiting_lines = 0
        if self.unflushed:
            self.writer.store.flush()
            self.unflushed = 0
        self.state.commit()

    def _is_news(self, notice: Notice, key: str) -> bool:
        """Whether ``notice``, which stands at ``key``, has to be read, for all that is known by now."""
        if notice.id in self.taken:
            return False
        known = self.state.last_reading(notice.id)
        if known is None:
            return True
        reading, source, path = known
        return reading != _digest(notice, self.version) or not _still_there(source, path, notice, key)

    def _take(self, notice: Notice, key: str, answer: Answer) -> bool:
        """Take in one notice, which stands at ``key``. False where it could not be worked out."""
        self.report.read += 1
        if notice.id in self.taken:
            self.report.duplicates += 1
            self._settle(key, notice.id)
            return True
        if not self._is_news(notice, key):
            self.report.unchanged += 1
        else:
            reading = self._read(notice, answer)
            if reading is None:
                return False
            wanted, known = _digest(notice, self.version), self.state.record(notice.id)
            if known is None and self.state.notice_at(key) is None:
                self.report.new += 1
            else:
                self.report.changed += 1
            self._put(
                Record(notice.id, wanted, reading.graph, reading.findings, reading.entities, notice.source, key),
                reading,
            )
        self.taken.add(notice.id)
        self._settle(key, notice.id)
        return True

    def _read(self, notice: Notice, answer: Answer) -> Reading | None:
        reading = answer()
        if isinstance(reading, Unread):
            self.report.failures.append(Failure(notice.source, reading.reason))
            return None
        self.report.findings.update(reading.findings)
        self.report.doubts.update(reading.doubts)
        return reading

    def _put(self, record: Record, reading: Reading) -> None:
        """Write ``reading``; what its notice, or its path alone, held before goes in the same transaction."""
        before = self.state.notice_at(record.path)
        gone = None
        if before is not None and before != record.id and self.state.paths_of(before) == (record.path,):
            gone = self.state.record(before)
        known = self.state.record(record.id)
        if known is None and gone is None:
            if len(self.waiting) >= _BATCH or self.waiting_lines >= _BATCH_LINES:
                self.flush()
            self.state.put(record)
            self.waiting.append(reading)
            self.waiting_lines += len(reading.lines) + len(reading.entities)
            return
        self.flush()  # lines that go may be among those that wait
        graphs = tuple(old.graph for old in (known, gone) if old is not None)
        stale = (*(self.state.forget(gone.id) if gone is not None else ()), *self.state.put(record))
        coming = frozenset(reading.entities)
        self._replace(
            Replacement(
                (*reading.lines, *reading.entities), graphs, tuple(line for line in stale if line not in coming)
            )
        )

    def _lose(self, key: str, notice: str) -> None:
        """``key`` is there no more; neither is its notice, unless another path holds it."""
        self.flush()
        self.state.forget_path(key)
        record = self.state.record(notice)
        if record is not None and not self.state.paths_of(notice):
            self._replace(Replacement(graphs=(record.graph,), stale=self.state.forget(notice)))
            self.report.removed += 1

    def _settle(self, key: str, notice: str) -> None:
        """Remember that ``key`` holds ``notice``; a notice that stood there alone before is no longer anywhere."""
        before = self.state.notice_at(key)
        if before == notice:
            return
        if before is not None:
            self._lose(key, before)
        self.state.set_path(key, notice)

    def _replace(self, replacement: Replacement) -> None:
        store.replace(self.writer.store, replacement)
        self.unflushed += 1


def _key(path: str, entry: Notice | ReadFailure) -> str:
    """Where a notice lies on this machine: absolute, with member or row behind it. For the store's memory only.

    What comes from standard input lies nowhere: each text is a place of its own, so that none replaces another.
    """
    if path == STDIN:
        return f"{STDIN}{entry.id}" if isinstance(entry, Notice) else STDIN
    root = Path(path)
    return str((root if root.is_dir() else root.parent).resolve() / entry.source)


def _within(key: str, path: str) -> bool:
    """Whether ``key`` is ``path`` or a member, row or file in it."""
    return key == path or key.startswith((f"{path}!", f"{path}#", f"{path}/"))


def _digest(notice: Notice, version: str) -> str:
    return hashlib.sha256(f"{notice.id}\0{notice.page!r}\0{version}".encode()).hexdigest()


def _still_there(source: str, path: str, notice: Notice, key: str) -> bool:
    """Whether the graph's word on where the notice was read still holds: it may have been moved."""
    if source == notice.source or key.startswith(STDIN) or path.startswith(STDIN):
        return True
    container = path.partition("!")[0]
    return Path(container).exists() or Path(container.rpartition("#")[0]).is_file()
