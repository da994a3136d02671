"""From files to a store, again and again: what changed is read anew, and each notice is there whole or not at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import build_state, store
from kg.build_state import BuildState, Record
from kg.concepts import VOCABULARIES_GRAPH, ontology_folder, vocabulary_lines
from kg.errors import KgError
from kg.model import Notice
from kg.report import BuildReport, Failure
from kg.store import Replacement, Writer, lines_of
from kg.version import VERSION

if TYPE_CHECKING:
    from kg.read import ReadFailure

STDIN: Final = "-"
_VOCABULARIES: Final = "vocabularies"

# Text that nobody foresaw must not end a batch of a hundred thousand notices. The reading rooms are pure functions
# over one text, so these are the ways in which text can upset them; an error of ours (NameError, ImportError) shows.
_UPSET_BY_TEXT: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

# Rooms whose code has no part in what the graph says of a notice: changing them is no reason to read it again.
_OUTSIDE: Final = frozenset(
    {
        "__main__.py", "baseline.py", "build.py", "build_state.py", "cli", "concepts.py", "describe.py",
        "directives_view.py", "evaluate.py", "export", "gold.py", "group_members.tsv", "groups.py", "lookup.py",
        "queries", "query.py", "report.py", "results.py", "sparql_text.py", "store.py", "sweep.py", "tables.py",
        "validate.py", "worker.py", "xml_text.py",
    }
)  # fmt: skip
_BULK_FROM: Final = 100
"""New notices from which Oxigraph's bulk loader pays; below it each is a transaction."""
_BATCH: Final = 500
"""New notices that are held back at most; a build that is killed reads at most these again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one notice brings: its graph's IRI, the lines of that graph and of the entity graph, and counts."""

    graph: str
    lines: tuple[str, ...]
    entities: tuple[str, ...]
    findings: Mapping[str, int]
    doubts: Mapping[str, int]


Reader = Callable[[Notice], Reading]


def read_notice(notice: Notice) -> Reading:
    """``notice`` through the whole line: extraction, identities, quads."""
    from kg.pipeline import entity_quads, extract, to_quads

    extraction = extract(notice)
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
    lines = lines_of(to_quads(extraction))
    return Reading(resolution.notice, lines, lines_of(entity_quads(extraction)), findings, doubts)


@cache
def reading_version() -> str:
    """A digest of all code and data that decide what is read out of a text; another one means reading it again."""
    digest = hashlib.sha256(VERSION.encode())
    package = Path(__file__).parent
    data = [path for path in package.rglob("*") if path.suffix in (".py", ".tsv", ".txt")]
    for path in sorted(path for path in data if path.relative_to(package).parts[0] not in _OUTSIDE):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for path in sorted(ontology_folder().rglob("*.ttl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def build(
    paths: Iterable[str],
    folder: Path,
    *,
    prune: bool = False,
    reader: Reader = read_notice,
    version: str | None = None,
    tick: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Bring the store ``folder`` up to date with the notices at ``paths`` (files, folders, ``-``); say what was done.

    ``prune``: notices from under ``paths`` that are there no more leave the store. ``tick`` is called with the source
    of each notice that was looked at. Raises InputError where a path or the store cannot be used; what fails inside a
    path is in the report, and tried again next time.
    """
    report = BuildReport()
    with store.writer(folder) as writer, build_state.opened(folder / store.STATE) as state:
        run = _Run(writer, state, report, reader, reading_version() if version is None else version)
        run.renew_vocabularies()
        for path in paths:
            run.take_in(path, prune=prune, tick=tick)
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
    reader: Reader
    version: str
    waiting: list[Reading] = field(default_factory=list)  # new notices, to be loaded together
    unflushed: int = 0  # transactions since the last flush
    taken: set[str] = field(default_factory=set)  # ids of the notices that this build has seen

    def renew_vocabularies(self) -> None:
        """Put the package's vocabularies into their graph, unless they are there already."""
        lines = vocabulary_lines()
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        if self.state.note(_VOCABULARIES) != digest:
            store.replace(self.writer.store, Replacement(lines, graphs=(VOCABULARIES_GRAPH,)))
            self.state.set_note(_VOCABULARIES, digest)
            self.unflushed += 1
            self.report.vocabularies_renewed = True

    def take_in(self, path: str, *, prune: bool, tick: Callable[[str], None]) -> None:
        """Everything that ``path`` holds; with ``prune``, forget what it held before and holds no more."""
        from kg.read import ReadFailure, read_path

        seen: set[str] = set()
        failed: list[str] = []
        for entry in read_path(path):
            key = _key(path, entry)
            if isinstance(entry, ReadFailure):
                self.report.failures.append(Failure(entry.source, entry.reason))
                failed.append(key)
            elif self._take(entry, key):
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
        if self.unflushed:
            self.writer.store.flush()
            self.unflushed = 0
        self.state.commit()

    def _take(self, notice: Notice, key: str) -> bool:
        """Take in one notice, which stands at ``key``. False where it could not be worked out."""
        self.report.read += 1
        if notice.id in self.taken:
            self.report.duplicates += 1
            self._settle(key, notice.id)
            return True
        wanted = _digest(notice, self.version)
        known = self.state.record(notice.id)
        if known is not None and known.reading == wanted and _still_there(known, notice, key):
            self.report.unchanged += 1
        else:
            reading = self._read(notice)
            if reading is None:
                return False
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

    def _read(self, notice: Notice) -> Reading | None:
        try:
            reading = self.reader(notice)
        except KgError as error:
            self.report.failures.append(Failure(notice.source, str(error)))
            return None
        except _UPSET_BY_TEXT as error:
            reason = f"the text could not be worked out ({type(error).__name__}: {error}); please report it"
            self.report.failures.append(Failure(notice.source, reason))
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
            if len(self.waiting) >= _BATCH:
                self.flush()
            self.state.put(record)
            self.waiting.append(reading)
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


def _still_there(known: Record, notice: Notice, key: str) -> bool:
    """Whether the graph's word on where the notice was read still holds: it may have been moved."""
    if known.source == notice.source or key.startswith(STDIN) or known.path.startswith(STDIN):
        return True
    container = known.path.partition("!")[0]
    return Path(container).exists() or Path(container.rpartition("#")[0]).is_file()
