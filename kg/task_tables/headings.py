"""What a heading says of its column, and which rows of headings stand over a table that gives out work. (表头)"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from kg.lexicon import Lexicon, table
from kg.scan import fold

LONGEST: Final = 24
"""Characters of a heading; a longer cell is none."""

_ASIDE: Final = re.compile(r"\([^()]*\)|<[^<>]*>|[\s*:]+")
_BOTH: Final = re.compile("[、/,]|以及|及|和|与")
_AROUND: Final = ")>*:、/,及和与 \u3000"  # the last characters of what the two patterns take away
_UNITS: Final = frozenset({"lead", "responsible"})
_WHOLE: Final = frozenset({"unit"})
_STRONG: Final = frozenset({"task", "measure"})


class Headings:
    """The forms of ``table_columns.tsv``, to be asked of headings."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self.forms = forms
        self.ends = frozenset([*(form[-1] for form in forms), *_AROUND])  # characters that what has a role may end with
        self.endings: dict[str, list[str]] = {}
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            if forms[form] not in _WHOLE:
                self.endings.setdefault(form[-1], []).append(form)

    def role(self, heading: str) -> str:
        """What the column under ``heading`` (folded) holds; empty where nothing tells it."""
        if not heading or len(heading) > LONGEST:
            return ""
        bare = _ASIDE.sub("", heading)
        if not bare:
            return ""
        whole = self.forms.get(bare)
        return whole if whole is not None else self._of_both(bare) or self._by_ending(bare)

    def is_whole(self, heading: str) -> bool:
        """Whether ``heading`` (folded) is one of the forms, or several of them (责任单位及责任人), and not only ends with one."""
        bare = _ASIDE.sub("", heading)
        return bare in self.forms or all(part in self.forms for part in _BOTH.split(bare))

    def _by_ending(self, bare: str) -> str:
        found = next((form for form in self.endings.get(bare[-1], ()) if bare.endswith(form)), None)
        return "" if found is None else self.forms[found]

    def _of_both(self, bare: str) -> str:
        """责任单位及责任人: two headings of one column. A unit counts before anything else; of two units 责任单位 does."""
        parts = _BOTH.split(bare)
        if len(parts) < 2:
            return ""
        roles = [self.forms.get(part) or self._by_ending(part) for part in parts if part]
        if not roles or not all(roles):
            return ""
        units = [role for role in roles if role in ("lead", "responsible", "assist", "unit")]
        if len(set(units)) > 1:
            return "responsible"  # 牵头单位、配合单位: the cell has to tell which is which
        return ("responsible" if units[0] == "unit" else units[0]) if units else roles[0]

    def is_form(self, cell: str) -> bool:
        """Whether a cell (folded) is a heading and nothing else, as in the forms where headings stand beside their values."""
        return _ASIDE.sub("", cell) in self.forms

    def gives_out_work(self, roles: Sequence[str]) -> bool:
        """Whether columns of these roles make a table that gives out work: what is to be done, beside who or by when. Cells
        that are no headings (``""``) are fewer: 任务 | 清淤 | 责任单位 | 县水务局 is a form with values beside their headings."""
        has = frozenset(roles)
        if "service" in has or 2 * sum(map(bool, roles)) <= len(roles):
            return False
        unit = not has.isdisjoint(_UNITS)
        if not has.isdisjoint(_STRONG):
            return unit or "deadline" in has or "people" in has
        if "work" in has:
            return unit or ("unit" in has and "deadline" in has)
        if "project" not in has or "money" in has:
            return False
        return unit and not has.isdisjoint(("deadline", "assist", "overseer"))

    def heads_work(self, cells: Sequence[str]) -> bool:
        """Whether a row of cells, as printed, is the head of such a table. For readers, which have no folded text yet."""
        if len(cells) < 2 or any(len(cell) > LONGEST for cell in cells):
            return False
        return self.gives_out_work([self.role(fold(cell.strip())) for cell in cells if cell.strip()])


@cache
def headings_of(lexicon: Lexicon) -> Headings:
    """The headings that a lexicon knows. Cached."""
    return Headings(lexicon.columns)


@cache
def shipped_headings() -> Headings:
    """The headings that ship with the package, without the rest of the lexicon. Cached."""
    return Headings(table("table_columns"))
