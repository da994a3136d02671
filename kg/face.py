"""The store and the extraction as Python users meet them: an rdflib Dataset, networkx graphs, one call for a notice.

``import kg`` offers what is here without loading it (``kg/__init__.py``).
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Graph
from rdflib.query import Result

from kg import query, store
from kg.errors import InputError, KgError, UsageError
from kg.lookup import one_called
from kg.lookup.of_store import names_of
from kg.messages import message
from kg.sparql_text import names_graphs, refuse_service
from kg.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

    from kg.model import Notice
    from kg.pipeline import Extraction
    from kg.settings import Settings

Value = str | int | float | bool | None
Place = str | PathLike[str]

_FILE: Final = re.compile(r"\.(txt|md|markdown|html?|docx|pdf|jsonl?|csv|tsv|xlsx|parquet|zip|gz)$", re.IGNORECASE)
_NUMBERS: Final[dict[str, Callable[[str], Value]]] = {
    XSD.integer: int,
    XSD.decimal: float,
    XSD.double: float,
    XSD.float: float,
    XSD.boolean: {"true": True, "1": True, "false": False, "0": False}.__getitem__,
}


# ── the store ─────────────────────────────────────────────────────────────────────────────────────────────────


class StoreDataset(Dataset):
    """A store as an rdflib ``Dataset``: its graphs are the notices', that of shared things, and a few more.

    Read-only. ``query`` is answered by Oxigraph itself. What stands outside ``GRAPH`` is looked for in all graphs, without
    removing what two graphs both say: write ``DISTINCT``.
    """

    def __init__(self, folder: Place) -> None:
        self.folder: Final = Path(folder)
        with ExitStack() as holding:  # what fails on the way must not keep the store from being written
            opened = holding.enter_context(store.opened_for_reading(self.folder))
            # Which agency a relative name was taken for, and by whose names, is a UserWarning.
            self.names: Final = names_of(None, self.folder, lambda sentence: warnings.warn(sentence, stacklevel=2))
            self._held = holding.pop_all()
        super().__init__(store=_ReadOnly(opened), default_union=True)
        for prefix, iri in PREFIXES.items():
            self.bind(prefix, iri)

    @property
    def source(self) -> ox.Store:
        """The open Oxigraph store, for what takes one (``kg.store.walk``, ``kg.export`` …). Raises KgError once it is closed."""
        return _inner(self.store)

    def ask(self, question: str, /, **values: str) -> list[dict[str, Value]]:
        """The rows that answer a shipped query, by name, or SPARQL of your own; ``values`` are its parameters.

        Numbers and truth values become Python's, everything else text: IRIs, dates (ISO), words. Raises UsageError and
        InputError as ``kg query`` does: unknown query or parameter, unknown name (with the nearest), no SELECT query.
        """
        shipped = re.fullmatch(r"[\w-]+", question) is not None
        asked = (
            query.question_of(query.shipped_query(question), values)
            if shipped
            else query.free_question(question, values)
        )
        with store.damage_told(self.folder):
            told = json.loads("".join(query.answer(self.source, asked, "json", names=self.names)))
        if "results" not in told:
            return [{"answer": bool(told["boolean"])}]
        columns = told["head"]["vars"]
        return [{name: _value(row.get(name)) for name in columns} for row in told["results"]["bindings"]]

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> Result:
        """As rdflib's, by Oxigraph's engine only: rdflib's own would fetch what ``FROM`` and ``SERVICE`` name."""
        if options.pop("use_store_provided", True) is not True:
            raise UsageError(message("A store is asked by Oxigraph only; leave out use_store_provided."))
        return super().query(query_object, *arguments, **options)

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Let go of the store, so that it can be written again. Closing twice does nothing."""
        if isinstance(self.store, _ReadOnly):
            self.store.let_go()
        self._held.close()

    def __enter__(self) -> StoreDataset:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, RuntimeError):  # Oxigraph may meet with damage in any row that is read
            with store.damage_told(self.folder):
                raise error


class _ReadOnly(OxigraphStore):
    """An rdflib store over an open Oxigraph store, which refuses everything that would change it or leave this machine."""

    def __init__(self, opened: ox.Store) -> None:
        self._closed = False
        super().__init__(store=opened)

    def let_go(self) -> None:
        self._closed = True
        self._store = None

    @property
    def _inner(self) -> ox.Store:
        if self._closed or self._store is None:
            raise KgError(message("The store is closed; open it again with kg.open."))
        return self._store

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Any],
        queryGraph: str,
        **options: object,
    ) -> Result:
        if not isinstance(query, str):
            raise UsageError(message("A store is asked by the text of a query, not by a prepared one."))
        refuse_service(query)
        # Oxigraph plans better without the union, where a query says itself in which graphs it looks.
        where = DATASET_DEFAULT_GRAPH_ID if queryGraph == "__UNION__" and names_graphs(query) else queryGraph
        try:
            return super().query(query, initNs, initBindings, where, **options)
        except SyntaxError as error:
            raise UsageError(message("The query cannot be read: {error}.", error=error)) from error

    def add_graph(self, graph: Graph) -> None:
        """Nothing: ``Dataset.graph`` calls this for every graph that is looked at."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise UsageError(
            message("kg.open opens a store for reading; notices get into it by kg build, statuses by kg ledger import.")
        )

    add = addN = remove = update = remove_graph = _refuse


