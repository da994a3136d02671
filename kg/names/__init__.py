"""Canonical names: what an organ calls itself in full, from how a notice writes it. (规范名称)

市市场监管局 in a notice of 雷州市 is 雷州市市场监督管理局. ``canonical_name`` is a pure function of the
surface, its kind and the ``Context`` (the notice's own place). Groups have no canonical name, and nothing has one
whose place is unknown.
"""

from __future__ import annotations

from kg.model import AgencyKind
from kg.names.organs import organ_named
from kg.names.patterns import NOBODY, Name
from kg.names.printed import as_printed
from kg.names.sections import section_of
from kg.scope import Context

__all__ = ["canonical_name", "measured", "section_of"]


def canonical_name(surface: str, kind: AgencyKind, context: Context) -> Name:
    """The canonical name of ``surface`` in a notice whose own place is ``context``'s.

    ``surface`` may be in traditional characters; the name is in simplified ones. ``canonical`` is None for groups,
    for people, and where the place cannot be known. The result unpacks as (canonical, rule, confidence, …).
    """
    if kind not in {"organization", "place"}:
        return NOBODY
    made = organ_named(surface, kind == "place", context.bare)
    return measured(as_printed(surface, made, context), context)


def measured(name: Name, context: Context) -> Name:
    """``name`` with the confidence that was measured for its rule."""
    if name.canonical is None:
        return name
    sure = context.register.name_confidence(name.rule, name.confidence)
    return name if sure == name.confidence else name._replace(confidence=sure)
