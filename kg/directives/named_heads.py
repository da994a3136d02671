"""Heads by post and name before a modal: 县财政局局长王海|要, 县财政局、县水利局局长张大江|要. (点名的负责人)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from kg.directives.demand_words import demand_words
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.scan import PARTY_TAKERS, Scan

_COMRADE: Final = "同志"
_SHORTEST_REPEATED: Final = 3  # characters of a name that is told by being the same
_MOST_REPEATED: Final = 200
_EACH: Final = "各"
_LONGEST_LIST: Final = 60
_LONGEST_NAME: Final = 8  # characters of a name, with 同志, before a bracket
_LONGEST_POST: Final = 8
_LONGEST_OFFICE: Final = 8  # 预算股, whose it is behind other heads
_NO_LIST: Final = re.compile("[,;:。\\s由请]")
_MARK: Final = re.compile("[、和与及]")


def with_repeated(text: str, names: tuple[Span, ...]) -> tuple[Span, ...]:
    """``names``, and where those of three characters stand again without anything that tells them for names: 由孙三江约谈…"""
    found = set(names)
    known = {text[start:end] for start, end in names if end - start >= _SHORTEST_REPEATED}
    for name in known if len(known) < _MOST_REPEATED else ():
        at = text.find(name)
        while at >= 0:
            found.add(Span(at, at + len(name)))
            at = text.find(name, at + len(name))
    return tuple(sorted(found))


class NamedHeadReader:
    """Reads who is named with a post. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader, names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.names = names
        self.posts = scan.plain("post")
        self.which_post = demand_words(scan.lexicon).which_post

    def alone(self, start: int, charge: int) -> tuple[Name, ...]:
        """甲|牵头, 甲、乙|负责, 甲副县长|牵头: people by their names, or these before a post, right before a charge or a modal; empty for all
        else."""
        found: list[Name] = []
        for item in self._items(start, charge):
            name = self._name_up_to(item.end)
            if name is not None and name.start == item.start:
                found.append(Name(name, "people"))
            elif self._is_name_and_post(item):
                found.append(Name(item, "people"))
            else:
                return ()
        return tuple(found)

    def _is_name_and_post(self, item: Span) -> bool:
        """孙三江|副县长."""
        posts = self.posts.between(*item)
        if len(posts) != 1 or posts[0].end != item.end:
            return False
        name = self._name_up_to(posts[0].start)
        return name is not None and name.start == item.start

    def at_head(self, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """副县长|甲|包保石桥镇, 副县长|甲、乙|分别包保: who is named right behind a post that begins at ``start``, and where what they do
        begins."""
        post = self.scan.at.get(start)
        if post is None or post.kind != "post":
            return None
        at, found = post.end, list[Name]()
        index = bisect_left(self.names, (at, 0))
        while index < len(self.names) and self.names[index].start == at and self.names[index].end < end:
            stop = self.names[index].end
            found.append(Name(Span(at if found else start, stop), "people"))
            at = stop + self.text.startswith("、", stop)
            index += 1
        return (tuple(found), found[-1].span.end) if found else None

    def listed(self, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """县公安局局长甲、石桥镇镇长乙|到现场: several heads by post and name, and where what they do begins."""
        if self.text.find("、", start, min(end, start + _LONGEST_LIST)) < 0:
            return None
        low, high = bisect_right(self.names, (start, start)), bisect_right(self.names, (end, end))
        for name in reversed(self.names[low:high]):
            if name.end < end and name.end - start <= _LONGEST_LIST and len(heads := self.before(start, name.end)) > 1:
                return heads, name.end
        return None

    def before(self, start: int, modal: int) -> tuple[Name, ...]:
        """The members of a list from ``start`` to ``modal`` that holds somebody by post and name; empty for all else.

        Each is a person with the post as printed, by the name alone where several posts stand before it (党组书记、局长王海),
        or else a party like any. What stands before the first post is nothing or whose it is: 对县财政局局长王海 names nobody who
        acts.
        """
        last = bisect_right(self.names, (modal, 0)) - 1
        if last < 0 or self.names[last].start <= start or modal - start > _LONGEST_LIST:
            return ()
        if self.posts.first(start, modal) is None:
            return ()
        if _NO_LIST.search(self.text, start, modal) is not None:
            return ()
        found: list[Name] = []
        held: list[Name] = []  # posts that wait for the name they are before
        named = False
        for item in self._items(start, modal):
            name = self._name_up_to(item.end)
            if (
                name is not None
                and item.start < name.start
                and self._is_post(item.start, name.start, listed=bool(found))
            ):
                one_person = bool(held) and self.text[held[0].span.start] != _EACH  # 副县长、县公安局局长甲
                found.extend(() if one_person else held)
                found.append(Name(name if one_person else Span(item.start, name.end), "people"))
                held, named = [], True
            elif name is not None and item.start == name.start and named and not held:
                found.append(Name(name, "people"))  # 副县长甲、|乙
            elif name is not None and item.start == name.start:
                found.extend((*held, Name(name, "people")))  # 甲、县水利局局长乙
                held = []
            elif self._is_post(item.start, item.end):
                held.append(Name(item, "people"))
            elif (members := self.parties.before(item.start, item.end)) is not None:
                found.extend((*held, *members[0]))
                held = []
            else:
                return ()
        return (*found, *held) if named else ()

    def with_posts_behind(self, start: int, limit: int) -> tuple[tuple[Name, ...], int] | None:
        """由|孙三江(副县长)、钱二河同志(县水利局局长)|牵头: people whose posts stand in brackets behind their names, and where these end."""
        found: list[Name] = []
        at = start
        while (bracket := self.text.find("(", at, min(limit, at + _LONGEST_NAME))) > 0:
            close = self.text.find(")", bracket, limit)
            name = self._name_up_to(close + 1) if close > 0 else None
            if name is None or name.start != at:
                break
            found.append(Name(name, "people"))
            at = close + 1 + self.text.startswith("、", close + 1)
        return (tuple(found), at - self.text.startswith("、", at - 1)) if found else None

    def _name_up_to(self, end: int) -> Span | None:
        """The personal name that ends at ``end``, or before 同志 or the bearer's posts in brackets (孙三江(副县长)) there."""
        if self.text[end - 1] == ")":
            opener = self.text.rfind("(", 0, end)
            if opener < 0 or not any(e.kind == "post" and e.end == end - 1 for e in self.scan.between(opener, end)):
                return None
            end = opener
        end -= len(_COMRADE) * self.text.endswith(_COMRADE, 0, end)
        index = bisect_right(self.names, (end, 0)) - 1
        return self.names[index] if index >= 0 and self.names[index].end == end else None

    def _items(self, start: int, end: int) -> Iterator[Span]:
        for mark in _MARK.finditer(self.text, start, end):
            if self.text.count("(", start, mark.start()) > self.text.count(")", start, mark.start()):
                continue  # 孙三江(县委常委、副县长)
            if mark[0] == "、" or self._ends_member(mark.start()):  # no 和 of 和平县
                yield Span(start, mark.start())
                start = mark.end()
        yield Span(start, end)

    def _ends_member(self, at: int) -> bool:
        """Whether a name or a post ends at ``at``, before 和: 县长甲|和县水利局局长乙, 各镇党委书记|和…; not 县委书记|和志强."""
        if self._name_up_to(at) is not None:
            return True
        before = bisect_right(self.names, (at, at)) - 1
        named = bisect_right(self.names, (at, len(self.text))) - 1 > before
        return not named and any(post.end == at for post in self.posts.between(max(0, at - _LONGEST_POST), at))

    def _is_post(self, start: int, end: int, *, listed: bool = False) -> bool:
        """Whether a post ends at ``end``, and nothing stands before it but whose it is: 县财政局|局长, 县应急局|分管|副局长.

        ``listed``: behind other heads, whose it is need not be known: 预算股|股长.
        """
        posts = self.posts.between(start, end)
        if not posts or posts[-1].end != end or self._holds_name(start, end):
            return False
        first = end
        for post in reversed(posts):  # 党组成员|副县长, but not 副县长约谈县水利局|局长
            if post.end != first:
                break
            first = post.start
        owner_end = next((at for at in range(start, first) if self.which_post.fullmatch(self.text, at, first)), first)
        if posts[0].start == start and posts[0].end < owner_end:
            start = posts[0].end  # 县委常委|县委办主任
        if owner_end == start or (listed and self._may_be_office(start, owner_end)):
            return True
        owners = self.parties.before(start, owner_end)
        return owners is not None and [owner.span for owner in owners[0] if self.parties.is_known(owner)] == [
            (start, owner_end)
        ]

    def _may_be_office(self, start: int, end: int) -> bool:
        """预算股|股长, but not 督促县水利局|局长 nor 主持会议的|副局长."""
        words = self.text[start:end]
        return (
            len(words) <= _LONGEST_OFFICE
            and "的" not in words
            and self.parties.party_words.begins_name(self.text, start)
            and not any(event.kind in PARTY_TAKERS for event in self.scan.between(start, end))
        )

    def _holds_name(self, start: int, end: int) -> bool:
        """副县长甲约谈县水利局|局长: somebody else acts on who is named."""
        after = bisect_right(self.names, (start, start))
        return after < len(self.names) and self.names[after].end <= end
