"""What a paragraph says that the meeting did: its verb clauses as matters, speech and outcomes beside them. (段落)"""

from __future__ import annotations

from bisect import bisect_left

from kg.agenda.gathering import Gathering
from kg.agenda.grouping import A_LIST, Grouping
from kg.agenda.lead import find_lead
from kg.agenda.matter import Matter, deploys
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.naming import Naming
from kg.agenda.outcomes import OutcomeReader
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.speech_paragraphs import SpeechParagraphReader
from kg.agenda.verbs import Standing, VerbReader
from kg.model import Document, Span
from kg.scan import Event, Marks, Scan
from kg.structure import Clause, Outline


class ParagraphReader:
    """Reads what the meeting did in each paragraph. ``treated`` gathers the starts of the clauses that said so, ``passages`` the
    stretches of speeches on several matters, each with where the matter that it is on is named."""

    def __init__(
        self, scan: Scan, outline: Outline, documents: tuple[Document, ...], names: tuple[Span, ...] = ()
    ) -> None:
        self.scan = scan
        self.outline = outline
        self.acts = meeting_act_words(scan.lexicon)
        self.lead = find_lead(scan, outline)
        self.verbs = VerbReader(scan, outline, documents, names)
        self.speech = SpeechParagraphReader(scan, outline, self.verbs, names)
        self.naming = Naming(scan, self.verbs.treatments.verbs)
        self.outcomes = OutcomeReader(scan, outline, self.verbs, self.naming)
        self.grouping = Grouping(scan, outline, self.lead, self.verbs, self.speech, self.outcomes)
        self.clauses = self.verbs.clauses
        self.attendance = Marks(paragraph_words(scan.lexicon).attends, scan.text)
        self.treated: set[int] = set()
        self.told: dict[tuple[int, bool], Gathering] = {}  # what paragraphs tell, as it was read first
        self.passages: dict[int, tuple[Span, Span]] = {}  # by their starts

    def treats(self, index: int) -> bool:
        """Whether a paragraph says by a verb what the meeting did."""
        told = self._told(index, apart=False)
        return told is not None and bool(told.matters)

    def matters(self, index: int, *, apart: bool = False, note: bool = True) -> list[Matter]:
        """The matters whose verb clauses stand in this paragraph, with spans inside it.

        ``apart``: every verb clause is a matter of its own (leads announce). ``note``: remember the clauses as treated.
        """
        told = self._told(index, apart=apart)
        if told is None:
            return []
        if note:
            self.treated.update(told.treated)
        return self.grouping.grouped([matter.copy() for matter in told.matters], index, told.stop, apart=apart)

    def _told(self, index: int, *, apart: bool) -> Gathering | None:
        """What the clauses of a paragraph tell one by one, read when it is first asked for; None where none has a verb."""
        paragraph = self.outline.paragraphs[index]
        if self.verbs.treatments.verbs.first(paragraph.start, paragraph.end) is None:
            return None  # two paragraphs of three
        apart = apart and any(
            clause.level == 2 for clause in self.clauses.get(index, [])
        )  # else it makes no difference
        told = self.told.get((index, apart))
        if told is None:
            told = self.told[index, apart] = self._gathered(index, apart=apart)
        return told

    def _gathered(self, index: int, *, apart: bool) -> Gathering:
        """Reads a paragraph clause by clause."""
        paragraph = self.outline.paragraphs[index]
        text = self.scan.text
        clauses = self.clauses.get(index, [])
        got = Gathering(index, clauses[0].start if clauses else paragraph.start, paragraph.end, paragraph.end)
        # Most paragraphs speak of no other meeting: asked once, not for each clause.
        others = index != self.lead and (
            self.acts.other_meeting.search(text, paragraph.start, paragraph.end) is not None
            and self.acts.next_meeting.match(text, paragraph.start, paragraph.end) is None
        )
        verbs = self.verbs.treatments.verbs.starts
        last_verb = verbs[bisect_left(verbs, paragraph.end) - 1]
        for clause in clauses:
            first = clause is clauses[0] or (got.order is not None and got.order is clauses[0])
            clause = self._in_order(clause, got)
            if clause.start > last_verb and not got.matters:
                break  # a speech, most often: nothing that follows is a matter
            if clause.level == 3:
                got.begins_sentence(clause.start)
            if self._is_passed_over(clause, got, others=others):
                continue
            if clause.start in self.speech.with_speech and self.speech.is_speech(clause):
                if self._is_on_all(clause, got):
                    got.closes(clause)
                elif not got.closed:
                    got.speaks(clause)
                continue
            treated = self._treatment(clause, got, apart=apart, first=first)
            if got.closed and (treated is None or clause.level < 3):
                continue
            got.closed = False
            if treated is not None:
                got.treated.append(treated.start)
                got.treated.append(clause.start)
                self._take(treated, clause, got)
            elif clause.level == 3 and self.naming.counts_others(clause.start, clause.end):
                got.counts(clause)
            else:
                self._go_on(clause, got, first=first)
        return got

    def _is_passed_over(self, clause: Clause, got: Gathering, *, others: bool) -> bool:
        """Whether a clause tells nothing that the meeting did, and takes it as what it is. ``others``: the paragraph speaks of
        another meeting."""
        text = self.scan.text
        first = text[clause.start]
        may_be_aside = (
            clause.level == 3
            or others
            or got.attendance
            or got.elsewhere
            or first == "("
            or text[clause.end - 1] == "言"
        )
        if may_be_aside and self._is_aside(clause, got, others=others):
            return True
        return first in self.acts.leading and self._only_leads(clause, got)

    def _treatment(self, clause: Clause, got: Gathering, *, apart: bool, first: bool) -> Matter | None:
        """The matter that a clause takes up by a verb. ``first``: of the paragraph."""
        if clause.start not in self.verbs.with_verb:
            return None
        chain = got.chain or clause.level == 3 or (apart and clause.level == 2) or self._resumes(clause, got)
        # 5月8日,县长甲主持召开常务会议。|传达学习乙精神: before any speech, the lead's sentences are the meeting's own.
        counts_on = got.order is not None or self.acts.order.match(self.scan.text, clause.start) is not None
        goes_on = counts_on and got.talked  # 会议强调,…。其次研究制定方案 goes on with what was stressed
        fresh = not goes_on and (counts_on or got.talked or first or got.index == self.lead)
        fresh = fresh and clause.level == 3
        listed = bool(got.matters) and not got.talked
        series = clause.level == 2 and got.parts >= A_LIST - 1
        treated = self.verbs.treatment(
            clause, Standing(got.index, chain, fresh, got.spoken, listed, series, got.talked)
        )
        if treated is not None and got.order is not None:
            treated.start = got.order.start
        return treated

    def _resumes(self, clause: Clause, got: Gathering) -> bool:
        """会议还听取了甲汇报,要求县审计局加强监督,|研究了人事事项: the meeting's own act behind what it asked for in the same sentence"""
        if not (got.spoken and got.matters and got.matters[-1].start >= got.sentence):
            return False
        # 指出县教育局认真履职,|研究了难题: what was pointed out is told as done, what was demanded is not
        said = self.speech.speeches.between(got.sentence, clause.start)
        return bool(said) and said[-1].value == "demand" and self.verbs.tells_done(clause)

    def _go_on(self, clause: Clause, got: Gathering, *, first: bool) -> None:
        """A clause without a verb of treatment: more of a list, or more on what stands before it."""
        text = self.scan.text
        if clause.level == 3 and got.index == self.lead and self._convenes_next(clause, got):
            got.opens(clause)
            return
        if got.opened is not None and self.acts.occasion.fullmatch(text, clause.start, clause.end) is not None:
            got.opens(clause._replace(start=got.opened.start))  # 会前,|县政府组织集体学法|,县司法局局长甲领学了《乙》
            return
        if got.matters and self.acts.heads_minutes.fullmatch(text, clause.start, clause.end) is not None:
            got.attended(clause)
            return
        listed = got.matters and got.chain and clause.level < 3
        listed = listed and self.acts.not_listed.match(text, clause.start, clause.end) is None
        documents = self.verbs.documents(clause.start, clause.end) if listed else []
        more = bool(listed) and (
            self.acts.more_listed.search(text, clause.start, clause.end) is not None or self._is_in_list(clause)
        )
        if first and got.index != self.lead and self.speech.opens_with_name(got.index):
            got.chain = False  # 赵一山对此给予肯定,|并就存在问题进行了分析
        away = got.opened is not None and self._is_away(got.opened)
        got.goes_on(clause, documents, away=away, listed=more)

    def _is_in_list(self, clause: Clause) -> bool:
        """研究讨论了甲;|乙|;丙等相关事宜: what stands between semicolons of a list that ends as matters do, and has no verb and no demand"""
        if clause.level != 2:
            return False
        rest = self.verbs.treatments.rest_of_list(clause.start)
        return bool(rest) and self.verbs.modals.first(clause.start, clause.start + len(rest)) is None

    def _convenes_next(self, clause: Clause, got: Gathering) -> bool:
        """。随后召开县政府党组会议|,传达学习…: the second of two meetings that the lead tells of."""
        start = got.order.start if got.order is not None else clause.start
        return self.acts.next_meeting.fullmatch(self.scan.text, start, clause.end) is not None

    def _take(self, treated: Matter, clause: Clause, got: Gathering) -> None:
        """A clause with a verb of treatment: the next matter, or more on one that the paragraph has named."""
        if self._goes_back(clause, treated, got.matters, talked=got.talked):
            got.speaks(clause)
        elif deploys(treated) and got.opened is not None and self._is_away(got.opened):
            got.passes(got.opened)
        elif self._only_counts(treated) or (got.counted and clause.level < 3 and not self.naming.tells(treated)):
            got.counts(clause)  # 会议对上述议题进行了研究,|并对有关工作作出部署
        elif got.matters and self.outcomes.only_states(treated, got.matters[-1]):
            those = self.outcomes.those_before(treated, got.matters)
            for matter in those:
                matter.state(treated.outcomes)
            if those and those[-1] is not got.matters[-1]:
                got.states_earlier(those[-1], treated)
            else:
                got.states(clause, treated)
        elif (before := self.outcomes.stated_of(treated, got.matters)) is not None:
            got.states_earlier(before, treated)
        elif got.matters and self.naming.is_same(clause, treated, got.matters[-1]):
            got.discusses(clause, treated)
        else:
            got.takes_up(clause, treated)

    def _only_counts(self, treated: Matter) -> bool:
        """会议研究了其他事项, 会议研究了三项工作 before 一是…"""
        return self.naming.is_other(treated) or self.verbs.treatments.counts_points(*treated.subject)

    def _is_aside(self, clause: Clause, got: Gathering, *, others: bool) -> bool:
        """Whether a clause tells nothing of this meeting's business: a byline, who was there, another meeting."""
        text = self.scan.text
        if text[clause.start] == "(" and text[clause.end - 1] == ")":
            return True
        if clause.level == 3:
            got.attendance, got.elsewhere = self._tells_attendance(clause), False
        if got.matters and (got.attendance or self.speech.states(clause)):
            got.attended(clause)
            return True
        if others and not got.elsewhere and not text.startswith(self.acts.orders, clause.start):
            got.elsewhere = self.acts.other_meeting.search(text, clause.start, clause.end) is not None
        return got.elsewhere

    def _only_leads(self, clause: Clause, got: Gathering) -> bool:
        """会前, 经讨论, and 会议决定, lead to the next clause."""
        if self.acts.when.fullmatch(self.scan.text, clause.start, clause.end) is not None:
            got.opens(clause)
            return True
        if self.acts.order.fullmatch(self.scan.text, clause.start, clause.end) is not None:
            got.counts_on(clause)
            return True
        if self.acts.considered.fullmatch(self.scan.text, clause.start, clause.end) is not None:
            got.chain = True  # 经讨论,会议原则通过以上议题
            return True
        if self.acts.decides.fullmatch(self.scan.text, clause.start, clause.end) is not None:
            got.chain, got.decided = True, clause.level == 3  # 会议决定,暂缓审议《…》; 。会议决定,由县水利局…
            return True
        return False

    def _in_order(self, clause: Clause, got: Gathering) -> Clause:
        """随后,|会议听取甲汇报: a clause behind a word that counts on begins what that word begins."""
        if got.order is not None and got.order.end + 1 == clause.start:
            return clause._replace(level=max(clause.level, got.order.level))
        got.order = None
        return clause

    def _is_on_all(self, clause: Clause, got: Gathering) -> bool:
        """县长甲最后强调,…; 会议强调,全县上下…: whether a speech behind several matters has no word of one of them."""
        if len(got.matters) < 2 or clause.level < 3:
            return False
        closes = self.speech.paragraphs.closing.match(self.scan.text, clause.start) is not None
        if not closes and not self.speech.speaks_to_everyone(clause.start, got.end):
            return False
        words = self.scan.text[clause.start : got.end]
        pairs = [self.naming.words.pairs(self.scan.text[slice(*matter.subject)]) for matter in got.matters]
        return not any(pair in words for own in pairs for pair in own)

    def _is_away(self, opened: Clause) -> bool:
        """Whether the clause before was 会前, and what follows is no treatment: it was before the meeting."""
        return self.acts.away.match(self.scan.text, opened.start) is not None

    def _tells_attendance(self, clause: Clause) -> bool:
        """县领导吴大江、郑小河出席会议。: a sentence that only says who was there."""
        end = self.scan.text.find("。", clause.start)
        end = end if end >= 0 else self.outline.paragraphs[clause.paragraph].end
        return end - clause.start <= 400 and (
            self._is_roll_call(clause.start, end)
            or self.speech.only_states(clause.start, end)
            or self.acts.presides.fullmatch(self.scan.text, clause.start, end) is not None
        )

    def _is_roll_call(self, start: int, end: int) -> bool:
        if self.attendance.after(start) >= end:
            return False
        return self.acts.roll_call.match(self.scan.text, start, end) is not None

    def _goes_back(self, clause: Clause, treated: Matter, groups: list[Matter], *, talked: bool) -> bool:
        """讨论《甲》时,县长强调: speaks of a matter that the paragraph has named before, or (``talked``) spoken of."""
        if self.scan.text[clause.end - 1] != "时" or not (groups or talked):
            return False
        if not treated.documents:
            return self.scan.text.startswith("到", self._verb_end(clause))  # 在讨论|到甲问题时,县长强调
        return any(set(treated.documents) <= set(group.documents) for group in groups)

    def _verb_end(self, clause: Clause) -> int:
        verb = self.verbs.treatments.verbs.first(clause.start, clause.end)
        return verb.end if verb is not None else clause.end

    def one(self, found: list[Matter], index: int) -> Matter:
        """All verbs of a numbered paragraph are about one matter."""
        first = self.grouping.one(found)
        first.start, first.end = self.outline.paragraphs[index].start, self.outline.paragraphs[index].end
        first.sections = first.sections or [index]
        return first

    def names_topic(self, index: int) -> bool:
        return self.speech.speech_after_topic(index) is not None and not self.line(index).startswith("在")

    def line(self, index: int) -> str:
        return self.scan.text[self.outline.paragraphs[index].start : self.outline.paragraphs[index].end]

    def events(self, index: int) -> tuple[Event, ...]:
        return self.scan.between(self.outline.paragraphs[index].start, self.outline.paragraphs[index].end)
