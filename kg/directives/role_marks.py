"""Words that say what one of several units does: (牵头) behind its name, 配合 behind the last of them. (分工标注)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.lexicon import Lexicon
from kg.model import PartyRole

ROLES: Final[dict[str, PartyRole]] = {"lead": "lead", "responsible": "responsible", "assist": "co-actor"}
"""Kinds of ``table_cells.tsv`` -> what a unit is by them."""


@dataclass(frozen=True, slots=True)
class RoleMarks:
    """The words of these kinds, to be looked for behind names."""

    beside: re.Pattern[str]  # (牵头)
    behind: re.Pattern[str]  # 分别牵头, up to the next mark
    chained: re.Pattern[str]  # 牵头, where a list goes on after it or ends: 由X|牵头|、Y配合
    leading: re.Pattern[str]  # 牵头, 总牵头
    lead_ends: frozenset[str]  # last characters of these
    acting: re.Pattern[str]  # 具体负责, 组织实施
    roles: dict[str, PartyRole]
    begins: frozenset[str]  # first characters of the words


def _any(words: tuple[str, ...] | list[str]) -> str:
    return "(?P<word>" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


@cache
def role_marks_of(lexicon: Lexicon) -> RoleMarks:
    """The marks that a lexicon knows. Cached."""
    cells = lexicon.cells
    roles = {word: role for kind, role in ROLES.items() for word in cells[kind]}
    return RoleMarks(
        re.compile(rf"\s*\({_any(list(roles))}\)"),
        re.compile(rf"{_any(list(roles))}(?=[、,;/。 \u3000\xa0<]|\Z)"),
        re.compile(rf"{_any(list(roles))}(?=[、,;。]|\Z)"),
        re.compile(_any(cells["lead"])),
        frozenset(word[-1] for word in cells["lead"]),
        re.compile(_any(cells["responsible"])),
        roles,
        frozenset(word[0] for word in roles),
    )
