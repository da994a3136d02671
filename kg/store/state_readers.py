"""What others than builds ask of a store's memory, in the file as it lies there: nothing is made or changed. (旁查)"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kg.errors import InputError
from kg.messages import message
from kg.store.notes import PENDING, value_in
from kg.store.predecessors import Before, before_in


def note_in(path: Path, name: str) -> str | None:
    """What the memory ``path`` holds as a note ``name``; None where there is none.

    Raises InputError where the file is damaged.
    """
    if not path.is_file():
        return None
    try:
        with _looked_into(path) as db:
            return value_in(db, name)
    except sqlite3.Error as error:
        raise InputError(
            message(
                "{path} cannot be read ({error}); delete it, and the next build reads everything again",
                path=path,
                error=error,
            )
        ) from error


def replaced(path: Path, iri: str) -> Before | None:
    """What the memory in the file ``path`` knows of the notice or directive ``iri`` that is no more; None where it knows nothing."""
    with suppress(sqlite3.Error), _looked_into(path) as db:
        return before_in(db, iri)
    return None


def digests_of_readings(path: Path) -> Iterator[tuple[str, str]]:
    """For each notice graph that a build made, sorted, a digest of what it was made from; none where ``path`` is no memory.

    Two graphs of one notice with the same digest hold the same. Graphs that an interrupted build was about to change are
    left out: what the store holds of them is not known here.
    """
    # A memory that cannot be read says nothing of the notices after that place: they are looked at themselves.
    with suppress(sqlite3.Error), _looked_into(path) as db:
        plan = value_in(db, PENDING)
        unsure = frozenset[str]() if plan is None else _graphs_in(plan)
        if unsure is None:
            return
        for graph, reading, source in db.execute("SELECT graph, reading, source FROM notice ORDER BY graph"):
            if graph not in unsure:
                yield graph, hashlib.sha256(f"{reading}\0{source}".encode()).hexdigest()


@contextmanager
def _looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        yield db


def _graphs_in(plan: str) -> frozenset[str] | None:
    """The graphs that a plan (``kg.store.batches.Plan``, as JSON) touches; None where it is damaged."""
    try:
        value = json.loads(plan)
        coming = [graph for each in value["coming"] for graph in (each["graph"], *each["instead"])]
        return frozenset((*coming, *value["going"]))
    except (ValueError, KeyError, TypeError):
        return None
