"""N-Quads taken apart without being parsed: a text into lines, a line into its triple and the IRI of its graph."""

from __future__ import annotations

from typing import AnyStr, Final

_SHOWN: Final = 200


def lines_of(nquads: bytes | str) -> tuple[str, ...]:
    """The lines of an N-Quads text. Split at line feeds only: a quote may hold U+2028 and its like."""
    text = nquads if isinstance(nquads, str) else nquads.decode("utf-8")
    return tuple(line for line in text.split("\n") if line)


def parted(line: AnyStr) -> tuple[AnyStr, AnyStr]:
    """The triple of an N-Quads line (as it stands, without the full stop) and the IRI of its graph.

    The graph is the last term; IRIs hold no space, so it starts at the last `` <``. Raises ValueError where the line
    does not end with an IRI and a full stop. That a line has four terms and not three is for a parser to find out.
    """
    if isinstance(line, str):
        triple, mark, graph = line.rstrip().removesuffix(".").rstrip().rpartition(" <")
        if mark and len(graph) > 1 and graph.endswith(">"):
            return triple, graph[:-1]
        raise ValueError(complaint(line))
    head, found, name = line.rstrip().removesuffix(b".").rstrip().rpartition(b" <")
    if found and len(name) > 1 and name.endswith(b">"):
        return head, name[:-1]
    raise ValueError(complaint(line))


def complaint(line: str | bytes) -> str:
    """What is wrong with ``line``, in words."""
    return f"not an N-Quads line with a named graph: {shown(line)}"


def shown(line: str | bytes) -> str:
    """The beginning of ``line``, quoted."""
    text = line[: 4 * _SHOWN].decode("utf-8", "replace") if isinstance(line, bytes) else line
    return repr(text[:_SHOWN])
