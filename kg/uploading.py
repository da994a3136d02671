"""Shards into a SPARQL server: each notice's graph whole, shared things added, and counted afterwards.

What was loaded is remembered beside the folder of shards (``shards.loaded.json``), and asked of the server before it is
believed: a load that was interrupted goes on where it stopped, one that is run again sends nothing twice in vain, and a
server that was emptied is filled again. Sending the same twice changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.concepts import vocabularies_graph, vocabulary_lines
from kg.endpoint.sinks import Sink
from kg.endpoint.store import sizes_of_graphs
from kg.endpoint.wire import Wire
from kg.errors import InputError, KgError
from kg.export.files import written_whole
from kg.nquads import parted
from kg.shards import NoticeQuads, Shard, check_shard, notices_in, read_manifest

_AT_ONCE: Final = 10_000
"""Lines on shared things that are sent together."""
_REMEMBERED: Final = 5_000_000
"""Lines on shared things that are known to have been sent; beyond that some are sent again."""
_COUNTED: Final = 200


@dataclass(slots=True)
class Uploaded:
    """What a load did. ``there``: shards that the server had already; ``quads``: those of notices, and shared ones once."""

    shards: int = 0
    there: int = 0
    notices: int = 0
    quads: int = 0


def upload(folder: Path, wire: Wire, sink: Sink, *, tick: Callable[[str], None] = lambda _: None) -> Uploaded:
    """Load the shards in ``folder``. ``tick`` is called with each notice that is there.

    Raises InputError: no shards, or not those that their manifest lists; KgError: the server holds other numbers of
    statements afterwards; and what ``Wire.sent`` raises.
    """
    manifest = read_manifest(folder)
    journal = _Journal.of(folder, wire.address.url)
    sink.replace(vocabularies_graph(manifest.base), _triples(_encoded(vocabulary_lines(manifest.base))))
    done = Uploaded()
    shared = _Shared(sink)
    for shard in manifest.shards:
        check_shard(folder, shard)
        done.shards += 1
        if shard.sha256 in journal.done and not _missing(folder, shard, wire):
            done.there += 1
            for _ in range(shard.notices):
                tick(shard.name)
            continue
        for notice in notices_in(folder, shard):
            sink.replace(notice.graph, _triples(notice.own.splitlines(keepends=True)))
            done.quads += notice.own.count(b"\n")
            done.quads += shared.take(notice)
            done.notices += 1
            tick(notice.graph)
        shared.send()
        if missing := _missing(folder, shard, wire):
            raise KgError(
                f"The SPARQL server at {wire.address.url} does not hold what it was sent: {missing}; see its log, then load again."
            )
        journal.enter(shard.sha256)
    return done


class _Shared:
    """Lines on shared things, sent once each, many together."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._known: set[bytes] = set()
        self._waiting: dict[str, list[bytes]] = {}
        self._count = 0

    def take(self, notice: NoticeQuads) -> int:
        """Take the lines of ``notice``; how many of them are new."""
        new = 0
        for line in notice.shared.splitlines(keepends=True):
            key = hashlib.sha256(line).digest()[:12]
            if key in self._known:
                continue
            if len(self._known) < _REMEMBERED:
                self._known.add(key)
            new += 1
            self._waiting.setdefault(parted(line)[1].decode("utf-8"), []).append(line)
        self._count += new
        if self._count >= _AT_ONCE:
            self.send()
        return new

    def send(self) -> None:
        """Send what waits."""
        for graph, lines in self._waiting.items():
            self._sink.add(graph, _triples(lines))
        self._waiting.clear()
        self._count = 0


@dataclass(slots=True)
class _Journal:
    """The shards (by SHA-256) that were loaded into each server, in a file beside their folder."""

    path: Path
    endpoint: str
    loads: dict[str, list[str]]
    done: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.done = set(self.loads.get(self.endpoint, ()))

    @classmethod
    def of(cls, folder: Path, endpoint: str) -> _Journal:
        path = folder.resolve().with_name(f"{folder.resolve().name}.loaded.json")
        try:
            found = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            found = {}
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read ({error}); delete it, and all shards are loaded again.") from error
        if not isinstance(found, dict):
            raise InputError(f"{path} is no list of loads; delete it, and all shards are loaded again.")
        return cls(path, endpoint, found)

    def enter(self, sha256: str) -> None:
        """Remember that this shard is there."""
        self.done.add(sha256)
        self.loads[self.endpoint] = sorted(self.done)
        with written_whole(self.path) as file:
            file.write((json.dumps(self.loads, indent=1) + "\n").encode("utf-8"))


def _missing(folder: Path, shard: Shard, wire: Wire) -> str | None:
    """The first notice of ``shard`` of which the server holds another number of statements, in words; None if none."""
    expected: dict[str, int] = {}
    for notice in notices_in(folder, shard):
        expected[notice.graph] = len(set(notice.own.splitlines()))
        if len(expected) == _COUNTED:
            if found := _differing(expected, wire):
                return found
            expected.clear()
    return _differing(expected, wire)


def _differing(expected: dict[str, int], wire: Wire) -> str | None:
    there = sizes_of_graphs(wire, list(expected))
    for graph, count in expected.items():
        if there.get(graph, 0) != count:
            return f"{there.get(graph, 0)} of {count} statements of {graph}"
    return None


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode("utf-8") + b"\n" for line in lines)


def _triples(lines: Iterable[bytes]) -> bytes:
    """N-Quads lines without their graph."""
    return b"".join(parted(line)[0] + b" .\n" for line in lines)
