"""Names as they stand on pages: text with the address it leads to, and lists of facts made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.lookup import label_of
from kg.web.page import Shelf


class Link(NamedTuple):
    """Words, where they lead (nowhere where ``href`` is empty), and what is said beside them."""

    text: str
    href: str = ""
    beside: str = ""


class Fact(NamedTuple):
    """What is known under ``name``, which is a message."""

    name: str
    values: Sequence[Link]


def named(iri: str, shelf: Shelf, *, beside: str = "") -> Link:
    """The thing with its own name."""
    return Link(label_of(iri, shelf.opened).removeprefix(shelf.base), shelf.address(iri), beside)


def shared(iri: str | None, shelf: Shelf) -> list[Link]:
    """A shared thing (agency, person, document, place) with its name; nothing for None."""
    return [] if iri is None else [Link(shelf.thing_of(iri).label, shelf.address(iri))]


def plain(*texts: str | None) -> list[Link]:
    """Words that lead nowhere; those that are missing are left out."""
    return [Link(text) for text in texts if text]


def known(facts: Iterable[tuple[str, Sequence[Link]]]) -> list[Fact]:
    """Those of ``facts`` of which something is known."""
    return [Fact(name, values) for name, values in facts if values]
