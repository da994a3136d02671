"""The store: Oxigraph on disk, one named graph per notice, shared things in a graph of their own.

A store is a folder::

    huiyi-store.json   which layout this is (``format``), and below which base its IRIs are (``base``)
    quads/             Oxigraph's files
    build.sqlite       what was read from where (``kg.build_state``)
    index.sqlite       what ``kg search`` looks in, once it was used (``kg.index``); can be made again from the quads
    incoming/          shards on their way into quads/, while a build runs or after it was interrupted
    lock               held exclusively by the one writer, shared by readers; who that writer is

Only :func:`writer` creates anything. A notice is put in place of its predecessor in one transaction, so
that whoever opens the store after a crash finds it whole or not at all. Removing a graph and then filling it would be
two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.concepts import vocabularies_graph
from kg.errors import InputError, KgError, why
from kg.iris import BASE, Minter, checked_base
from kg.messages import message
from kg.notice_graphs import NoticeGraphs
from kg.nquads import parted
from kg.store_lock import locked
from kg.vocab import RDF, SKOS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.source import Source

FORMAT: Final = 2
"""Version of the layout above. Raise it when older programs could no longer read the folder, or read it wrongly."""

MARKER: Final = "huiyi-store.json"
QUADS: Final = "quads"
STATE: Final = "build.sqlite"
INCOMING: Final = "incoming"
_DAMAGED: Final = "Corruption: "

ENTITIES: Final = Minter().graph("entities")
"""The graph that describes shared things (agencies, people, posts, places, documents) in a store of the usual base."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What one transaction does: drop ``graphs``, take ``stale`` lines out of the entity graph, put ``lines`` in.

    ``lines`` and ``stale`` are N-Quads, one quad a line; each line names its graph itself.
    """

    lines: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


# ── opening ───────────────────────────────────────────────────────────────────────────────────────────────────


class Writer:
    """A store held for writing. Oxigraph's files are opened at the first use only, since opening alone writes some."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.base = base_of_folder(folder)
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        """The open store. Raises InputError where its files cannot be opened."""
        from pyoxigraph import Store

        if self._store is None:
            try:
                with _damage_told(self._folder):
                    self._store = Store(str(self._folder / QUADS))
            except OSError as error:
                raise InputError(
                    message(
                        "The store {folder} cannot be opened for writing: {error}.", folder=self._folder, error=error
                    )
                ) from error
        return self._store

    def close(self) -> None:
        """Let go of Oxigraph's files, as far as nobody else has hold of ``store``."""
        self._store = None


@contextmanager
def writer(folder: Path, *, base: str | None = None) -> Iterator[Writer]:
    """The store in ``folder``, made if there is none yet. Nobody else can open it meanwhile.

    ``base`` is the base of all IRIs in it: that of a new store, and a check on one that is there. Raises InputError:
    the folder holds something else, is of another format or base, is in use, damaged, or cannot be written.
    """
    _prepare(folder, base)
    with locked(folder, exclusive=True):
        held = Writer(folder)
        try:
            with _damage_told(folder):
                yield held
        finally:
            held.close()


@contextmanager
def opened_for_writing(folder: Path) -> Iterator[Store]:
    """As ``writer``, for those who will write in any case."""
    with writer(folder) as held:
        yield held.store


@contextmanager
def opened_for_reading(folder: Path) -> Iterator[Store]:
    """The store in ``folder``, read-only. Any number of readers may have it open, but no writer at the same time.

    Oxigraph leaves reading beside a writer of another process undefined, hence the lock.
    Raises InputError: no store there, of another format, being written, unreadable, or damaged, at once or where that
    is met with later.
    """
    from pyoxigraph import Store

    require_store(folder)
    with locked(folder, exclusive=False), _damage_told(folder):
        try:
            store = Store() if _is_unborn(folder / QUADS) else Store.read_only(str(folder / QUADS))
        except OSError as error:
            raise InputError(
                message(
                    "The store {folder} cannot be read: {error}; build it anew with: kg build PATH.",
                    folder=folder,
                    error=error,
                )
            ) from error
        yield store


@contextmanager
def _damage_told(folder: Path) -> Iterator[None]:
    """Raises InputError, with what to do, where Oxigraph finds that its files in ``folder`` are not as it wrote them."""
    try:
        yield
    except RuntimeError as error:
        # Oxigraph has no class of its own for this; what it says begins with RocksDB's name for the state.
        if not str(error).startswith(_DAMAGED):
            raise
        raise InputError(
            message(
                "The store {folder} is damaged ({why}); put a backup in its place (kg store restore BACKUP "
                "--replace), or build the notices into another folder.",
                folder=folder,
                why=" ".join(str(error).split()).rstrip("."),
            )
        ) from error


