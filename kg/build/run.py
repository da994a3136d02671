"""One build, path by path: which notices are news, which have moved or gone, and what of it is said to people."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, NamedTuple

from kg import store
from kg.build.parcels import Answer, Parcels, parcels
from kg.build.reading_version import ReadingVersion, reading_version
from kg.build.replaced import demands_in
from kg.build.report import NAMED, BuildReport, Failure
from kg.build.unchanged_files import Files, Known, Step, Visit
from kg.concepts import vocabularies_graph, vocabulary_lines
from kg.doubts import NO_MEETING
from kg.messages import message
from kg.model import Notice
from kg.read import ReadFailure, ReadOptions
from kg.read.paths import input_files, printable
from kg.readings import Reader, Unread, read_notice
from kg.settings import Settings
from kg.store import Replacement, Writer, build_state
from kg.store.batches import Batch, Worked
from kg.store.build_state import BuildState, Record
from kg.store.built_with import STDIN, Chosen, choose
from kg.store.loading import Loading

_VOCABULARIES: Final = "vocabularies"

_BATCH: Final = 1000
"""Notices that one plan holds at most, and quads; a build that is killed has read at most these in vain."""
_BATCH_QUADS: Final = 1_000_000
_BATCH_SECONDS: Final = 20.0


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
    forget: bool = False,
    say: Callable[[str], None] = lambda _: None,
    tick: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Bring the store ``folder`` up to date with the notices at ``paths`` (files, folders, ``-``); say what was done.

    ``prune``: notices from under ``paths`` that are there no more leave the store. ``settings``: words, names and base
    other than the shipped; without a base of its own it takes the store's. ``jobs``: processes that work out notices;
    the store is the same with any number. ``options``: how files are read. What ``settings`` and ``options`` leave open
    is as in the last build of the store (``kg.store.built_with``), unless ``forget``; ``say`` is called with a sentence on that
    before anything is read. ``tick`` is called with the source of each notice that was looked at.
    Raises InputError where a path, the store or a file of the user's words cannot be used; what fails inside a path is
    in the report, and tried again next time.
    """
    wanted = Settings() if settings is None else settings
    wanted.require_whole()
    report = BuildReport()
    incoming = folder / store.INCOMING
    with store.writer(folder, base=wanted.base) as writer, build_state.opened(folder / store.STATE) as state:
        inputs = tuple(paths)
        chosen = choose(state, inputs, wanted, options or ReadOptions(), forget=forget)
        report.options = list(chosen.said)
        for sentence in chosen.said:
            say(sentence)
        reading = reader or partial(read_notice, settings=replace(chosen.settings, base=writer.base))
        read_by = reading_version(chosen.settings) if version is None else ReadingVersion(version, "")
        with Loading(writer, state, incoming, jobs) as loading:
            options_at = lru_cache(maxsize=1024)(partial(chosen.reading_at, state))
            files = Files(state.files, str(read_by), options_at)
            run = _Run(writer, state, report, str(read_by), loading, files)
            report.finished = loading.finished
            run.renew_vocabularies()
            chosen.remember_words(state)  # before the first notice: a build that is killed is gone on with in these
            with parcels(reading, jobs, incoming) as worked_out:
                begin = partial(chosen.remember_reading, state)
                run.take_in(inputs, chosen, worked_out, begin=begin, prune=prune, tick=tick)
            state.notes.version = read_by.code, read_by.words
            run.flush()
            loading.finish()
            report.gone, report.gone_sources = state.seen.gone(NAMED)
        report.store_notices, report.store_findings = state.totals()
    return report


_Entry = Notice | Known | ReadFailure


class _Found(NamedTuple):
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


