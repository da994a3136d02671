"""What a directive says besides whom it binds, once its reach is known: helpers, overseen, deadline, topic. (配合、督导、时限与主题)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import Final

from kg.directives.charge_words import charge_words, helping_in
from kg.directives.demand_words import demand_words
from kg.directives.draft import FORBIDS, Draft
from kg.directives.limits import recurs
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.directives.supervision import assess
from kg.directives.topics import TopicReader
from kg.mentions.deadlines import day_of_label, find_deadlines
from kg.model import AgendaItem, Deadline, Directive, Party, PartyRole, Span
from kg.scan import Event, Marks, Scan

_BEYOND: Final = 1 << 40  # behind all that a text holds


class Finisher:
    """Makes directives of drafts: what else their words say, once it is known how far they reach."""

    def __init__(self, scan: Scan, reader: PartyReader, agenda: tuple[AgendaItem, ...], met: date | None) -> None:
        self.scan = scan
        self.text = scan.text
        self.reader = reader
        self.agenda = agenda
        self.item_starts = [item.span.start for item in agenda]
        self.item_reach = list(accumulate([item.span.end for item in agenda], max))  # how far the items up to one go
        self.passages = sorted((start, end, item.order) for item in agenda for start, end in item.passages)
        self.met = met
        self.companions = scan.plain("with")
        self.oversight = scan.plain("oversee")
        self.charge_words = charge_words(scan.lexicon)
        self.hurries = demand_words(scan.lexicon).hurries
        self.sets_up = demand_words(scan.lexicon).sets_up
        self.assists = helping_in(scan.text, self.charge_words)
        self.leading = Marks(self.charge_words.leading, scan.text)
        self.consulting = Marks(self.charge_words.consults, scan.text)
        together = Marks(self.charge_words.together, scan.text).starts
        self.helping = sorted([*self.companions.starts, *self.oversight.starts, *self.assists.starts, *together])
        self.topics = TopicReader(scan.text, scan.lexicon)

    def finish(self, draft: Draft) -> Directive:
        scan = self.scan
        span = _trimmed(scan, draft)
        item = self._item(span)
        if draft.basis == "inherited" and self._is_of_another_item(draft, item):
            draft.names, draft.basis = (), "none"
        parties = [self._party(name, self._role(name, draft, span)) for name in _distinct(scan, draft.names)]
        helpers = [*self._consulted(draft, span), *self._taken_along(draft, span), *self._acted_with(draft, span)]
        if self._has_helpers(draft, span):
            helpers += [*self._companions(span), *self._overseen(span, parties), *draft.parties]
        if helpers:
            self._enter(parties, helpers)
        deadlines = self._deadlines(draft, span)
        deadline = deadlines[0] if deadlines else None
        found = tuple(parties)
        named = [party.span for party in found]
        return Directive(
            span=span,
            parties=found,
            basis=draft.basis,
            deadline=deadline,
            item=item,
            modality=draft.opening.modality,
            supervision=assess(
                self._without_names(span, named),
                self._addressees(found),
                deadline,
                scan.lexicon,
                assigned=draft.assigned or draft.labelled or draft.opening.modality in _ASSIGNS,
                forbids=draft.opening.modality in FORBIDS,
            ),
            rule=draft.opening.rule,
            confidence=self._confidence(draft),
            topic=self.topics.topic_of(span.start, span.end, named),
            other_deadlines=deadlines[1:],
        )

    def _role(self, name: Name, draft: Draft, span: Span) -> PartyRole:
        """An addressee leads where a label, a mark behind its name or the words after it say so: 由X|牵头, X要|牵头制定…"""
        if draft.led or name.role == "lead":
            return "lead"
        at = self.leading.after(max(span.start, name.span.end) if name.span.end <= span.end else span.start)
        return "lead" if at < min(span.end, span.start + _LEADS_WITHIN) else "responsible"

    def _has_helpers(self, draft: Draft, span: Span) -> bool:
        """Whether a word stands in the directive that a co-actor or an overseen party can follow: in one of four."""
        index = bisect_left(self.helping, span.start)
        return bool(draft.parties) or (index < len(self.helping) and self.helping[index] < span.end)

    def _enter(self, parties: list[Party], helpers: Sequence[Party]) -> None:
        """Add those who are not named as an addressee or helper already."""
        taken = {self.text[p.span.start : p.span.end] for p in parties}
        surfaces = {p.surface for p in parties}
        for party in helpers:
            key = self.text[party.span.start : party.span.end]
            if key not in taken and party.surface not in surfaces:
                parties.append(party)
                surfaces.add(party.surface)

    def _without_names(self, span: Span, names: list[Span]) -> str:
        """The words of a directive but for whom it names: 市统计局 counts nothing, 第二中学 measures nothing."""
        first, last = span
        words = self.text[first:last]
        for low, high in names:
            if first <= low and high <= last:
                start, end = low - first, high - first
                words = words[:start] + " " * (end - start) + words[end:]
        return words

    def _addressees(self, parties: tuple[Party, ...]) -> list[str]:
        return [self.text[p.span.start : p.span.end] for p in parties if p.role in ("lead", "responsible")]

    def _confidence(self, draft: Draft) -> float:
        """As measured for the rule, and apart for those whose addressee was said before: that is a second inference."""
        rule, prior = draft.opening.rule, draft.opening.confidence
        if draft.basis == "inherited":
            return self.scan.lexicon.confidence(f"{rule}:inherited", round(prior * 0.97, 3))
        return self.scan.lexicon.confidence(rule, prior)

    def _party(self, name: Name, role: PartyRole) -> Party:
        return Party(self.scan.notice.quote(name.span), name.span, role, name.kind)

    def _is_of_another_item(self, draft: Draft, item: int | None) -> bool:
        """Whether who was bound before was so on another item: inheritance ends at the item's end (GUIDELINE.md)."""
        named = self._item(draft.names[0].span) if item is not None and draft.names else None
        return named is not None and named != item

    def _item(self, span: Span) -> int | None:
        """The first item that the directive begins in; items are in order of their starts, but may overlap."""
        inside = None
        for index in range(bisect_right(self.item_starts, span.start) - 1, -1, -1):
            if self.item_reach[index] <= span.start:
                break
            if span.start < self.agenda[index].span.end:
                inside = self.agenda[index].order
        return inside if inside is not None else self._spoken_of(span)

    def _spoken_of(self, span: Span) -> int | None:
        """The item that a passage of a speech on several matters is on."""
        at = bisect_right(self.passages, (span.start, _BEYOND, 0)) - 1
        return self.passages[at][2] if at >= 0 and span.start < self.passages[at][1] else None

    def _consulted(self, draft: Draft, span: Span) -> list[Party]:
        """县财政局|商|县水利局, 县财政局要|会商|有关部门: whom the addressee is to ask."""
        found: list[Party] = []
        for name in draft.names:
            behind = name.span.end
            if self.consulting.after(behind - 1) > behind + _FARTHEST_ASKING:  # 县安委会|商: 会商 begins in the name
                continue
            at = self._before_asking(behind)
            asks = self.charge_words.consults.match(self.text, at, span.end) if at < span.end else None
            asked = self.reader.after(asks.end(), span.end) if asks is not None else None
            if asked is not None and asked[1] < span.end:
                found.extend(self._party(n, "co-actor") for n in asked[0] if n.kind != "people")
        return found

    def _taken_along(self, draft: Draft, span: Span) -> list[Party]:
        """县住建局|牵头|各街道对…逐一核实: whom the addressee leads in the act itself."""
        found: list[Party] = []
        for name in draft.names:
            modal = self.scan.at.get(name.span.end)
            at = modal.end if modal is not None and modal.kind == "modal" else name.span.end
            leads = self.charge_words.takes_along.match(self.text, at, span.end)
            led = self.reader.after(leads.end(), span.end) if leads is not None else None
            if led is not None and self._begins_act(led[1], span.end, sure=all(n.kind == "group" for n in led[0])):
                found.extend(self._party(n, "co-actor") for n in led[0])
        return found

    def _acted_with(self, draft: Draft, span: Span) -> list[Party]:
        """县水利局要|与|各镇|协同发力: with whom the addressee is to act; not 与县政府对接, which tells whom it is to turn to."""
        found: list[Party] = []
        for name in draft.names:
            modal = self.scan.at.get(name.span.end)
            at = modal.end if modal is not None and modal.kind == "modal" else name.span.end
            if not self.text.startswith(_WITH, at):
                continue
            others = self.reader.after(at + 1, span.end)
            if others is not None and self.charge_words.jointly.match(self.text, others[1], span.end) is not None:
                found.extend(self._party(n, "co-actor") for n in others[0] if n.kind != "people")
        return found

    def _begins_act(self, at: int, end: int, *, sure: bool) -> bool:
        """Whether an act begins at ``at``: 对…核实, 逐一核实; where those before it are ``sure`` to be parties, a verb is enough."""
        if self.reader.party_words.preposition.match(self.text, at, end) or self.reader.adverb(at, end):
            return True
        event = self.scan.at.get(at)
        studies = event is not None and event.kind == "treat"  # 牵头相关部门|研究制定方案
        return sure and (studies or self.text[at : at + 2] in self.scan.lexicon.acts)

    def _before_asking(self, at: int) -> int:
        """Past the modal, or past 牵头 and a comma, behind the addressee's name that ends at ``at``."""
        modal = self.scan.at.get(at)
        leads = self.charge_words.leads.match(self.text, at)
        if leads is not None:
            return leads.end() + self.text.startswith(",", leads.end())
        return modal.end if modal is not None and modal.kind == "modal" else at

    def _companions(self, span: Span) -> list[Party]:
        """会同X, 联合X, 配合X: who the addressee acts with."""
        found, words = list[Party](), self.charge_words
        for event in self.companions.between(span.start, span.end):
            if self.text.endswith(self.sets_up, span.start, event.start):
                continue  # 组成|联合|督查组: what is set up
            anybody = event.value in words.with_anybody and not self.text.startswith(words.labels, event.end)
            names = self.reader.after(event.end, span.end, generic=anybody) or self._trade(event, span.end)
            names = names or self._acting(event, span.end)
            if names is None and self.text.startswith(_TOGETHER_WITH, event.start):
                names = self.reader.firm(event.end, span.end)
            if names is not None and self.charge_words.of_matter.match(self.text, names[1], span.end) is None:
                found.extend(self._party(n, "co-actor") for n in names[0] if n.kind != "people")
        for mark in _ACTS_WITH.finditer(self.text, *span):  # 要与X、Y密切配合, 同X一道, 在X配合下
            named = self.reader.after(mark.end(), span.end, generic=True)
            says = {"在": words.helped_by, "与": words.works_with}.get(mark[0], words.along_with)
            if named is not None and says.match(self.text, named[1], span.end) is not None:
                found.extend(self._party(n, "co-actor") for n in named[0] if n.kind != "people")
        # 由X牵头,Y、Z配合 inside one sentence
        if self.assists.after(span.start) + 2 <= span.end:
            for clause in _PIECE.finditer(self.text[span.start : span.end]):
                start = span.start + clause.start()
                names = self.reader.after(start, span.start + clause.end())
                if start > span.start and names is not None and self._assist(names[1], span.end):
                    found.extend(self._party(n, "co-actor") for n in names[0])
            for lead in words.leads_and.finditer(self.text, *span):  # 由X牵头、|施工单位|配合
                names = self.reader.after(lead.end(), span.end, generic=True)
                alone = names is not None and words.assists_alone.match(self.text, names[1], span.end) is not None
                if names is not None and (alone or self._assist(names[1], span.end)):
                    known = (n for n in names[0] if alone or not self.reader.is_known(n))
                    found.extend(self._party(n, "co-actor") for n in known)
        return found

    def _trade(self, event: Event, end: int) -> tuple[tuple[Name, ...], int] | None:
        """联合|茶叶企业|打造门店: companies of one trade; 联合企业 says how, and 供销联合社 is a name."""
        found = self.reader.after(event.end, end, generic=True)
        if found is None or len(found[0]) > 1 or self.reader.is_in_name(event.start):
            return None
        first = found[0][0].span
        trade = first.end - first.start >= _SHORTEST_TRADE
        return found if trade and self.text.endswith(self.reader.party_words.company_ends, *first) else None

    def _acting(self, event: Event, end: int) -> tuple[tuple[Name, ...], int] | None:
        """联合|高校|开展攻关, 协同|农业农村部门|核查: anybody who may be a party and goes on to act; not 协同高效|推进, 联合执法."""
        found = self.reader.after(event.end, end, generic=True)
        if found is None or self.reader.is_in_name(event.start):
            return None
        if self.text.endswith(self.reader.party_words.company_ends, *found[0][0].span):
            return None  # 联合企业|开展培训 is said of companies in general; see _trade
        ends = self.text.startswith(",", found[1]) and not self.text.startswith(self.charge_words.labels, event.end)
        acts = ends or self.text[found[1] : found[1] + 2] in self.scan.lexicon.acts
        return found if acts or self.reader.adverb(found[1], end) else None

    def _assist(self, at: int, end: int) -> bool:
        """Whether what stands behind parties says that they help: 县审计局|等相关单位配合."""
        return self.charge_words.assists.match(self.text, self.reader.past_others(at, end)) is not None

    def _overseen(self, span: Span, bound: Sequence[Party]) -> list[Party]:
        """督促X, 指导X: whom the addressee is to supervise or guide."""
        found: list[Party] = []
        for event in self.oversight.between(span.start, span.end):
            if self.text[event.start - 1 : event.start] in ("被", "受", "的") or self.reader.is_in_name(event.start):
                continue  # 市场|监督|管理分局
            if self._names_unit(event.start) or any(
                party.span.start <= event.start < party.span.end for party in (*bound, *found)
            ):
                continue  # 指导|单位要加强指导, 督促|监督单位
            names = self.reader.after(event.end, span.end, generic=True)
            if names is not None:
                found.extend(self._party(n, "overseen") for n in names[0])
            elif (described := self._described(event.end, span.end)) is not None:
                found.append(self._party(described, "overseen"))
        return found

    def _described(self, at: int, end: int) -> Name | None:
        """督促|有雪灾风险的乡镇|备足草料: who is told by a description alone; not 督促|整改的落实."""
        which = self.reader.party_words.described.match(self.text, at, end)
        if which is None:
            return None
        behind = which.end() + 1
        if self.text[which.end()] in self.reader.party_words.small_places and self._does(behind, end):
            return Name(Span(at, behind), "group")  # 有雪灾风险的县|在5月底前完成
        named = self.reader.after(which.end(), end, generic=True)
        if named is None or len(named[0]) > 1 or named[0][0].kind in ("organization", "people"):
            return None
        return named[0][0]._replace(span=Span(at, named[0][0].span.end)) if self._does(named[1], end) else None

    def _does(self, at: int, end: int) -> bool:
        """Whether what stands at ``at`` is done by who ends there: 备足, 按标准整改, 5月底前完成."""
        if self._begins_act(at, end, sure=True):
            return True
        return self.text[at : at + 1] in _BEFORE_ACT or self.text[at : at + 1].isdigit()

    def _names_unit(self, at: int) -> bool:
        """,|指导单位|名单要公布: units by what they do, at the head of a clause."""
        unit = self.reader.party_words.role_unit.match(self.text, at)
        return unit is not None and self.text[at - 1 : at] in _CLAUSE_BEGINS

    def _deadlines(self, draft: Draft, span: Span) -> tuple[Deadline, ...]:
        """By when: as labelled, else as said first; and what else is said."""
        scan = self.scan
        if draft.timeless:
            return ()
        stated = self._stated(span)
        if draft.deadline is None:
            if len(stated) < 2:
                return tuple(stated)
            found = _each_day_once(stated)
            found.sort(key=self._comes_later)  # 每月25日前报送,8月底前完成: by when it is done comes first
            return tuple(found)
        label = draft.deadline
        resolved = find_deadlines(self.text, label.span.start, label.span.end, self.met, scan.lexicon)
        first = _as_printed(scan, resolved[0] if resolved else day_of_label(label, self.text, self.met, scan.lexicon))
        return tuple(_each_day_once([first, *(other for other in stated if other.span != first.span)]))

    def _comes_later(self, limit: Deadline) -> bool:
        """Whether a limit comes again, or only hurries the act: 抢在封冻之前|倒排工期,力争10月底前完工."""
        hurries = limit.date is None and self.text.endswith(self.hurries, 0, limit.span.start)
        return recurs(limit) or hurries

    def _stated(self, span: Span) -> list[Deadline]:
        scan = self.scan
        limits = find_deadlines(self.text, span.start, span.end, self.met, scan.lexicon)
        limits = [self._as_recurring(limit) for limit in limits]
        return [_as_printed(scan, limit) for limit in limits if self._is_set(limit)]

    def _as_recurring(self, limit: Deadline) -> Deadline:
        """各部门每月3日前报送,县统计局|5日前|汇总: a day that only says which of the month, behind one that comes again each month, does so, too."""
        if _DAY_ALONE.fullmatch(limit.surface) is None:
            return limit
        begins = 1 + max(self.text.rfind(mark, 0, limit.span.start) for mark in "。\n")
        if _EACH_MONTH.search(self.text, begins, limit.span.start) is None:
            return limit
        return limit._replace(date=None, precision="open", rule="deadlines.daily")

    def _is_set(self, limit: Deadline) -> bool:
        """Whether a time is set, rather than told or quoted."""
        if self.met is not None and limit.date is not None and limit.date < self.met.isoformat():
            return False  # 2023年底前投用的锅炉: a day before the meeting was told, not set
        mask = self.scan.masked(limit.span.start)
        if mask is None or self.text[mask.start] in _BRACKETS:
            return True
        return limit.span.start <= mask.start and mask.end <= limit.span.end  # “五一”前


