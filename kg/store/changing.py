"""Changing what is in a store, each time as a whole: a transaction, or a bulk load; afterwards all of it holds or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, KgError, why
from kg.messages import message
from kg.nquads import lines_of, parted

if TYPE_CHECKING:
    from pyoxigraph import Store


BULK_FROM: Final = 30_000
"""New quads from which Oxigraph's bulk loader pays: it takes 0.1 to 0.3 s at least, transactions 15 µs and 4 kB a quad."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What one transaction does: drop ``graphs``, take ``stale`` lines out of the entity graph, put ``lines`` in.

    ``lines`` and ``stale`` are N-Quads, one quad a line; each line names its graph itself.
    """

    lines: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


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


def add(store: Store, lines: Sequence[str]) -> None:
    """Add N-Quads lines, all or none, however many they are."""
    if len(lines) < BULK_FROM:
        replace(store, Replacement(tuple(lines)))
    else:
        bulk_load(store, lines)


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
