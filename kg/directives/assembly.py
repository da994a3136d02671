"""Which directives a text holds, and how far each reaches. (交办事项的组装)"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from kg.directives.citing import NOBODY
from kg.directives.context import Context, rank_of
from kg.directives.course import Course
from kg.directives.draft import Draft
from kg.directives.finishing import Finisher
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.directives.prefaces import Preface
from kg.directives.readers import Readers, readers_of
from kg.directives.steps import Stepper
from kg.model import AgendaItem, Directive, Span
from kg.scan import Scan
from kg.structure import Clause, Outline, Paragraph


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
    drafts = _Assembler(readers_of(scan, outline, parties, agenda, treated, names), outline).run()
    finisher = Finisher(scan, parties, agenda, met)
    return tuple([finisher.finish(draft) for draft in drafts])


_LONGEST_ANNOUNCING = 16
_GAP = 4  # characters of the line breaks before a paragraph
_ADDRESSED = "addressed"  # how a line 县财政局:… begins, beside the kinds of enumerators


class _Assembler:
    """Walks the clauses of the body once; a small state machine over one paragraph at a time."""

    def __init__(self, readers: Readers, outline: Outline) -> None:
        self.text = readers.clauses.text
        self.outline = outline
        self.readers = readers
        self.reader = readers.clauses
        self.labels = readers.labels
        self.turns = readers.turns
        self.course = Course()
        self.stepper = Stepper(readers, self.course)
        self.labelled_to = -1  # how far the last labels (责任单位:…;完成时限:…) in a line reach
        self.leading: tuple[Name, ...] = ()  # who leads the points of which each is a paragraph
        self.reported = False  # a paper is cited in this sentence
        self.of_all = -1  # the clause behind one in which such a paper asks somebody of every place
        self.cited = NOBODY

    def run(self) -> list[Draft]:
        clauses = self.outline.by_paragraph
        sibling: str | None = None
        awaits_labels = False  # a directive ended with the paragraph before, or labels of it did
        for index, paragraph in enumerate(self.outline.paragraphs):
            if paragraph.role != "body":
                continue
            if awaits_labels and self.labels.stands(paragraph.start):
                if self.labels.begins(paragraph.start):
                    self._label(self.course.done[-1], paragraph.start, paragraph.end)
                continue
            own = clauses.get(index, [])
            known = len(self.course.done)
            first = bisect_left(self.outline.clauses, own[0]) if own else 0
            sibling = self._enter(paragraph, own, sibling, told=self.course.told == first)
            for number, clause in enumerate(own, first + 1):
                self._clause(clause, number)
            self.course.close()
            awaits_labels = len(self.course.done) > known
        return self.course.done

    def _enter(self, paragraph: Paragraph, own: list[Clause], sibling: str | None, *, told: bool) -> str | None:
        """A new paragraph, whose clauses are ``own``: the speech (会议要求:) that the one before ended with reaches into it, and
        so does what opened before 1. into 2., and before 县发改局:… into 县财政局:…. ``told``: it stands right behind 会议要求.
        Returns the kind of its enumerator, or that it begins with who is addressed, where speech reaches into it."""
        before = self.course.context
        kind = self._begins_with(own[0]) if own else None
        beside = kind is not None and kind == sibling
        lead = self.text[max(0, paragraph.start - _LONGEST_ANNOUNCING) : paragraph.start].rstrip()
        if kind == _ADDRESSED and lead.endswith(":"):
            # 要抓好以下工作:|县财政局:…, but not 以下单位受到表扬:|县财政局:…
            reaches = told or self.reader.demand_words.announces_tasks.search(lead) is not None
        else:
            reaches = before.fresh
        counted = not beside and kind is not None and self.reader.demand_words.announces_points.search(lead) is not None
        reaches = reaches or counted
        self.leading = self._leads_into(paragraph, lead, counted=counted) if not beside else self.leading
        led = self.leading if kind is not None and kind != _ADDRESSED else ()
        speech = before.speech if reaches or beside or led else ""
        written = self.readers.parties.scan.notice.text  # in which a line that ends with \r\n is told from an empty one
        gap = written[max(0, paragraph.start - _GAP) : paragraph.start].replace("\r", "")
        lead_in = before.dangling if gap[-2:].strip() == "" else ()
        self.course.context = Context(paragraph=led or lead_in, speech=speech, fresh=bool(speech))
        return kind if speech else None

    def _leads_into(self, paragraph: Paragraph, lead: str, *, counted: bool) -> tuple[Name, ...]:
        """各乡镇要做好以下工作:|1.…|2.…, 各乡镇:|1.…: who leads the points that stand in lines of their own (GUIDELINE.md, Directives 4).
        ``counted``: a sentence announces them, 重点抓好以下四个方面。|(一)…"""
        if not (counted or lead.endswith(":")) or self.reader.demand_words.lessons.search(lead) is not None:
            return ()  # 各镇要吸取以下教训:|1.白洋村失火
        if self.course.context.dangles_on:
            return self.course.context.dangling
        last = self.course.done[-1] if self.course.done else None
        near = last is not None and self.text[last.end : paragraph.start].strip() == lead[-1]
        return last.names if last is not None and near and last.basis == "explicit" else ()

    def _begins_with(self, clause: Clause) -> str | None:
        """The kind of the enumerator that begins a paragraph, or that a known party and a colon do; None where neither does."""
        enumerator = self.reader.enumerators.get(clause.start)
        if enumerator is not None:
            return enumerator.kind
        addressed = self.text.startswith(":", clause.end) and clause.start in self.readers.parties.at_start
        return _ADDRESSED if addressed else None

    # ── one clause ──

    def _clause(self, clause: Clause, following: int) -> None:
        """``following``: the number of the next clause of all."""
        course, start, level = self.course, clause.start, clause.level
        if start in self.readers.item_starts:
            self._begin_item(treated=start in self.readers.treated)
        if start in self.turns:
            course.context.turn()
        self._listen(clause)
        self.cited = self.readers.citations.read(clause, self.cited)
        if self.cited.asks or self.cited.does:
            course.close()
            return
        if self.reported:
            self._follow_report(clause, following)
        if start < self.labelled_to or self.reported:
            return
        course.limited = None
        if course.preface is not None:
            clause = self._with_preface(clause, following, course.preface)
            level = clause.level
        told = course.told == following - 1
        if level >= 2 or told:
            preface = self.readers.prefaces.read(clause, following, told=told)
            if preface is not None:
                course.preface = preface
                return
        if (current := course.current) is not None:
            if self.labels.begins(start):
                self._labels(current, clause, following)
                return
            if current.sealed and level >= 2:
                self._seal(following - 1)
        self.stepper.step(clause, following)
        if (current := course.current) is not None:
            current.sealed = False
            if self.labels.may_close(clause):
                self._end_of(clause, current)

    def _listen(self, clause: Clause) -> None:
        """Take in whom a clause speaks of, before it is asked what it demands."""
        context, level = self.course.context, clause.level
        if level >= 2:
            self._hear(clause)
            if self.readers.prefaces.names_topic(clause) and not context.dangles_on:
                context.turn()
        elif context.fresh:
            self._cite(clause)
        context = self.course.context
        if (level >= 2 or context.fresh) and self.text.startswith(self.reader.demand_words.counts, clause.start):
            # 首先,各镇要…;其次,|县水利局要…;最后,|要…: points as 一是 and 二是 are
            context.enter_block(rank_of("enum-point"), led=self.text.startswith(":", clause.start - 1))

    def _begin_item(self, *, treated: bool) -> None:
        """Another item of the agenda; ``treated``: a verb of the meeting's own begins it."""
        matters = self.course.context.matters + 1
        if treated:
            self.course.close()
            self.course.context = Context()
        self.course.context.matters = matters

    def _hear(self, clause: Clause) -> None:
        """草案规定,|用户应当…: what a paper says, up to the end of the sentence or 会议要求, is not asked for by the meeting."""
        if clause.level == 3:
            self.course.context.end_sentence()
            self.reported = False
            self._cite(clause)
        elif clause.level == 2 and self.reported and self.readers.speech.speaks(clause):
            self.reported = False

    def _cite(self, clause: Clause) -> None:
        """草案规定, 县住建局表示, at the head of a sentence or behind 会议指出,."""
        if self.reader.cites(clause) or self.readers.speech.conveys(clause):
            self.reported, self.of_all = True, -1
            self.course.close()

    def _follow_report(self, clause: Clause, following: int) -> None:
        """《条例》规定,各级政府应当加强领导,|县司法局要…: what every place is asked for does not name one of its offices."""
        if self.readers.citations.is_for_all(clause):
            self.of_all = following
        elif 0 <= self.of_all < following and self.readers.citations.binds_own(clause):
            self.reported = False

    def _with_preface(self, clause: Clause, following: int, preface: Preface) -> Clause:
        """What follows 同时, or 9月底前, begins the sentence."""
        self.course.preface = None
        if preface.before != following - 1:
            return clause
        if preface.told:
            self.course.told = following - 1
        self.course.limited = preface.limited
        return clause._replace(level=preface.level)

    # ── labels ──

    def _labels(self, draft: Draft, clause: Clause, following: int) -> None:
        """责任单位:X;完成时限:Z in the line of the directive; 【责任单位:X】|完善预案 goes on with another."""
        self.labelled_to = self.labels.reach(clause)
        self._label(draft, clause.start, self.labelled_to)
        if self.labelled_to + 1 < clause.end:
            self._seal(following - 1)
            self._clause(clause._replace(start=self.labelled_to, level=3), following)

    def _label(self, draft: Draft, start: int, end: int) -> None:
        """责任单位:X;完成时限:Z after 要排查隐患,|不得漏报: X must do both, but Z is the limit of what is to be done."""
        self.labels.read(draft, start, end)
        main = self.readers.own_limits.main_act(draft, self.course.done)
        if main is None:
            return
        reach = main.end
        self.labels.read(main, start, end)
        main.end = reach
        draft.timeless = draft.timeless or main.deadline is not None

    def _seal(self, number: int) -> None:
        """做好防汛【责任单位:X】;|完善预案: a bracket that says who answers ended the directive, and clause ``number`` is as if said anew."""
        self.course.close()
        self.course.context.fresh, self.course.told = True, number

    def _end_of(self, clause: Clause, draft: Draft) -> None:
        """What brackets at the end of a clause say of the directive that it belongs to."""
        draft.sealed = self.labels.seals(clause)
        if (aside := self.labels.aside(clause)) is not None:
            self._label(draft, aside, clause.end)
        else:
            self.labels.read_charge(draft, clause)
