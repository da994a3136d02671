"""Matters that a sentence counts and then names under numbers: 会议研究了三项工作。一是甲;二是乙;三是丙 (逐项列举的议题)"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.subjects import matter_words
from kg.mentions.numerals import chinese_number
from kg.scan import Event, Scan

_KINDS = frozenset({"enum-point", "enum-heading", "enum-bracket", "enum-arabic", "enum-arabic-bracket"})
_LEAST, _MOST = 2, 40  # no agenda has more
_FIRST = re.compile("[^,。;:\n]*")
_GAP = re.compile("\\s*")
_ONLY_TITLES = re.compile("(?:《[^《》]*(?:《[^》]*》[^《》]*)*》[、和及]?)+[,。;\\s]*")
_BEFORE, _LONGEST_GAP = re.compile("[,。;\n]\\s*\\Z"), 8
_DEPLOYS = ("部署", "安排")
_LONGEST_LEAD_IN = 40


class Points(NamedTuple):
    """What such lists hold. Positions are code points of the folded text."""

    heads: frozenset[int]  # where the verbs stand that count: 会议|研究|了三项工作
    numbers: frozenset[int]  # where the numbers of their matters begin
    verbs: Sequence[Event]  # the head's verb again, empty, behind each number that no verb follows


def counted_points(scan: Scan, verbs: Sequence[Event]) -> Points:
    """The lists of a text. ``verbs``: words of treatment."""
    words = meeting_act_words(scan.lexicon)
    heads: set[int] = set()
    numbers: set[int] = set()
    elided: list[Event] = []
    treats = {verb.start: verb for verb in verbs}
    for verb in verbs:
        counts = words.counts_points.match(scan.text, verb.end)
        if counts is None or not _is_meetings(scan, verb):
            continue
        points = _in_a_row(scan, counts.end(), counts["number"])
        if not points or not _name_matters(scan, points, treats, verb):
            continue
        heads.add(verb.start)
        numbers.update(point.start for point in points)
        value = "听取汇报" if verb.value == "听取" and "汇报" in counts[0] else verb.value
        elided.extend(Event(p.end, p.end, "treat", value) for p in points if _words(scan, p.end) not in treats)
    return Points(frozenset(heads), frozenset(numbers), elided)


def _is_meetings(scan: Scan, verb: Event) -> bool:
    """会议|研究了三项工作, 召开常务会议,|研究三项工作; 要求抓好三项工作 counts no matters"""
    text = scan.text
    start = max(text.rfind(mark, max(0, verb.start - _LONGEST_LEAD_IN), verb.start) for mark in ",。;:\n") + 1
    return start > 0 and meeting_act_words(scan.lexicon).subject.fullmatch(text, start, verb.start) is not None


def _words(scan: Scan, at: int) -> int:
    """Where the words begin behind a number."""
    gap = _GAP.match(scan.text, at)
    return gap.end() if gap is not None else at


def _in_a_row(scan: Scan, at: int, number: str | None) -> list[Event]:
    """The numbers from 1 on that begin at ``at``, as many as a ``number`` says; empty where they do not count on."""
    first = scan.at.get(_words(scan, at))
    if first is None or first.kind not in _KINDS or first.value != "1" or scan.text[first.end - 1] == ",":
        return []
    wanted = chinese_number(number) if number else None
    points = [first]
    for event in scan.track(first.kind).between(first.end, len(scan.text)):
        if len(points) == _MOST or event.value != str(len(points) + 1):
            break
        if _BEFORE.search(scan.text, max(0, event.start - _LONGEST_GAP), event.start) is not None:
            points.append(event)
    return points if len(points) >= _LEAST and wanted in (None, len(points)) else []


def _name_matters(scan: Scan, points: Sequence[Event], treats: Mapping[int, Event], head: Event) -> bool:
    """Whether each number stands before a matter, and not before what is to be done. Papers without a word on them are one
    matter, which the verb before them treats."""
    if not all(_names_one(scan, point, treats, head) for point in points):
        return False
    text = scan.text
    papers = all(
        _ONLY_TITLES.fullmatch(text, point.end, after.start) is not None for point, after in pairwise(points)
    ) and text.startswith("《", _words(scan, points[-1].end))
    return not papers


def _names_one(scan: Scan, point: Event, treats: Mapping[int, Event], head: Event) -> bool:
    """一是|防汛工作, 一是|听取防汛工作汇报; not 一是|加强值守, and not 一是|研究制定方案 where 部署 is the verb that counts."""
    start = _words(scan, point.end)
    found = _FIRST.match(scan.text, start)
    named = found[0] if found is not None else ""
    if scan.plain("modal", "modal-tail").first(point.start, start + len(named)) is not None:
        return False
    verb = treats.get(start)
    if verb is not None:
        return not any(word in head.value for word in _DEPLOYS)
    if any(named.startswith(act) for act in scan.lexicon.acts):
        return False
    return named.startswith("《") or matter_words(scan.lexicon).tells(named)