@dataclass(slots=True)
class _Input:
    """An input path that is being taken in, and where in it something could not be read or worked out (keys)."""

    path: str
    failed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """One build while it goes on."""

    writer: Writer
    state: BuildState
    report: BuildReport
    version: str
    loading: Loading
    files: Files
    batch: Batch = field(default_factory=Batch)
    begun: float = field(default_factory=time.monotonic)  # when the first notice came into the batch

    def renew_vocabularies(self) -> None:
        """Put the package's vocabularies into their graph, unless they are there already."""
        base = self.writer.base
        lines = vocabulary_lines(base)
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        if self.state.notes.get(_VOCABULARIES) != digest:
            store.replace(self.writer.store, Replacement(lines, graphs=(vocabularies_graph(base),)))
            self.state.notes.put(_VOCABULARIES, digest)
            self.report.vocabularies_renewed = True

    def take_in(
        self,
        paths: Iterable[str],
        chosen: Chosen,
        worked_out: Parcels,
        *,
        begin: Callable[[str], None],
        prune: bool,
        tick: Callable[[str], None],
    ) -> None:
        """All that ``paths`` hold, one after another; ``begin`` is called with each before its first entry.

        With ``prune``, forget what a path held before and holds no more, at its end. Notices are worked out ahead across
        paths, so that thousands of files named one by one are as quick as the folder they lie in.
        """
        at: _Input | None = None

        def needed(one: _Found) -> Notice | None:
            entry = one.step.entry
            if not isinstance(entry, Notice) or not self._is_news(entry, one.key):
                return None
            return entry if self.state.seen.claim(entry.id) else None

        for one, answer in worked_out.beside(self._found_in(paths, chosen), needed):
            if at is None or one.begins:
                if at is not None:
                    self._end(at, prune=prune)
                at = _Input(one.path)
                self.state.seen.forget_met()
                begin(one.path)
            entry, visit, ends = one.step
            if entry is not None:
                self._take_in_one(at, one.key, entry, visit, answer or partial(self._answer, entry, worked_out))
                tick(entry.source)
            if visit is not None and ends:
                self.files.end(visit)
        if at is not None:
            self._end(at, prune=prune)

    def _found_in(self, paths: Iterable[str], chosen: Chosen) -> Iterator[_Found]:
        """All that ``paths`` hold, each read as was ``chosen`` for it. Raises InputError as ``read_path`` does."""
        for path in paths:
            begins, root = True, _root(path)
            for file in input_files(path, options=chosen.reading(path), below=chosen.reading_below(path)):
                if isinstance(file, ReadFailure):
                    yield _Found(path, root, begins, Step(file))
                    begins = False
                    continue
                at = STDIN if path == STDIN else f"{root}/{file.name}"
                for step in self.files.steps(file, at, partial(self._is_news_in, root)):
                    yield _Found(path, root, begins, step)
                    begins = False
            if begins:
                yield _Found(path, root, begins, Step(None))

    def _is_news_in(self, root: str, known: Known) -> bool:
        return self._is_news(known, f"{root}/{known.source}")

    def _take_in_one(self, at: _Input, key: str, entry: _Entry, visit: Visit | None, answer: Answer) -> None:
        if isinstance(entry, ReadFailure):
            self.report.failures.append(Failure(entry.source, entry.reason))
        elif self._take(entry, key, answer):
            self.state.seen.meet(key)
            if visit is not None:
                self.files.take(visit, entry.source, entry.id, self._digest(entry))
            return
        at.failed.append(key)
        if visit is not None:
            visit.failed = True

    def _answer(self, entry: _Entry, worked_out: Parcels) -> Worked | Unread:
        """For what was no news when it was read ahead: its notice may have been pruned at an earlier path since."""
        notice = entry.read() if isinstance(entry, Known) else entry
        if not isinstance(notice, Notice):
            return Unread(message("has changed while it was looked at: run the same command again"))
        return worked_out.answer(notice)()

    def _end(self, at: _Input, *, prune: bool) -> None:
        """All of one path was taken in; with ``prune``, what it held before and holds no more goes, else it is noted."""
        if at.path == STDIN:
            return
        root = _placed(Path(at.path))
        # What could not be read this time may be whole again next time: it is not gone.
        if not prune:
            self.state.seen.note_gone(root, at.failed)
            return
        for key, notice in self.state.seen.unmet_under(root):
            if not any(_within(key, failure) for failure in at.failed):
                self._flush_if_full()
                self._lose(key, notice)
        self.state.files.forget_unmet(root)

    def flush(self) -> None:
        """Commit what is remembered so far, and have the store follow."""
        batch, self.batch = self.batch, Batch()
        self.begun = time.monotonic()
        self.loading.start(batch)

    def _flush_if_full(self) -> None:
        late = time.monotonic() - self.begun > _BATCH_SECONDS
        if self.batch and (late or len(self.batch) >= _BATCH or self.batch.quads >= _BATCH_QUADS):
            self.flush()

    def _is_news(self, notice: Notice | Known, key: str) -> bool:
        """Whether ``notice``, which stands at ``key``, has to be read, for all that is known by now."""
        if self.state.seen.is_taken(notice.id):
            return False
        known = self.state.last_reading(notice.id)
        if known is None:
            return True
        reading, source, path = known
        return reading != self._digest(notice) or not self._is_true(source, path, notice, key)

    def _is_true(self, source: str, path: str, notice: Notice | Known, key: str) -> bool:
        """Whether the graph's word on where ``notice`` was read (``source``, at ``path``) holds, now that it stands at ``key``.

        It holds for another place, too, as long as the notice stands there still: one of several is as true as another.
        """
        if source == notice.source or path == key or key.startswith(STDIN) or path.startswith(STDIN):
            return True
        return self.files.still_hold(path, notice.id)

    def _digest(self, notice: Notice | Known) -> str:
        """Of all that decides what is in its graph: text, page, and the code and data that read them."""
        if isinstance(notice, Known):
            return notice.reading
        return hashlib.sha256(f"{notice.id}\0{notice.page!r}\0{self.version}".encode()).hexdigest()

    def _take(self, notice: Notice | Known, key: str, answer: Answer) -> bool:
        """Take in one notice, which stands at ``key``. False where it could not be worked out."""
        self.report.read += 1
        if self.state.seen.is_taken(notice.id):
            self.report.duplicates += 1
        elif not self._is_news(notice, key):
            self.report.unchanged += 1
        else:
            worked = answer()
            if isinstance(worked, Unread):
                self.report.failures.append(Failure(notice.source, worked.reason))
                return False
            self.loading.asked_for(worked)
            if not self.batch.uses(worked.shard):  # a shard that is loaded whole is loaded faster
                self._flush_if_full()
            self._put(notice, key, worked)
        self.state.seen.take(notice.id)
        self._settle(key, notice.id)
        return True

    def _put(self, notice: Notice | Known, key: str, worked: Worked) -> None:
        """Put the notice into the batch; what it, or its path alone, held before goes in the same step."""
        before = self.state.places.notice_at(key)
        known = self.state.graph_of(notice.id)
        if known is None and before is None:
            self.report.new += 1
        else:
            self.report.changed += 1
        instead = [known] if known is not None else []
        if before is not None and before != notice.id and self.state.places.paths_of(before) == (key,):
            graph = self.state.graph_of(before)
            if graph is not None:
                instead.append(graph)
                self.state.predecessors.note(demands_in(graph, worked.graph, self.writer.store))
            self.state.forget(before)
        self.report.findings.update(worked.findings)
        self.report.doubts.update(worked.doubts)
        if worked.doubts.get(NO_MEETING):
            self.report.tells_of_no_meeting(notice.source)
        self.state.put(
            Record(
                notice.id,
                self._digest(notice),
                worked.graph,
                worked.own_quads,
                worked.findings,
                notice.source,
                key,
                worked.entities,
            ),
            worked.hashes,
        )
        self.batch.bring(worked, instead)

    def _lose(self, key: str, notice: str) -> None:
        """``key`` is there no more; neither is its notice, unless another path holds it."""
        self.state.places.forget(key)
        graph = self.state.graph_of(notice)
        if graph is not None and not self.state.places.paths_of(notice):
            self.state.forget(notice)
            self.batch.take_away(graph)
            self.report.removed += 1

    def _settle(self, key: str, notice: str) -> None:
        """Remember that ``key`` holds ``notice``; a notice that stood there alone before is no longer anywhere."""
        before = self.state.places.notice_at(key)
        if before == notice:
            return
        if before is not None:
            self._lose(key, before)
        self.state.places.put(key, notice)


def _root(path: str) -> str:
    """The folder, absolute, from which the sources of all that ``path`` holds are told."""
    root = Path(path)
    return _placed(root if root.is_dir() else root.parent).rstrip("/")


def _placed(path: Path) -> str:
    """Where ``path`` lies on this machine, in names that the store's memory can hold."""
    return printable(str(path.resolve()))


def _within(key: str, path: str) -> bool:
    """Whether ``key`` is ``path`` or a member, row or file in it."""
    return key == path or key.startswith((f"{path}!", f"{path}#", f"{path}/"))