def _is_unborn(quads: Path) -> bool:
    """Whether Oxigraph has not come to put anything there: the first build was killed, or found no room, at once."""
    return not (quads / "CURRENT").exists() and not any(quads.glob("*.sst"))


def require_store(folder: Path) -> None:
    """Return if ``folder`` is a store this version reads; else raise InputError saying what it is instead."""
    if not folder.exists():
        raise InputError(
            message("There is no store at {folder}; make one with: kg build PATH --store {folder}.", folder=folder)
        )
    if not folder.is_dir():
        raise InputError(
            message("{folder} is a file, not a store; a store is a folder that kg build made.", folder=folder)
        )
    try:
        text = (folder / MARKER).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(
            message(
                "{folder} is not a store (it holds no {marker}); make one with: kg build PATH.",
                folder=folder,
                marker=MARKER,
            )
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(message("The store {folder} cannot be read: {why}.", folder=folder, why=why(error))) from error
    found = _format(text)
    if found is None:
        raise InputError(
            message("{file} does not say which format the store has; build the store anew.", file=folder / MARKER)
        )
    if found != FORMAT:
        raise InputError(
            message(
                "The store {folder} has format {found}, this version of kg reads format {known}: it was made by a newer "
                "version; use that version, or build the notices into another folder."
                if found > FORMAT
                else "The store {folder} has format {found}, this version of kg reads format {known}: it was made by an "
                "older version; use that version, or build the notices into another folder.",
                folder=folder,
                found=found,
                known=FORMAT,
            )
        )
    if not (folder / QUADS).is_dir():
        raise InputError(
            message("The store {folder} holds no {name} folder; build it anew.", folder=folder, name=QUADS)
        )


def require_base(folder: Path, base: str | None) -> None:
    """Return if the IRIs of the store ``folder`` have the base ``base``, or None is asked for; else raise InputError."""
    found = base_of_folder(folder)
    if base is not None and base != found:
        raise InputError(
            message(
                "The store {folder} has IRIs below {found}, not below {base}: leave out --base-iri, or build the notices into another folder.",
                folder=folder,
                found=found,
                base=base,
            )
        )


def base_of_folder(folder: Path) -> str:
    """The base of all IRIs in the store ``folder``."""
    marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    return str(marker.get("base", BASE))


def _format(text: str) -> int | None:
    try:
        marker = json.loads(text)
    except ValueError:
        return None
    found = marker.get("format") if isinstance(marker, dict) else None
    return found if isinstance(found, int) else None


def _prepare(folder: Path, base: str | None) -> None:
    """Make an empty store where there is nothing; leave a store alone; refuse anything else."""
    if folder.is_dir() and (folder / MARKER).exists():
        require_store(folder)
        require_base(folder, base)
        return
    wanted = BASE if base is None else checked_base(base)
    if folder.exists() and not folder.is_dir():
        raise InputError(message("{folder} is a file; name a folder for the store.", folder=folder))
    try:
        # A first build that was killed at once leaves quads/ without a marker, never anything else.
        if folder.is_dir() and not {entry.name for entry in folder.iterdir()} <= {QUADS, f"{MARKER}.tmp"}:
            raise InputError(
                message(
                    "The folder {folder} holds other files and is no store; name an empty or a new one.", folder=folder
                )
            )
        (folder / QUADS).mkdir(parents=True, exist_ok=True)
        temporary = folder / f"{MARKER}.tmp"
        temporary.write_text(json.dumps({"format": FORMAT, "base": wanted}) + "\n", encoding="utf-8")
        temporary.replace(folder / MARKER)
    except OSError as error:
        raise InputError(message("The store {folder} cannot be made: {why}.", folder=folder, why=why(error))) from error


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────


def replace(store: Store, replacement: Replacement) -> None:
    """Carry out ``replacement`` in one transaction: afterwards all of it holds, or after a crash none of it."""
    parts = [f"DROP SILENT GRAPH <{graph}>" for graph in replacement.graphs]
    if replacement.stale:
        parts.append(f"DELETE DATA {{ {_blocks(replacement.stale)} }}")
    if replacement.lines:
        parts.append(f"INSERT DATA {{ {_blocks(replacement.lines)} }}")
    if parts:
        with write_errors():
            store.update(" ;\n".join(parts))


def renew(store: Store, graph: str, own: bytes, shared: bytes, others: tuple[str, ...] = ()) -> None:
    """Make ``own`` the content of ``graph``, add ``shared``, drop the graphs ``others``: one transaction.

    All are N-Quads lines. Only the difference is written: most notices that are read again say what they said before.
    """
    from pyoxigraph import NamedNode

    name = NamedNode(graph)
    before = {f"{quad.triple} {name} ." for quad in store.quads_for_pattern(None, None, None, name)}
    now = lines_of(own)
    lines = (*(line for line in now if line not in before), *lines_of(shared))
    parts = [f"DROP SILENT GRAPH <{other}>" for other in others]
    if gone := before.difference(now):
        parts.append(f"DELETE DATA {{ {_blocks(sorted(gone))} }}")
    if lines:
        parts.append(f"INSERT DATA {{ {_blocks(lines)} }}")
    if parts:
        with write_errors():
            store.update(" ;\n".join(parts))


def bulk_load(store: Store, nquads: bytes | Iterable[str]) -> None:
    """Add N-Quads (UTF-8, or lines) by Oxigraph's bulk loader: all or none, several times faster than transactions.

    For tens of thousands of lines at a time: each call writes new files.
    """
    from pyoxigraph import RdfFormat

    if not isinstance(nquads, bytes):
        # Line by line: joined as text, one Chinese sign would make each of them two bytes wide.
        nquads = b"".join(line.encode("utf-8") + b"\n" for line in nquads)
    if nquads:
        with write_errors():
            store.bulk_load(nquads, format=RdfFormat.N_QUADS)


def bulk_load_file(store: Store, path: Path) -> None:
    """As ``bulk_load``, from a file, which takes less memory."""
    from pyoxigraph import RdfFormat

    with write_errors():
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)


