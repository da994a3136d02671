"""What stands around a demand in its sentence: the whole of it, and the case in which alone the demand holds. (所在语句、前提)

A directive is quoted from the word on that gives the task (由X…, X要…). What the sentence says before may bind it: 对逾期未整改的，由X依法
处罚 orders nothing where nobody is late. Whoever reads the demand in a ledger is to see that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from kg.enumerators import unnumbered
from kg.one_line import in_one_line
from kg.read.soft_breaks import soft_breaks
from kg.scan import fold
from kg.shipped_rows import shipped_rows

_MOST: Final = 300
"""Characters that are looked at on either side of a quote: a page may have no full stop at all."""
_END: Final = re.compile("[。！？!?][”’」』）)]*|\n")  # as ``fold`` has them
_CLAUSE_MARKS: Final = "，,；;：:"
_JOINS: Final = "，,"
_WORD: Final = re.compile(r"\w")
_CUT: Final = "…"


class Around(NamedTuple):
    """What is said around a quote, on one line. ``sentence``: all of its sentences, empty where the quote says all of them.
    ``condition``: the clauses right before it that limit it, empty where there are none.
    """

    sentence: str
    condition: str


class Sentences:
    """The sentences of one notice, cut once: at full stops and at line breaks that are not only a width's."""

    def __init__(self, text: str) -> None:
        inside = {text.find("\n", gap.start, gap.end) for gap in soft_breaks(text)}
        ends = [match for match in _END.finditer(fold(text)) if match.start() not in inside]
        self._text = text
        self._ends = [match.end() for match in ends]
        self._marks = [match.start() if match[0] == "\n" else match.end() for match in ends]

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentences of ``text[start:end]`` begin and end (code points, half-open)."""
        before_it = bisect_right(self._ends, start)
        after_it = bisect_left(self._marks, end)
        return (
            self._ends[before_it - 1] if before_it else 0,
            self._marks[after_it] if after_it < len(self._marks) else len(self._text),
        )

    def around(self, start: int, end: int) -> Around:
        """What stands around ``text[start:end]`` (code points, half-open)."""
        low, high = self.bounds(start, end)
        near_low, near_high = max(low, start - _MOST), min(high, end + _MOST)
        before, after = self._text[near_low:start], self._text[end:near_high]
        if not _WORD.search(unnumbered(before)) and not _WORD.search(after):
            return Around("", "")
        whole = in_one_line(self._text[near_low:near_high]).strip()
        sentence = f"{_CUT * (near_low > low)}{whole}{_CUT * (near_high < high)}"
        return Around(sentence, _condition(before))


def _condition(before: str) -> str:
    """The clauses at the end of ``before`` that limit what follows: as many as do, one after another."""
    at = len(before)
    while at:
        # The clause that ends here, without the comma behind it.
        until = len(before[:at].rstrip().rstrip(_JOINS))
        start = max((before.rfind(mark, 0, until) for mark in _CLAUSE_MARKS), default=-1) + 1
        clause = unnumbered(before[start:at].strip().rstrip(_JOINS))
        if not _limits(clause):
            break
        at = start
        if start and before[start - 1] not in _JOINS:
            break
    return unnumbered(before[at:].strip().rstrip(_JOINS).strip())


def _limits(clause: str) -> bool:
    opens, ends, inert = _words()
    return opens.match(clause) is not None or (ends.search(clause) is not None and inert.search(clause) is None)


@cache
def _words() -> tuple[re.Pattern[str], ...]:
    """What such a clause opens with, what it ends with, and ends that only look so."""
    forms: dict[str, list[str]] = {"opens": [], "ends": [], "inert": []}
    for form, kind, *_ in shipped_rows(Path(__file__).with_name("conditions.tsv")):
        forms[kind].append(re.escape(form))
    opens, ends, inert = ("|".join(of_kind) for of_kind in forms.values())
    return re.compile(opens), re.compile(f"(?:{ends})$"), re.compile(f"(?:{inert})$")
