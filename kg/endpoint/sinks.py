"""Writing to a SPARQL server: whole graphs by the Graph Store Protocol, or by SPARQL updates."""

from __future__ import annotations

from typing import Final, Protocol

from kg.endpoint.wire import Wire
from kg.errors import UsageError

_NO_NAME: Final = "(it does not say what it is)"


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


def _insertion(graph: str, triples: bytes) -> str:
    # N-Triples are SPARQL's own way to write triples.
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples.decode('utf-8')}}} }}"


def graph_store_of(wire: Wire) -> str:
    """Where the server at ``wire`` takes graphs, as far as its kind tells. Raises UsageError where it does not."""
    url, kind = wire.address.url, wire.kind()
    before, _, last = url.rpartition("/")
    if kind.startswith("Virtuoso"):
        return f"{before}/sparql-graph-crud{'' if wire.address.user is None else '-auth'}"
    if "Fuseki" in kind and last in ("sparql", "query"):
        return f"{before}/data"
    if kind.lower().startswith("oxigraph") and last in ("sparql", "query"):
        return f"{before}/store"
    raise UsageError(
        f"Where the SPARQL server at {url} {f'({kind})' if kind else _NO_NAME} takes graphs is not known; say it: "
        "--graph-store URL, or --update URL."
    )
