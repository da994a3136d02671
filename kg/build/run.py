"""One build, path by path: what is there is taken in, and what is there no more is counted or taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from kg import store
from kg.build.filling import Filling
from kg.build.inputs import Entry, Found, found_in, is_within, placed
from kg.build.news import News
from kg.build.parcels import Answer, Parcels, parcels
from kg.build.pictures import pictures_below
from kg.build.reading_version import ReadingVersion, reading_version
from kg.build.report import NAMED, WITHOUT, BuildReport, Failure
from kg.build.taking_in import TakingIn
from kg.build.unchanged_files import Files, Visit
from kg.concepts import vocabularies_graph, vocabulary_lines
from kg.messages import message
from kg.model import Notice
from kg.read import ReadFailure, ReadOptions
from kg.readings import Reader, Unread, read_notice
from kg.settings import Settings
from kg.store import Replacement, Writer, build_state
from kg.store.batches import Worked
from kg.store.build_state import BuildState
from kg.store.built_with import Chosen, choose
from kg.store.input_paths import STDIN
from kg.store.loading import Loading

_VOCABULARIES: Final = "vocabularies"


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
        _tell(chosen, inputs, report, say)
        reading = reader or partial(read_notice, settings=replace(chosen.settings, base=writer.base))
        read_by = reading_version(chosen.settings) if version is None else ReadingVersion(version, "")
        with Loading(writer, state, incoming, jobs) as loading:
            report.finished = loading.finished
            report.vocabularies_renewed = _renew_vocabularies(writer, state)
            chosen.remember_words(state)  # before the first notice: a build that is killed is gone on with in these
            state.commit()
            filling = Filling(loading)
            taking_in = TakingIn(state, writer, report, _news(state, chosen, str(read_by)), filling)
            with parcels(reading, jobs, incoming) as worked_out:
                _Run(taking_in, chosen, worked_out, prune, tick).take_in(inputs)
            state.notes.version = read_by.code, read_by.words
            filling.hand_on()
            loading.finish()
            report.gone, report.gone_sources = state.seen.gone(NAMED)
        report.store_notices, report.store_findings = state.totals()
        report.store_without = state.without(WITHOUT)
    return report


def _tell(chosen: Chosen, inputs: Iterable[str], report: BuildReport, say: Callable[[str], None]) -> None:
    """Say, before anything is read, how it will be; what can be told beforehand goes into the report."""
    report.options = list(chosen.said)
    report.pictures = tuple(pictures_below(inputs))
    for sentence in chosen.said:
        say(sentence)


def _renew_vocabularies(writer: Writer, state: BuildState) -> bool:
    """Put the package's vocabularies into their graph; False where they are there already."""
    lines = vocabulary_lines(writer.base)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    if state.notes.get(_VOCABULARIES) == digest:
        return False
    store.replace(writer.store, Replacement(lines, graphs=(vocabularies_graph(writer.base),)))
    state.notes.put(_VOCABULARIES, digest)
    return True


def _news(state: BuildState, chosen: Chosen, version: str) -> News:
    options_at = lru_cache(maxsize=1024)(partial(chosen.reading_at, state))
    return News(state, Files(state.files, version, options_at), version)


@dataclass(slots=True)
class _Input:
    """An input path that is being taken in, and where in it something could not be read or worked out (keys)."""

    path: str
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """The way through the input paths of one build. ``prune`` and ``tick`` as in ``build``."""

    taking_in: TakingIn
    chosen: Chosen
    worked_out: Parcels
    prune: bool
    tick: Callable[[str], None]

    def take_in(self, paths: Iterable[str]) -> None:
        """All that ``paths`` hold, one after another; how a path is read is remembered before its first entry.

        Notices are worked out ahead across paths, so that thousands of files named one by one are as quick as the folder
        they lie in.
        """
        at: _Input | None = None
        news = self.taking_in.news
        for one, answer in self.worked_out.beside(found_in(paths, self.chosen, news), self._needed):
            if at is None or one.begins:
                if at is not None:
                    self._end(at)
                at = self._begin(one.path)
            entry, visit, ends = one.step
            if entry is not None:
                self._take_in_one(at, one.key, entry, visit, answer or partial(self._answer, entry))
                self.tick(entry.source)
            if visit is not None and ends:
                news.files.end(visit)
        if at is not None:
            self._end(at)

    def _needed(self, one: Found) -> Notice | None:
        """The notice of ``one`` where it has to be worked out."""
        entry = one.step.entry
        if not isinstance(entry, Notice) or not self.taking_in.news.is_news(entry, one.key):
            return None
        return entry if self.taking_in.state.seen.claim(entry.id) else None

    def _begin(self, path: str) -> _Input:
        state = self.taking_in.state
        state.seen.forget_met()
        self.chosen.remember_reading(state, path)
        return _Input(path)

    def _take_in_one(self, at: _Input, key: str, entry: Entry, visit: Visit | None, answer: Answer) -> None:
        into = self.taking_in
        if isinstance(entry, ReadFailure):
            into.report.failures.append(Failure(entry.source, entry.reason))
        elif into.take(entry, key, answer):
            into.state.seen.meet(key)
            if visit is not None:
                into.news.files.take(visit, entry.source, entry.id, into.news.digest(entry))
            return
        at.failed.append(key)
        if visit is not None:
            visit.failed = True

    def _answer(self, entry: Entry) -> Worked | Unread:
        """For what was no news when it was read ahead: its notice may have been pruned at an earlier path since."""
        notice = entry if isinstance(entry, Notice | ReadFailure) else entry.read()
        if not isinstance(notice, Notice):
            return Unread(message("has changed while it was looked at: run the same command again"))
        return self.worked_out.answer(notice)()

    def _end(self, at: _Input) -> None:
        """All of one path was taken in; with ``prune``, what it held before and holds no more goes, else it is noted."""
        if at.path == STDIN:
            return
        root, state = placed(at.path), self.taking_in.state
        # What could not be read this time may be whole again next time: it is not gone.
        if not self.prune:
            state.seen.note_gone(root, at.failed)
            return
        for key, notice in state.seen.unmet_under(root):
            if not any(is_within(key, failure) for failure in at.failed):
                self.taking_in.filling.make_room()
                self.taking_in.lose(key, notice)
        state.files.forget_unmet(root)
