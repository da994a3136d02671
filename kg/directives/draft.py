"""A directive while it is still being read. (交办事项草稿)"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.directives.name import Name
from kg.directives.opening import Opening
from kg.model import Basis, Deadline, Party

FORBIDS: Final = frozenset({"不得", "严禁", "坚决杜绝"})
"""Modalities of directives that only say what must not be done."""


@dataclass(slots=True)
class Draft:
    """A directive that is still being read."""

    start: int
    end: int
    opening: Opening
    names: tuple[Name, ...]
    basis: Basis
    numbered: bool
    parties: list[Party] = field(default_factory=list)
    deadline: Deadline | None = None
    labelled: bool = False  # a line 牵头单位: or 责任单位: named its addressees
    timeless: bool = False  # the limits in it are those of the act before: 要加强巡查,|不得漏报,9月底前完成
    assigned: bool = False  # a row of a table gives it to somebody
    led: bool = False  # all its addressees lead
    sealed: bool = False  # a bracket that says who answers for it ends it: what comes is another
    headed: bool = False  # a label 牵头单位: named those who lead
