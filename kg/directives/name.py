"""One party by name. (责任主体名称)"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import AgencyKind, PartyRole, Span

# Between the members of a list; 与 only between known organisations, and not in 参与商家.
# The class of all first characters stands first: what ``re`` finds and dismisses quickest.
_BEGINS = " \u3000、以和及与"
SEPARATORS = frozenset(_BEGINS)
SEPARATOR = re.compile(
    f"[{_BEGINS}](?:(?<=[和及与])(?<!参与|涉及|普及|共和)|(?<=、)[ \u3000]*|(?<=以)及|(?<=[ \u3000])[ \u3000]*、[ \u3000]*)"
)
PLAIN = re.compile(r"[一-鿿A-Za-z0-9()、“”·]+")
SIGNS_ONLY = re.compile("[一-鿿]+")


class Name(NamedTuple):
    """One conjunct: where it stands, what it is, and what a mark behind it says that it does: 县住建局(牵头)."""

    span: Span
    kind: AgencyKind
    role: PartyRole | None = None


def told_apart(names: tuple[Name, ...]) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Whom a list with marks binds, and who helps: who is marked (配合), and beside 县住建局(牵头) who is not marked at all."""
    if all(name.role is None for name in names):
        return names, ()  # no marks
    led = any(name.role == "lead" for name in names)
    helps = ("co-actor", None) if led else ("co-actor",)
    bound = tuple(name for name in names if name.role not in helps)
    return (bound, tuple(name for name in names if name.role in helps)) if bound else (names, ())


def is_plain(words: str) -> bool:
    return PLAIN.fullmatch(words) is not None
