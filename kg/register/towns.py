"""Towns, townships and streets: read when first asked for, since most questions need none. (乡镇街道)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Place


@dataclass(frozen=True, eq=False)
class Towns:
    """The towns below ``places`` (by code), in the ``text`` of their rows, each behind a line feed: 40,000 are no objects until they
    are asked for."""

    text: str
    places: Mapping[str, Place]
    _read: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, folders: Iterable[Path], places: Mapping[str, Place]) -> Towns:
        """The towns in the files ``towns.tsv`` of ``folders``."""
        files = (folder / "towns.tsv" for folder in folders)
        return cls("\n" + "\n".join(file.read_text("utf-8") for file in files if file.exists()), places)

    def of(self, code: str) -> tuple[Place, ...]:
        """Those of the county (or of the prefecture without counties) with this code."""
        found = self._read.get(code)
        if found is None:
            found = self._read[code] = self._below(code)
        return found

    def counties_with(self, name: str) -> Iterator[str]:
        """Codes of the counties that hold a town of this name."""
        text, line = self.text, f"\t{name}\n"
        at = text.find(line)
        while at >= 0:
            yield text[at - 9 : at - 3]
            at = text.find(line, at + 1)

    def _below(self, code: str) -> tuple[Place, ...]:
        text, parent = self.text, self.places.get(code)
        if parent is None:
            return ()
        parents, found, at = (*parent.parents, code), [], text.find(f"\n{code}")
        while at >= 0:
            end = text.find("\n", at + 1)
            number, name = text[at + 1 : end].split("\t")
            found.append(Place(number, name, "town", parents))
            at = text.find(f"\n{code}", end)
        return tuple(found)
