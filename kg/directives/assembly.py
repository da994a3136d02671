"""How far a directive reaches and whom it binds. (交办事项的范围与责任主体)"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from kg.directives.acts import ActReader
from kg.directives.charge_words import charge_words
from kg.directives.charges import ChargeReader
from kg.directives.clauses import ClauseReader
from kg.directives.context import Context
from kg.directives.draft import FORBIDS, Draft
from kg.directives.finishing import Finisher
from kg.directives.labels import LabelReader
from kg.directives.limits import once
from kg.directives.name import Name, told_apart
from kg.directives.opening import Opening, Setting
from kg.directives.openings import OpeningReader
from kg.directives.parties import PartyReader
from kg.directives.sentences import SentenceReader
from kg.directives.speech import SpeechReader
from kg.model import AgendaItem, Basis, Directive, Party, Span
from kg.scan import Event, Marks, Scan
from kg.structure import Clause, Outline

# 一、 stands above (一), that above 1. and (1), and these above 一是 and 一要.
_RANKS = {"enum-heading": 0, "enum-bracket": 1, "enum-arabic": 2, "enum-arabic-bracket": 2}
_LEAST_RANK = 3
_BINDING = frozenset({"modal", "modal-tail", "oversee", "with", "by"})


def find_directives(
    scan: Scan,
    outline: Outline,
    parties: PartyReader,
    agenda: tuple[AgendaItem, ...],
    treated: frozenset[int],
    names: tuple[Span, ...],
    met: date | None,
) -> tuple[Directive, ...]:
    """All directives in reading order. ``treated``: starts of the clauses whose verb is the meeting's own (审议…).

    ``names`` are the places of personal names, whose characters are no modals. ``met`` is the day of the meeting, for
    relative deadlines; None leaves them without a date.
    """
    drafts = _Assembler(scan, outline, parties, agenda, treated, names).run()
    finisher = Finisher(scan, parties, agenda, met)
    return tuple([finisher.finish(draft) for draft in drafts])


class Preface(NamedTuple):
    """A clause that is only a word or a limit at the head of a sentence (同时, 9月底前,): what it hands on to the next."""

    before: int  # number of the next clause
    level: int  # its own mark: the next clause begins the sentence in its stead
    told: bool  # it followed a bare 会议强调
    limited: int | None  # where it begins, if it is a limit: part of what is asked


class _Assembler:
    """Walks the clauses of the body once; a small state machine over one paragraph at a time."""

    def __init__(
        self,
        scan: Scan,
        outline: Outline,
        parties: PartyReader,
        agenda: tuple[AgendaItem, ...],
        treated: frozenset[int],
        names: tuple[Span, ...],
    ) -> None:
        self.scan = scan
        self.text = scan.text
        self.outline = outline
        self.parties = parties
        self.reader = ClauseReader(scan, parties)
        self.openings = OpeningReader(scan, parties, self.reader, names)
        self.charge_words = charge_words(scan.lexicon)
        self.demand_words = self.reader.demand_words
        self.labels = LabelReader(scan, outline, parties)
        self.speech = SpeechReader(scan)
        self.sentences = SentenceReader(outline, self.reader, self.openings, treated)
        self.treated = treated
        self.item_starts = frozenset([item.span.start for item in agenda])
        self.acts = ActReader(scan, parties, self.reader, self.labels, self.sentences, self.item_starts, treated)
        self.charges = ChargeReader(parties)
        self.binding = scan.plain(*_BINDING)
        self.assists = Marks(self.charge_words.helping, scan.text)
        self.stirring = self._stirring()
        self.done: list[Draft] = []
        self.current: Draft | None = None
        self.awaits_labels = False  # a directive ended with the paragraph before, or labels of it did
        self.labelled_to = -1  # how far the last labels (责任单位:…;完成时限:…) in a line reach
        self.told = -1  # number of the clause that follows one which only says 会议强调 or 会议要求
        self.decided = -1  # number of the clause that follows one which only says 会议决定
        self.heading: tuple[int, Event] | None = None  # a topic before a colon: the clause that follows it, its number
        self.cued = -1  # number of the clause after the one that follows a cue of speech (会议认为,)
        self.reported = False  # a paper is cited in this sentence
        self.preface: Preface | None = None
        self.limited: int | None = None  # where the limit stands that the clause being read is prefaced by
        self.context = Context()

    def run(self) -> list[Draft]:
        clauses = self.outline.by_paragraph()
        lead_in: tuple[Name, ...] = ()
        sibling: str | None = None
        for index, paragraph in enumerate(self.outline.paragraphs):
            if paragraph.role != "body":
                continue
            own = clauses.get(index, [])
            if self.awaits_labels and self.labels.stands(paragraph.start):
                if self.labels.begins(paragraph.start):
                    self._label(self.done[-1], paragraph.start, paragraph.end)
                continue
            known = len(self.done)
            begins = self.reader.enumerator(own[0]) if own else None
            beside = begins is not None and begins.kind == sibling  # 2. goes on with what 会议议定: opened before 1.
            speech = self.context.speech if self._ends_open() or beside else ""
            sibling = begins.kind if begins is not None and speech else None
            lead_in = self.context.dangling if self.text[paragraph.start - 2 : paragraph.start].strip() == "" else ()
            self.context = Context(paragraph=lead_in, speech=speech, fresh=bool(speech))
            first = bisect_left(self.outline.clauses, own[0]) if own else 0
            for number, clause in enumerate(own, first + 1):
                self._clause(clause, number)
            self._close()
            self.awaits_labels = len(self.done) > known
        return self.done

    def _stirring(self) -> list[int]:
        """Where anything stands that can be a word of speech, open a directive or name a helper."""
        openings, charges = self.openings.openers, self.openings.charges
        tracks = (self.speech.speeches, openings, charges.charges, charges.together, self.assists)
        return sorted([start for track in tracks for start in track.starts])

    def _is_quiet(self, clause: Clause) -> bool:
        """Half of all clauses hold nothing of that, and need not be asked each of these questions."""
        index = bisect_left(self.stirring, clause.start)
        return index == len(self.stirring) or self.stirring[index] >= clause.end

    def _ends_open(self) -> bool:
        """The paragraph before ended with its speech cue (会议要求, 会议强调:), which reaches into this one."""
        return self.context.fresh

    def _close(self) -> None:
        if self.current is not None:
            self.done.append(self.current)
            self.current = None

    # ── one clause ──

    def _clause(self, clause: Clause, following: int) -> None:
        """``following``: the number of the next clause of all."""
        if clause.start in self.item_starts and clause.start in self.treated:
            self._close()
            self.context = Context()
        if clause.level == 3:
            self.context.end_sentence()
            self._hear(clause)
        elif clause.level == 2 and self.reported and self.speech.speaks(clause):
            self.reported = False
        if clause.start < self.labelled_to or self.reported:
            return
        self.limited = None
        if self.preface is not None:
            clause = self._with_preface(clause, self.preface, following)
        if (clause.level >= 2 or self.told == following - 1) and self._is_preface(clause, following):
            return
        if self.current is not None and self.labels.begins(clause.start):
            self.labelled_to = self.labels.reach(clause)
            self._label(self.current, clause.start, self.labelled_to)
            if self.labelled_to + 1 < clause.end:  # 【责任单位:X】|完善预案
                self._seal(following - 1)
                self._clause(clause._replace(start=self.labelled_to, level=3), following)
            return
        if self.current is not None and self.current.sealed and clause.level >= 2:
            self._seal(following - 1)
        self._read(clause, following)
        if self.current is None:
            return
        self.current.sealed = self.labels.seals(clause)
        if (aside := self.labels.aside(clause)) is not None:
            self._label(self.current, aside, clause.end)
        else:
            self.labels.read_charge(self.current, clause)

    def _seal(self, number: int) -> None:
        """做好防汛【责任单位:X】;|完善预案: a bracket that says who answers ended the directive, and clause ``number`` is as if said anew."""
        self._close()
        self.context.fresh, self.told = True, number

    def _hear(self, clause: Clause) -> None:
        """草案规定,|用户应当…: what a paper says, up to the end of the sentence, is not asked for by the meeting."""
        self.reported = self.reader.cites(clause)
        if self.reported:
            self._close()

    def _with_preface(self, clause: Clause, preface: Preface, following: int) -> Clause:
        """What follows 同时, or 9月底前, begins the sentence."""
        self.preface = None
        if preface.before != following - 1:
            return clause
        if preface.told:
            self.told = following - 1
        self.limited = preface.limited
        return clause._replace(level=preface.level)

    def _is_preface(self, clause: Clause, following: int) -> bool:
        """同时, and 9月底前, at the head of a sentence belong to the clause that comes, and not to the directive before."""
        if clause.end - clause.start > _LONGEST_PREFACE or self.text[clause.end : clause.end + 1] != ",":
            return False
        limited = self.reader.is_limit(clause.start, clause.end)
        if not (limited or self.reader.is_adverb(clause.start, clause.end)) or not self._is_followed(clause, following):
            return False
        told = self.told == following - 1
        self.preface = Preface(following, clause.level, told, clause.start if limited else None)
        return True

    def _is_followed(self, clause: Clause, following: int) -> bool:
        """Whether another clause of the same paragraph comes."""
        clauses = self.outline.clauses
        return following < len(clauses) and clauses[following].paragraph == clause.paragraph

    def _label(self, draft: Draft, start: int, end: int) -> None:
        """责任单位:X;完成时限:Z after 要排查隐患,|不得漏报: X must do both, but Z is the limit of what is to be done."""
        self.labels.read(draft, start, end)
        main = self._main_act(draft)
        if main is None:
            return
        reach = main.end
        self.labels.read(main, start, end)
        main.end = reach
        draft.timeless = draft.timeless or main.deadline is not None

    def _main_act(self, draft: Draft) -> Draft | None:
        """The act to which a prohibition is the tail: 要排查隐患 before 不得漏报, in one sentence."""
        at = draft.start
        if draft.opening.modality not in FORBIDS:
            return None
        for before in reversed([d for d in self.done if d is not draft]):
            if self.text[before.end : at].strip() not in (",", ""):
                return None
            if before.opening.modality not in FORBIDS:
                return before
            at = before.start
        return None

    def _own_limit(self, start: int, clause: Clause, following: int) -> bool:
        """要7月10日前完成排查,|9月底前完成整改: a second act with a limit of its own is a directive of its own, so that each has
        its date. After 不得漏报 the limit is that of the act before."""
        current = self.current
        if current is None or not (own := once(self.reader.limits(start, clause.end))):
            return False
        main = self._main_act(current)
        if main is not None:
            if main.deadline is None and not once(self.reader.limits(main.start, main.end)):
                main.deadline, current.timeless = own[0], True
            return False
        if current.deadline is not None or not once(self.reader.limits(current.start, current.end)):
            return False
        if own[0].span.end == clause.end and self.sentences.opens_next(clause, following):
            self._close()  # 9月底前,|各镇要完成整改
            self.preface = Preface(following, clause.level, False, start)
            return True
        names, sure = self._limited_parties(start, own[0].span, clause, following)
        if not sure:
            return False
        opening = Opening(start, names, "act", "directives.own-limit", 0.85)
        self._open(opening, clause, None, explicit=bool(names))
        return True

    def _limited_parties(
        self, start: int, limit: Span, clause: Clause, following: int
    ) -> tuple[tuple[Name, ...], bool]:
        """Whom a limit of its own binds: 7月底前|各镇完成整改, 7月底前,|各镇…, 各镇|7月底前…; and whether that is sure. Nobody named
        is sure: the addressee before is meant."""
        before = self.parties.before(self.reader.past_adverbs(start, limit.start), limit.start)
        if before is not None:
            return before[0], all(self.parties.is_known(name) for name in before[0])
        at, end = limit.end, clause.end
        if at == end and self.text[at : at + 1] == "," and self._is_followed(clause, following):
            at, end = at + 1, self.outline.clauses[following].end
        found = self.parties.after(self.reader.past_adverbs(at, end), end, generic=True)
        if found is None:
            return (), True
        return found[0], self._can_act(found[0], found[1], end)

    def _can_act(self, names: tuple[Name, ...], at: int, end: int) -> bool:
        """Whether parties that are known do what follows them: 县财政局|拨付资金, but not 县医院|建成投用."""
        words = self.text[at:end]
        return (
            bool(words)
            and all(map(self.parties.is_known, names))
            and not words.startswith(("的", *self.parties.words.built))
        )

    def _read(self, clause: Clause, following: int) -> None:
        start, enumerator = clause.start, self.reader.enumerator(clause)
        if enumerator is not None:
            self._close()
            self.context.enter_block(_RANKS.get(enumerator.kind, _LEAST_RANK))
            start = enumerator.end
        quiet = enumerator is None and self._is_quiet(clause)
        start, spoke = (start, False) if quiet else self._speech(start, clause)
        if spoke:
            self._close()
            if start >= clause.end:
                self.cued = following + 1
                if self.context.speech in _ASKING:
                    self.told = following
                elif self.context.speech == "decide":
                    self.decided = following
                return
        if clause.start in self.treated and not spoke:
            self._close()
            opening = self._opening_inside_treatment(clause)
            if opening is None:
                return
            self._open(opening, clause, enumerator, explicit=True)
            return
        said = spoke or (self.told == following - 1 and self.context.fresh and self.current is None)
        waits = not (said and self.context.speech == "demand" and self._closes_without_modal(start, clause, following))
        waits = waits and self.text.startswith(_GOES_ON, clause.end)
        if waits and self._dangles_on(start, clause, enumerator):
            return
        opening = None if quiet else self._opening(start, clause, enumerator, said or self.cued == following)
        if opening is not None and opening.modality == "由" and self.sentences.appraises_owner(clause, following):
            opening = None  # 由X控股,|是符合实际的模式
        if opening is not None and enumerator is None and self._goes_on(opening, clause, spoke=spoke):
            self._extend(clause)
            return
        if enumerator is None and clause.level == 1 and self._shares_charge(start, clause):
            return
        if opening is not None:
            self._open(opening, clause, enumerator, explicit=bool(opening.names))
            return
        if not quiet and self._assists(start, clause):
            return
        if enumerator is None and self._joins_list(start, clause):
            return
        if enumerator is None and self.current is not None:
            beside = self.acts.beside_agent(start, clause)
            if beside is not None and beside.names[0] not in self.current.names:  # 10月底前,|县财政局拨付资金
                self._open(beside, clause, None, explicit=True)
                return
        self._no_opening(start, clause, following, enumerator, said=said)

    def _joins_list(self, start: int, clause: Clause) -> bool:
        """由县水利局、各乡镇,|县公安局抓紧完成; 县水利局、各乡镇,|县公安局于6月底前完成: a list that a comma parts, and an act without a modal."""
        current, dangling = self.current, self.context.dangling
        at = self.reader.past_conjunction(start)
        if dangling and self.context.speech in _ASKING and at == self._after_list(dangling, clause):
            opening = self.acts.beside_agent(at, clause)
            if opening is not None:
                self._open(opening, clause, None, explicit=True)
            return opening is not None
        if current is None or not current.names or current.opening.modality not in _AGENTS or dangling:
            return False
        if self.parties.past_others(current.names[-1].span.end, clause.start) != current.end:
            return False
        joined = self.parties.after(at, clause.end) if at == self._after_list(current.names, clause) else None
        if joined is None or joined[1] == clause.end:
            return False
        current.names, current.end = (*current.names, *joined[0]), clause.end
        return True

    def _extend(self, clause: Clause) -> None:
        if self.current is not None:
            self.current.end = clause.end

    def _goes_on(self, opening: Opening, clause: Clause, *, spoke: bool) -> bool:
        """要抓好煤矿安全,|同时要抓好消防安全: after a comma, an adverb and a modal go on with the directive before. It is a part
        that starts with a modal or an addressee which opens its own (GUIDELINE.md, Directives 1)."""
        return (
            opening.start != clause.start
            and self.current is not None
            and not spoke
            and clause.level == 1
            and opening.rule == "directives.modal"
            and self.text[clause.start : opening.start].strip() not in _JOINED
        )

    def _shares_charge(self, start: int, clause: Clause) -> bool:
        """县农业农村局牵头,|县供销社负责: in one sentence both answer for the same."""
        current = self.current
        joining = self.charges.joining(current, start, clause) if current is not None else ()
        if current is None or not joining:
            return False
        current.names = (*current.names, *joining)
        current.end = clause.end
        return True

    def _speech(self, start: int, clause: Clause) -> tuple[int, bool]:
        """Past 会议强调, X指出, 要求 at ``start``: (where the reported words begin, whether there was such a cue)."""
        spoke = False
        while True:
            event = self.speech.cue(start, clause)
            if event is None:
                return start, spoke
            spoke = True
            self.context.speech, self.context.fresh, self.context.apart = event.value, True, True
            start = event.end
            while start < clause.end and self.text[start] in " \u3000了,:道":
                start += 1

    def _opening(self, start: int, clause: Clause, enumerator: Event | None, said: bool) -> Opening | None:
        """``said``: the words of speech stand right before ``start``."""
        if enumerator is not None and enumerator.kind == "enum-demand":
            inner = self.openings.opening(start, clause, Setting(numbered=True))
            if inner is not None and inner.names and inner.start == self.reader.past_adverbs(start, clause.end):
                return Opening(enumerator.start, inner.names, inner.modality, inner.rule, inner.confidence)
            return Opening(enumerator.start, (), "要", "directives.enumerator", 0.97)
        first = clause.level >= 2 or said or enumerator is not None
        # 甲工作要…;乙工作要…: what goes on in the same way
        beside = clause.level == 2 and self.current is not None and self.current.opening.rule == "directives.main-modal"
        setting = Setting(
            first=(first and self.current is None) or clause.level == 3 or enumerator is not None or beside,
            decides=self.context.speech == "decide",
            numbered=enumerator is not None,
            demands=self.context.speech in _DEMANDING,
            going=self.current is not None and clause.level < 3,
        )
        opening = self.openings.opening(start, clause, setting)
        if (
            opening is None
            and enumerator is None
            and self.context.block is not None
            and self.current is None
            and clause.level >= 1
        ):
            return None
        if opening is None:
            return None
        if (
            opening.rule == "directives.main-modal"
            and clause.level == 1
            and not self.context.fresh
            and enumerator is None
        ):
            return None
        if enumerator is not None:
            return Opening(enumerator.start, opening.names, opening.modality, opening.rule, opening.confidence)
        return self._from_enumerator(opening)

    def _from_enumerator(self, opening: Opening) -> Opening:
        """Background between an enumerator and its addressee stays inside: the span starts at the enumerator."""
        begun = self._begun
        if begun is not None and self.current is None:
            self._begun = None
            return Opening(begun, opening.names, opening.modality, opening.rule, opening.confidence)
        return opening

    _begun: int | None = None

    def _opening_inside_treatment(self, clause: Clause) -> Opening | None:
        """原则同意所需资金由区水务集团先行垫付: an outcome that makes somebody act."""
        enumerator = self.reader.enumerator(clause)
        start = enumerator.end if enumerator is not None else clause.start
        return self.openings.agents.agreed(start, clause)

    def _open(self, opening: Opening, clause: Clause, enumerator: Event | None, *, explicit: bool) -> None:
        if self.current is not None and self.current.end + 1 == clause.start:
            self.current.end = self.sentences.before_case(self.current.start, self.current.end)
        self._close()
        self._begun = None
        names = opening.names
        basis: Basis = "explicit" if explicit else "none"
        if not explicit and self.context.dangling:
            names, basis = self.context.dangling, "explicit"
            opening = Opening(
                self.context.dangling_start, names, opening.modality, "directives.subject-before-comma", 0.93
            )
        elif not explicit:
            heirs = self.context.heirs()
            if heirs and not (opening.rule == "directives.main-modal" and not self._is_topic(opening, clause)):
                names, basis = heirs, "inherited"
        names, helpers = told_apart(names)
        if explicit and self.context.dangling:
            self._own_act_before(opening.start)
        if explicit and self.context.dangling and opening.start == self._after_list(self.context.dangling, clause):
            names = (*self.context.dangling, *names)  # 各部门,|各企业要: a list whose members are parted by a comma
            opening = opening._replace(start=self.context.dangling_start)
        if basis == "explicit":
            self.context.note(names)
        self.context.dangling = ()
        self.context.fresh = False
        at = opening.start if self.limited is None else self.limited
        self.current = Draft(at, clause.end, opening, names, basis, enumerator is not None)
        self.current.parties.extend(Party(self.scan.notice.quote(n.span), n.span, "co-actor", n.kind) for n in helpers)
        if explicit and names[-1].span.end < clause.end:
            self._open_beside(opening.names[-1].span.end, clause)

    def _open_beside(self, at: int, clause: Clause) -> None:
        """由甲于6月底前完成设计、|乙于7月底前落实资金: a directive each."""
        beside = self.charges.beside(at, clause.end)
        if beside is None or self.current is None:
            return
        start, names = beside
        self.current.end = start - 1
        self._open(Opening(start, names, "act", "directives.act-of", 0.8), clause, None, explicit=True)

    def _own_act_before(self, start: int) -> None:
        """县安委办|对问题突出的单位逐家约谈,|各部门要: parties that waited for a modal act themselves, where the next clause has its own."""
        names, end = self.context.dangling, start - 1
        at = self.parties.past_others(names[-1].span.end, end)
        if (
            not self.text.startswith(self.demand_words.on_others, at)
            or self.text.startswith("对照", at)
            or "," in self.text[at:end]
        ):
            return
        opening = Opening(self.context.dangling_start, names, "act", "directives.act-of", 0.8)
        self.done.append(Draft(opening.start, end, opening, names, "explicit", numbered=False))

    def _is_topic(self, opening: Opening, clause: Clause) -> bool:
        """对…要…, 在…上要…: a topic before the modal, so the subject is still the one before."""
        return self.demand_words.topics.match(self.text, clause.start, opening.start) is not None

    # ── parties whose modal comes later ──

    def _dangles_on(self, start: int, clause: Clause, enumerator: Event | None) -> bool:
        """各镇、各部门: and X作为责任主体, before one of ``_GOES_ON``, wait for the modal of the next clause."""
        following = self.text[clause.end]
        at = self.reader.past_adverbs(self.reader.past_conjunction(start), clause.end)
        # A modal or the like in the rest of the clause is no rest of a list; names have none inside them.
        if self.binding.first(at, clause.end) is not None or not self._may_be_known(at, clause.end):
            return False
        found = self.parties.before(at, clause.end) or self._then_told(at, clause.end)
        if found is None:
            return False
        names, end = found
        if not self._are_known(names):
            return False
        rest = self.text[self.parties.past_others(end, clause.end) : clause.end]
        if rest and self.demand_words.waits.match(rest) is None:
            return False
        if following == "," and self.parties.words.light.match(rest) is not None:
            return False  # 县审计局|对资金使用情况进行审计: its act, and no topic of what comes
        self._close()
        goes_on = bool(self.context.dangling) and at == self._after_list(self.context.dangling, clause)
        if not goes_on:
            self.context.dangling_start = enumerator.start if enumerator is not None else at
        names = (*self.context.dangling, *names) if goes_on else names
        self.context.dangling, self.context.dangles_on = names, following == ":"
        if following == ":":
            self.context.note(names)
            if self.context.block is None:
                self.context.paragraph = names
        return True

    def _are_known(self, names: tuple[Name, ...]) -> bool:
        """各乡镇人民政府、街道办事处: 各 is of all that follow it."""
        each = False
        for name in names:
            if not self.parties.is_known(name) and not (each and self.parties.ends_as_one(name)):
                return False
            each = each or self.text[name.span.start] == "各"
        return True

    def _after_list(self, names: tuple[Name, ...], clause: Clause) -> int:
        """Where a list that a comma parts goes on behind ``names``: 县财政局等部门,|各乡镇要."""
        return self.reader.past_conjunction(self.parties.past_others(names[-1].span.end, clause.start) + 1)

    def _then_told(self, at: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """甲区、乙县|是责任主体, 各单位|凡是会议定了的事: parties and what is said of them before their modal."""
        found = self.parties.after(at, end)
        return (
            found
            if found is not None and self.demand_words.themselves.match(self.text, found[1], end) is not None
            else None
        )

    def _closes_without_modal(self, start: int, clause: Clause, following: int) -> bool:
        """要求各镇压实责任,开展排查。: no modal comes, what is asked stands in this clause, which names more than parties."""
        found = self.parties.after(start, clause.end) if self.scan.at.get(start) is None else None
        if found is not None and found[1] == clause.end:
            return False
        return self.text[clause.end : clause.end + 1] != ":" and not self.sentences.opens_later(following)

    def _may_be_known(self, at: int, end: int) -> bool:
        """Whether the list at ``at`` can begin with a name that ``_is_known``: most clauses do not, and a full reading
        of each of them was a quarter of this room's time."""
        while at < end and self.text[at] in " \u3000":
            at += 1
        return (
            at in self.parties.at_start
            or self.parties.party_words.group.match(self.text, at) is not None
            or self.parties.may_be_place(at, end)
        )

    def _assists(self, start: int, clause: Clause) -> bool:
        """Y配合…, Y派员… after 由X牵头: Y is a co-actor of the directive before."""
        if self.current is None or clause.level >= 2 or self.assists.after(start) + 2 > clause.end:
            return False
        names = self.charges.by_duty(self.current, start, clause) or self._assisting(start, clause)
        if not names:
            return False
        if not self.current.names and self.scan.text.startswith(self.charge_words.each_own, names[-1].span.end):
            self.current.names, self.current.basis, self.current.end = names, "explicit", clause.end
            return True
        self.current.parties.extend(Party(self.scan.notice.quote(n.span), n.span, "co-actor", n.kind) for n in names)
        self.current.end = clause.end
        return True

    def _assisting(self, start: int, clause: Clause) -> tuple[Name, ...]:
        """Who helps with the directive being read; nobody where they are to help another with a task of its own."""
        found = self.parties.after(start, clause.end, generic=True)
        if found is None:
            return ()
        act = self.charge_words.assists.match(self.text, self.parties.past_others(found[1], clause.end))
        if act is None or self._helps_another(act.end(), clause):
            return ()
        return found[0]

    def _helps_another(self, at: int, clause: Clause) -> bool:
        """县公安局配合|县行政审批局做好核对 after a demand on 县住建局: whom they help is not who is bound there."""
        helped = self.parties.after(at, clause.end) if at in self.parties.at_start else None
        if helped is None or helped[1] == clause.end or self.current is None:
            return False
        bound = {self.text[name.span.start : name.span.end] for name in self.current.names}
        return all(self.text[name.span.start : name.span.end] not in bound for name in helped[0])

    # ── neither ──

    def _no_opening(self, start: int, clause: Clause, following: int, enumerator: Event | None, *, said: bool) -> None:
        begins = self._headed(clause, following) if enumerator is None else enumerator
        act = self.acts.act(
            start, clause, following, begins, self.context,
            going=self.current is not None, limited=self.limited is not None, said=said or self.decided == following - 1,
        )  # fmt: skip
        if act is not None:
            self._open(act, clause, enumerator, explicit=bool(act.names))
            return
        if enumerator is not None:
            point, waits = self.acts.point(start, clause, following, enumerator, self.context)
            if point is not None:
                self._open(point, clause, enumerator, explicit=False)
            elif waits:
                self._begun = enumerator.start
            elif self.text[clause.end : clause.end + 1] == ":":
                self.heading = (following, enumerator)
            return
        if said or (self.context.fresh and self.current is None and clause.level != 1):
            demanded = self.acts.demanded(start, clause, following, self.context)
            if demanded is not None:
                self._open(demanded, clause, None, explicit=bool(demanded.names))
                return
        if self.current is None:
            return
        if clause.level == 3 and not self.sentences.continues(start, clause, following):
            self._close()
            return
        if clause.level == 2 and self.sentences.opens_later(following) and not self.reader.is_act(start, clause.end):
            self._close()
            return
        ends = self.sentences.arranges(clause) or self.sentences.announces(clause)
        if clause.level == 1 and (ends or self._is_background(start, clause, following)):
            self._close()
            return
        if not self._own_limit(start, clause, following):
            self.current.end = clause.end

    def _headed(self, clause: Clause, following: int) -> Event | None:
        """1.旧改工作:|县住建局于6月底前完成: the number before the topic is that of what follows its colon."""
        heading, self.heading = self.heading, None
        if heading is None or heading[0] != following - 1 or self.current is not None:
            return None
        return heading[1]

    def _is_background(self, start: int, clause: Clause, following: int) -> bool:
        """要提高认识,|汛期很快就到,|各镇要加强值守: a fact before another demand belongs to neither."""
        return (
            self.reader.states_fact(start, clause.end)
            and not self.reader.is_act(start, clause.end)
            and self.sentences.opens_later(following)
        )


_GOES_ON = (",", ":")
# 并|要, 也|要: a conjunction is no adverb.
_JOINED = frozenset({"", "并", "并且", "而且", "也", "都", "还", "更", "又", "且"})
_LONGEST_PREFACE = 14
# How somebody is named who is to act: 由X, 请X, 责成X.
_AGENTS = frozenset({"由", "请", "责成"})
# Speech after which a bare act or a topic with its modal is a demand.
_DEMANDING = frozenset({"demand", "stress"})
# Speech after which the act of somebody named is asked for: 会议明确,|县水利局于5月底前完成清淤.
_ASKING = frozenset({*_DEMANDING, "decide"})
