"""One thing that is wrong in a row of somebody's words or names.

A fault is a row that does not do what whoever wrote it must have meant. A note is a row that does something, but
perhaps not what was meant: one that takes the place of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["fault", "note"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one row. ``place`` is ``file:line``; ``advice`` says what to do."""

    place: str
    form: str
    what: str
    advice: str
    severity: Severity = "fault"
