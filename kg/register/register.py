"""Look-ups in the register: places by code and name, towns, departments, zones, and what is known of other names. (名录)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.messages import message
from kg.model import Place
from kg.register.departments import Departments, forms_of
from kg.register.rows import MUNICIPALITIES, Department, Zone, ZoneWord, rows_of
from kg.register.towns import Towns

COUNTRY: Final = Place("000000", "中华人民共和国", "country", ())
"""中华人民共和国 has no code in GB/T 2260; six zeros keep its organs apart from every division."""


@dataclass(frozen=True, eq=False)
class Register:
    """Look-ups by code and by name. Made by ``load_register``; holds no state that a look-up changes."""

    folders: tuple[Path, ...]
    places: Mapping[str, Place]
    shorts: Mapping[str, str]  # code -> short form
    aliases: Mapping[str, tuple[str, ...]]  # code -> other names
    successors: Mapping[str, str]  # code of a former place -> code of what it became
    words: frozenset[str]  # short forms that are common words
    _named: Mapping[str, tuple[Place, ...]] = field(repr=False)

    def place(self, code: str) -> Place | None:
        """The place with this code, towns (nine digits) included; None when there is none."""
        if code == COUNTRY.code:
            return COUNTRY
        if len(code) == 9:
            return next((town for town in self.towns_of(code[:6]) if town.code == code), None)
        return self.places.get(code)

    def places_named(self, name: str) -> tuple[Place, ...]:
        """Every place at county level or above whose full name, short form or alias is ``name``, in code order."""
        return self._named.get(name, ())

    def is_place_name(self, text: str) -> bool:
        """Is ``text`` a full name, or a short form that is no common word?"""
        return text in self._named and text not in self.words

    def place_names(self) -> Iterator[str]:
        """Full names, aliases and short forms at county level and above, without short forms that are common words."""
        return (name for name in self._named if name not in self.words)

    def names_behind_city(self) -> Iterator[str]:
        """Full names that are common words as well, behind their city: 汕尾市城区."""
        for place in self.places.values():
            if place.name in self.words and (above := self.prefecture(place)) is not None:
                yield above.name + place.name

    @cached_property
    def beginnings(self) -> dict[str, tuple[int, ...]]:
        """First two characters of places' names -> lengths of the names that start so, longest first."""
        lengths: dict[str, set[int]] = {}
        for name in self._named:
            lengths.setdefault(name[:2], set()).add(len(name))
        return {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()}

    def short(self, place: Place) -> str:
        """The place's name without its class word; the full name where it has no shorter one (荣县)."""
        if place.level == "town":
            return place.name
        if place.code in self.successors:
            return place.name[:-1] if len(place.name) > 2 else place.name
        return self.shorts.get(place.code) or place.name

    def province(self, place: Place) -> Place | None:
        """The province-level division that holds ``place`` (itself, if it is one)."""
        return self.places.get(place.code[:2] + "0000")

    def prefecture(self, place: Place) -> Place | None:
        """The prefecture-level division that holds ``place``; for a district of a 直辖市 that city; else None."""
        if place.level not in {"county", "town"}:
            return place if place.level == "prefecture" else None
        found = self.places.get(place.code[:4] + "00")
        if found is None and place.code[:2] + "0000" in MUNICIPALITIES:
            return self.places[place.code[:2] + "0000"]
        return found

    def children(self, place: Place) -> tuple[Place, ...]:
        """The divisions directly below a province or prefecture; towns of a county come from ``towns_of``."""
        return self._children.get(place.code, ())

    @cached_property
    def _children(self) -> dict[str, tuple[Place, ...]]:
        below: dict[str, list[Place]] = {}
        for place in self.places.values():
            if place.parents and place.code not in self.successors:
                below.setdefault(place.parents[-1], []).append(place)
        return {code: tuple(places) for code, places in below.items()}

    # ── towns ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _towns(self) -> Towns:
        return Towns.read(self.folders, self.places)

    def towns_of(self, code: str) -> tuple[Place, ...]:
        """Towns, townships and streets of the county (or of the prefecture without counties) with this code."""
        return self._towns.of(self.successors.get(code, code))

    def counties_with_town(self, name: str) -> Iterator[str]:
        """Codes of the counties that hold a town of this name."""
        return self._towns.counties_with(name)

    # ── organs ────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def departments(self) -> tuple[Department, ...]:
        """All rows of ``departments.tsv``."""
        return tuple(
            Department(name, tuple(aliases.split()), levels, tuple(provinces.split()), of, reason)
            for name, aliases, levels, provinces, of, reason in self._rows("departments.tsv", 6)
        )

    @cached_property
    def former_departments(self) -> tuple[Department, ...]:
        """All rows of ``departments_former.tsv``."""
        rows = self._rows("departments_former.tsv", 7)
        return tuple(
            Department(name, tuple(aliases.split()), levels, tuple(provinces.split()), of, reason, until)
            for name, aliases, levels, provinces, of, until, reason in rows
        )

    @cached_property
    def _departments(self) -> Departments:
        return Departments.of((*self.departments, *self.former_departments))

    def department(self, form: str, place: Place | None, era: str = "") -> Department | None:
        """The row for ``form`` (name or abbreviation without place) as ``place`` used it in ``era``; None when not registered.

        A row whose full name ``form`` is wins, then one that was in use in ``era`` and is no more, then one for the city or
        province (the closest), then one for the level, then the first. A full name that is not used at the place's level
        stands for itself all the same.
        """
        return self._departments.called(form, place, era)

    def era(self, day: str | None) -> str:
        """The time between two changes of names in which ``day`` (ISO) lies, by its last month; empty is now and where ``day`` is None."""
        return next((until for until in self.eras if day is not None and until >= day[:7]), "")

    @cached_property
    def eras(self) -> tuple[str, ...]:
        """What ``era`` may give for a day before the last change, earliest first."""
        return tuple(sorted({row.until for row in self.former_departments}))

    def names_like(self, form: str) -> frozenset[str]:
        """``form``, and all names and abbreviations of the rows that have it as one of theirs."""
        return self._departments.names_like(form)

    def department_forms(self) -> Iterator[str]:
        """Names and abbreviations as they follow a place or a level word; for the scanner's automaton."""
        seen: set[str] = set()
        for row in (*self.departments, *self.former_departments):
            for form in forms_of(row):
                if "{" not in form and form not in seen:
                    seen.add(form)
                    yield form

    @cached_property
    def central(self) -> dict[str, tuple[str, bool]]:
        """Name or alias -> (full name, only as a whole) of organs of the whole country and of brands.

        The key of what may open a longer name ends in ``…`` too.
        """
        found: dict[str, tuple[str, bool]] = {}
        for name, aliases, whole in self._rows("central.tsv", 3):
            for form in (name, *aliases.split()):
                # One row may say what the whole surface means and another what a longer name opens with.
                found.setdefault(form, (name, whole == "y"))
                if whole != "y":
                    found.setdefault(form + "…", (name, False))
        return found

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """All rows of ``zones.tsv``."""
        return tuple(Zone(code, name, tuple(aliases.split())) for code, name, aliases in self._rows("zones.tsv", 3))

    @cached_property
    def zones_called(self) -> dict[str, tuple[Zone, ...]]:
        """Name or alias -> the zones that are called so, in the order of their rows: 350 rows need not be looked through for each name."""
        found: dict[str, tuple[Zone, ...]] = {}
        for zone in self.zones:
            for called in dict.fromkeys((zone.name, *zone.aliases)):
                found[called] = (*found.get(called, ()), zone)
        return found

    @cached_property
    def zone_words(self) -> tuple[ZoneWord, ...]:
        """All rows of ``zone_words.tsv``, longest words first."""
        rows = self._rows("zone_words.tsv", 4)
        words = [ZoneWord(word, full, levels, tuple(provinces.split())) for word, full, levels, provinces in rows]
        return tuple(sorted(words, key=lambda row: -len(row.word)))

    @cached_property
    def landmarks(self) -> dict[str, str]:
        """Famous sights and waters -> code of the prefecture they lie in."""
        return {row[0]: row[1] for row in self._rows("landmarks.tsv", 2)}

    @cached_property
    def newspapers(self) -> dict[str, str]:
        """Newspapers that are not called by their place -> code of the place whose paper it is."""
        return {row[0]: row[1] for row in self._rows("newspapers.tsv", 3)}

    @cached_property
    def place_cues(self) -> dict[str, tuple[float, bool]]:
        """What may stand right after a place's name -> how much that says that the notice is the place's own, and
        whether even a short form that is a common word counts before it."""
        return {cue: (float(weight), sort == "own") for cue, weight, sort in self._rows("place_cues.tsv", 3)}

    @cached_property
    def level_signs(self) -> dict[str, tuple[str, ...]]:
        """Letter of a level -> words in names that only a place of that level has (``place_signs.tsv``)."""
        found: dict[str, list[str]] = {}
        for sign, level, _ in self._rows("place_signs.tsv", 3):
            found.setdefault(level, []).append(sign)
        return {level: tuple(signs) for level, signs in found.items()}

    @cached_property
    def cue_starts(self) -> frozenset[str]:
        """First characters of ``place_cues``: a quick no for most of what follows a place."""
        return frozenset(cue[0] for cue in self.place_cues)

    def all_names(self) -> Iterator[str]:
        """Full names, aliases and all short forms, common words too."""
        return iter(self._named)

    @cached_property
    def documents(self) -> dict[str, str]:
        """Short or other title -> full title of documents of the whole country."""
        return {alias: title for title, aliases, _ in self._rows("documents.tsv", 3) for alias in aliases.split()}

    @cached_property
    def name_words(self) -> dict[str, dict[str, str]]:
        """Kind of word by which full names are told -> words, longest first -> what stands for each in full, or ''."""
        found: dict[str, dict[str, str]] = {}
        for word, kinds, full, _ in sorted(self._rows("name_words.tsv", 4), key=lambda row: -len(row[0])):
            for kind in kinds.split():
                found.setdefault(kind, {}).setdefault(word, full)
        return found

    @cached_property
    def yearly_titles(self) -> frozenset[str]:
        """Titles that name another document in every place and year (政府工作报告)."""
        return frozenset(title for title, _ in self._rows("yearly_titles.tsv", 2))

    @cached_property
    def group_words(self) -> dict[str, tuple[str, bool]]:
        """Words in the names of groups -> (kind of members, whether the register can list them)."""
        return {word: (members, closed == "y") for word, members, closed in self._rows("groups.tsv", 3)}

    @cached_property
    def judgements(self) -> dict[tuple[str, str], str]:
        """(adcode, name as resolved) -> name that people decided it to be (``judgements.tsv``)."""
        return {(place, name): same for place, name, same, *_ in self._rows("judgements.tsv", 6) if same}

    @cached_property
    def name_confidences(self) -> dict[tuple[str, float], float]:
        """(rule of a full name, what its author thought of it) -> how often it is right (``name_confidence.tsv``)."""
        rows = self._rows("name_confidence.tsv", 4)
        return {(rule, float(prior)): float(confidence) for rule, prior, confidence, _ in rows}

    def name_confidence(self, rule: str, prior: float) -> float:
        """How sure a full name by ``rule`` is: as measured, else what the rule's author thought (0..1)."""
        return self.name_confidences.get((rule, prior), prior)

    def require_whole(self) -> None:
        """Read every table now, not when first asked for. Raises InputError for a row of a wrong shape."""
        for name, table in vars(type(self)).items():
            if isinstance(table, cached_property):
                try:
                    getattr(self, name)
                except ValueError as error:
                    raise InputError(
                        message("A table of the register has a cell that is no number: {error}.", error=error)
                    ) from error

    def _rows(self, name: str, columns: int) -> Iterator[list[str]]:
        return rows_of(self.folders, name, columns)
