"""Where a graph lies, and opening it to be read: a store's folder, or the address of a SPARQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import store
from kg.endpoint import Address, opened_endpoint
from kg.source import Source

Place = Path | Address


@contextmanager
def opened_for_reading(place: Place) -> Iterator[Source]:
    """What lies at ``place``, to be read.

    Raises InputError where there is no graph of ours; UnreachableError and TimeoutExpired for a server.
    """
    if isinstance(place, Path):
        with store.opened_for_reading(place) as opened:
            yield opened
    else:
        with opened_endpoint(place) as remote:
            yield remote


def require(place: Place, base: str | None = None) -> None:
    """Return if ``place`` can be asked, with IRIs below ``base`` where one is given; else raise InputError.

    A server is not asked for that: it answers when it is opened.
    """
    if isinstance(place, Path):
        store.require_store(place)
        store.require_base(place, base)
