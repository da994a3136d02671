"""Names that are nearly the same: a slip, an older or a longer form. Looked for only where nothing else speaks for a pair.

Names are compared (rapidfuzz) with those that share a rare pair of characters with them, a bounded number for each; so the work
grows with the number of names, not with its square.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.errors import KgError
from kg.linking.foreign import Foreign
from kg.linking.keys import digits_of, name_key
from kg.messages import message

MOST_COMPARED: Final = 400
"""Names that one name is compared with at most."""
LEAST_LIKENESS: Final = 80.0
"""How alike two names are at least, of 100: two characters of ten may differ."""
_SHORTEST: Final = 4
"""Names of fewer characters differ in one and mean something else."""


class Near:
    """The names of foreign things, ready to be asked for those that look like another. Raises KgError without rapidfuzz."""

    def __init__(self, things: Sequence[Foreign]) -> None:
        try:
            import rapidfuzz
        except ImportError as error:
            raise KgError(
                message(
                    "Similar names need rapidfuzz: install it with pip install 'huiyi-kg[link]', or leave them out with --near 0."
                )
            ) from error
        self._process, self._ratio = rapidfuzz.process, rapidfuzz.fuzz.ratio
        self._keys: list[str] = []
        self._numbers: list[int] = []
        self._with: dict[str, list[int]] = {}
        for number, thing in enumerate(things):
            for key in dict.fromkeys(map(name_key, (*thing.names, *thing.aliases))):
                if len(key) < _SHORTEST:
                    continue
                for pair in _pairs(key):
                    self._with.setdefault(pair, []).append(len(self._keys))
                self._keys.append(key)
                self._numbers.append(number)

    def like(self, name: str, place: str) -> list[tuple[int, float]]:
        """Numbers of things whose name looks like ``name``, with the likeness (0 to 1), the most alike first.

        The name of the ``place`` that both begin with makes them no more alike: 延边州商务局 is not 延边州财政局.
        """
        key, before = name_key(name), name_key(place)
        if len(key) < _SHORTEST:
            return []
        shared = {at: self._keys[at] for at in self._sharing(key)}
        best: dict[int, float] = {}
        for other, _, at in self._process.extract(
            key, shared, scorer=self._ratio, score_cutoff=LEAST_LIKENESS, limit=None
        ):
            likeness = self._ratio(key.removeprefix(before), other.removeprefix(before), score_cutoff=LEAST_LIKENESS)
            if likeness and digits_of(other) == digits_of(key):
                number = self._numbers[at]
                best[number] = max(best.get(number, 0.0), likeness / 100)
        return sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))

    def _sharing(self, key: str) -> set[int]:
        """Names that share a pair of characters with ``key``, by the rarest pairs first, ``MOST_COMPARED`` at most."""
        sharing: set[int] = set()
        for pair in sorted(_pairs(key), key=lambda pair: (len(self._with.get(pair, ())), pair)):
            places = self._with.get(pair, ())
            if len(sharing) + len(places) > MOST_COMPARED:
                break
            sharing.update(places)
        return sharing


def _pairs(key: str) -> set[str]:
    return {key[at : at + 2] for at in range(len(key) - 1)}
