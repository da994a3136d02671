"""What a graph can be asked: the few things that every view, export and query needs, wherever the quads lie.

Two things answer it: an embedded Oxigraph store (``pyoxigraph.Store`` as it is) and a SPARQL server
(``kg.endpoint.RemoteStore``). Whoever reads takes a ``Source`` and does not know which of the two it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

    Subject = NamedNode | BlankNode | Triple
    Object = NamedNode | BlankNode | Literal | Triple
    Graph = NamedNode | BlankNode | DefaultGraph


class Solution(Protocol):
    """One row of an answer."""

    def __getitem__(self, key: str, /) -> Object | None:
        """The term under the variable ``key``; None where it is unbound."""


@runtime_checkable
class Solutions(Protocol):
    """The rows of a SELECT query, in order, to be gone through once."""

    @property
    def variables(self) -> Sequence[Variable]:
        """The columns."""

    def __iter__(self) -> Iterator[Solution]:
        """The rows."""


class Source(Protocol):
    """Quads that can be looked up and asked. Every quad lies in a named graph."""

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Object | None,
        graph_name: Graph | None = None,
        /,
    ) -> Iterator[Quad]:
        """The quads that have these terms; None stands for any. In no order."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The graphs that there are. In no order."""

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        substitutions: dict[Variable, Object] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> object:
        """The answer to SPARQL: what ``bool()`` tells (ASK), ``Solutions`` (SELECT), or triples (CONSTRUCT, DESCRIBE).

        ``substitutions`` are values of variables. Raises SyntaxError where the query cannot be read, RuntimeError where
        it cannot be carried out, and KgError where a server cannot be reached or takes too long.
        """

    def __iter__(self) -> Iterator[Quad]:
        """All quads. In no order."""

    def __len__(self) -> int:
        """How many quads there are."""
