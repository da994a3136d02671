"""The shipped queries over a large store: ours, rdflib over the same store (oxrdflib), rdflib in memory; in one run.

``python -m benchmarks.bench_queries [--megabytes 9] [--runs 5] [--patience 60] [--no-rdflib] [--endpoint URL] [--keep FOLDER]``

Nine megabytes of made notices (``benchmarks.make_notices``) are about two million quads. The store is built by ``kg build``, the index by
``kg search``; each contestant then works in a process of its own, with the same questions. Milliseconds of wall time and of CPU time,
best of the runs; rdflib has one run of each, and ``--patience`` seconds for it. ``--endpoint``: a SPARQL server that
holds the same quads (such as Virtuoso, filled by ``kg load``). Exit code 1 where a look-up takes more than ``--bar`` ms of
CPU time, or is not ``--factor`` times as fast as rdflib in memory.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import platform
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.make_notices import write
from kg import query, store
from kg.build import build
from kg.index import keeping
from kg.index.answers import from_index
from kg.index.asking import Wanted as Sought
from kg.index.asking import search, terms_of
from kg.query import Question, free_question, question_of, shipped_query, term_of
from kg.query.directives import Wanted, directive_rows
from kg.vocab import KG, PREFIXES

Rows = Iterable[Sequence[object]]
LOOKUPS = ("an agency's directives", "a document's meetings", "one notice")
"""Those that the bars are set for."""
PLAIN = (
    "SELECT ?agency ?directive ?quote { GRAPH ?notice { ?allocation kg:party ?agency . ?directive kg:allocation ?allocation ; "
    "prov:wasQuotedFrom ?passage . ?passage nif:anchorOf ?quote } }"
)
"""The heart of ``agency-directives``, in a form that suits every engine: the shipped one is written for Oxigraph."""
WORDS = "老旧小区改造"


@dataclass(frozen=True)
class Asked:
    """One question: what it is called in the table, the shipped query or SPARQL, and the values of its parameters."""

    what: str
    name: str
    values: dict[str, str] = field(default_factory=dict)

    def question(self) -> Question:
        """As ``kg query`` asks it."""
        if " " in self.name:
            return free_question(self.name, self.values)
        return question_of(shipped_query(self.name), self.values)


@dataclass(frozen=True)
class Timing:
    """Best of the runs, in milliseconds; the number of rows, and a digest of them whatever their order."""

    wall: float | None
    cpu: float | None
    rows: int | None = None
    digest: str = ""


# ── what is asked ─────────────────────────────────────────────────────────────────────────────────────────────


def questions(folder: Path) -> list[Asked]:
    """The questions: about the busiest agency, a usual and the busiest document, and the notice in the middle."""
    with store.opened_for_reading(folder) as opened:

        def by_use(predicate: str, class_: str) -> list[str]:
            """What stands under ``predicate`` more than once, the most often first."""
            text = (
                f"SELECT ?o (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s <{predicate}> ?o }} GRAPH ?e {{ ?o a <{class_}> }} }} "
                "GROUP BY ?o HAVING(COUNT(*) > 1) ORDER BY DESC(?n) ?o"
            )
            return [row["o"].value for row in opened.query(text)]

        agency, documents = by_use(KG.party, KG.Agency)[0], by_use(KG.aboutDocument, KG.Document)
        graphs = store.notice_graphs(opened)
        notice = graphs[len(graphs) // 2]
        text = f"SELECT ?m {{ GRAPH <{notice}> {{ ?m a <{KG.Meeting}> }} }}"
        meeting = next(iter(opened.query(text)))["m"].value
    return [
        Asked("an agency's directives", "agency-directives", {"agency": agency}),
        Asked("the same, quotes only", PLAIN, {"agency": agency}),
        Asked("a document's meetings", "document-meetings", {"document": documents[len(documents) // 2]}),
        Asked("one notice", "notice-statements", {"notice": notice}),
        Asked("the busiest document's meetings", "document-meetings", {"document": documents[0]}),
        Asked("an agency's partners", "agency-partners", {"agency": agency}),
        Asked("a meeting's documents", "meeting-documents", {"meeting": meeting}),
        Asked("a meeting's notices", "meeting-notices", {"meeting": meeting}),
        Asked("due within a week", "directives-due", {"since": "2024-11-24", "until": "2024-11-30"}),
        Asked("directives without addressee", "directives-without-addressee"),
        Asked("agencies together", "agencies-together"),
    ]


# ── contestants: each gives a way to ask, while it lasts ──────────────────────────────────────────────────────


@contextmanager
def ours(folder: Path, _: Path, __: str) -> Iterator[Callable[[Asked], Rows]]:
    """What ``kg query`` does, answer written out."""
    with store.opened_for_reading(folder) as opened:

        def ask(asked: Asked) -> Rows:
            lines = "".join(query.answer(opened, asked.question(), "jsonl")).splitlines()
            return [list(json.loads(line).values()) for line in lines]

        yield ask


@contextmanager
def through_rdflib(folder: Path, _: Path, __: str) -> Iterator[Callable[[Asked], Rows]]:
    """The store as an rdflib Dataset (``kg.open``)."""
    import kg

    with kg.open(folder) as dataset:
        yield lambda asked: _by_rdflib(asked, dataset, store_opened=dataset.source)


@contextmanager
def rdflib_in_memory(folder: Path, dump: Path, __: str) -> Iterator[Callable[[Asked], Rows]]:
    """The same quads in rdflib's own memory, asked by its own engine."""
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(dump, format="nquads")
    with store.opened_for_reading(folder) as opened:
        yield lambda asked: _by_rdflib(asked, dataset, store_opened=opened)


