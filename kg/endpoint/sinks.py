"""Writing to a SPARQL server: whole graphs by the Graph Store Protocol, or by SPARQL updates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from kg.endpoint.wire import Wire
from kg.errors import UsageError
from kg.messages import message

_NO_NAME: Final = message("(it does not say what it is)")


class _Places(NamedTuple):
    """The last part of an address, by the kind of server."""

    virtuoso: str
    fuseki: str
    oxigraph: str


_GRAPHS: Final = _Places("sparql-graph-crud", "data", "store")
_UPDATES: Final = _Places("sparql", "update", "update")


class Sink(Protocol):
    """Takes graphs. Doing the same twice changes nothing. Triples are N-Triples in UTF-8."""

    def replace(self, graph: str, triples: bytes) -> None:
        """Make ``triples`` all that ``graph`` holds."""

    def add(self, graph: str, triples: bytes) -> None:
        """Let ``graph`` hold ``triples``, too."""


class GraphStore:
    """The Graph Store Protocol: PUT replaces a graph, POST adds to it."""

    def __init__(self, wire: Wire, url: str) -> None:
        self._wire = wire
        self._url = url

    def replace(self, graph: str, triples: bytes) -> None:
        """See ``Sink``."""
        self._wire.put(self._url, graph, triples, replace=True)

    def add(self, graph: str, triples: bytes) -> None:
        """See ``Sink``."""
        self._wire.put(self._url, graph, triples, replace=False)


class Updates:
    """SPARQL updates, for servers without the Graph Store Protocol; each request is one transaction where they have any."""

    def __init__(self, wire: Wire, url: str) -> None:
        self._wire = wire
        self._url = url

    def replace(self, graph: str, triples: bytes) -> None:
        """See ``Sink``."""
        self._wire.update(self._url, f"DROP SILENT GRAPH <{graph}> ;\n{_insertion(graph, triples)}")

    def add(self, graph: str, triples: bytes) -> None:
        """See ``Sink``."""
        self._wire.update(self._url, _insertion(graph, triples))

    def drop(self, graphs: Sequence[str]) -> None:
        """Let there be none of ``graphs``."""
        self._wire.update(self._url, " ;\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in graphs))

    def remove(self, graph: str, triples: bytes) -> None:
        """Let ``graph`` hold none of ``triples``."""
        self._wire.update(self._url, f"DELETE DATA {_block(graph, triples)}")


def _insertion(graph: str, triples: bytes) -> str:
    return f"INSERT DATA {_block(graph, triples)}"


def _block(graph: str, triples: bytes) -> str:
    # N-Triples are SPARQL's own way to write triples.
    return f"{{ GRAPH <{graph}> {{\n{triples.decode('utf-8')}}} }}"


def graph_store_of(wire: Wire) -> str:
    """Where the server at ``wire`` takes graphs, as far as its kind tells. Raises UsageError where it does not."""
    return _place(wire, _GRAPHS, "graphs", "--graph-store URL, or --update URL")


def updates_of(wire: Wire) -> str:
    """Where the server at ``wire`` takes SPARQL updates, as far as its kind tells. Raises UsageError where it does not."""
    return _place(wire, _UPDATES, "updates", "--update URL")


def _place(wire: Wire, places: _Places, what: str, advice: str) -> str:
    url, kind = wire.address.url, wire.kind()
    before, _, last = url.rpartition("/")
    if kind.startswith("Virtuoso"):
        return f"{before}/{places.virtuoso}{'' if wire.address.user is None else '-auth'}"
    if "Fuseki" in kind and last in ("sparql", "query"):
        return f"{before}/{places.fuseki}"
    if kind.lower().startswith("oxigraph") and last in ("sparql", "query"):
        return f"{before}/{places.oxigraph}"
    raise UsageError(
        message(
            "Where the SPARQL server at {url} {kind} takes {what} is not known; say it: {advice}.",
            url=url,
            kind=f"({kind})" if kind else _NO_NAME,
            what=what,
            advice=advice,
        )
    )
