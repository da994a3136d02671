"""Paragraphs of speech that no cue opens and that go through a list one by one: 森林防火一刻不能放松,要… (无提示语的逐段讲话)"""

from __future__ import annotations

from kg.agenda.draft import Draft
from kg.agenda.headings import Headings

_MOST = 30  # no agenda has more
_LONGEST_CAPTION = 5  # 会议要求:


class Uncued:
    """Gives such paragraphs to the matters of the list before them."""

    def __init__(self, draft: Draft, headings: Headings) -> None:
        self.draft = draft
        self.headings = headings
        self.reader = draft.reader

    def read(self, later: list[int]) -> None:
        """Take the paragraphs that follow a list as one speech each, where each is the turn of one thing in it. 会议要求 in a line of its own
        may stand above them."""
        paragraphs: list[int] = []
        captions = [index for index in later[:1] if self._is_caption(index)]
        for index in later[len(captions) :]:
            if self.headings.number(index) is not None or self.reader.treats(index):
                break
            if self.reader.speech.speaks(index) or self.reader.speech.starts(index) or len(paragraphs) == _MOST:
                return
            paragraphs.append(index)
        if len(paragraphs) < 2:
            return
        matcher = self.draft.matcher
        parts = [matcher.part((index,), opens=True) for index in paragraphs]
        items, left = matcher.claim(self.draft.announced, parts, self.draft.told)
        if [item.sections for item in items] == [[index] for index in paragraphs]:
            self.draft.items.extend(items)
            self.draft.announced = left
            self.draft.read.update(captions, paragraphs)

    def _is_caption(self, index: int) -> bool:
        """会议要求 in a line of its own."""
        return len(self.reader.line(index)) <= _LONGEST_CAPTION and self.reader.speech.opens(index)
