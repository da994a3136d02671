"""What came, went or changed between two versions of a notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from kg.diff.matching import Text, key_of, matched
from kg.diff.versions import ADDRESSED, Demand, Matter, Party, Version
from kg.export.accounts import Passage
from kg.iris import fold

T = TypeVar("T")
Kind = Literal["field", "item", "directive"]
How = Literal["came", "went", "changed"]


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that changed: ``aspect`` (时限, 责任, 文字 …), and what it was and is; empty where there was none."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One directive, item or field that is not in both versions as it was. Passages are those of either version."""

    kind: Kind
    how: How
    name: str | None  # of a field
    before: Passage | None
    after: Passage | None
    details: tuple[Detail, ...] = ()
    likeness: float | None = None
    before_told: Demand | Matter | None = None
    after_told: Demand | Matter | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``before`` and ``after``, what changed in the order of reading, and how many of each kind are the same in both."""

    before: Version
    after: Version
    changes: tuple[Change, ...]
    same: tuple[tuple[Kind, int], ...]

    def count(self, kind: Kind, how: How) -> int:
        """How many of a kind came, went or changed."""
        return sum(change.kind == kind and change.how == how for change in self.changes)


def compared(before: Version, after: Version) -> Comparison:
    """``after`` beside ``before``. Numbers of items and directives do not count, nor spaces and kinds of brackets."""
    fields = list(_fields(before, after))
    items, twins = _items(before, after)
    directives = list(_directives(before, after, twins))
    found = [*fields, *items, *directives]
    changes = tuple(change for change in found if change is not None)
    same: tuple[tuple[Kind, int], ...] = (
        ("field", fields.count(None)),
        ("item", items.count(None)),
        ("directive", directives.count(None)),
    )
    return Comparison(before, after, changes, same)


# Each of these gives a change for what changed, and None for what is the same in both.


def _fields(before: Version, after: Version) -> Iterator[Change | None]:
    old, new = ({field.name: field for field in version.fields} for version in (before, after))
    for name in (field.name for field in (*before.fields, *(f for f in after.fields if f.name not in old))):
        was, now = old.get(name), new.get(name)
        if was is not None and now is not None and fold(was.value) == fold(now.value):
            yield None
            continue
        detail = Detail(name, "" if was is None else was.value, "" if now is None else now.value)
        how: How = "came" if was is None else "went" if now is None else "changed"
        passages = (None if was is None else was.passage, None if now is None else now.passage)
        yield Change("field", how, name, *passages, (detail,))


def _items(before: Version, after: Version) -> tuple[list[Change | None], dict[str, str]]:
    """The changes, and which item of ``before`` is which of ``after``."""
    pairs = matched([_text_of_item(item) for item in before.matters], [_text_of_item(item) for item in after.matters])
    twins: dict[str, str] = {}
    found: list[Change | None] = []
    by_one = {pair.one: pair for pair in pairs}
    for number, was in enumerate(before.matters):
        pair = by_one.get(number)
        if pair is None:
            found.append(Change("item", "went", None, was.passage, None, before_told=was))
            continue
        now = after.matters[pair.other]
        twins[was.iri] = now.iri
        details = tuple(_item_details(was, now))
        found.append(
            Change("item", "changed", None, was.passage, now.passage, details, pair.likeness, was, now)
            if details
            else None
        )
    came = set(range(len(after.matters))) - {pair.other for pair in pairs}
    found += (Change("item", "came", None, None, now.passage, after_told=now) for now in _at(after.matters, came))
    return found, twins


def _text_of_item(item: Matter) -> Text:
    return Text(item.title, around=frozenset(map(fold, item.documents)))


def _item_details(was: Matter, now: Matter) -> Iterator[Detail]:
    yield from _of_lists("文件", was.documents, now.documents)
    yield from _of_lists("处理", was.treatments, now.treatments)
    yield from _of_lists("结果", was.outcomes, now.outcomes)
    yield from _of_words(was.title, now.title)


def _directives(before: Version, after: Version, twins: dict[str, str]) -> Iterator[Change | None]:
    ones = [_text_of_demand(demand, twins.get(demand.item or "")) for demand in before.demands]
    others = [_text_of_demand(demand, demand.item) for demand in after.demands]
    pairs = matched(ones, others)
    by_one = {pair.one: pair for pair in pairs}
    for number, was in enumerate(before.demands):
        pair = by_one.get(number)
        if pair is None:
            yield Change("directive", "went", None, was.passage, None, before_told=was)
            continue
        now = after.demands[pair.other]
        details = tuple(_demand_details(was, now))
        yield (
            Change("directive", "changed", None, was.passage, now.passage, details, pair.likeness, was, now)
            if details
            else None
        )
    came = set(range(len(after.demands))) - {pair.other for pair in pairs}
    for now in _at(after.demands, came):
        yield Change("directive", "came", None, None, now.passage, after_told=now)


def _text_of_demand(demand: Demand, item: str | None) -> Text:
    names = tuple(party.surface for party in demand.parties)
    around = {fold(name) for name in demand.addressees()} | ({item} if item is not None else set())
    return Text(demand.passage.quote, (*names, demand.deadline or ""), frozenset(around))


def _demand_details(was: Demand, now: Demand) -> Iterator[Detail]:
    for role in ADDRESSED.values():
        yield from _of_parties(role, was.parties, now.parties)
    if (was.due or fold(was.deadline or "")) != (now.due or fold(now.deadline or "")):
        yield Detail("时限", _deadline(was), _deadline(now))
    if was.force != now.force:
        yield Detail("语气", was.force or "", now.force or "")
    yield from _of_words(was.passage.quote, now.passage.quote)


def _deadline(demand: Demand) -> str:
    if demand.deadline is None:
        return ""
    return demand.deadline if demand.due is None else f"{demand.deadline}（{demand.due}）"


def _of_parties(role: str, was: Sequence[Party], now: Sequence[Party]) -> Iterator[Detail]:
    old, new = ([party for party in parties if party.role == role] for parties in (was, now))
    if any(not any(a.is_same(b) for b in new) for a in old) or any(not any(a.is_same(b) for b in old) for a in new):
        yield Detail(role, *("、".join(dict.fromkeys(party.surface for party in parties)) for parties in (old, new)))


def _of_lists(aspect: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Detail]:
    if set(map(fold, was)) != set(map(fold, now)):
        yield Detail(aspect, "、".join(was), "、".join(now))


WORDING: Final = "文字"


def _of_words(was: str, now: str) -> Iterator[Detail]:
    if key_of(was) != key_of(now):
        yield Detail(WORDING, was, now)


def _at(values: Sequence[T], places: Iterable[int]) -> list[T]:
    return [values[place] for place in sorted(places)]
