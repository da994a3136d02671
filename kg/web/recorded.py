"""What people recorded about directives, as pages show it beside them; it is filled in with ``kg ledger``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.ledger.columns import Clock, day, settled
from kg.ledger.lines import Line, told_standing
from kg.ledger.rows import recorded_lines
from kg.ledger.statuses import status_word
from kg.local_time import now, wall_clock
from kg.web.page import Shelf


@dataclass(frozen=True, slots=True)
class Standing:
    """How one addressee's line stands. ``left`` are the days to its deadline, negative when that has passed; None where no
    day is stated or nothing is left to do. ``conflict`` has the records in words where they disagree.
    """

    addressee: str
    status: str
    progress: str
    latest: str
    left: int | None
    conflict: str


def standings(directives: Collection[tuple[str, str]], shelf: Shelf) -> dict[str, tuple[Standing, ...]]:
    """Of these directives (each with its notice) those about which something was recorded, with all their lines."""
    found = recorded_lines(shelf.opened, directives)
    clock = Clock(now().date())
    return {
        directive: tuple(_standing(line, clock) for line in lines)
        for directive, lines in found.items()
        if any(line.standing for line in lines)
    }


def _standing(line: Line, clock: Clock) -> Standing:
    latest = line.latest
    return Standing(
        line.lead or line.addressee,
        "" if latest is None else status_word(latest.status),
        "" if latest is None else latest.progress or "",
        "" if latest is None else wall_clock(latest.at),
        None if settled(line) else clock.left(day(line.due)),
        told_standing(line) if line.conflict else "",
    )
