"""When all paragraphs are read: what was announced and not treated, what was told twice, and lists with their sections. (收尾)"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.agenda.draft import Draft
from kg.agenda.grouping import A_LIST
from kg.agenda.matter import HEARD, Matter, is_studied
from kg.agenda.numbered_points import NumberedPoints
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.repeated_matters import Told
from kg.agenda.subjects import ORGANS

_RESEARCHED = frozenset({"研究", "部署", "安排"})  # what a lead says that sums up
_HEARD_OR_TOLD = HEARD | {"通报"}
_DEPLOYED = frozenset({"安排", "部署"})
_DIGIT = re.compile("[0-9]")
_MOST_ITEMS = 60  # of a notice whose list of them may be repeated


class Remainder:
    """Makes the items of a draft that has been walked to its end."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.naming = draft.reader.naming
        self.speech = draft.speech
        self.matcher = draft.matcher
        self.scan = draft.reader.scan
        self.words = paragraph_words(self.scan.lexicon)
        self.lead = draft.lead

    def items(self) -> list[Matter]:
        """The items of the notice, those that were only listed after those that were treated."""
        self.draft.settle()
        items = self._without_repeats(self._paired_runs())
        self._keep_reports(items)
        self._keep_deployments(items)
        announced = self.draft.announced
        below = any(item.paragraph != self.lead for item in items)  # told by a verb of its own
        before = self._told(items)
        announced = [self.draft.without(matter, before) for matter in announced]
        self._name_by_list(items, announced)
        treated = self._told(items)
        treated_or_listed = self._told([*items, *(m for m in self.draft.announced if m.paragraph != self.lead)])
        left = [
            matter
            for matter in announced
            if not matter.rest
            and not self._is_other(matter)
            and (self.naming.tells(matter) or not below or matter.paragraph != self.lead)
            and not _is_told(matter, treated_or_listed if matter.paragraph == self.lead else treated)
            and not self._is_heard_below(matter, items)
        ]
        if below and any(self._sums_up(matter, treated) for matter in announced):
            left = [m for m in left if m.documents or m.paragraph != self.lead or self._was_heard(m, treated)]
        return NumberedPoints(self.draft).read(items + left)

    def _is_heard_below(self, matter: Matter, items: Sequence[Matter]) -> bool:
        """听取市纪委监委关于作风建设情况的汇报 in the lead, 会议听取了市纪委监委的工作汇报 below it: whether what was heard is told there by who
        reported alone."""
        if HEARD.isdisjoint(matter.treatments) or matter.documents:
            return False
        organ, _ = self._reported(matter)
        heard = [item for item in items if item.paragraph > matter.paragraph and not HEARD.isdisjoint(item.treatments)]
        return bool(organ) and any(self._reported(item) == (organ, False) for item in heard)

    def _reported(self, matter: Matter) -> tuple[str, bool]:
        """Who reported, and whether a matter names what on: 听取|市纪委监委|的工作汇报 does not."""
        start, end = matter.subject
        events = self.scan.between(start, end)
        organ = next((e.end for e in events if e.kind in ORGANS and e.end < end), start)
        verb = max((e.end for e in events if e.kind == "treat" and e.end <= organ), default=start)
        return self.scan.text[verb:organ], self.naming.words.tells(self.scan.text[organ:end])

    def _told(self, matters: Sequence[Matter]) -> Told:
        return Told(self.matcher.likeness, matters)

    def _keep_reports(self, items: list[Matter]) -> None:
        """听取…汇报 in a list, 会议原则同意…的汇报 below it: the outcome replaces no report, which was heard all the same; nor is 在听取…时 less
        than what the list tells."""
        decided = self._told(
            [i for i in items if not i.documents and i.outcomes and set(i.treatments) == set(i.outcomes)]
        )
        brief = self._told([i for i in items if not i.documents and "听取" in i.treatments])
        for matter in self.matcher.latest(self.draft.announced):
            heard = [treatment for treatment in matter.treatments if treatment in HEARD]
            if not heard or matter.documents:
                continue
            for item in brief.about(matter.subject, matter.paragraph):
                item.treatments = [heard[0] if word == "听取" else word for word in item.treatments]
            for item in {id(item): item for item in decided.about(matter.subject, matter.paragraph)}.values():
                item.treatments = [*heard, *item.treatments]

    def _keep_deployments(self, items: list[Matter]) -> None:
        """安排部署… in a list, …作出安排 below it: the one word stands for both."""
        both = [
            m for m in self.matcher.latest(self.draft.announced) if _DEPLOYED.issubset(m.treatments) and not m.documents
        ]
        brief = [i for i in items if not i.documents and len(_DEPLOYED.intersection(i.treatments)) == 1]
        if not both or not brief:
            return
        told = self._told(brief)
        for matter in both:
            words = [treatment for treatment in matter.treatments if treatment in _DEPLOYED]
            for item in {id(item): item for item in told.about(matter.subject, matter.paragraph)}.values():
                item.treatments = [*(t for t in item.treatments if t not in _DEPLOYED), *words]

    def _name_by_list(self, items: list[Matter], announced: list[Matter]) -> None:
        """研究《财政收支报告》《预算调整方案》 in a list, 在研究财政工作时,… below it: the papers of the one announced matter whose titles have all
        that such a paragraph says it is on."""
        papers = [matter for matter in self.matcher.latest(announced) if matter.documents]
        for item in items:
            if item.documents or not self.scan.text.startswith("在", item.subject.start):
                continue
            said = self.naming.words.names(self.scan.text[slice(*item.subject)])
            meant = [
                matter
                for matter in papers
                if set(item.treatments) <= set(matter.treatments)
                and any(all(pair in title for pair in said) for title in matter.documents)
            ]
            if said and len(meant) == 1:
                item.documents = list(meant[0].documents)

    def _was_heard(self, matter: Matter, treated: Told) -> bool:
        """听取优化供水体制机制情况汇报, 通报督查情况: what was heard or told was so, whatever else the lead only sums up; and so was
        what was studied, where no section is on that."""
        heard = not _HEARD_OR_TOLD.isdisjoint(matter.treatments) or (
            is_studied(matter) and not self._is_studied_below(treated)
        )
        return heard and not self._sums_up(matter, treated)

    def _is_studied_below(self, treated: Told) -> bool:
        return any(is_studied(item) and item.paragraph != self.lead for item in treated.matters)

    def _without_repeats(self, items: list[Matter]) -> list[Matter]:
        """A list at the page's end, or a digest before the text, may name once more what sections treat: several of it."""
        treated = [item for item in items if any(self.speech.speaks(i) for i in item.sections)]
        if len(items) > _MOST_ITEMS or len(treated) < 2 or len(treated) > len(items) - 2:
            return items
        spoken = {id(item) for item in treated}
        again = {id(item) for item in items if id(item) not in spoken and self._is_repeat(item, treated)}
        return items if len(again) < 2 else [item for item in items if id(item) not in again]

    def _is_repeat(self, item: Matter, treated: list[Matter]) -> bool:
        return _is_told(item, self._told([m for m in treated if set(m.treatments) == set(item.treatments)]))

    def _sums_up(self, matter: Matter, treated: Told) -> bool:
        """Whether a clause of the lead only says of what kind the matters were: 传达有关会议精神, or 研究项目攻坚、安全环保等工作
        where that is all the lead tells or one of them is an item."""
        if matter.documents or matter.paragraph != self.lead:
            return False
        if not self.naming.tells(matter):
            return True
        others = [*self.draft.announced, *treated.matters]
        alone = all(other is matter or other.paragraph != self.lead for other in others)
        if alone and _RESEARCHED.issuperset(matter.treatments) and len(treated.matters) >= A_LIST:
            return True  # 研究经济社会发展工作。 before sections on three things, none of which it names
        if alone and _RESEARCHED.issuperset(matter.treatments) and self._is_shared(matter, treated):
            return True  # 专题研究冬季供热保障工作。 before sections on how it goes
        if self.words.summary.search(self.scan.text, *matter.subject) is None:
            return False
        # 研究甲,安排部署乙等事项: 等 ends a list of matters, and is no sum
        lists = "、" in self.scan.text[slice(*matter.subject)]
        return alone or (lists and _is_told(matter, treated))

    def _is_shared(self, matter: Matter, treated: Told) -> bool:
        """Whether every section has a word of the one matter that the lead names."""
        named = [self.scan.text[slice(*item.subject)] for item in treated.matters if item.paragraph != self.lead]
        subject, told = self.scan.text[slice(*matter.subject)], self.naming.words
        pairs = [pair for pair in told.pairs(subject) if pair not in told.vague and not _DIGIT.search(pair)]
        return bool(named) and all(any(pair in words for pair in pairs) for words in named)

    def _is_other(self, matter: Matter) -> bool:
        """Whether all that was announced is that there were other matters."""
        return not matter.documents and self.naming.counts_others(matter.start, matter.end)

    def _paired_runs(self) -> list[Matter]:
        """一、二、三、 list the matters and 一、二、三、 again treat them: pair them by their order."""
        firsts = [k for k, item in enumerate(self.draft.items) if self.scan.text.startswith("一、", item.start)]
        if len(firsts) != 2:
            return self.draft.items
        head, tail = self.draft.items[firsts[0] : firsts[1]], self.draft.items[firsts[1] :]
        if len(tail) < len(head) or any(self.speech.speaks(i) for item in head[:-1] for i in item.sections):
            return self.draft.items
        for listed, treated in zip(head, tail, strict=False):
            treated.treatments[:0] = [t for t in listed.treatments if t not in treated.treatments]
            treated.documents = treated.documents or listed.documents
            outcomes, treated.outcomes = treated.outcomes, []
            treated.state(outcomes)
        return self.draft.items[: firsts[0]] + tail


def _is_told(matter: Matter, told: Told) -> bool:
    """Whether what was announced is told: by one of its documents, or by what it is about."""
    found = told.naming(matter.documents) if matter.documents else told.about(matter.subject, matter.paragraph)
    return next(found, None) is not None
