"""One mention of a named person. (人员提及)"""

from __future__ import annotations

from typing import NamedTuple

from kg.model import PersonRole, Post, Span


class PersonMention(NamedTuple):
    """A name with the posts before or after it. ``role`` as far as the words right around it tell; else None."""

    span: Span
    posts: tuple[Post, ...]
    role: PersonRole | None
    rule: str
    confidence: float
