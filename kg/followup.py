"""What was said again: the same demand to the same department, and agenda items that take up what came before.

A demand repeated is no proof that nothing was done; it shows the words side by side and leaves the rest to the reader.
Meetings without a date are left out: nobody can say which came first.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.iris import fold
from kg.likeness import LEAST_SHARED, Likeness, role_words, sharing
from kg.sayings import Saying, agenda_items, demands, of_places
from kg.tables import Cell
from kg.vocab import SKOS
from kg.walk import Walk

if TYPE_CHECKING:
    from pyoxigraph import Store

DEMAND_THRESHOLD: Final = 0.5
ITEM_THRESHOLD: Final = 0.6


@dataclass(frozen=True, slots=True)
class Repetition:
    """One demand that one agency was told at several meetings; ``sayings`` by date, at least two."""

    agency: str
    agency_iri: str
    sayings: tuple[Saying, ...]
    likeness: float  # of the least alike of the neighbours that tie them together


@dataclass(frozen=True, slots=True)
class TakeUp:
    """An agenda item that takes up an earlier item or demand; ``how``: 再部署, 情况汇报, 同一文件 or 同一议题."""

    how: str
    later: Saying
    earlier: Saying
    of_demand: bool  # what is taken up is a directive, else an agenda item
    likeness: float
    days: int


def repetitions(opened: Store, *, agency: str | None = None, threshold: float = DEMAND_THRESHOLD) -> list[Repetition]:
    """Demands repeated to the same addressee at a later date, most often said first. ``agency`` (IRI): only to it."""
    walk = Walk(opened)
    sayings = [saying for saying in demands(walk) if agency is None or saying.whose == agency]
    likeness = Likeness.over([saying.words for saying in sayings])
    together: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        together[saying.whose].append(saying)
    found = []
    for whose, same in together.items():
        same.sort(key=lambda saying: (saying.date, saying.source, saying.start))
        for thread, least in _threads(same, likeness, threshold):
            label = walk.shared(whose, SKOS.prefLabel) or whose
            found.append(Repetition(label, whose, tuple(thread), round(least, 2)))
    return sorted(found, key=lambda one: (-len(one.sayings), one.agency, one.sayings[0].date, one.sayings[0].iri))


def take_ups(opened: Store, *, threshold: float = ITEM_THRESHOLD) -> list[TakeUp]:
    """Agenda items that take up something earlier of the same place, by date. Of several earlier ones, the latest."""
    walk = Walk(opened)
    items, told = list(agenda_items(walk)), of_places(walk, demands(walk))
    likeness = Likeness.over([saying.words for saying in (*items, *told)])
    found: list[TakeUp] = []
    for place in sorted({item.whose for item in items}):
        of_place = [item for item in items if item.whose == place]
        told_here = [demand for demand in told if demand.whose == place]
        for later in of_place:
            found += _earlier_item(later, of_place, likeness, threshold)
            found += _earlier_demand(later, told_here, likeness, threshold)
    return sorted(found, key=lambda one: (one.later.date, one.later.source, one.later.start, one.of_demand))


def _threads(same: Sequence[Saying], likeness: Likeness, threshold: float) -> Iterator[tuple[list[Saying], float]]:
    """Sayings tied together by likeness, each to the one before that is most like it; at least two days in a thread."""
    best: dict[int, tuple[float, int]] = {}
    for earlier, later in sharing([saying.words for saying in same]):
        if same[earlier].date < same[later].date:
            value = likeness.alike(same[earlier].words, same[later].words, threshold)
            if value:
                best[later] = max(best.get(later, (0.0, -1)), (value, earlier))
    threads: dict[int, list[int]] = {}
    of: dict[int, int] = {}
    least: dict[int, float] = {}
    for later in sorted(best):
        value, earlier = best[later]
        thread = of.setdefault(earlier, earlier)
        of[later] = thread
        threads.setdefault(thread, [thread]).append(later)
        least[thread] = min(least.get(thread, 1.0), value)
    for thread, members in threads.items():
        yield [same[index] for index in sorted(set(members))], least[thread]


def _earlier_item(later: Saying, items: Sequence[Saying], likeness: Likeness, threshold: float) -> list[TakeUp]:
    marks = _marks(later.quote)
    found: list[tuple[str, float, Saying]] = []
    for earlier in items:
        if earlier.date >= later.date:
            continue
        value = likeness.alike(earlier.words, later.words, threshold)
        if value or earlier.documents & later.documents:
            found.append((earlier.date, value or likeness.cosine(earlier.words, later.words), earlier))
    if not found:
        return []
    _, value, earlier = max(found, key=lambda match: match[:2])
    how = marks or ("同一文件" if earlier.documents & later.documents else "同一议题")
    return [TakeUp(how, later, earlier, False, round(value, 2), _days(earlier.date, later.date))]


def _earlier_demand(later: Saying, told: Sequence[Saying], likeness: Likeness, threshold: float) -> list[TakeUp]:
    """What a report is about that was demanded before: nearly all of the report's words stand in the demand."""
    if "情况汇报" not in (marks := _marks(later.quote)) or len(later.words) < LEAST_SHARED:
        return []
    found = [
        (demand.date, value, demand)
        for demand in told
        if demand.date < later.date and (value := likeness.share_of(later.words, demand.words)) >= threshold
    ]
    if not found:
        return []
    _, value, demand = max(found, key=lambda match: match[:2])
    return [TakeUp(marks, later, demand, True, round(value, 2), _days(demand.date, later.date))]


