"""Whether little was read of a notice for its length: text that no mark parts, a page without an item or with few directives. (读得过少)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.model import AgendaItem, Directive, Doubt, MeetingFields, Span

# Measured on 65 annotated notices (our own gold and the development pairs of the guideline). The longest stretch between two marks
# or line ends has 249 characters: about three times that is no sentence.
_LONGEST: Final = 800
# The shortest notice proper has 529 characters, and three items or more are in each.
_SOME_LENGTH: Final = 500
# Notices that only list (two: a matter in 49 and in 106 characters) demand nothing or one thing; in all others a directive stands in
# each 100 characters or less: a quarter of that is few.
_A_LIST: Final = 150
_PER_DIRECTIVE: Final = 400

_STRETCH = re.compile(f"[^。;!?\n]{{{_LONGEST},}}")
_MARK = re.compile("[。;!?\n]")
_QUOTED: Final = 60  # so much of what is doubted is quoted


def find_thin(
    text: str,
    body: Sequence[Span],
    meeting: MeetingFields,
    agenda: Sequence[AgendaItem],
    directives: Sequence[Directive],
) -> Iterator[Doubt]:
    """The doubts of one notice. ``text``: folded; ``body``: the paragraphs of the notice proper. Lengths are code points."""
    # the pattern would be tried at each character
    stretch = _STRETCH.search(text) if max(map(len, _MARK.split(text))) >= _LONGEST else None
    if stretch is not None:
        length = len(stretch[0].strip())
        if length >= _LONGEST:
            yield Doubt("no-sentence-ends", _beginning(text, *stretch.span()), f"no mark parts {length} characters")
    length = sum(end - start for start, end in body)
    if length < _SOME_LENGTH or (meeting.body is None and meeting.kind is None):
        return
    first = _beginning(text, *body[0])
    if not agenda:
        yield Doubt("no-agenda-item", first, f"no agenda item was recognised in {length} characters")
    elif len(directives) * _PER_DIRECTIVE < length and len(agenda) * _A_LIST < length:
        yield Doubt("few-directives", first, f"directives recognised in {length} characters: {len(directives)}")


def _beginning(text: str, start: int, end: int) -> Span:
    """The first words of a stretch, on one line."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    stop = text.find("\n", start, end)
    return Span(start, min(start + _QUOTED, stop if stop > start else end))
