"""What one notice brings to a shard, and where one notice ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_NOTICE: Final = b"/notice/"


@dataclass(frozen=True, slots=True)
class NoticeQuads:
    """The N-Quads of one notice in UTF-8; every line ends in a line feed.

    ``graph`` is the IRI of the notice and of its graph, ``own`` the lines of that graph (at least one), ``shared`` its
    lines in the graph of shared things, which other notices may bring as well.
    """

    graph: str
    own: bytes
    shared: bytes

    @property
    def quads(self) -> int:
        """Number of lines."""
        return self.own.count(b"\n") + self.shared.count(b"\n")

    @property
    def size(self) -> int:
        """Number of bytes."""
        return len(self.own) + len(self.shared)


def graph_of(line: bytes) -> bytes:
    """The IRI of the graph of an N-Quads line. Raises ValueError where the line names none."""
    # The graph is the last term; IRIs hold no space, so it starts at the last " <".
    _, mark, rest = line.rstrip().rpartition(b" <")
    graph, end, _ = rest.partition(b"> .")
    if not mark or not end or not graph:
        raise ValueError(f"not an N-Quads line with a named graph: {line[:200].decode('utf-8', 'replace')!r}")
    return graph


def grouped(lines: Iterable[bytes]) -> Iterator[NoticeQuads]:
    """The notices that ``lines`` of a shard hold, in their order.

    Raises ValueError where a line names no graph, or no notice's graph comes first.
    """
    graph = b""
    own: list[bytes] = []
    shared: list[bytes] = []
    for line in lines:
        found = graph_of(line)
        if found == graph and not shared:
            own.append(line)
        elif _NOTICE not in found:
            if not own:
                raise ValueError(f"a line of {found.decode('utf-8', 'replace')} stands before those of any notice")
            shared.append(line)
        else:
            if own:
                yield NoticeQuads(graph.decode(), b"".join(own), b"".join(shared))
            graph, own, shared = found, [line], []
    if own:
        yield NoticeQuads(graph.decode(), b"".join(own), b"".join(shared))
