"""Who stands behind 由, 请 or 责成: parties, or people in charge by post and name. (施事)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.directives.charge_words import charge_words
from kg.directives.clauses import ClauseReader
from kg.directives.name import Name
from kg.directives.named_heads import NamedHeadReader
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.scan import Scan
from kg.structure import Clause

_LONGEST_POST = 20
_LONGEST_HEADS = 60
MARK = re.compile("[,;:。]")
_COMRADE = "同志"
_LENGTH_OF_NAME = 3
LENGTH_OF_ACT = 2
Found = tuple[tuple[Name, ...], int]
"""Those who are named, and where the words that name them end."""


class NamedAgentReader:
    """Reads who is to act, and whether an act follows. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader, clauses: ClauseReader, names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.clauses = clauses
        self.names = names
        self.demand_words = clauses.demand_words
        self.charge_words = charge_words(scan.lexicon)
        self.heads = NamedHeadReader(scan, parties, names)
        self.surnames = scan.lexicon.surnames

    def acts(self, at: int, end: int) -> bool:
        """Whether an act stands at ``at``, behind those who are named."""
        acts = self.demand_words.agent_act.match(self.text, at) is not None or self.clauses.acts_on(at, end)
        return acts or self._in_turn(at, end)

    def _in_turn(self, at: int, end: int) -> bool:
        """由县住建局|初审、县财政局复核: whether a verb of two characters and the next who is known follow, as in steps of several."""
        step = at + LENGTH_OF_ACT
        if not self.text.startswith("、", step):
            return False
        onward = self.parties.after(step + 1, end)
        return onward is not None and all(map(self.parties.is_known, onward[0]))

    def read(self, at: int, clause: Clause, *, generic: bool) -> Found | None:
        """Who stands at ``at``, behind 由, 请 or 责成: parties, or people in charge."""
        heads = (
            self.heads.with_posts_behind(at, clause.end) or self._heads(at, clause.end) or self._comrade(at, clause.end)
        )
        if heads is not None:
            return heads
        found = self.parties.after(at, clause.end, generic=generic)
        if found is None and generic:
            found = self._stranger(at, clause.end)
        if found is None or found[0][0].kind == "people":  # 由副县长|甲牵头: the name tells more than the post
            return self._person(at, clause.end, found) or found
        if found[0][-1].span.end == found[1]:
            found = self.parties.headed(found[0], clause.end)
        return self._in_office(found, at, clause.end) or found

    def _person(self, start: int, end: int, post: Found | None) -> Found | None:
        """由副县长甲|牵头, 由甲|任组长, 由副县长甲、乙|任副组长: named people in charge, with the post of the first.

        ``post``: what was read as people there; where the name follows right behind, it is theirs whatever the act.
        """
        index = bisect_right(self.names, (start, start))
        if index == len(self.names) or self.names[index].end >= end or self.names[index].start - start > _LONGEST_POST:
            return None
        first, stop = self.names[index]
        if MARK.search(self.text, start, stop) is not None:
            return None
        several = "、" in self.text[start:first]  # 县政府副县长、县公安局局长|甲: the name alone
        people = [Name(Span(first if several else start, stop), "people")]
        for name in self.names[index + 1 :]:
            if name.start != stop + 1 or self.text[stop] != "、":
                break
            people.append(Name(Span(*name), "people"))
            stop = name.end
        alone = first == start and self.acts(stop, end)  # 由|甲|约谈县水利局
        named = post is not None and (post[0][0].span.end == first or (several and self.text[post[1]] == "、"))
        given = (self.charge_words.leads, self.demand_words.puts_in_charge)
        charged = any(words.match(self.text, stop) is not None for words in given)
        return (tuple(people), stop) if named or alone or charged else None

    def _stranger(self, start: int, end: int) -> Found | None:
        """由|孙三江|约谈…: somebody by a name that nothing but its surname and the act behind it tells, and whom a doubt keeps."""
        stop = start + _LENGTH_OF_NAME
        words = self.text[start:stop]
        if words[:1] not in self.surnames or stop >= end or self.text[stop : stop + 2] not in self.scan.lexicon.acts:
            return None
        plain = self.parties.party_words.none.search(words) is None and words[:2] not in self.scan.lexicon.acts
        ends = words.endswith(self.demand_words.party_ends) or self.parties.head_kind(start, stop) is not None
        if ends or not plain or self.parties.adverb(start, end):
            return None
        return (Name(Span(start, stop), "people"),), stop

    def _comrade(self, start: int, end: int) -> Found | None:
        """请|甲同志|牵头: 同志 is no part of the name."""
        index = bisect_left(self.names, (start, 0))
        if index == len(self.names) or self.names[index].start != start:
            return self._called_comrade(start, end)
        name = self.names[index]
        behind = name.end + len(_COMRADE) * self.text.startswith(_COMRADE, name.end)
        return ((Name(name, "people"),), behind) if name.end < behind < end else None

    def _called_comrade(self, start: int, end: int) -> Found | None:
        """请|孙三江同志|牵头, where nothing else tells the name."""
        stop = self.text.find(_COMRADE, start + 2, min(end, start + _LENGTH_OF_NAME + len(_COMRADE)))
        if stop < 0 or self.text[start] not in self.surnames or self.parties.head_kind(start, stop) is not None:
            return None
        return (Name(Span(start, stop), "people"),), stop + len(_COMRADE)

    def _heads(self, start: int, end: int) -> Found | None:
        """由副县长甲、县水利局局长乙|牵头, 由副县长甲、县水利局局长乙、县住建局|督办: several, each by post and name, and organs behind them."""
        if self.text.find("、", start, end) < 0:
            return None
        for stop in self._list_ends(start, min(end, start + _LONGEST_HEADS)):
            heads = self.heads.before(start, stop)
            if len(heads) > 1 or (heads and self.text.startswith("、", stop)):
                organs = self.parties.after(stop + 1, end) if self.text.startswith("、", stop) else None
                return (heads, stop) if organs is None else ((*heads, *organs[0]), organs[1])
        return None

    def _list_ends(self, start: int, end: int) -> list[int]:
        """Where a list of heads can end: before a charge, or behind a personal name. The farthest first."""
        low, high = bisect_right(self.names, (start, start)), bisect_right(self.names, (end, end))
        charges = [charge.start() for charge in self.charge_words.leads.finditer(self.text, start, end)]
        return sorted({*charges, *(name.end for name in self.names[low:high] if name.end <= end)}, reverse=True)

    def _in_office(self, found: Found, start: int, limit: int) -> Found | None:
        """由县政府|副县长、县公安局局长甲牵头, 由市政府|各分管副市长牵头: who holds a post there, not the whole of it."""
        names, end = found
        which = self.demand_words.which_post.match(self.text, end, limit)
        event = self.scan.at.get(end if which is None else which.end())
        if event is None or event.kind != "post" or len(names) > 1:
            return None
        holders = Name(Span(names[0].span.start, event.end), "people")
        return self._person(start, limit, ((holders,), event.end)) or ((holders,), event.end)