def _by_rdflib(asked: Asked, dataset: Any, store_opened: Any) -> Rows:  # noqa: ANN401  (rdflib's Dataset: rdflib is imported where it is asked only)
    from rdflib import Literal, URIRef

    question, bindings = asked.question(), {}
    for name, value in question.values.items():
        term = term_of(*value, store_opened)
        datatype = getattr(term, "datatype", None)
        bindings[name] = (
            URIRef(term.value) if datatype is None else Literal(term.value, datatype=URIRef(datatype.value))
        )
    namespaces = dict(PREFIXES)
    found = dataset.query(question.text, initNs=namespaces, initBindings=bindings)
    shown = [name for name in found.vars if str(name) not in question.hidden]
    return [[None if (cell := row.get(name)) is None else str(cell) for name in shown] for row in found.bindings]


@contextmanager
def served(folder: Path, _: Path, url: str) -> Iterator[Callable[[Asked], Rows]]:
    """A SPARQL server."""
    from kg.endpoint import address_of, opened_endpoint

    with opened_endpoint(address_of(url)) as remote:

        def ask(asked: Asked) -> Rows:
            lines = "".join(query.answer(remote, asked.question(), "jsonl")).splitlines()
            return [list(json.loads(line).values()) for line in lines]

        yield ask


CONTESTANTS = {
    "kg query": ours,
    "rdflib on the store": through_rdflib,
    "rdflib in memory": rdflib_in_memory,
    "server": served,
}


# ── measuring ─────────────────────────────────────────────────────────────────────────────────────────────────


class TooLong(Exception):  # noqa: N818  (never leaves this file, where it reads as what happened)
    """Patience was over."""


def timed(work: Callable[[], Rows], runs: int, patience: float) -> Timing:
    """Best of ``runs``; nothing where one takes longer than ``patience`` seconds."""
    best: tuple[float, float] | None = None
    rows: list[Sequence[object]] = []
    for _ in range(runs):
        signal.signal(signal.SIGALRM, _too_long)
        signal.setitimer(signal.ITIMER_REAL, patience)
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            rows = list(work())
        except TooLong:
            return Timing(None, None)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        took = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
        best = took if best is None else (min(best[0], took[0]), min(best[1], took[1]))
    lines = sorted(
        json.dumps([None if cell is None else str(cell) for cell in row], ensure_ascii=False) for row in rows
    )
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    return Timing(*(round(value, 1) for value in best or ()), len(lines), digest)


