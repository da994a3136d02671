"""One mention of an organisation or group. (机构指称)"""

from __future__ import annotations

from typing import NamedTuple

from kg.model import AgencyKind, Span


class AgencyMention(NamedTuple):
    """One mention of an organisation or group. ``post``: it is only part of somebody's post."""

    span: Span
    kind: AgencyKind
    rule: str
    confidence: float
    post: bool = False


def start_of(mention: AgencyMention) -> int:
    return mention.span.start
