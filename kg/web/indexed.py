"""The index beside the store, brought up to date where it can be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.index import keeping
from kg.index.keeping import Index
from kg.messages import Message, message
from kg.web.page import Shelf


@contextmanager
def opened_index(shelf: Shelf) -> Iterator[tuple[Index, Message | None]]:
    """The index of the store, and what is to be said where it is behind it. Raises InputError where it cannot be used."""
    folder = shelf.place.store
    with keeping.opened(folder) as index:
        if keeping.writable(folder):
            index.update(shelf.opened, folder)
            yield index, None
            return
        behind = index.behind(shelf.opened, folder)
        yield (
            index,
            message("the index is behind the store: {behind}; what follows is as it was then", behind=behind.sentence)
            if behind
            else None,
        )