def _too_long(*_: object) -> None:
    raise TooLong


def contest(
    name: str, folder: Path, dump: Path, url: str, asked: list[dict[str, Any]], runs: int, patience: float
) -> dict[str, Any]:
    """All questions to one contestant, in this process: timings by question, seconds to open, peak memory in MB."""
    start = time.perf_counter()
    timings: dict[str, Any] = {}
    with CONTESTANTS[name](folder, dump, url) as ask:
        opening = time.perf_counter() - start
        for one in asked:
            question = Asked(**one)
            timings[question.what] = asdict(timed(lambda question=question: ask(question), runs, patience))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"timings": timings, "opening": round(opening, 2), "peak": round(peak)}


def besides(folder: Path, asked: list[dict[str, Any]], runs: int) -> dict[str, Any]:
    """What is answered without SPARQL: ``kg directives``, and what the index has."""
    agency = asked[0]["values"]["agency"]
    by_words = f'SELECT ?q {{ GRAPH ?g {{ ?p nif:anchorOf ?q FILTER(CONTAINS(?q, "{WORDS}")) }} }}'
    contains = query.free_question(by_words, {})
    with store.opened_for_reading(folder) as opened, keeping.opened(folder) as index:
        works: dict[str, Callable[[], Rows]] = {
            "kg directives --agency": lambda: [[row.quote] for row in directive_rows(opened, Wanted({agency: None}))],
            "agencies together, from the index": lambda: [
                [line] for line in "".join(from_index("together", opened, folder, "csv") or ()).splitlines()[1:]
            ],
            f"kg search {WORDS}": lambda: [[hit.text] for hit in search(index, Sought(terms_of(WORDS)), 50).hits],
            f"FILTER(CONTAINS(?quote, {WORDS}))": lambda: [
                [line] for line in "".join(query.answer(opened, contains, "jsonl")).splitlines()
            ],
        }
        return {what: asdict(timed(work, runs, 600)) for what, work in works.items()}


