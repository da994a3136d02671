"""A matter while its item is still being put together. (议题草稿)"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from kg.model import Span

# Verbs that a stated outcome replaces by its own word (GUIDELINE.md).
REPLACED = frozenset({"审议", "研究", "讨论"})
HEARD = frozenset({"听取汇报", "听取"})
STUDIED = frozenset({"传达学习", "学习", "传达"})
# Outcomes that are no treatment of their own: what was put off was still deliberated.
PUT_OFF = frozenset({"暂缓", "不予通过"})


@dataclass(slots=True)
class Matter:
    """One or more verb clauses about one matter."""

    start: int
    end: int
    paragraph: int
    treatments: list[str]
    outcomes: list[str]
    documents: list[str]
    separate: bool  # a ; or 。 stands before it: a matter of its own even where a discussion follows
    subject: Span
    reported: bool = False  # somebody named told it: 甲通报了…,乙汇报了… are two matters
    rest: bool = False  # what speeches have left of a list: no item if none treats it
    named: bool = True  # whether a verb says that the meeting took it up; else a speech is all there is
    sections: list[int] = field(default_factory=list)  # paragraphs that treat it; empty where it is only listed
    on_all: tuple[
        str, ...
    ] = ()  # 听取甲、乙汇报,|研究|了有关事宜: verbs for all that it lists, and for no part of that alone

    def told_of(self, subject: Span) -> list[str]:
        """The verbs for what is named at ``subject``, which is all of the matter or a part of what it lists."""
        if subject == self.subject:
            return list(self.treatments)
        return [word for word in self.treatments if word not in self.on_all] or list(self.treatments)

    def was_passed(self) -> bool:
        """Whether what came of it is no 暂缓."""
        return PUT_OFF.isdisjoint(self.outcomes)

    def only_tells_outcome(self) -> bool:
        """会议原则同意该方案, 会议决定暂缓审议: whether its verb says no more than what came of a matter."""
        told = set(self.treatments) - (set() if self.was_passed() else REPLACED)
        return bool(self.outcomes) and told <= set(self.outcomes)

    def copy(self) -> Matter:
        """The same matter, for a reading that may change it."""
        # Nine hundred of them in sixty notices: ``replace`` takes ten times as long.
        return Matter(
            self.start,
            self.end,
            self.paragraph,
            [*self.treatments],
            [*self.outcomes],
            [*self.documents],
            self.separate,
            self.subject,
            self.reported,
            self.rest,
            self.named,
            [*self.sections],
            self.on_all,
        )

    def state(self, outcomes: list[str]) -> None:
        """Add stated outcomes; each replaces 审议, 研究 and 讨论 by its own word."""
        new = [word for word in outcomes if word not in self.outcomes]
        if new:
            self.outcomes.extend(new)
            told = [word for word in new if word not in PUT_OFF]
            kept = [t for t in self.treatments if t not in REPLACED or not told]
            self.treatments = kept + [word for word in told if word not in self.treatments]


def merge(first: Matter, more: Matter, *, beside: bool = False) -> None:
    """Take ``more`` into ``first``: one matter with both verbs. ``beside``: an outcome of ``more`` is of what it names itself, and what was
    studied before it stays (研究简政放权工作,审议通过《甲》)."""
    first.end = max(first.end, more.end)
    first.treatments.extend(more.treatments)
    first.outcomes.extend(more.outcomes)
    first.documents.extend(more.documents)
    if PUT_OFF.isdisjoint(more.outcomes) and more.outcomes and not beside:
        first.treatments = [t for t in first.treatments if t not in REPLACED]
    first.sections = first.sections or more.sections
    first.subject = Span(first.subject.start, max(first.subject.end, more.subject.end))


def outcomes_joined(run: list[Matter]) -> list[Matter]:
    """In a list of clauses, an outcome or an explanation without a matter of its own belongs to the clause before it."""
    items = [run[0]]
    for more in run[1:]:
        explains = more.treatments == ["解读"] and not more.documents  # 学习了《甲》,乙就条例主要内容作了解读
        if explains or (more.outcomes and not more.documents):
            merge(items[-1], more)
        else:
            items.append(more)
    return items


def meant(which: re.Match[str] | None, papers: Sequence[str], taken: Collection[str]) -> list[str]:
    """Which of some papers 前者, 后者 (of two) or 其余 are, beside those ``taken``."""
    if which is None:
        return []
    if which["others"] is not None:
        return [title for title in papers if title not in taken]
    return [papers[0 if which["former"] is not None else 1]] if len(papers) == 2 else []


def deploys(matter: Matter) -> bool:
    """安排部署岁末年初安全生产工作: what a speech does, and no document."""
    return not matter.documents and not {"部署", "安排"}.isdisjoint(matter.treatments)


def is_studied(matter: Matter) -> bool:
    """传达学习…精神. Documents that are studied come one after the other; several that are deliberated are one matter."""
    return not STUDIED.isdisjoint(matter.treatments)
