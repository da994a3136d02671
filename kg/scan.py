"""One pass over a notice: text folded for matching, words found, brackets paired. (扫描)

Everything later works on these events; regular expressions run only where an event says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from kg.hanzi import is_traditional, simplify
from kg.lexicon import Lexicon
from kg.model import Notice, Span
from kg.patterns import lazy

# Full-width form -> ASCII of the same length. A chain of replaces is 50 times faster than str.translate.
_WIDTHS = tuple(zip("，：；（）！？．　［］〔〕／｜", ",:;()!?. [][]/丨", strict=True))
_WIDE_DIGITS = re.compile("[０-９]")
# A bracket that is not closed within this many characters is a stray one.
_LONGEST_BRACKET = 400
_PAIRS = {")": "(", "》": "《", "〉": "〈", "”": "“", "】": "【", "]": "[", "」": "「", "』": "『"}


PARTY_TAKERS = frozenset({"with", "oversee", "by", "ask"})
"""Kinds of words that take a party as their object: 会同, 督导, 由, 请."""


class Event(NamedTuple):
    """A word of the lexicon in the folded text; offsets in code points."""

    start: int
    end: int
    kind: str
    value: str


_START = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass gives: ``text`` is folded and as long as ``notice.text``.

    ``events`` are in reading order and do not overlap. ``masks`` are the outermost brackets that hide what is inside
    them from clause splitting and modals: titles, quotations, parentheses.
    """

    notice: Notice
    text: str
    events: tuple[Event, ...]
    starts: tuple[int, ...]  # starts of events, for bisecting
    at: dict[int, Event]  # the event that starts at an offset
    titles: tuple[Span, ...]  # outermost 《…》, with the brackets
    masks: tuple[Span, ...]
    hidden: frozenset[int]  # starts of the events inside masks, their opening brackets with them
    by_kind: dict[str, list[Event]]
    traditional: bool  # written in traditional characters
    lexicon: Lexicon
    tracks: dict[tuple[str, ...], Track] = field(default_factory=dict, repr=False, compare=False)  # what ``plain`` gave

    def between(self, start: int, end: int) -> tuple[Event, ...]:
        """Events that start in [start, end)."""
        return self.events[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def of_kinds(self, *kinds: str) -> list[Event]:
        """The events of some kinds, in reading order."""
        groups = [self.by_kind[kind] for kind in kinds if kind in self.by_kind]
        return groups[0] if len(groups) == 1 else sorted(chain.from_iterable(groups), key=_START)

    def track(self, *kinds: str) -> Track:
        """The events of some kinds, for questions about stretches."""
        return Track(self.of_kinds(*kinds))

    def plain(self, *kinds: str) -> Track:
        """The same without those that a mask hides. Remembered: several readers ask for the same kinds."""
        found = self.tracks.get(kinds)
        if found is None:
            hidden, events = self.hidden, self.of_kinds(*kinds)
            found = Track([event for event in events if event[0] not in hidden] if hidden else events)
            self.tracks[kinds] = found
        return found

    def folded(self, words: str) -> str:
        """Words of the notice as printed (a title), as they stand in the folded text."""
        return simplify(_fold_marks(words)) if self.traditional else _fold_marks(words)

    def masked(self, at: int) -> Span | None:
        """The mask around offset ``at``, or None."""
        index = bisect_left(self.masks, (at + 1, 0)) - 1
        if index >= 0 and self.masks[index].start <= at < self.masks[index].end:
            return self.masks[index]
        return None


class Track:
    """Events of a few kinds in reading order, for the many questions whether one stands in a stretch: asked of all
    events, each such question is a slice of 10 to look through."""

    __slots__ = ("events", "starts")

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.starts = [event[0] for event in events]

    def between(self, start: int, end: int) -> list[Event]:
        """Those that start in [start, end)."""
        low = bisect_left(self.starts, start)
        if low == len(self.starts) or self.starts[low] >= end:
            return []
        return self.events[low : bisect_left(self.starts, end, low)]

    def first(self, start: int, end: int) -> Event | None:
        """The first that starts in [start, end)."""
        starts = self.starts
        low = bisect_left(starts, start)
        return self.events[low] if low < len(starts) and starts[low] < end else None


class Marks:
    """Where a pattern is found in a text, for the many questions where it comes next: a search for each of them would
    grow with the square of the text. No two matches of the pattern may overlap."""

    __slots__ = ("end", "starts")

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self.starts = [match.start() for match in pattern.finditer(text)]
        self.end = len(text)

    def after(self, at: int) -> int:
        """The first start at ``at`` or later; the length of the text where there is none."""
        index = bisect_left(self.starts, at)
        return self.starts[index] if index < len(self.starts) else self.end

    def before(self, at: int) -> int | None:
        """The last start before ``at``; None where there is none."""
        index = bisect_left(self.starts, at)
        return self.starts[index - 1] if index else None


SENTENCE_END = re.compile("[。;\n]")


@lru_cache(maxsize=1)
def sentence_ends(text: str) -> Marks:
    """What ends a sentence or its part in a run of names."""
    return Marks(SENTENCE_END, text)


def fold(text: str) -> str:
    """``text`` with one form of each punctuation mark and simplified characters, offsets unchanged."""
    text = _fold_marks(text)
    return simplify(text) if is_traditional(text) else text


def _fold_marks(text: str) -> str:
    """``text`` with one form of each punctuation mark, offsets unchanged."""
    for wide, narrow in _WIDTHS:
        text = text.replace(wide, narrow)
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    text = text.replace("\xa0", " ")
    if "\n\t" in text:
        text = _TAB_INDENT.sub(lambda indent: "\n" + " " * (len(indent[0]) - 1), text)
    if "." in text:
        text = _LATIN_STOP.sub("。", text)
    if text.count("。") < _FEW_STOPS:
        text = _with_stops(text)
    if _WIDE_DIGITS.search(text) is not None:
        text = text.translate({ord("０") + i: ord("0") + i for i in range(10)})
    text = _with_marked_numbers(text)
    if "<" in text and "〈" not in text and _NESTED.search(text) is not None:
        text = text.replace("<", "〈").replace(">", "〉")
    return text


# Tabs that only indent a line; a line with more of them is a row of a table.
_TAB_INDENT = lazy(r"\n\t+(?=[^\t\n]*(?:\n|$))")

# Some pages end Chinese sentences with a Latin full stop; 一. is an enumerator and stays.
# It begins with the stop itself, which the pattern finds quicker than the characters before it.
_LATIN_STOP = lazy(
    r"\.(?:(?<=[一-鿿”》)%]\.)(?<![一二三四五六七八九十]\.)(?=[\s一-鿿“《(]|$)|(?<=[一-鿿]{2}\.)(?=\s|$))"
)

# What a blank ends on pages that print one in place of each 。: at least so many characters stand before it, in lines of so many.
_BLANK = lazy(r"[ \u3000](?<=[一-鿿”》)%][ \u3000])(?=[一-鿿“《])")
_SHORTEST_SENTENCE, _SHORTEST_LINE, _FEWEST_BLANKS = 10, 40, 3
_FEW_STOPS = 3  # 某某网.新闻: a Latin stop in the head of a page is folded to one


def _with_stops(text: str) -> str:
    """``text`` with 。 for the blanks between the sentences of a page whose paragraphs have no 。 at all; offsets unchanged.

    省水利厅要科学调度 各设区市要备足物料 are two demands. Names in a row (记者 甲, 出席:甲 乙) and cells of a table are shorter.
    """
    stops: list[int] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if len(line) >= _SHORTEST_LINE and "," in line:
            if "。" in line:
                return text
            before = at
            for blank in _BLANK.finditer(text, at, at + len(line)):
                if blank.start() - before >= _SHORTEST_SENTENCE:
                    stops.append(blank.start())
                before = blank.end()
        at += len(line)
    if len(stops) < _FEWEST_BLANKS:
        return text
    characters = list(text)
    for stop in stops:
        characters[stop] = "。"
    return "".join(characters)


# 一　关于甲, 01 关于乙: a number and a blank before the matter that it counts; begins with the line break, which is found quickest.
_BLANK_NUMBER = lazy(
    "\\n[ \u3000]*(?:0?([1-9]|[12][0-9])|([一二三四五六七八九十]{1,3}))([ \u3000])(?=[ \u3000]*[一-鿿“《【])"
)
_HAN_NUMBERS = tuple("一二三四五六七八九十") + tuple(f"十{unit}" for unit in "一二三四五六七八九") + ("二十",)


def _with_marked_numbers(text: str) -> str:
    """``text`` with 、 for the blank behind each number that begins a line, where such lines count 1, 2, 3 …; offsets unchanged.

    One such line alone may be anything (三 明 市, 5 月); a notice writes its numbers in one way, so they count from one by one.
    """
    lines = list(_BLANK_NUMBER.finditer(text)) if "\n" in text else []
    for group in (1, 2) if len(lines) > 1 else ():
        found = [match for match in lines if match[group] is not None]
        numbers = [int(match[1]) if group == 1 else _value(match[2]) for match in found]
        if len(found) > 1 and numbers == list(range(1, len(found) + 1)):
            characters = list(text)
            for match in found:
                characters[match.start(3)] = "、"
            return "".join(characters)
    return text


def _value(number: str) -> int:
    """12 of 十二; 0 of what counts nothing (三二)."""
    return _HAN_NUMBERS.index(number) + 1 if number in _HAN_NUMBERS else 0


# <…> used for 〈…〉 inside a title.
_NESTED = re.compile("《[^《》\n]*<[^<>《》\n]+>")


def scan(notice: Notice, lexicon: Lexicon) -> Scan:
    """Find every word of the lexicon in the notice, once."""
    traditional = is_traditional(notice.text)
    text = simplify(_fold_marks(notice.text)) if traditional else _fold_marks(notice.text)
    kinds, values = lexicon.kinds, lexicon.values
    made = tuple.__new__  # what Event(…) comes to, in half the time: there are 200 in a notice
    find = lexicon.automaton.find_matches_as_indexes
    events = tuple([made(Event, (start, end, kinds[pattern], values[pattern])) for pattern, start, end in find(text)])
    if _SHARED.search(text) is not None:
        events = _with_shared(text, events, lexicon)
    starts = tuple([event[0] for event in events])
    by_kind: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_kind[event[2]].append(event)
    masks = _masks(text, sorted(by_kind["open"] + by_kind["close"]))
    return Scan(
        notice=notice,
        text=text,
        events=events,
        starts=starts,
        at=dict(zip(starts, events, strict=True)),
        titles=tuple([mask for mask in masks if text[mask[0]] == "《"]),
        masks=masks,
        hidden=_hidden(starts, masks),
        by_kind=dict(by_kind),
        traditional=traditional,
        lexicon=lexicon,
    )


# What begins with the character with which an organ's name may end as well.
_SHARED = re.compile("司[法机]|站(?:所|位(?!于))")


def _with_shared(text: str, events: tuple[Event, ...], lexicon: Lexicon) -> tuple[Event, ...]:
    """``events`` read anew where the end of one begins a word: 协调|司法局, 监管|司机, 指导|站所 hold no 协调司 and no 指导站."""
    tails = (event for event in events if event.kind == "tail" and event.end - event.start > 1)
    cuts = [event.end - 1 for event in tails if _SHARED.match(text, event.end - 1) is not None]
    if not cuts:
        return events
    kinds, values = lexicon.kinds, lexicon.values
    return tuple(
        Event(at + start, at + end, kinds[pattern], values[pattern])
        for at, stop in pairwise((0, *cuts, len(text)))
        for pattern, start, end in lexicon.automaton.find_matches_as_indexes(text[at:stop])
    )


def _hidden(starts: tuple[int, ...], masks: tuple[Span, ...]) -> frozenset[int]:
    found: list[int] = []
    for start, end in masks:
        low = bisect_left(starts, start)
        found += starts[low : bisect_left(starts, end, low)]
    return frozenset(found)


def _masks(text: str, brackets: list[Event]) -> tuple[Span, ...]:
    """Outermost balanced brackets. A paragraph's end closes nothing: what is still open there was a stray mark."""
    found: list[Span] = []
    stack: list[int] = []
    waiting = dict.fromkeys(_PAIRS.values(), 0)  # how many of each are on the stack: no search for what is not there
    seen = 0  # no line break between here and the last bracket
    for start, _, kind, _ in brackets:
        if stack and text.find("\n", seen, start) >= 0:
            stack.clear()
            waiting = dict.fromkeys(waiting, 0)
        seen = start
        if kind == "open":
            stack.append(start)
            waiting[text[start]] += 1
            continue
        opener = _PAIRS[text[start]]
        if not waiting[opener]:
            continue
        begin = start
        while text[begin] != opener:  # what was opened since is a stray mark
            begin = stack.pop()
            waiting[text[begin]] -= 1
        if start - begin <= _LONGEST_BRACKET:
            while found and found[-1].start > begin:
                found.pop()
            found.append(Span(begin, start + 1))
    return tuple(found)