def in_child(work: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
    """``work`` in a fresh process."""
    # Not multiprocessing.Pool, whose processes may have none of their own: kg build has.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


# ── the store ─────────────────────────────────────────────────────────────────────────────────────────────────


def prepared(place: Path, megabytes: float, *, dump: bool) -> dict[str, Any]:
    """Notices, store, index and, for rdflib, all quads in one file below ``place``; how long each took in seconds."""
    from pyoxigraph import RdfFormat

    taken: dict[str, Any] = {}
    notices, folder = place / "notices", place / "store"
    if not folder.exists():
        taken["notices"] = len(write(notices, megabytes))
        start = time.perf_counter()
        build([str(notices)], folder, jobs=2)
        taken["build"] = round(time.perf_counter() - start)
    with store.opened_for_reading(folder) as opened:
        taken["notices"] = len(store.notice_graphs(opened))
        taken["quads"] = len(opened)
        start = time.perf_counter()
        with keeping.opened(folder) as index:
            index.update(opened, folder)
        taken["index"] = round(time.perf_counter() - start)
        taken["index MB"] = round((folder / keeping.FILE).stat().st_size / 1e6)
        taken["quads MB"] = round(sum(path.stat().st_size for path in (folder / store.QUADS).iterdir()) / 1e6)
        if dump:
            opened.dump(str(place / "all.nq"), format=RdfFormat.N_QUADS)
    return taken


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────


def told(timing: dict[str, Any] | None, patience: float) -> str:
    """Wall time in ms, CPU time in brackets."""
    if timing is None:
        return "–"
    if timing["wall"] is None:
        return f"> {patience:.0f} s"
    return f"{timing['wall']:.1f} ({timing['cpu']:.1f})"


def table(asked: Sequence[Asked], results: dict[str, dict[str, Any]], patience: float) -> Iterator[str]:
    """Lines of Markdown: a row for each question, a column for each contestant."""
    yield f"| ms wall (CPU) | rows | {' | '.join(results)} | × rdflib in memory |"
    yield f"|---|---:|{'---:|' * (len(results) + 1)}"
    for one in asked:
        timings = [result["timings"].get(one.what) for result in results.values()]
        digests = {timing["digest"] for timing in timings if timing and timing["digest"]}
        counts = {timing["rows"] for timing in timings if timing and timing["rows"] is not None}
        rows = f"{min(counts, default='–')}{' (rows differ)' if len(digests) > 1 else ''}"
        factor = ratio(one, results)
        cells = " | ".join(told(timing, patience) for timing in timings)
        yield f"| {one.what} | {rows} | {cells} | {'–' if factor is None else f'{factor:.0f}'} |"
    yield f"| *opening, s* | | {' | '.join(str(result['opening']) for result in results.values())} | |"
    yield f"| *peak memory, MB* | | {' | '.join(str(result['peak']) for result in results.values())} | |"


def ratio(asked: Asked, results: dict[str, dict[str, Any]]) -> float | None:
    """How many times the CPU time of ours rdflib in memory takes."""
    if "rdflib in memory" not in results:
        return None
    mine, theirs = (results[name]["timings"][asked.what]["cpu"] for name in ("kg query", "rdflib in memory"))
    return None if theirs is None else theirs / max(mine, 0.1)


def missed(results: dict[str, dict[str, Any]], bar: float, factor: float, asked: Sequence[Asked]) -> list[str]:
    """Which look-ups are slower than they should be."""
    found = []
    for one in asked:
        if one.what in LOOKUPS:
            mine, times = results["kg query"]["timings"][one.what]["cpu"], ratio(one, results)
            if mine > bar:
                found.append(f"{one.what}: {mine:.1f} ms, bar {bar:.0f} ms")
            if times is not None and times < factor:
                found.append(f"{one.what}: {times:.1f} times as fast as rdflib, bar {factor:.0f}")
    return found


def run(options: argparse.Namespace, place: Path) -> int:
    """Everything, printed as it comes."""
    names = ["kg query", "rdflib on the store"]
    names += [] if options.no_rdflib else ["rdflib in memory"]
    names += ["server"] if options.endpoint else []
    taken = in_child(prepared_by_name, str(place), options.megabytes, not options.no_rdflib)
    print(", ".join(f"{what} {value}" for what, value in taken.items()))
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "oxrdflib", "rdflib"))
    print(f"Python {platform.python_version()}, {platform.machine()}; {libraries}\n", flush=True)
    folder, dump = place / "store", place / "all.nq"
    asked = questions(folder)
    told_by = [asdict(one) for one in asked]
    results: dict[str, dict[str, Any]] = {}
    for name in names:
        runs = 1 if name == "rdflib in memory" else options.runs
        results[name] = in_child(contest, name, folder, dump, options.endpoint or "", told_by, runs, options.patience)
    print("\n".join(table(asked, results, options.patience)), flush=True)
    print("\n| besides | rows | ms wall (CPU) |\n|---|---:|---:|")
    for what, timing in in_child(besides, folder, told_by, options.runs).items():
        print(f"| {what} | {timing['rows']} | {told(timing, 600)} |")
    faults = missed(results, options.bar, options.factor, asked)
    print("\n" + "\n".join(f"MISSED {fault}" for fault in faults) if faults else "\nall bars held")
    return int(bool(faults))


def prepared_by_name(place: str, megabytes: float, dump: bool) -> dict[str, Any]:
    """``prepared`` for another process."""
    return prepared(Path(place), megabytes, dump=dump)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=9)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--patience", type=float, default=60)
    parser.add_argument(
        "--no-rdflib", action="store_true", help="leave out rdflib in memory: it takes 1.7 GB a million quads"
    )
    parser.add_argument("--endpoint", metavar="URL", help="a SPARQL server that holds the same quads")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="build there, and use what is there already")
    parser.add_argument("--bar", type=float, default=50)
    parser.add_argument("--factor", type=float, default=20)
    options = parser.parse_args()
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        return run(options, options.keep)
    with tempfile.TemporaryDirectory() as scratch:
        return run(options, Path(scratch))


if __name__ == "__main__":
    sys.exit(main())