# How an opening gives somebody a task of theirs, rather than telling them how to act.
_ASSIGNS: Final = frozenset({"由", "请", "责成", "负责", "同意", "会同", "act"})
_WITH: Final = ("与", "同", "和")
_BEFORE_ACT: Final = frozenset("在于按把将对")
_TOGETHER_WITH: Final = "会同"  # nobody but who acts follows it
_LEADS_WITHIN = 40
_FARTHEST_ASKING = 20  # characters of 会后具体牵头, or of a modal
_BRACKETS = frozenset("([【")
_SHORTEST_TRADE = 4
_DAY_ALONE = re.compile(r"\d{1,2}[日号]之?前")
_EACH_MONTH = re.compile(r"每(?:月|季度)[^,;。]{0,3}?\d{1,2}[日号]")
_CLAUSE_BEGINS = frozenset(",;。:\n")
_ACTS_WITH = re.compile("(?<!参)与|(?<![会协共一如])同(?![时意步])|(?<!现)在|和(?![谐睦])")
_PIECE = re.compile("[^,;。]+")


def _each_day_once(limits: Iterable[Deadline]) -> list[Deadline]:
    """Without what says again a day that was said, or says it in the same words."""
    found: dict[str, Deadline] = {}
    for limit in limits:
        found.setdefault(limit.date or limit.surface, limit)
    return list(found.values())


def _distinct(scan: Scan, names: tuple[Name, ...]) -> list[Name]:
    """Each name once, where it stands first (由X牵头…。责任单位:X: the former says that X leads), or where a mark says what it does."""
    if len(names) < 2:
        return list(names)
    found: dict[str, Name] = {}
    for name in names:
        known = found.setdefault(scan.text[name.span.start : name.span.end], name)
        if known.role is None and name.role is not None:
            found[scan.text[name.span.start : name.span.end]] = name
    return list(found.values())


def _trimmed(scan: Scan, draft: Draft) -> Span:
    """Without the marks at its end. Who signed the notice stands in a line of its own (``structure.lines``)."""
    end = draft.end
    while end > draft.start and scan.text[end - 1] in " \u3000,;。:、":
        end -= 1
    return Span(draft.start, end)


def _as_printed(scan: Scan, deadline: Deadline) -> Deadline:
    """The deadline in the notice's own characters, with what was measured of its rule."""
    return deadline._replace(
        surface=scan.notice.quote(deadline.span),
        confidence=scan.lexicon.confidence(deadline.rule, deadline.confidence),
    )
