"""What one notice brings to a shard, and where one notice ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.iris import Minter, is_notice
from kg.nquads import complaint, shown


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


def grouped(lines: Iterable[bytes], base: str) -> Iterator[NoticeQuads]:
    """The notices that ``lines`` of a shard hold, in their order; their graphs are below ``base``.

    Lines come from files that somebody sent: each is parsed, and given as it is written anew. Raises ValueError, with the
    number of the line, where one is no quad of IRIs and literals, stands in a graph other than a notice's or that of
    shared things, or comes before any notice; and where a notice begins a second time.
    """
    things = Minter(base).graph("entities")
    graph = ""
    own: list[bytes] = []
    shared: list[bytes] = []
    seen: set[str] = set()
    for number, text in enumerate(lines, 1):
        line, found = _read(text, number)
        if found == graph and not shared:
            own.append(line)
        elif found == things:
            if not own:
                raise ValueError(f"line {number}, of {found}, stands before those of any notice")
            shared.append(line)
        elif not is_notice(found, base):
            raise ValueError(f"line {number} is of {found}, which is no notice's graph below {base} and not {things}")
        elif found in seen:
            raise ValueError(f"in line {number} the notice {found} begins a second time")
        else:
            if own:
                yield NoticeQuads(graph, b"".join(own), b"".join(shared))
            seen.add(found)
            graph, own, shared = found, [line], []
    if own:
        yield NoticeQuads(graph, b"".join(own), b"".join(shared))


def _read(line: bytes, number: int) -> tuple[bytes, str]:
    """The one quad in ``line``, written anew, and its graph; else ValueError."""
    from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

    try:
        quads = list(parse(line, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise ValueError(f"line {number} is {complaint(line)} ({error.msg})") from error
    if len(quads) != 1 or not isinstance(quads[0].graph_name, NamedNode):
        raise ValueError(f"line {number} is {complaint(line)}")
    quad = quads[0]
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode | Triple):
        raise ValueError(f"line {number} speaks of something without an IRI: {shown(line)}")
    return f"{quad} .\n".encode(), quads[0].graph_name.value
