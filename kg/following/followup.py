"""What was said again: the same demand to the same department, and agenda items that take up what came before.

A demand repeated is no proof that nothing was done; it shows the words side by side and leaves the rest to the reader.
Meetings without a date are left out: nobody can say which came first.
"""

from __future__ import annotations

import bisect
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.following.likeness import Index, Likeness, role_words
from kg.following.sayings import Saying, agenda_items, demands, of_places
from kg.iris import fold
from kg.messages import message
from kg.store.walk import Walk
from kg.tables import Cell
from kg.vocab import SKOS

if TYPE_CHECKING:
    from kg.source import Source

DEMAND_THRESHOLD: Final = 0.5
ITEM_THRESHOLD: Final = 0.6


@dataclass(frozen=True, slots=True)
class Repetition:
    """One demand that one agency was told at several meetings; ``sayings`` by date, at least two."""

    agency: str
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


def repetitions(opened: Source, *, agency: str | None = None, threshold: float = DEMAND_THRESHOLD) -> list[Repetition]:
    """Demands repeated to the same addressee at a later date, most often said first. ``agency`` (IRI): only to it."""
    walk = Walk(opened)
    sayings = [saying for saying in demands(walk) if agency is None or saying.whose == agency]
    likeness = Likeness.over([saying.words for saying in sayings])
    found = []
    for whose, same in _by_whose(sayings).items():
        same.sort(key=lambda saying: (saying.date, saying.source, saying.start))
        for thread, least in _threads(same, likeness, threshold):
            label = walk.shared(whose, SKOS.prefLabel) or whose
            found.append(Repetition(label, tuple(thread), round(least, 2)))
    return sorted(found, key=lambda one: (-len(one.sayings), one.agency, one.sayings[0].date, one.sayings[0].iri))


def take_ups(opened: Source, *, threshold: float = ITEM_THRESHOLD) -> list[TakeUp]:
    """Agenda items that take up something earlier of the same place, by date. Of several earlier ones, the latest."""
    walk = Walk(opened)
    items, told = list(agenda_items(walk)), of_places(walk, demands(walk))
    likeness = Likeness.over([saying.words for saying in (*items, *told)])
    found: list[TakeUp] = []
    told_at = _by_whose(told)
    for place, of_place in _by_whose(items).items():
        items_before, told_before = _Earlier(of_place), _Earlier(told_at.get(place, ()))
        for later in of_place:
            found += _earlier_item(later, items_before, likeness, threshold)
            found += _earlier_demand(later, told_before, likeness, threshold)
    return sorted(found, key=lambda one: (one.later.date, one.later.source, one.later.start, one.of_demand))


def _by_whose(sayings: Iterable[Saying]) -> dict[str, list[Saying]]:
    together: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        together[saying.whose].append(saying)
    return together


def _threads(same: Sequence[Saying], likeness: Likeness, threshold: float) -> Iterator[tuple[list[Saying], float]]:
    """Sayings (by date) tied together by likeness, each to the earlier one most like it; at least two in a thread."""
    earlier = _Earlier(same)
    threads: dict[str, list[Saying]] = {}
    thread_of: dict[str, str] = {}
    least: dict[str, float] = {}
    for later in same:
        found = earlier.alike(later, likeness, threshold)
        if not found:
            continue
        value, nearest = max(found, key=lambda match: (match[0], match[1].date, match[1].iri))
        thread = thread_of[later.iri] = thread_of.setdefault(nearest.iri, nearest.iri)
        threads.setdefault(thread, [nearest]).append(later)
        least[thread] = min(least.get(thread, 1.0), value)
    yield from ((sayings, least[thread]) for thread, sayings in threads.items())


class _Earlier:
    """Sayings by their words and by their documents, to find the latest before a day."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self._by_words: dict[frozenset[str], list[Saying]] = defaultdict(list)
        self._by_document: dict[str, list[Saying]] = defaultdict(list)
        for saying in sorted(sayings, key=lambda saying: (saying.date, saying.source, saying.start)):
            self._by_words[saying.words].append(saying)
            for document in saying.documents:
                self._by_document[document].append(saying)
        self._index = Index(self._by_words)

    def alike(self, later: Saying, likeness: Likeness, threshold: float) -> list[tuple[float, Saying]]:
        """Of each set of words that is like those of ``later``: how much, and the latest saying before it."""
        return self._matching(later, lambda words: likeness.alike(words, later.words, threshold))

    def holding(self, later: Saying, likeness: Likeness, threshold: float) -> list[tuple[float, Saying]]:
        """The same for sets that hold at least ``threshold`` of the words of ``later``."""

        def share(words: frozenset[str]) -> float:
            value = likeness.share_of(later.words, words)
            return value if value >= threshold else 0.0

        return self._matching(later, share)

    def with_documents_of(self, later: Saying) -> list[Saying]:
        """The latest saying before ``later`` on each of its documents."""
        found = (
            _latest_before(later.date, self._by_document.get(document, ())) for document in sorted(later.documents)
        )
        return [saying for saying in found if saying is not None]

    def _matching(self, later: Saying, value_of: Callable[[frozenset[str]], float]) -> list[tuple[float, Saying]]:
        found = []
        for words in self._index.sharing(later.words):
            latest = _latest_before(later.date, self._by_words[words])
            if latest is not None and (value := value_of(words)):
                found.append((value, latest))
        return found


def _latest_before(date: str, sayings: Sequence[Saying]) -> Saying | None:
    """The last of ``sayings`` (by date) before ``date``."""
    at = bisect.bisect_left(sayings, date, key=lambda saying: saying.date)
    return sayings[at - 1] if at else None


def _earlier_item(later: Saying, items: _Earlier, likeness: Likeness, threshold: float) -> list[TakeUp]:
    """The latest earlier item on the same document, or in like words."""
    found = items.alike(later, likeness, threshold)
    found += ((likeness.cosine(item.words, later.words), item) for item in items.with_documents_of(later))
    if not found:
        return []
    value, earlier = max(found, key=lambda match: (match[1].date, match[0], match[1].iri))
    how = _marks(later.quote) or ("同一文件" if earlier.documents & later.documents else "同一议题")
    return [TakeUp(how, later, earlier, False, round(value, 2), _days(earlier.date, later.date))]


def _earlier_demand(later: Saying, told: _Earlier, likeness: Likeness, threshold: float) -> list[TakeUp]:
    """What a report is about that was demanded before: nearly all of the report's words stand in the demand."""
    if "情况汇报" not in (marks := _marks(later.quote)):
        return []
    found = told.holding(later, likeness, threshold)
    if not found:
        return []
    value, demand = max(found, key=lambda match: (match[1].date, match[0], match[1].iri))
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
    "agency": message("agency"),
    "times": message("times"),
    "first_date": message("first"),
    "first_quote": message("first quote"),
    "last_date": message("last"),
    "last_quote": message("last quote"),
    "between": message("in between"),
    "likeness": message("likeness"),
}
TAKE_UP_COLUMNS: Final = (
    "how", "date", "meeting", "item", "earlier_date", "earlier_meeting", "earlier", "earlier_kind", "days", "likeness",
    "source", "start", "end", "earlier_source", "earlier_start", "earlier_end",
)  # fmt: skip
TAKE_UP_TABLE: Final = {
    "how": message("how"),
    "date": message("date"),
    "item": message("agenda item"),
    "earlier_date": message("earlier"),
    "earlier_kind": message("earlier kind"),
    "earlier": message("earlier quote"),
    "days": message("days since"),
    "likeness": message("likeness"),
}


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
