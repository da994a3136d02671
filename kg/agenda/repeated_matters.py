"""Which of many matters is about another: what was announced and is treated elsewhere, or told twice. (重复议题)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import ceil

from kg.agenda.likeness import Likeness
from kg.agenda.matter import Matter
from kg.model import Span

# So much of what a matter names must another name that is about it.
_SHARE = 0.4
# Comparing with each of so few takes less than finding out beforehand which of them come into question.
_FEW = 20


class Told:
    """Matters by what they name: hundreds of them are each asked for among hundreds, and not compared with all."""

    def __init__(self, likeness: Likeness, matters: Sequence[Matter]) -> None:
        self.likeness = likeness
        self.matters = matters

    def naming(self, titles: Iterable[str]) -> Iterator[Matter]:
        """Those that name one of these documents."""
        for title in titles:
            yield from self._by_title.get(title, ())

    def about(self, subject: Span, beside: int) -> Iterator[Matter]:
        """Those about a subject, or about one of the topics that it lists. What stands in the same paragraph, ``beside`` it,
        is another matter."""
        for names in self.likeness.named_in(subject):
            least = ceil(_SHARE * len(names))
            if not least:
                yield from (matter for matter in self.matters if matter.paragraph != beside)
                continue
            for at in self._having(names, least):
                matter = self.matters[at]
                if matter.paragraph == beside:
                    continue
                words = self._subject(at)
                if sum([name in words for name in names]) >= least:
                    yield matter

    def _having(self, names: set[str], least: int) -> Iterable[int]:
        """The numbers of the matters that may have ``least`` of the names."""
        if len(self.matters) <= _FEW:
            return range(len(self.matters))
        # What has ``least`` of the names has one of all but ``least - 1``: of those that fewest matters have.
        rarest = sorted(names, key=lambda name: len(self._by_pair.get(name, ())))[: len(names) - least + 1]
        return {at for name in rarest for at in self._by_pair.get(name, ())}

    @cached_property
    def _by_title(self) -> dict[str, list[Matter]]:
        found: dict[str, list[Matter]] = {}
        for matter in self.matters:
            for title in matter.documents:
                found.setdefault(title, []).append(matter)
        return found

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        """Which matters have a pair of characters in their subject."""
        found: dict[str, list[int]] = {}
        for number in range(len(self.matters)):
            words = self._subject(number)
            for pair in {words[at : at + 2] for at in range(len(words) - 1)}:
                found.setdefault(pair, []).append(number)
        return found

    def _subject(self, number: int) -> str:
        start, end = self.matters[number].subject
        return self.likeness.scan.text[start:end]
