"""Heads by post and name before a modal: 县财政局局长王海|要, 县财政局、县水利局局长张大江|要. (点名的负责人)"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from kg.directives.demand_words import demand_words
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.scan import Scan

_COMRADE: Final = "同志"
_LONGEST_LIST: Final = 60
_NO_LIST: Final = re.compile("[,;:。\\s由请和与及]")


class NamedHeadReader:
    """Reads who is named with a post. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader, names: tuple[Span, ...]) -> None:
        self.text = scan.text
        self.parties = parties
        self.names = names
        self.posts = scan.plain("post")
        self.which_post = demand_words(scan.lexicon).which_post

    def before(self, start: int, modal: int) -> tuple[Name, ...]:
        """The members of a list from ``start`` to ``modal`` whose last is somebody by post and name; empty for all else.

        Each is a person with the post as printed, by the name alone where several posts stand before it (党组书记、局长王海),
        or else a party like any. What stands before a post is nothing or whose it is: 对县财政局局长王海 names nobody who acts.
        """
        last = self._name_up_to(modal)
        if last is None or last.start <= start or last.end - start > _LONGEST_LIST:
            return ()
        if _NO_LIST.search(self.text, start, last.start) is not None:
            return ()
        found: list[Name] = []
        held: list[Name] = []  # posts that wait for the name they are before
        for item in self._items(start, last.end):
            name = self._name_up_to(item.end)
            if name is not None and item.start < name.start and self._is_post(item.start, name.start):
                one_person = bool(held) and self._begins_post(item.start)
                found.extend(() if one_person else held)
                found.append(Name(name if one_person else Span(item.start, name.end), "people"))
                held = []
            elif self._is_post(item.start, item.end):
                held.append(Name(item, "people"))
            elif (members := self.parties.before(item.start, item.end)) is not None:
                found.extend((*held, *members[0]))
                held = []
            else:
                return ()
        return tuple(found)

    def _name_up_to(self, end: int) -> Span | None:
        """The personal name that ends at ``end``, or before 同志 there."""
        end -= len(_COMRADE) * self.text.endswith(_COMRADE, 0, end)
        index = bisect_right(self.names, (end, 0)) - 1
        return self.names[index] if index >= 0 and self.names[index].end == end else None

    def _items(self, start: int, end: int) -> Iterator[Span]:
        while (mark := self.text.find("、", start, end)) >= 0:
            yield Span(start, mark)
            start = mark + 1
        yield Span(start, end)

    def _begins_post(self, at: int) -> bool:
        return self.posts.first(at, at + 1) is not None

    def _is_post(self, start: int, end: int) -> bool:
        """Whether a post ends at ``end``, and nothing stands before it but whose it is: 县财政局|局长, 分管|副县长."""
        posts = self.posts.between(start, end)
        if not posts or posts[-1].end != end:
            return False
        first = posts[0].start
        if first == start or self.which_post.fullmatch(self.text, start, first) is not None:
            return True
        owners = self.parties.before(start, first)
        return owners is not None and len(owners[0]) == 1 and owners[0][0].span == (start, first)
