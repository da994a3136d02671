"""What a page is made of: a template with its values, and the same as a table and as triples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.export.things import Thing, things_of
from kg.messages import message
from kg.store import base_of
from kg.store.walk import Walk
from kg.web.addresses import path_of, prefix
from kg.web.asked import Asked, Limits, Place

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.source import Source


@dataclass(frozen=True, slots=True)
class Page:
    """A page. ``table`` (given ``csv`` or ``json``), ``triples`` and the ``files`` of other formats make its downloads."""

    template: str
    values: Mapping[str, object]
    table: Callable[[str], str] | None = None
    triples: Callable[[], Iterable[Triple]] | None = None
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200

    def formats(self) -> tuple[str, ...]:
        """The names of the downloads there are."""
        made = {"csv": self.table, "json": self.table, "ttl": self.triples}
        return (*(name for name, maker in made.items() if maker is not None), *self.files)


@dataclass(frozen=True)
class Shelf:
    """The open store as pages read it, for one request."""

    opened: Source
    place: Place
    limits: Limits
    language: str

    @cached_property
    def base(self) -> str:
        """The base of the store's IRIs."""
        return base_of(self.opened)

    @cached_property
    def walk(self) -> Walk:
        """Look-ups of single properties."""
        return Walk(self.opened)

    @cached_property
    def thing_of(self) -> Callable[[str], Thing]:
        """What the store says of a shared thing."""
        return things_of(self.opened)

    def described(self, iri: str) -> list[Triple]:
        """The triples about ``iri``, whichever graph says them."""
        from pyoxigraph import NamedNode

        return [quad.triple for quad in self.opened.quads_for_pattern(NamedNode(iri), None, None)]

    def thing_asked(self, asked: Asked) -> str:
        """The IRI of the thing that is ``asked.path`` below the base. Raises InputError where the store says nothing of it."""
        from pyoxigraph import NamedNode

        iri = self.base + asked.path
        try:
            node = NamedNode(iri)
        except ValueError:
            node = None
        if node is None or not any(True for _ in self.opened.quads_for_pattern(node, None, None)):
            raise InputError(message("The store says nothing of {thing}.", thing=asked.path))
        return iri

    def address(self, iri: str) -> str:
        """Where ``iri`` is shown; empty where it is not shown here."""
        path = path_of(iri, self.base)
        return "" if path is None else prefix(self.language) + path


PageMaker = Callable[[Asked, Shelf], Page]
"""Makes a page. Raises UsageError for parameters that cannot be, InputError for what the store does not hold."""
