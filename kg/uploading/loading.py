"""A folder of shards, one shard after another, into a SPARQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.concepts import vocabularies_graph, vocabulary_lines
from kg.endpoint.counting import sizes_of_graphs
from kg.endpoint.pages import Asker
from kg.endpoint.sinks import Sink, Updates
from kg.endpoint.wire import Wire
from kg.errors import InputError, KgError
from kg.messages import message
from kg.nquads import parted
from kg.shards import Manifest, NoticeQuads, Shard, check_shard, notices_in, read_manifest
from kg.uploading.brought import Brought, collecting
from kg.uploading.journal import Journal
from kg.uploading.mending import joined, mend
from kg.uploading.pruning import Pruner

_AT_ONCE: Final = 10_000
"""Lines on shared things that are sent together."""
_COUNTED: Final = 200


@dataclass(slots=True)
class Uploaded:
    """What a load did.

    ``there``: shards that the server had already; ``quads``: those of notices, and shared ones once; ``mended``: lines on
    shared things that the server had lost; ``pruned``, ``swept``: notices and lines on shared things that were taken out.
    """

    shards: int = 0
    there: int = 0
    notices: int = 0
    quads: int = 0
    mended: int = 0
    pruned: int = 0
    swept: int = 0


def upload(
    folder: Path,
    wire: Wire,
    sink: Sink,
    *,
    pruner: Updates | None = None,
    tick: Callable[[str], None] = lambda _: None,
) -> Uploaded:
    """Load the shards in ``folder``. ``tick`` is called with each notice that is there.

    ``pruner``: where what the server holds of this base beyond the shards is taken out; nothing goes without it. Raises
    InputError: no shards, not those that their manifest lists, one that holds what no shard may, a notice twice, or
    none with a notice beside ``pruner``; KgError: the server holds something else afterwards; and what ``Wire.sent``
    raises.
    """
    manifest = read_manifest(folder)
    if pruner is not None and not manifest.notices:
        raise InputError(
            message(
                "{folder} holds no notices, so --prune would take all of them out of the server; leave it out.",
                folder=folder,
            )
        )
    asker = Asker(wire)
    sink.replace(vocabularies_graph(manifest.base), _triples(_encoded(vocabulary_lines(manifest.base))))
    with collecting() as brought:
        done = _Load(folder, manifest, asker, sink, brought, tick).carried_out()
        if pruner is None:
            done.mended = mend(brought, asker, sink).sent
        else:
            pruning = Pruner(manifest.base, asker, pruner)
            done.pruned = pruning.drop_notices(brought)
            done.mended, taken_out = mend(brought, asker, sink, take_out=pruning.take_out)
            done.swept = taken_out + pruning.sweep(brought)
    return done


class _Load:
    """The shards of one folder on their way into one server."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        asker: Asker,
        sink: Sink,
        brought: Brought,
        tick: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._manifest = manifest
        self._asker = asker
        self._sink = sink
        self._brought = brought
        self._tick = tick
        self._waiting: dict[str, list[bytes]] = {}
        self._count = 0
        self._done = Uploaded()

    def carried_out(self) -> Uploaded:
        """Load every shard that the server does not hold; what was done."""
        url = self._asker.wire.address.url
        journal = Journal.of(self._folder, url)
        for shard in self._manifest.shards:
            check_shard(self._folder, shard)
            self._done.shards += 1
            if shard.sha256 in journal.done and self._is_there(shard):
                self._done.there += 1
                for _ in range(shard.notices):
                    self._tick(shard.name)
                continue
            for notice in self._notices(shard):
                self._send(notice)
            self._send_shared()
            if missing := self._missing(self._notices(shard)):
                raise KgError(
                    message(
                        "The SPARQL server at {url} does not hold what it was sent: {missing}; see its log, then load again.",
                        url=url,
                        missing=missing,
                    )
                )
            journal.enter(shard.sha256)
        return self._done

    def _notices(self, shard: Shard) -> Iterator[NoticeQuads]:
        return notices_in(self._folder, shard, self._manifest.base)

    def _take(self, notice: NoticeQuads) -> dict[str, list[bytes]]:
        # A second time it would take the place of the first.
        if self._brought.holds(notice.graph):
            raise InputError(
                message(
                    "The shards in {folder} hold {graph} twice; write them anew.",
                    folder=self._folder,
                    graph=notice.graph,
                )
            )
        return self._brought.take(notice)

    def _is_there(self, shard: Shard) -> bool:
        """Whether the server holds all notices of ``shard``. What they say of shared things is compared at the end."""
        with self._brought.unless_undone() as undoing:
            missing = self._missing(self._taken(self._notices(shard)))
            if missing is not None:
                undoing.undo()  # or these lines would be taken for sent
        return missing is None

    def _taken(self, notices: Iterable[NoticeQuads]) -> Iterator[NoticeQuads]:
        for notice in notices:
            self._take(notice)
            yield notice

    def _send(self, notice: NoticeQuads) -> None:
        new = self._take(notice)
        self._sink.replace(notice.graph, _triples(notice.own.splitlines()))
        for graph, triples in new.items():
            self._waiting.setdefault(graph, []).extend(triples)
        count = sum(map(len, new.values()))
        self._count += count
        if self._count >= _AT_ONCE:
            self._send_shared()
        self._done.quads += notice.own.count(b"\n") + count
        self._done.notices += 1
        self._tick(notice.graph)

    def _send_shared(self) -> None:
        for graph, triples in self._waiting.items():
            self._sink.add(graph, joined(triples))
        self._waiting.clear()
        self._count = 0

    def _missing(self, notices: Iterable[NoticeQuads]) -> str | None:
        """The first of ``notices`` of which the server holds another number of statements, in words; None if none."""
        expected: dict[str, int] = {}
        for notice in notices:
            expected[notice.graph] = len(set(notice.own.splitlines()))
            if len(expected) == _COUNTED:
                if found := self._differing(expected):
                    return found
                expected.clear()
        return self._differing(expected)

    def _differing(self, expected: dict[str, int]) -> str | None:
        there = sizes_of_graphs(self._asker, list(expected))
        for graph, count in expected.items():
            if there.get(graph, 0) != count:
                return f"{there.get(graph, 0)} of {count} statements of {graph}"
        return None


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode("utf-8") for line in lines)


def _triples(lines: Iterable[bytes]) -> bytes:
    """N-Quads lines without their graph."""
    return b"".join(parted(line)[0] + b" .\n" for line in lines)
