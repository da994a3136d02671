"""Departments by the forms in which notices name them, as their place uses them. (部门名录)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Place
from kg.register.rows import Department, key, level_letters

_OF_THE_PLACE = "{place}"


def forms_of(row: Department) -> tuple[str, ...]:
    """Its name without the place, and its abbreviations."""
    return row.canonical.removeprefix(_OF_THE_PLACE), *row.aliases


@dataclass(frozen=True, eq=False)
class Departments:
    """Rows of ``departments.tsv`` by the keys of their forms."""

    rows: Mapping[str, tuple[Department, ...]]

    @classmethod
    def of(cls, departments: Iterable[Department]) -> Departments:
        """The look-up of these rows."""
        found: dict[str, list[Department]] = {}
        for row in departments:
            for form in dict.fromkeys(map(key, forms_of(row))):
                found.setdefault(form, []).append(row)
        return cls({form: tuple(rows) for form, rows in found.items()})

    def called(self, form: str, place: Place | None, era: str) -> Department | None:
        """The row for ``form`` as ``place`` used it in ``era`` (``Register.department``)."""
        rows = self.rows.get(key(form), ())
        if not rows:
            return None
        levels, code = (level_letters(place), place.code) if place is not None else ("", "")
        former = min((r.until for r in rows if r.until and r.until >= era > ""), default="")
        in_use = [r for r in rows if r.until in ("", former)]
        fits = [
            r for r in in_use if (not r.levels or not set(levels).isdisjoint(r.levels)) and _closeness(r, code) >= 0
        ]
        full = [r for r in rows if _is_printed(r, form)] or [r for r in rows if _lost_a_conjunction(r, form)]
        if any(row.provinces and form in row.aliases for row in fits):
            full = []

        def rank(row: Department) -> tuple[bool, bool, bool, int, bool]:
            # A full name that is printed stands, unless it is short for the one that the province uses.
            printed = row in full and "{" not in row.canonical
            exact = printed and row.canonical == form
            return printed, exact, bool(row.until), _closeness(row, code), bool(row.levels)

        best = max(fits, key=rank, default=full[0] if full else None)
        return best._replace(canonical=form) if best is not None and _has_more(form, best) else best

    def names_like(self, form: str) -> frozenset[str]:
        """``form``, and all forms of the rows that have it as one of theirs."""
        written = (name for row in self.rows.get(key(form), ()) for name in forms_of(row))
        return frozenset({form, *written})


def _is_printed(row: Department, form: str) -> bool:
    return forms_of(row)[0] == form or _has_more(form, row)


_SURELY_SHORTENED = 8  # characters; a shorter name without 和 may be another place's own (园林绿化管理局)


def _lost_a_conjunction(row: Department, form: str) -> bool:
    """Whether ``form`` is the long name of ``row`` but for its 和, though other places use that: 住房城乡建设管理局."""
    return len(form) >= _SURELY_SHORTENED and "{" not in row.canonical and key(form) == key(row.canonical)


def _has_more(form: str, row: Department) -> bool:
    """Whether ``form`` is the name of ``row`` with a 和 more: an abbreviation drops one and never adds it."""
    return len(form) > len(row.canonical) and "{" not in row.canonical and key(form) == key(row.canonical)


def _closeness(row: Department, code: str) -> int:
    """How closely the provinces of ``row`` fit a place: digits of its code that one of them is; -1 when none is."""
    if not row.provinces:
        return 0
    return max((len(start) for start in row.provinces if code.startswith(start)), default=-1)