def compact(store: Store) -> None:
    """Sort Oxigraph's files anew, after which questions read less. Takes as much room again while it goes on."""
    try:
        store.optimize()
    except OSError as error:
        raise KgError(
            message(
                "All that was read is in the store, but it could not be made compact ({why}): make room, then run: kg store compact.",
                why=why(error),
            )
        ) from error


@contextmanager
def write_errors() -> Iterator[None]:
    """Raises KgError, with what to do, where Oxigraph cannot write."""
    try:
        yield
    except OSError as error:
        raise KgError(
            message(
                "The store could not be written ({why}). Each notice is in it whole or not at all; mend that, "
                "and the same command goes on from here.",
                why=why(error),
            )
        ) from error


def load_nquads(store: Store, path: Path) -> None:
    """Add an N-Quads file, such as ``kg export nquads`` wrote: merging two stores is loading one into the other.

    Raises InputError where the file cannot be read or is no N-Quads; the store is then as it was before.
    """
    from pyoxigraph import RdfFormat

    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise InputError(message("{path} is no N-Quads: {error}.", path=path, error=error)) from error
    except OSError as error:
        raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error


def _blocks(lines: Iterable[str]) -> str:
    """N-Quads lines as the ``GRAPH <g> { … }`` blocks of a SPARQL update, in the order of first mention."""
    graphs: dict[str, list[str]] = {}
    for line in lines:
        triple, graph = parted(line)
        graphs.setdefault(graph, []).append(triple)
    return "\n".join(f"GRAPH <{graph}> {{ {' . '.join(triples)} }}" for graph, triples in graphs.items())


# ── looking ───────────────────────────────────────────────────────────────────────────────────────────────────


def lines_of(nquads: bytes | str) -> tuple[str, ...]:
    """The lines of an N-Quads text. Split at line feeds only: a quote may hold U+2028 and its like."""
    text = nquads if isinstance(nquads, str) else nquads.decode("utf-8")
    return tuple(line for line in text.split("\n") if line)


def base_of(store: Source) -> str:
    """The base of all IRIs in ``store``, told by the graph of its vocabularies; the usual one where it has none."""
    from pyoxigraph import NamedNode

    graph = vocabularies_graph("")
    for quad in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(SKOS.ConceptScheme)):
        name = str(getattr(quad.graph_name, "value", ""))
        if name.endswith(f"/{graph}"):
            return name.removesuffix(graph)
    return BASE


def entity_graph(store: Source) -> str:
    """The graph of ``store`` that describes shared things: agencies, people, posts, places, documents."""
    return Minter(base_of(store)).graph("entities")


def notice_graphs(store: Source) -> NoticeGraphs:
    """IRIs of all notice graphs, sorted."""
    return NoticeGraphs(str(getattr(graph, "value", "")) for graph in store.named_graphs())
