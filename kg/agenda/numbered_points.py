"""Points of a leader's speech that go through a list of matters one by one: (一)抓好秋冬生产。… (逐项要求)"""

from __future__ import annotations

from collections import Counter

from kg.agenda.draft import Draft
from kg.agenda.matter import Matter

_POINTS = frozenset({"enum-heading", "enum-bracket", "enum-arabic", "enum-arabic-bracket", "enum-point"})
_LEAST_LISTED = 2


class NumberedPoints:
    """Gives such points to the matters of the list before them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.scan = draft.reader.scan

    def read(self, items: list[Matter]) -> list[Matter]:
        """``items`` with those that were only listed as the points that treat them, where each has the point whose turn it is."""
        bare = [item for item in items if not item.sections]
        lists = [paragraph for paragraph, count in Counter(i.paragraph for i in bare).items() if count >= _LEAST_LISTED]
        if len(lists) != 1:
            return items
        listed = [item for item in bare if item.paragraph == lists[0]]
        points = self._points(listed[0].paragraph, {index for item in items for index in item.sections})
        parts = [self.draft.matcher.part((index,), opens=True, numbered=True) for index in points[: len(listed)]]
        if len(parts) < len(listed):
            return items
        treated, _ = self.draft.matcher.claim(listed, parts)
        if [item.paragraph for item in treated] != [item.paragraph for item in listed]:
            return items
        in_turn = all(
            item.sections == [index] and matter.subject.start <= item.subject.start < matter.subject.end
            for item, matter, index in zip(treated, listed, points, strict=False)
        )
        if not in_turn:
            return items
        bare_ones = {id(item) for item in listed}
        return [item for item in items if id(item) not in bare_ones] + treated

    def _points(self, after: int, taken: set[int]) -> list[int]:
        """The first run of numbered paragraphs behind a list that belong to no item."""
        found: list[int] = []
        for index in self.draft.body:
            if index <= after:
                continue
            event = self.scan.at.get(self.draft.paragraphs[index].start)
            if event is not None and event.kind in _POINTS and index not in taken:
                found.append(index)
            elif found:
                break
        return found
