"""Who follows 由, 请, 会同 or 督促, or stands before an act without a modal. (施事与协办、督导对象)"""

from __future__ import annotations

import re

from kg.directives.coordination import CoordinationReader
from kg.directives.demand_words import demand_words
from kg.directives.known_names import KnownNameReader
from kg.directives.name import Name, is_plain
from kg.directives.unnamed import UnnamedReader
from kg.model import Span
from kg.scan import Scan

_LONGEST_WHOLE = 24
_LONGEST_SHARERS = 60
_SHARERS = re.compile("[一-鿿]{2,10}(?:、[一-鿿]{2,10})*")
_NEXT_SHARER = re.compile("、|(?<=[一-鿿]{2})[和及](?=[一-鿿]{2})")
_HAVE_UNITS = frozenset({"place", "organization"})
_SHORTEST_LAST, _LONGEST_LAST = 3, 5  # characters of a last member that nothing but its list tells for a party
_SHORTEST_FIRM, _LONGEST_FIRM = 4, 8  # characters of a firm's name
_WITH = frozenset("与同和")
_MARKS = frozenset("、,;。")
_TO_WHOM = frozenset("向给为就因从与同和由经及")


class AgentReader:
    """Reads lists of parties at a place in the text. Holds only look-ups."""

    def __init__(self, scan: Scan, known: KnownNameReader, unnamed: UnnamedReader, lists: CoordinationReader) -> None:
        self.scan = scan
        self.text = scan.text
        self.known = known
        self.unnamed = unnamed
        self.lists = lists
        self.heads = known.heads
        self.bounds = known.bounds
        self.words = known.words
        self.party_words = known.party_words
        self.acts = scan.lexicon.acts
        self.demand_words = demand_words(scan.lexicon)

    def after(
        self, start: int, limit: int, *, generic: bool = False, marks: bool = True
    ) -> tuple[tuple[Name, ...], int] | None:
        """Parties that begin at ``start`` and are followed by their act; ``generic`` allows 企业, 景区 and the like.

        ``marks``: what stands in brackets behind a name and says what it does (牵头) is passed over, and kept with it.
        """
        names: list[Name] = []
        at = end = start
        while 0 <= at < limit:
            found = self._known(at, limit) or (self.unnamed.read(at, limit) if generic else None)
            if found is None and names:
                found = self._last_place(names[-1], at, limit) or self._last_before_act(at, limit)
            if found is None or (names and self._is_whom_with(found, at)):
                break
            if generic and not names and (companies := self._companies_over(found, limit)) is not None:
                return companies
            marked, end = self.lists.marked(found, limit) if marks else (found, found.span.end)
            names.append(marked)
            if marks and (said := self.lists.chained(names, end, limit)) is not None:
                end = said
            at = self.lists.next_member(end, limit)
        if not names:
            share = self.text.find("各", start, min(limit, start + _LONGEST_SHARERS))
            sharing = self.sharers(start, share, share, limit) if share > start else None
            return sharing or (self.unnamed.companies(start, limit) if generic else None)
        if len(names) > 1 and self.party_words.with_each_other.match(self.text, end, limit) is not None:
            before = names[-2].span.end
            if self.text[before] in _WITH:  # 县供电公司|与项目公司对接
                return self._in_company(names[:-1]), before
        return self._in_company(names), self.lists.past_others(end, limit)

    def _is_whom_with(self, found: Name, at: int) -> bool:
        """责成县住建局与|企业|建立会商机制, 指导企业与|吉林的院校|对接: whom they act with, who bears no name, or of whom more is said."""
        if self.text[at - 1] != "与":
            return False
        return not self.known.is_known(found) or self.demand_words.of_place.match(self.text, at) is not None

    def sharers(self, start: int, end: int, share: int, limit: int) -> tuple[tuple[Name, ...], int] | None:
        """东山、白洋、生物产业园|各拿出一个示范点: a list each member of which gives so much, as ``share`` says, whatever they are called."""
        out = self.demand_words.shares_out.match(self.text, share, limit)
        if out is None or out["act"] not in self.acts or _SHARERS.fullmatch(self.text, start, end) is None:
            return None
        names, at = list[Name](), start
        words = _NEXT_SHARER.split(self.text[start:end])
        for word in words:
            stop = at + len(word)
            if self.unnamed.begins_act(at) or not self.unnamed.is_plain_word(at, stop):
                return None
            names.append(Name(Span(at, stop), self.heads.kind(at, stop) or "place"))
            at = stop + 1
        return (tuple(names), end) if len(names) > 1 else None

    def _known(self, at: int, limit: int) -> Name | None:
        """Who is known by name at ``at``; of a place with the name of a unit behind it the unit: 请昭通市|环境监测站给予支持."""
        known = self.known.read(at, limit)
        if known is None or known.kind not in _HAVE_UNITS or self._ends_place(known.span.end, limit):
            return known
        if known.kind == "organization":
            return self._unit_of(known, limit) or known
        readings = (known, self.unnamed.read(at, limit), self._unit_of(known, limit))
        return max(filter(None, readings), key=lambda name: name.span.end)

    def _is_cue(self, at: int) -> bool:
        event = self.scan.at.get(at)
        return event is not None and event.kind != "inert"  # 地质 of 地质队

    def _unit_of(self, place: Name, limit: int) -> Name | None:
        """会同|昭通市地质队|做好勘查, 由县林业局|城关林场|负责: a unit by its last word behind a place or an organ, and before an act or a mark."""
        behind = place.span.end
        of_place = place.kind == "place"
        if not of_place and (self.text[behind : behind + 2] in self.acts or self.text[behind] in _WITH):
            return None
        unit = (self.party_words.unit_behind if of_place else self.party_words.unit_below).match(
            self.text, behind, limit
        )
        if unit is None or not self._ends_word(unit.end(), limit) or not self.unnamed.is_plain_word(*unit.span()):
            return None
        return Name(Span(place.span.start, unit.end()), "organization")

    def _ends_word(self, at: int, limit: int) -> bool:
        charged = self.text.startswith(self.party_words.charges, at)
        return at == limit or charged or self.text[at] in _MARKS or self.unnamed.begins_act(at)

    def firm(self, at: int, limit: int) -> tuple[tuple[Name, ...], int] | None:
        """会同|恒信测绘|做好测量: who acts together with the addressee, whom nothing but 会同, its trade and the act tells for a firm;
        not 会同|前期成果|抓好完善."""
        end = next(
            (end for end in range(at + 2, min(limit, at + _LONGEST_FIRM + 1)) if self._ends_word(end, limit)), at
        )
        if end - at < _SHORTEST_FIRM or not self.text.endswith(self.party_words.firm_ends, at, end):
            return None
        said = self.party_words.group.match(self.text, at) is not None or not self.party_words.begins_name(
            self.text, at
        )
        if said or self.unnamed.begins_act(at) or not self.unnamed.is_plain_word(at, end):
            return None
        return (Name(Span(at, end), "organization"),), end

    def _ends_place(self, at: int, limit: int) -> bool:
        """Whether what stands behind a place is no name: a mark, an act, a word for how (请昭通市|对企业…), a cue."""
        if at >= limit or not "一" <= self.text[at] <= "鿿" or self._is_cue(at):
            return True
        how = self.text[at] in self.party_words.before_how or self.text[at] in _TO_WHOM
        how = how and not self.text.startswith(self.party_words.begins_yet, at)  # 县林业局|向阳林场
        return how or self.unnamed.begins_act(at)

    def whole(self, start: int, end: int) -> Name | None:
        """text[start:end] as one name, where nothing but names can stand (a cell under 责任单位): it must end as one."""
        words = self.text[start:end]
        if not 2 <= len(words) <= _LONGEST_WHOLE or self.party_words.none.search(words) is not None:
            return None
        one = not self.known.acts_within(start, end) and self.bounds.is_one(start, end)
        if not one or not is_plain(words) or words.count("(") != words.count(")") or self.bounds.holds_cue(start, end):
            return None
        kind = self.heads.kind(start, end)
        return None if kind is None else Name(Span(start, end), kind)

    def _companies_over(self, first: Name, limit: int) -> tuple[tuple[Name, ...], int] | None:
        """中石化|石门炼化、长河油田等企业: a list of companies whose first is called after who is known."""
        listed = self.text[first.span.end : first.span.end + 1] in _MARKS
        if first.kind != "organization" and not listed:
            return None
        found = self.unnamed.companies(first.span.start, limit)
        if found is None:
            return None
        longer = found[0][0].span.end > first.span.end
        return found if longer or (listed and len(found[0]) > 1) else None

    def _last_place(self, before: Name, at: int, limit: int) -> Name | None:
        """各乡镇、|村|以…: a place of one character after a group of them."""
        small = self.text[at : at + 1] in self.party_words.small_places
        if not small or before.kind != "group":
            return None
        goes_on = self.text[at + 1 : at + 2] in self.party_words.before_how or self.scan.at.get(at + 1) is not None
        return Name(Span(at, at + 1), "group") if at + 1 < limit and goes_on else None

    def _last_before_act(self, at: int, limit: int) -> Name | None:
        """喀拉苏乡、|种蜂场|做好: what ends a list right before an act, though no word is known for it."""
        if not self.text.startswith("、", at - 1) or self.unnamed.begins_act(at):
            return None
        for end in range(min(limit - 2, at + _LONGEST_LAST), at + _SHORTEST_LAST - 1, -1):
            if (
                self.text[end - 1] in self.words.member_ends
                and self.text[end : end + 2] in self.acts
                and self.unnamed.is_plain_word(at, end)
            ):
                return Name(Span(at, end), "group")
        return None

    def _in_company(self, names: list[Name]) -> tuple[Name, ...]:
        """The names of one list, where a site beside a venue is a place like it: 景区及群众性活动场所, but 景区、民宿."""
        if len(names) < 2:
            return tuple(names)
        heads = [self.heads.of(name) for name in names]
        if "head-venue" not in heads or "head-site" not in heads:
            return tuple(names)
        beside = {k + step for k, head in enumerate(heads) if head == "head-venue" for step in (-1, 1)}
        return tuple(
            name._replace(kind="people") if head == "head-site" and k in beside else name
            for k, (name, head) in enumerate(zip(names, heads, strict=True))
        )
