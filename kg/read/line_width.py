"""Whether a width broke the lines of a text, and which lines it broke. (行宽)

Told by the text as a whole: hardly any line is wider than the others, much of the text stands in lines nearly as wide as
that, and most of these end within a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, compress
from typing import Final, NamedTuple

from kg.read.line_beginnings import begins, ends_within
from kg.read.text_lines import TextLine, characters, columns

# In characters. A line of A4 has 25 to 45 of them, a mail of 80 columns 40; what is narrower is a list.
_NARROWEST: Final = 14
WIDEST: Final = 62
"""No width that breaks lines is larger, in characters."""
# How far short a full line may fall: a mark that may not begin a line takes its neighbour along, a number stays whole.
_SLACK: Final = 2.6
# The same where a mark takes others along, as 稿）》， does: only where the sentence cannot end there.
_FAR_SHORT: Final = 4.6
# How far one may stick out: a mark hangs over the edge.
_OVER: Final = 1.6
# So many full lines must end within a sentence: two lines of a list may be equally long by chance.
_LEAST: Final = 3
# Shares of the text: in lines that are full, at least, and in lines that are wider, at most.
_FULL: Final = 0.3
_WIDER: Final = 0.1
# A text without the end of a sentence is a list, and one in which this share of the full lines, and so many of them at least,
# begin as the line after them does.
_ALIKE: Final = 0.5
_MANY: Final = 3
# Share of full lines that hold a mark of a sentence before their last character: rows of names and headings have none.
_RUNNING: Final = 0.4
_MARK: Final = re.compile(r"[，。；：,;]\s*\S")
_SENTENCE_END: Final = re.compile(r"[。！？]|[一-鿿)）”]\.")
_COLUMNS: Final = re.compile(r"[\t|>＞»]| {3,}")
# What is not parted at the end of a line: a number or word, a character with the marks around it.
_UNIT: Final = re.compile(r"[（(《〈“‘「『【]*(?:[0-9A-Za-z.%-]+|.)[，。；：、！？）》〉”’」』】,;:!?)%％]*")


class Fit(NamedTuple):
    """How lines fit the width that broke them: which come near it, which reach it, and which had no room for more."""

    near: list[bool]
    full: list[bool]
    tight: list[bool]


def fit_of(lines: Sequence[TextLine]) -> Fit | None:
    """How ``lines`` fit the width that broke them; None where none did. Programs count columns or characters."""
    fits = [fit for measure in (columns, characters) if (fit := _fit(lines, measure)) is not None]
    return max(fits, key=lambda fit: sum(fit.full), default=None)


def _fit(lines: Sequence[TextLine], measure: Callable[[str], float]) -> Fit | None:
    widths = [measure(line.words) for line in lines]
    edge = _edge([width + line.indent for width, line in zip(widths, lines, strict=True)])
    if not _NARROWEST <= edge <= WIDEST:
        return None
    ends = [_end(width, line.indent, edge) for width, line in zip(widths, lines, strict=True)]
    full = [edge - _SLACK <= end <= edge + _OVER for end in ends]
    broken = [number for number in range(len(lines) - 1) if full[number] and _is_broken(*lines[number : number + 2])]
    wider = sum(width for width in widths if width > edge + _OVER)
    if (
        wider > _WIDER * sum(widths)
        or _is_list(lines, broken)
        or not _is_running_text(lines, widths, full, len(broken))
    ):
        return None
    usual = Counter(ends[number] for number in broken).most_common(1)[0][0]
    spare = [usual - end - measure(_first_unit(b.words)) for end, b in zip(ends, lines[1:], strict=False)]
    left = _least_left([spare[number] for number in broken])
    return Fit(
        near=[edge - _FAR_SHORT <= end <= edge + _OVER for end in ends],
        full=full,
        tight=[is_full and room < left for is_full, room in zip(full, [*spare, 0.0], strict=True)],
    )


def _edge(reaches: Sequence[float]) -> float:
    """Where lines are broken, if they are: the upper end of the band of ``_SLACK`` whose lines hold most of the text."""
    ordered = sorted(reaches)
    sums = [0.0, *accumulate(ordered)]
    held = {top: sums[bisect_right(ordered, top)] - sums[bisect_left(ordered, top - _SLACK)] for top in ordered}
    return max(held, key=lambda top: (held[top], top), default=0.0)


def _end(width: float, indent: float, edge: float) -> float:
    """How far a line reaches. Some programs indent lines that they broke before: there the words alone fit."""
    return width if width <= edge + _OVER < width + indent else width + indent


def _is_broken(line: TextLine, after: TextLine) -> bool:
    """Whether a full line is broken within a sentence, for all that can be seen of it alone."""
    beside = not after.apart and _COLUMNS.search(line.words) is None
    return beside and ends_within(line.words) and not begins(after.words)


def _is_running_text(lines: Sequence[TextLine], widths: Sequence[float], full: Sequence[bool], broken: int) -> bool:
    """Whether full lines are much of the text, and such as a sentence runs through."""
    words = [line.words for line in compress(lines, full)]
    return (
        broken >= max(_LEAST, 2 * sum(not ends_within(one) for one in words))
        and sum(_MARK.search(one) is not None for one in words) >= _RUNNING * len(words)
        and sum(compress(widths, full)) >= _FULL * sum(widths)
    )


def _is_list(lines: Sequence[TextLine], broken: Sequence[int]) -> bool:
    """Whether equally long lines are members of a list: no sentence ends in the text, or they begin as the next does (县财政局,…)."""
    alike = sum(lines[number].words[0] == lines[number + 1].words[0] for number in broken)
    if alike >= max(_MANY, _ALIKE * len(broken)):
        return True
    return not any(_SENTENCE_END.search(line.words) for line in lines)


def _first_unit(words: str) -> str:
    unit = _UNIT.match(words)
    return words[:1] if unit is None else unit[0]


def _least_left(spare: Iterable[float]) -> float:
    """So much room at the end of a line, beyond what the next would need, shows that no width ended it.

    ``spare``: what there is in lines that a width did end; programs differ in how well they fill them.
    """
    found = sorted(spare)
    return max(found[len(found) * 19 // 20], -0.5) + 0.5
