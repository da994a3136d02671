"""Matters that a sentence counts and then names under numbers: 会议研究了三项工作。一是甲;二是乙;三是丙 (逐项列举的议题)"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.subjects import matter_words
from kg.mentions.numerals import chinese_number
from kg.scan import Event, Scan, Track

_KINDS = frozenset({"enum-point", "enum-heading", "enum-bracket", "enum-arabic", "enum-arabic-bracket"})
_LEAST, _MOST = 2, 40  # no agenda has more
_FARTHEST = 200  # so many numbers are looked through, those inside sentences among them
_FIRST = re.compile("[^,。;:\n]*")
_GAP = re.compile("\\s*")
_ONLY_TITLES = re.compile("(?:《[^《》]*(?:《[^》]*》[^《》]*)*》[、和及]?)+[,。;\\s]*")
_BEFORE, _LONGEST_GAP = re.compile("[,。;\n]\\s*\\Z"), 8
_ON = "关于"
_DEPLOYS = ("部署", "安排")
_LONGEST_LEAD_IN = 40


class Points(NamedTuple):
    """What such lists hold. Positions are code points of the folded text."""

    heads: frozenset[int]  # where the verbs stand that count: 会议|研究|了三项工作
    numbers: frozenset[int]  # where the numbers of their matters begin
    verbs: Sequence[Event]  # the head's verb again, empty, behind each number that no verb follows


def counted_points(scan: Scan, verbs: Sequence[Event]) -> Points:
    """The lists of a text. ``verbs``: words of treatment."""
    reader = _Reader(scan, verbs)
    heads: set[int] = set()
    numbers: set[int] = set()
    elided: list[Event] = []
    for verb in verbs:
        counts = reader.words.counts_points.match(scan.text, verb.end)
        points = reader.points(verb, counts) if counts is not None else []
        if counts is None or not points:
            continue
        heads.add(verb.start)
        numbers.update(point.start for point in points)
        value = "听取汇报" if verb.value == "听取" and "汇报" in counts[0] else verb.value
        elided.extend(
            Event(point.end, point.end, "treat", reader.own(point) or value)
            for point in points
            if reader.begin(point.end) not in reader.treats
        )
    return Points(frozenset(heads), frozenset(numbers), elided)


class _Reader:
    """Reads the numbers behind a verb. Holds only look-ups."""

    def __init__(self, scan: Scan, verbs: Sequence[Event]) -> None:
        self.scan = scan
        self.words = meeting_act_words(scan.lexicon)
        self.treats = {verb.start: verb for verb in verbs}
        self.tracks: dict[str, Track] = {}  # numbers by their kind
        self.acts = tuple(scan.lexicon.acts)

    @cached_property
    def modals(self) -> Track:
        return self.scan.plain("modal", "modal-tail")

    def points(self, verb: Event, counts: re.Match[str]) -> list[Event]:
        """The numbers of the matters that a verb counts; empty where it counts none."""
        if not self._is_meetings(verb):
            return []
        points = self._in_a_row(counts.end(), counts["number"])
        return points if points and self._name_matters(points, verb) else []

    def own(self, point: Event) -> str | None:
        """研究2个议题。一、关于|学习《甲》: how a point says itself that its matter was treated, if it does."""
        start = self.begin(point.end)
        verb = self.treats.get(start + len(_ON)) if self.scan.text.startswith(_ON, start) else None
        return verb.value if verb is not None else None

    def begin(self, at: int) -> int:
        """Where the words begin behind a number."""
        gap = _GAP.match(self.scan.text, at)
        return gap.end() if gap is not None else at

    def _is_meetings(self, verb: Event) -> bool:
        """会议|研究了三项工作, 召开常务会议,|研究三项工作; 要求抓好三项工作 counts no matters"""
        text = self.scan.text
        start = max(text.rfind(mark, max(0, verb.start - _LONGEST_LEAD_IN), verb.start) for mark in ",。;:\n") + 1
        return start > 0 and self.words.subject.fullmatch(text, start, verb.start) is not None

    def _in_a_row(self, at: int, number: str | None) -> list[Event]:
        """The numbers from 1 on that begin at ``at``, as many as a ``number`` says; empty where they do not count on."""
        scan = self.scan
        first = scan.at.get(self.begin(at))
        if first is None or first.kind not in _KINDS or first.value != "1" or scan.text[first.end - 1] == ",":
            return []
        wanted = chinese_number(number) if number else None
        track = self._numbers(first.kind)
        low = bisect_left(track.starts, first.end)
        points = [first]
        for event in track.events[low : low + _FARTHEST]:
            if len(points) == _MOST or event.value != str(len(points) + 1):
                break
            if _BEFORE.search(scan.text, max(0, event.start - _LONGEST_GAP), event.start) is not None:
                points.append(event)
        return points if len(points) >= _LEAST and wanted in (None, len(points)) else []

    def _numbers(self, kind: str) -> Track:
        """The numbers of a kind; a text may have thousands of such lists."""
        track = self.tracks.get(kind)
        if track is None:
            track = self.tracks[kind] = self.scan.track(kind)
        return track

    def _name_matters(self, points: Sequence[Event], head: Event) -> bool:
        """Whether each number stands before a matter, and not before what is to be done. Papers without a word on them are one
        matter, which the verb before them treats."""
        if not all(self._names_one(point, head) for point in points):
            return False
        text = self.scan.text
        papers = all(
            _ONLY_TITLES.fullmatch(text, point.end, after.start) is not None for point, after in pairwise(points)
        ) and text.startswith("《", self.begin(points[-1].end))
        return not papers

    def _names_one(self, point: Event, head: Event) -> bool:
        """一是|防汛工作, 一是|听取防汛工作汇报; not 一是|加强值守, and not 一是|研究制定方案 where 部署 is the verb that counts."""
        start = self.begin(point.end)
        found = _FIRST.match(self.scan.text, start)
        named = found[0] if found is not None else ""
        if self.modals.first(point.start, start + len(named)) is not None:
            return False
        if start in self.treats:
            return not any(word in head.value for word in _DEPLOYS)
        if named.startswith(self.acts):
            return False
        return named.startswith("《") or matter_words(self.scan.lexicon).tells(named)
