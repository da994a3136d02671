"""A SPARQL server as a ``kg.source.Source``: what views ask of an embedded store, asked of it over HTTP."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from kg.concepts import vocabularies_graph
from kg.endpoint import forms
from kg.endpoint.address import Address
from kg.endpoint.forms import pattern
from kg.endpoint.held import Graphs, Things
from kg.endpoint.pages import Asker, Row
from kg.endpoint.wire import Wire
from kg.errors import InputError
from kg.iris import is_notice
from kg.messages import joined, message

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, NamedNode, Quad, Variable

    from kg.source import Graph, Object, Subject

_ANSWERS: Final = 1_000
_LONGEST_KEPT: Final = 5_000
_TOGETHER: Final = 32
_AT_ONCE: Final = 7_500
"""Quads of one answer: three quarters of what Virtuoso gives as it is installed."""
_A_GRAPH: Final = 1_000
"""Quads of a notice, until it is known better."""


@contextmanager
def opened_endpoint(address: Address) -> Iterator[RemoteStore]:
    """The graphs of ours on the server at ``address``.

    Raises InputError: it holds none, or of several bases; UnreachableError, TimeoutExpired, UsageError.
    """
    wire = Wire(address)
    try:
        asker = Asker(wire)
        yield RemoteStore(asker, _base(asker, address))
    finally:
        wire.close()


def _base(asker: Asker, address: Address) -> str:
    """The base of all IRIs there, told by the graph of the vocabularies."""
    end = vocabularies_graph("")
    found = sorted(
        _text(row["g"]).removesuffix(end) for row in asker.select(pattern("schemes")) if _text(row["g"]).endswith(end)
    )
    if address.base is not None:
        if address.base in found:
            return address.base
        raise InputError(
            message(
                "The SPARQL server at {url} holds nothing with IRIs below {base}; it holds: {found}.",
                url=address.url,
                base=address.base,
                found=joined(found) or message("no graph of ours"),
            )
        )
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            message(
                "The SPARQL server at {url} holds graphs of several bases ({found}); set KG_BASE_IRI to one.",
                url=address.url,
                found=", ".join(found),
            )
        )
    raise InputError(
        message(
            "The SPARQL server at {url} holds no graph of kg's; fill it with: kg load SHARDS --endpoint URL.",
            url=address.url,
        )
    )


class RemoteStore:
    """A ``kg.source.Source`` on a server. Only graphs whose IRIs begin with ``base`` are seen, but by free SPARQL."""

    def __init__(self, asker: Asker, base: str) -> None:
        self.asker = asker
        self.base = base
        self._graphs = Graphs(self._quads_of_graphs)
        self._things = Things(self._quads_of_subjects, base)
        self._graphs_seen = self._quads_seen = 0
        self._answers: OrderedDict[object, tuple[Quad, ...]] = OrderedDict()

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Object | None,
        graph_name: Graph | None = None,
        /,
    ) -> Iterator[Quad]:
        """The quads that have these terms; None stands for any. In no order."""
        graph = None if graph_name is None else _text(graph_name)
        if graph is not None and is_notice(graph):
            store = self._graphs.get(graph)
            return iter(store.quads_for_pattern(subject, predicate, object, graph_name))
        if subject is not None:
            return (
                quad
                for quad in self._things.get(_text(subject))
                if (predicate is None or quad.predicate == predicate)
                and (object is None or quad.object == object)
                and (graph is None or _text(quad.graph_name) == graph)
            )
        return self._asked(predicate, object, graph_name)

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The graphs below the base, sorted."""
        from pyoxigraph import NamedNode

        rows = self.asker.select(forms.parsed(forms.bound(pattern("graphs"), self._below())), unique=True)
        found = sorted(_text(row["g"]) for row in rows)
        self._graphs.expect(name for name in found if is_notice(name))
        return map(NamedNode, found)

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        substitutions: dict[Variable, Object] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> object:
        """The answer to SPARQL. What its default graph is, the server decides: Virtuoso takes all graphs together."""
        form = forms.parsed(query)
        form = forms.parsed(forms.with_prefixes(form, prefixes or {}))
        values = {variable.value: [term] for variable, term in (substitutions or {}).items()}
        form = forms.parsed(forms.bound(form, values))
        if form.kind == "ask":
            return self.asker.ask(form)
        return self.asker.select(form) if form.kind == "select" else self.asker.triples(form)

    def __iter__(self) -> Iterator[Quad]:
        """All quads below the base, graph by graph."""
        from pyoxigraph import NamedNode

        graphs = [_text(graph) for graph in self.named_graphs()]
        for graph in graphs:
            if not is_notice(graph):
                yield from self._quads("in-graph", {"g": [NamedNode(graph)]})
        yield from self._quads_of_graphs([graph for graph in graphs if is_notice(graph)])

    def __len__(self) -> int:
        """How many quads lie below the base."""
        return self.asker.number(forms.parsed(forms.bound(pattern("size"), self._below())))

    def _asked(self, predicate: NamedNode | None, object: Object | None, graph: Graph | None) -> Iterator[Quad]:
        key = (predicate, object, graph)
        if key in self._answers:
            self._answers.move_to_end(key)
            return iter(self._answers[key])
        known = {"p": predicate, "o": object, "g": cast("NamedNode | None", graph)}
        values: dict[str, Sequence[Object]] = {name: [term] for name, term in known.items() if term is not None}
        found = self._quads("any-graph", values | self._below()) if graph is None else self._quads("in-graph", values)
        first = tuple(islice(found, _LONGEST_KEPT))
        self._graphs.expect(name for name in (_text(quad.graph_name) for quad in first) if is_notice(name))
        self._things.expect(_text(term) for quad in first for term in (quad.subject, quad.object))
        if len(first) < _LONGEST_KEPT:
            self._answers[key] = first
            if len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)
        return _chained(first, found)

    def _quads_of_graphs(self, graphs: Sequence[str]) -> Iterator[Quad]:
        from pyoxigraph import NamedNode

        waiting = iter(graphs)
        while together := list(islice(waiting, self._together())):
            self._graphs_seen += len(together)
            for quad in self._quads("in-graph", {"g": [NamedNode(graph) for graph in together]}):
                self._quads_seen += 1
                if isinstance(quad.object, NamedNode):
                    self._things.expect([quad.object.value])
                yield quad

    def _together(self) -> int:
        """How many graphs to ask for at once, so that the answer is likely to come in one piece."""
        a_graph = self._quads_seen / self._graphs_seen if self._graphs_seen else _A_GRAPH
        room = _AT_ONCE if self.asker.limit is None else min(_AT_ONCE, self.asker.limit * 3 // 4)
        return min(max(int(room / max(a_graph, 1)), 1), _TOGETHER)

    def _quads_of_subjects(self, iris: Sequence[str]) -> Iterator[Quad]:
        from pyoxigraph import NamedNode

        return self._quads("any-graph", {"s": [NamedNode(iri) for iri in iris]} | self._below())

    def _quads(self, name: str, values: Mapping[str, Sequence[Object]]) -> Iterator[Quad]:
        form = forms.parsed(forms.bound(pattern(name), values))
        return map(_quad, self.asker.select(form, unique=True))

    def _below(self) -> dict[str, Sequence[Object]]:
        from pyoxigraph import Literal

        return {"base": [Literal(self.base)]}


def _quad(row: Row) -> Quad:
    from pyoxigraph import Quad

    return Quad(row["s"], row["p"], row["o"], row["g"])  # type: ignore[arg-type]  # the patterns bind every term, each with a kind that may stand there


def _chained(first: Sequence[Quad], rest: Iterator[Quad]) -> Iterator[Quad]:
    yield from first
    yield from rest


def _text(term: object) -> str:
    """The IRI or the words of a term."""
    return str(getattr(term, "value", term))
