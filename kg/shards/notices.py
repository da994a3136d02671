"""What one notice brings to a shard, and where one notice ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.iris import is_notice
from kg.nquads import parted


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


def grouped(lines: Iterable[bytes]) -> Iterator[NoticeQuads]:
    """The notices that ``lines`` of a shard hold, in their order.

    Raises ValueError where a line names no graph, or no notice's graph comes first.
    """
    graph = b""
    own: list[bytes] = []
    shared: list[bytes] = []
    for line in lines:
        _, found = parted(line)
        if found == graph and not shared:
            own.append(line)
        elif not is_notice(found.decode("utf-8")):
            if not own:
                raise ValueError(f"a line of {found.decode('utf-8', 'replace')} stands before those of any notice")
            shared.append(line)
        else:
            if own:
                yield NoticeQuads(graph.decode(), b"".join(own), b"".join(shared))
            graph, own, shared = found, [line], []
    if own:
        yield NoticeQuads(graph.decode(), b"".join(own), b"".join(shared))