def _inner(held: object) -> ox.Store:
    if not isinstance(held, _ReadOnly):
        raise TypeError(f"not a store that kg opened: {held!r}")
    return held._inner


def _value(term: Mapping[str, str] | None) -> Value:
    if term is None:
        return None
    convert = _NUMBERS.get(term.get("datatype", ""))
    try:
        return term["value"] if convert is None else convert(term["value"])
    except (ValueError, KeyError):  # "viele"^^xsd:integer, as SPARQL lets anybody write it
        return term["value"]


# ── networkx ──────────────────────────────────────────────────────────────────────────────────────────────────


def as_networkx(
    held: Place | StoreDataset,
    *,
    view: str,
    agency: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> nx.MultiGraph[str] | nx.MultiDiGraph[str]:
    """See ``kg.to_networkx``."""
    import networkx as nx

    from kg.export.views import check_view
    from kg.export.views import view as view_of
    from kg.export.wanted import Wanted

    check_view(view)
    days = query.days_of(since, until)
    with ExitStack() as closing:
        closing.enter_context(store.damage_told(Path(held.folder if isinstance(held, StoreDataset) else held)))
        dataset = held if isinstance(held, StoreDataset) else closing.enter_context(StoreDataset(held))
        opened = dataset.source
        whose = None if agency is None else one_called("agency", agency, opened, dataset.names)
        shown = view_of(opened, view, Wanted(whose, *days))
        graph: nx.MultiGraph[str] | nx.MultiDiGraph[str] = nx.MultiDiGraph() if shown.directed else nx.MultiGraph()
        graph.graph["name"] = shown.name
        for node in shown.nodes():
            graph.add_node(node.id, label=node.label, kind=node.kind, dates=node.dates, **node.values)
        for edge in shown.edges():
            graph.add_edge(
                edge.source, edge.target, key=edge.kind, kind_en=edge.kind_en, weight=edge.weight, dates=edge.dates
            )
        del opened
    return graph


# ── one notice ────────────────────────────────────────────────────────────────────────────────────────────────


def extract(
    text_or_path: Place, *, lexicon: Place | None = None, register: Place | None = None, base_iri: str | None = None
) -> Extraction:
    """See ``kg.extract``."""
    from kg import pipeline
    from kg.read import read_text

    settings = _settings(lexicon, register, base_iri)
    if not _is_path(text_or_path):
        return pipeline.extract(read_text(fspath(text_or_path), source="-"), settings=settings)
    notices = list(_notices(text_or_path))
    if len(notices) != 1:
        raise InputError(
            message(
                "{path} holds {count} notices; kg.extract_all gives them one by one.",
                path=text_or_path,
                count=len(notices) or "no",
            )
        )
    return pipeline.extract(notices[0], settings=settings)


def extract_all(
    path: Place, *, lexicon: Place | None = None, register: Place | None = None, base_iri: str | None = None
) -> Iterator[Extraction]:
    """See ``kg.extract_all``."""
    from kg import pipeline

    settings = _settings(lexicon, register, base_iri)
    return (pipeline.extract(notice, settings=settings) for notice in _notices(path))


def _settings(lexicon: Place | None, register: Place | None, base_iri: str | None) -> Settings:
    from kg.iris import checked_base
    from kg.settings import Settings

    settings = Settings(
        None if lexicon is None else Path(lexicon),
        None if register is None else Path(register),
        None if base_iri is None else checked_base(base_iri),
    )
    settings.require_whole()
    return settings


def _notices(path: Place) -> Iterator[Notice]:
    from kg.model import Notice
    from kg.read import read_path

    for entry in read_path(Path(path)):
        if not isinstance(entry, Notice):
            raise InputError(entry.sentence)
        yield entry


def _is_path(text: Place) -> bool:
    """Whether ``text`` is the name of a file. A name of one that is not there is not read as a notice of one line."""
    if not isinstance(text, str):
        return True
    if "\n" in text:
        return False
    try:
        there = Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a null character
        return False
    if not there and _FILE.search(text):
        raise InputError(message("There is no file {text}.", text=text))
    return there
