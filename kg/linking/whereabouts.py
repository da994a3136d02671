"""Which place a foreign thing belongs to, by its codes, by what it says it is a part of, and by the place that its name begins with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kg.linking.foreign import Foreign
from kg.linking.keys import above, administrative_code, name_key
from kg.model import Place
from kg.register import Register
from kg.register.register import COUNTRY
from kg.scope import full_prefix

Fit = Literal["agreed", "within", "unknown", "another"]
"""Whether a thing of the store can be the one: same place; the foreign one only tells a place that holds it; nothing known; no."""


class Whereabouts:
    """Places of foreign things by a register, each looked up once."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[str, frozenset[str]] = {}

    def fit(self, own: str | None, thing: Foreign) -> Fit:
        """Whether ``thing`` may be of the place with the code ``own``. Organs of the whole country sit in some place or other."""
        places = self._of(thing)
        if own is None or not places:
            return "unknown"
        if own in places:
            return "agreed" if len(places) == 1 else "unknown"
        if own == COUNTRY.code:
            return "unknown"
        return "within" if not places.isdisjoint(above(own)) else "another"

    def stated(self, thing: Foreign) -> frozenset[str]:
        """Codes of the places that ``thing`` says it is a part of."""
        return frozenset(code for text in thing.of for code in self._named(text))

    def now(self, code: str) -> str:
        """The code that a place with this code has today."""
        return self._register.successors.get(code, code)

    def _of(self, thing: Foreign) -> frozenset[str]:
        known = self._known.get(thing.iri)
        if known is None:
            known = self._known[thing.iri] = self._looked_up(thing)
        return known

    def _looked_up(self, thing: Foreign) -> frozenset[str]:
        codes = {self.now(code) for text in thing.codes if (code := administrative_code(text)) is not None}
        stated = codes or self.stated(thing)
        named = frozenset(place.code for name in thing.names for place in self._beginning(name_key(name)))
        if not stated or not named:
            return frozenset(stated) or named
        # 鼓楼区 of 福州市: the one of several places of this name that lies where the thing says.
        both = frozenset(code for code in named if code in stated or not stated.isdisjoint(above(code)))
        return both or frozenset(stated)

    def _named(self, text: str) -> Iterator[str]:
        code = administrative_code(text)
        if code is not None:
            yield self.now(code)
        else:
            yield from (place.code for place in self._beginning(name_key(text)) or self._register.places_named(text))

    def _beginning(self, name: str) -> tuple[Place, ...]:
        """The places whose full name ``name`` begins with."""
        scope = full_prefix(name, self._register)
        if scope is None:
            return ()
        if scope.place is not None:
            return (scope.place,)
        return tuple(place for place in self._register.places_named(scope.name) if place.name == scope.name)
