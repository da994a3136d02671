"""Line breaks that only a width made, in text pasted from a PDF or a mail: they say nothing, and stand within sentences. (硬换行)

The text is kept as it is, with these breaks; what reads it reads over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.hanzi import is_traditional, simplify
from kg.model import Span
from kg.read.line_width import WIDEST, fit_of
from kg.read.paragraph_lines import go_on
from kg.read.text_lines import text_lines

_SPACES: Final = " \t\u3000\xa0"
# Spaces at so many of the joined lines come from the program that broke them, at fewer from the text.
_SPACED: Final = 0.2


def soft_breaks(text: str) -> tuple[Span, ...]:
    """The line breaks in ``text`` that only a width made, with the spaces around them that came with it.

    Empty where lines are paragraphs, as in most texts.
    """
    if not _may_have_some(text):
        return ()
    lines = list(text_lines(simplify(text) if is_traditional(text) else text))
    fit = fit_of(lines)
    if fit is None:
        return ()
    pairs = zip(pairwise(lines), go_on(lines, fit), strict=True)
    return _without_spaces(text, [Span(a.end, b.start) for (a, b), goes_on in pairs if goes_on])


def _may_have_some(text: str) -> bool:
    """A glance that tells most notices apart: theirs stand in lines longer than any that a width made."""
    longer = sum(len(line) for line in text.splitlines() if len(line) > 2 * WIDEST)
    return 2 * longer < len(text)


def _without_spaces(text: str, gaps: Sequence[Span]) -> tuple[Span, ...]:
    """The ``gaps`` between joined lines less the spaces in them that belong to the text: those that few of them have."""
    between = [text[gap.start : gap.end] for gap in gaps]
    before = [len(gap) - len(gap.lstrip(_SPACES)) for gap in between]
    after = [len(gap) - len(gap.rstrip(_SPACES)) for gap in between]
    kept_before, kept_after = (sum(map(bool, spaces)) <= _SPACED * len(gaps) for spaces in (before, after))
    return tuple(
        Span(gap.start + ahead * kept_before, gap.end - behind * kept_after)
        for gap, ahead, behind in zip(gaps, before, after, strict=True)
    )