def _marks(text: str) -> str:
    """再部署 or 情况汇报, where the item's words say so; nothing else."""
    folded = fold(text)
    again = any(word in folded for word in role_words("again"))
    report = any(word in folded for word in role_words("report"))
    return "、".join(name for name, there in (("再部署", again), ("情况汇报", report)) if there)


def _days(earlier: str, later: str) -> int:
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days


# ── for people and programs ───────────────────────────────────────────────────────────────────────────────────

REPETITION_COLUMNS: Final = (
    "agency", "times", "first_date", "first_meeting", "first_quote", "first_deadline", "last_date", "last_meeting",
    "last_quote", "last_deadline", "likeness", "dates", "quotes", "sources",
)  # fmt: skip
REPETITION_TABLE: Final = {
    "agency": "单位", "times": "次数", "first_date": "首次", "first_quote": "首次原文", "last_date": "末次",
    "last_quote": "末次原文", "between": "其间", "likeness": "相似度",
}  # fmt: skip
TAKE_UP_COLUMNS: Final = (
    "how", "date", "meeting", "item", "earlier_date", "earlier_meeting", "earlier", "earlier_kind", "days", "likeness",
    "source", "start", "end", "earlier_source", "earlier_start", "earlier_end",
)  # fmt: skip
TAKE_UP_TABLE: Final = {
    "how": "方式", "date": "日期", "item": "议题", "earlier_date": "此前", "earlier_kind": "类型",
    "earlier": "此前原文", "days": "间隔天数", "likeness": "相似度",
}  # fmt: skip


def repetition_cells(found: Repetition) -> dict[str, Cell]:
    """Values by the names in ``REPETITION_COLUMNS``. ``between`` are the dates between first and last."""
    first, last = found.sayings[0], found.sayings[-1]
    return {
        "agency": found.agency,
        "times": len(found.sayings),
        "first_date": first.date,
        "first_meeting": first.meeting,
        "first_quote": first.quote,
        "first_deadline": first.deadline,
        "last_date": last.date,
        "last_meeting": last.meeting,
        "last_quote": last.quote,
        "last_deadline": last.deadline,
        "likeness": found.likeness,
        "between": tuple(saying.date for saying in found.sayings[1:-1]),
        "dates": tuple(saying.date for saying in found.sayings),
        "quotes": tuple(saying.quote for saying in found.sayings),
        "sources": tuple(f"{saying.source} {saying.start}–{saying.end}" for saying in found.sayings),
    }


def take_up_cells(found: TakeUp) -> dict[str, Cell]:
    """Values by the names in ``TAKE_UP_COLUMNS``."""
    later, earlier = found.later, found.earlier
    return {
        "how": found.how,
        "date": later.date,
        "meeting": later.meeting,
        "item": later.quote,
        "earlier_date": earlier.date,
        "earlier_meeting": earlier.meeting,
        "earlier": earlier.quote,
        "earlier_kind": "要求" if found.of_demand else "议题",
        "days": found.days,
        "likeness": found.likeness,
        "source": later.source,
        "start": later.start,
        "end": later.end,
        "earlier_source": earlier.source,
        "earlier_start": earlier.start,
        "earlier_end": earlier.end,
    }
