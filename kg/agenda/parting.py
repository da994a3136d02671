"""Whether the things that one verb lists are items of their own, by the speeches on them. (清单的分合)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.agenda.aligner import Stretch
from kg.agenda.fragments import Fragment
from kg.agenda.likeness import Likeness
from kg.agenda.matter import Matter, is_studied
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.naming import Naming
from kg.agenda.parts import treated
from kg.model import Span
from kg.scan import Scan

_LEAST_REPORTS = 2
_PAIR = 2  # 听取甲和乙情况汇报: one speech through so many things is on one matter

_Group = list[Stretch]


@dataclass(frozen=True, slots=True)
class _Listed:
    """A matter with what it lists. The numbers are those of the fragments."""

    matter: Matter
    fragments: Sequence[Fragment]
    own: tuple[int, ...]

    def subject(self, first: int, last: int) -> Span:
        return Span(self.fragments[first].subject.start, self.fragments[last].subject.end)

    def titles(self, first: int, last: int) -> list[str]:
        return [title for fragment in self.fragments[first : last + 1] for title in fragment.documents]


class Parting:
    """Makes items of the stretches on one matter. Holds only look-ups."""

    def __init__(self, scan: Scan, likeness: Likeness, naming: Naming) -> None:
        self.scan = scan
        self.acts = meeting_act_words(scan.lexicon)
        self.likeness = likeness
        self.naming = naming

    def items(
        self, matter: Matter, fragments: Sequence[Fragment], stretches: Sequence[tuple[int, Stretch]]
    ) -> tuple[list[Matter], list[Matter]]:
        """The items that the stretches are, and what they leave of the matter. ``stretches``: each with its place among all."""
        listed = _Listed(matter, fragments, tuple([k for k, f in enumerate(fragments) if f.matter is matter]))
        groups = self._groups(matter, stretches)
        on = frozenset(group[0].on for group in groups)
        if _is_parted(listed, groups, self._studied(listed)):
            return [_part(listed, group, on) for group in groups], self._rest(listed, groups)
        runs = _runs(stretches)
        if _is_clause(listed, runs):
            return [], [matter]
        if len(groups) > 1 and all(self._begins_anew(matter, one[-1], two[0]) for one, two in pairwise(groups)):
            return [_part(listed, group, on) for group in groups], []
        run = max(runs, key=lambda some: sum(stretch.evidence for stretch in some))
        if len(listed.own) > 1 and not matter.documents and not is_studied(matter):
            return [_part(listed, run, frozenset())], self._rest(listed, [run])
        return [_item(matter, run)], []

    def _studied(self, listed: _Listed) -> int:
        """How many things a list of what was studied has: 传达学习甲讲话精神、《乙》,以及丙和丁推进会议精神 has three."""
        ends = [listed.fragments[k].subject for k in listed.own]
        text = self.scan.text
        return sum(
            k + 1 == len(ends)
            or not text.endswith(("和", "与", "及"), span.start, ends[k + 1].start)
            or text[slice(*span)].rstrip(",、以和与及").endswith((*self.acts.studied_ends, "》"))
            for k, span in enumerate(ends)
        )

    def _groups(self, matter: Matter, stretches: Sequence[tuple[int, Stretch]]) -> list[_Group]:
        """Neighbouring speeches on one thing together."""
        groups: list[_Group] = []
        for run in _runs(stretches):
            before: Stretch | None = None
            for stretch in run:
                if before is not None and before.on == stretch.on and not self._begins_anew(matter, before, stretch):
                    groups[-1].append(stretch)
                else:
                    groups.append([stretch])
                before = stretch
        return groups

    def _begins_anew(self, matter: Matter, before: Stretch, stretch: Stretch) -> bool:
        """Whether a speech begins by itself, as the one before it does, with what was studied, a heading, or what it is on."""
        one, two = before.part, stretch.part
        return (
            (one.studies and two.studies and is_studied(matter))
            or (one.headed and two.headed)
            or (self.likeness.tells(one) and self.likeness.tells(two) and not self.naming.tells(matter))
        )

    def _rest(self, listed: _Listed, groups: Sequence[_Group]) -> list[Matter]:
        """What the speeches leave of a list: reports that were heard are items by themselves, the rest waits for later speeches."""
        matter = listed.matter
        taken = {k for group in groups for stretch in group for k in (*stretch.spoken_of, stretch.on)}
        reports = self._reports(listed)
        if len(reports) < _LEAST_REPORTS:
            left = [k for k in listed.own if k not in taken]
            return [
                replace(matter, subject=listed.fragments[k].subject, documents=listed.titles(k, k), rest=True)
                for k in left
            ]
        subjects = [listed.subject(report[0], report[-1]) for report in reports if taken.isdisjoint(report)]
        return [
            replace(matter, start=s.start, end=s.end, subject=s, treatments=matter.told_of(s), sections=[])
            for s in subjects
        ]

    def _reports(self, listed: _Listed) -> list[list[int]]:
        """听取|甲和乙工作情况|、丙推进情况|的汇报: the reports that a list is made of, each as its fragments; none where it ends otherwise."""
        found: list[list[int]] = [[]]
        for k in listed.own:
            found[-1].append(k)
            if self.scan.text.endswith(self.acts.report_ends, *listed.fragments[k].subject):
                found.append([])
        return found[:-1] if not found[-1] and not listed.matter.documents else []


def _is_parted(listed: _Listed, groups: Sequence[_Group], studied: int) -> bool:
    """Whether speeches on different things make an item of each. What was studied is parted only among as many speeches (传达学习甲、乙、丙精神
    before two speeches is one item), and papers among speeches that leave none out."""
    if len(groups) < 2 or len({group[0].on for group in groups}) < len(groups):
        return False
    if not all(any(stretch.shown for stretch in group) for group in groups):
        return False
    if is_studied(listed.matter):
        return len(groups) == studied and not any(_has_more(one, two) for one, two in pairwise(groups))
    spoken_of = {k for group in groups for stretch in group for k in stretch.spoken_of}
    apart = len({group[0].part.paragraphs[0] for group in groups}) == len(groups)
    if not listed.matter.documents:
        return apart or len(listed.own) > _PAIR
    # 会议审议《甲》《乙》。|会议指出,…甲…。乙办法…: papers under one verb that one speech goes through are one item
    return apart and spoken_of.issuperset(listed.own)


def _has_more(before: _Group, after: _Group) -> bool:
    """Whether one speech has more of what the next one is on: then no matter is parted there."""
    on = after[0].on
    own = sum(stretch.weights.get(on, 0.0) for stretch in after)
    return own < sum(stretch.weights.get(on, 0.0) for stretch in before)


def _is_clause(listed: _Listed, runs: Sequence[_Group]) -> bool:
    """Whether speeches treat some of the papers and matters of one verb only: then the clause that lists them is the item."""
    if not listed.matter.documents or is_studied(listed.matter) or len(listed.own) < 2:
        return False
    spoken_of = {k for run in runs for stretch in run for k in stretch.spoken_of}
    return len(runs) > 1 or any(not listed.fragments[k].documents and k not in spoken_of for k in listed.own)


def _part(listed: _Listed, group: _Group, others: frozenset[int]) -> Matter:
    """The item that a group is of what it has words of, but for what ``others`` are on."""
    spoken_of = frozenset[int]().union(*(stretch.spoken_of for stretch in group)) - others
    low = high = group[0].on
    while low - 1 in spoken_of:
        low -= 1
    while high + 1 in spoken_of:
        high += 1
    item = _item(listed.matter, group, listed.subject(low, high))
    item.documents = listed.titles(low, high)
    return item


def _item(matter: Matter, group: _Group, subject: Span | None = None) -> Matter:
    """The item that the speeches of a group are together."""
    item = treated(matter, group[0].part, subject)
    item.end = group[-1].part.end
    item.sections = list(dict.fromkeys(index for stretch in group for index in stretch.part.paragraphs))
    return item


def _runs(stretches: Sequence[tuple[int, Stretch]]) -> list[_Group]:
    """Stretches that stand side by side."""
    runs: list[_Group] = []
    before = -2
    for place, stretch in stretches:
        if place == before + 1:
            runs[-1].append(stretch)
        else:
            runs.append([stretch])
        before = place
    return runs
