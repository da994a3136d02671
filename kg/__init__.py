"""Chinese government meeting notices as a graph: who must do what, by when, and where it says so.

For Python users there are four functions, shown at work in ``docs/howto-python.md``::

    import kg

    found = kg.extract("notice.txt")             # what one notice says, without a store
    with kg.open("exports/store") as dataset:    # an rdflib Dataset over the store, read-only
        rows = dataset.ask("agency-directives", agency="泸水市自然资源局")
        graph = kg.to_networkx(dataset, view="agencies")

Importing this package loads nothing else: the command ``kg`` answers quickly because each module brings its own.
Readers of the code start with ``kg.pipeline``, the whole line for one notice, and ``kg.model``, the types that travel
along it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    import networkx as nx

    from kg.face import StoreDataset
    from kg.pipeline import Extraction

__all__ = ["extract", "extract_all", "open", "to_networkx"]


def extract(
    text_or_path: str | PathLike[str],
    *,
    lexicon: str | PathLike[str] | None = None,
    register: str | PathLike[str] | None = None,
    base_iri: str | None = None,
) -> Extraction:
    """What one notice says, and who and what its names are: ``.analysis`` and ``.resolution`` (see ``kg.model``).

    A string without a line break that names a file, and every ``Path``, is read as a file; any other string is the notice
    itself. Offsets are code points into its text, half-open. ``lexicon`` and ``register``: folders of your own words and
    names. Raises InputError where a file cannot be read, holds no notice, or several (use ``extract_all``).
    """
    from kg.face import extract as extract_one

    return extract_one(text_or_path, lexicon=lexicon, register=register, base_iri=base_iri)


def extract_all(
    path: str | PathLike[str],
    *,
    lexicon: str | PathLike[str] | None = None,
    register: str | PathLike[str] | None = None,
    base_iri: str | None = None,
) -> Iterator[Extraction]:
    """What each notice in a file, folder, table or archive says, in a fixed order, one at a time.

    Raises InputError at the first that cannot be read; ``kg.read.read_path`` goes on past those.
    """
    from kg.face import extract_all as extract_each

    return extract_each(path, lexicon=lexicon, register=register, base_iri=base_iri)


def open(store: str | PathLike[str] = "exports/store") -> StoreDataset:
    """The store in the folder ``store`` as an rdflib ``Dataset``, read-only; close it, or use it in a ``with`` block.

    While it is open nobody can write to the store. Raises InputError where there is no store, or one being written.
    """
    from kg.face import StoreDataset

    return StoreDataset(store)


def to_networkx(
    store: str | PathLike[str] | StoreDataset = "exports/store",
    *,
    view: str = "full",
    agency: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> nx.MultiGraph[str] | nx.MultiDiGraph[str]:
    """A view of the store (``kg export --help`` names them) as a networkx graph; nodes are IRIs.

    Nodes carry ``label``, ``kind``, ``dates`` and what the view adds (``place``, ``quote`` …); edges, keyed by their kind in
    Chinese, ``kind_en``, ``weight`` (how often it is stated) and ``dates``. ``agency``: only what concerns it, by name or IRI;
    ``since`` and ``until``: days of meetings (ISO, inclusive). Raises UsageError, naming the nearest, for an unknown view.
    """
    from kg.face import as_networkx

    return as_networkx(store, view=view, agency=agency, since=since, until=until)
