"""What a batch of notices does to the store: planned as a whole, written down, then done, and done again where need be.

A plan names graphs that go, notices that come (as byte ranges of shards) with the graphs they replace, and lines of the
entity graph that nobody brings any more. Each quad is touched at most once, or twice to the same end, so that a plan may
be carried out from wherever an interrupted run left it, in the same order, and ends in the same store.

A notice that replaces another, or itself, does so in one transaction. New ones come by Oxigraph's bulk loader, a
shard at a time, all or nothing each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from dataclasses import replace as replace_field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.messages import message
from kg.nquads import lines_of
from kg.shards import Shard, check_shard
from kg.store import Replacement, Writer, bulk_load, bulk_load_file, renew, replace, write_errors
from kg.store.changing import BULK_FROM

if TYPE_CHECKING:
    from pyoxigraph import Store

_BULK_FROM: Final = BULK_FROM
_AT_ONCE: Final = 2000
"""Stale lines, or graphs that go, in one transaction."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One notice that was worked out: where its quads stand in a shard, and what is to be remembered of it.

    ``start``, ``own`` and ``shared`` are bytes: where its first line begins, how long its own graph is and how long its
    lines on shared things are, which follow. ``entities`` and ``hashes`` are of the latter (``kg.store.build_state``).
    """

    graph: str
    shard: Shard
    start: int
    own: int
    shared: int
    own_quads: int
    shared_quads: int
    entities: bytes
    hashes: bytes
    findings: Mapping[str, int]
    doubts: Mapping[str, int]

    @property
    def quads(self) -> int:
        """Number of its lines."""
        return self.own_quads + self.shared_quads


@dataclass(frozen=True, slots=True)
class Coming:
    """A notice that comes into the store: where its lines stand in which shard (bytes), and the graphs it replaces."""

    graph: str
    shard: str
    start: int
    own: int
    shared: int
    quads: int
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to the store, in full. ``shards`` lie in one folder, which is not part of the plan."""

    shards: tuple[Shard, ...] = ()
    coming: tuple[Coming, ...] = ()
    going: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.coming or self.going or self.stale)

    def as_json(self) -> str:
        """The plan as a JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """Read back what ``as_json`` wrote. Raises InputError for anything else: the store's memory is damaged then."""
        try:
            value: dict[str, Any] = json.loads(text)
            coming = tuple(Coming(**{**each, "instead": tuple(each["instead"])}) for each in value["coming"])
            shards = tuple(Shard(**each) for each in value["shards"])
            return cls(shards, coming, tuple(value["going"]), tuple(value["stale"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                message(
                    "What the store remembers of an interrupted build is damaged ({why}): restore a backup (kg store restore), "
                    "or build the notices into another folder.",
                    why=error,
                )
            ) from error


@dataclass(slots=True)
class Batch:
    """A plan in the making. The last word on a graph holds."""

    quads: int = 0
    _shards: dict[str, Shard] = field(default_factory=dict)
    _coming: dict[str, Coming] = field(default_factory=dict)
    _going: dict[str, None] = field(default_factory=dict)

    def bring(self, worked: Worked, instead: Iterable[str]) -> None:
        """The notice comes; the graphs ``instead``, its own among them where it is known, go with the same step."""
        before = self._coming.pop(worked.graph, None)
        graphs = dict.fromkeys((*(before.instead if before is not None else ()), *instead))
        for graph in graphs:
            replaced = self._coming.pop(graph, None)
            self._going.update(dict.fromkeys(replaced.instead if replaced is not None else ()))
        self._shards[worked.shard.name] = worked.shard
        self._coming[worked.graph] = Coming(
            worked.graph, worked.shard.name, worked.start, worked.own, worked.shared, worked.quads, tuple(graphs)
        )
        self.quads += worked.quads

    def take_away(self, graph: str) -> None:
        """The graph goes."""
        before = self._coming.pop(graph, None)
        self._going.update(dict.fromkeys((graph, *(before.instead if before is not None else ()))))

    def __len__(self) -> int:
        return len(self._coming) + len(self._going)

    def uses(self, shard: Shard) -> bool:
        """Whether a notice of ``shard`` is in the batch."""
        return shard.name in self._shards

    def plan(self, stale: tuple[str, ...], writer: Writer) -> Plan:
        """What has come together. A graph that the store holds without our knowing is replaced, too, by its notice."""
        coming = tuple(_with_unknown(each, writer.store) for each in self._coming.values())
        used = {each.shard for each in coming}
        going = tuple(graph for graph in self._going if graph not in self._coming)
        return Plan(tuple(shard for name, shard in self._shards.items() if name in used), coming, going, stale)


def _with_unknown(coming: Coming, store: Store) -> Coming:
    from pyoxigraph import NamedNode

    if coming.instead or not store.contains_named_graph(NamedNode(coming.graph)):
        return coming
    return replace_field(coming, instead=(coming.graph,))


def carry_out(plan: Plan, store: Store, folder: Path, *, threads: int = 1) -> None:
    """Do to ``store`` what ``plan`` says, with the shards in ``folder``, and see that it is on the disk.

    ``threads``: shards that are loaded at the same time. Raises KgError where something cannot be written, InputError
    where a shard is not what it was; the same plan can be carried out again then.
    """
    for some in _chunks(plan.going):
        replace(store, Replacement(graphs=some))
    for each in plan.coming:
        if each.instead:
            own, shared = _lines(folder, each)
            renew(store, each.graph, own, shared, tuple(graph for graph in each.instead if graph != each.graph))
    fresh = [each for each in plan.coming if not each.instead]
    if sum(each.quads for each in fresh) < _BULK_FROM:
        for each in fresh:
            own, shared = _lines(folder, each)
            replace(store, Replacement((*lines_of(own), *lines_of(shared))))
    else:
        _load(store, folder, {shard.name: shard for shard in plan.shards}, fresh, threads)
    for some in _chunks(plan.stale):
        replace(store, Replacement(stale=some))
    with write_errors():
        store.flush()


def check_shards(plan: Plan, folder: Path) -> None:
    """Return if all shards of ``plan`` are in ``folder`` as they were; else raise InputError."""
    for shard in plan.shards:
        check_shard(folder, shard)


def _load(store: Store, folder: Path, shards: Mapping[str, Shard], fresh: list[Coming], threads: int) -> None:
    by_shard: dict[str, list[Coming]] = {}
    for each in fresh:
        by_shard.setdefault(each.shard, []).append(each)

    def load(name: str) -> None:
        if len(by_shard[name]) == shards[name].notices:
            bulk_load_file(store, folder / name)
        else:  # some of it was not wanted after all, or has been written in another way
            bulk_load(store, b"".join(part for each in by_shard[name] for part in _lines(folder, each)))

    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(load, by_shard):
            pass


def _lines(folder: Path, coming: Coming) -> tuple[bytes, bytes]:
    """The lines of a notice, its own and those on shared things."""
    with (folder / coming.shard).open("rb") as file:
        file.seek(coming.start)
        return file.read(coming.own), file.read(coming.shared)


def _chunks(values: Iterable[str]) -> Iterator[tuple[str, ...]]:
    rest = iter(values)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield some
