"""The verb clauses of the meeting itself: 听取…汇报, 审议《…》, and the matter that each tells. (处理方式)"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from kg.agenda.agents import Agents
from kg.agenda.beginnings import Beginning
from kg.agenda.matter import HEARD, PUT_OFF, REPLACED, STUDIED, Matter
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.numbering import Numbering
from kg.agenda.subjects import matter_words
from kg.agenda.treatments import Treatments, outcome_of
from kg.model import Document, Span
from kg.scan import Event, Scan, Track
from kg.structure import Clause, Outline

_LEAST_OBJECT = 3
_ON = "关于"
_LONGEST_AFTER = 24  # so much of what follows a clause may say who then speaks


class Standing(NamedTuple):
    """How a clause stands among those before it."""

    paragraph: int
    chain: bool  # it may lack a subject: the clause before it had the meeting
    fresh: bool  # it begins a sentence of its own
    spoken: bool = False  # it goes on with a sentence of speech: what somebody did is only told there
    listed: bool = (
        False  # sentences before it in the paragraph say what the meeting took up, and none of them is speech
    )
    series: bool = (
        False  # it stands behind semicolons that part what the meeting took up, each with what was said of it
    )
    talked: bool = False  # speech stands before it in the paragraph


class VerbReader:
    """Tells of one clause what the meeting did in it. Holds only look-ups."""

    def __init__(self, scan: Scan, outline: Outline, documents: tuple[Document, ...], names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.outline = outline
        self.acts = meeting_act_words(scan.lexicon)
        self.clauses = outline.by_paragraph
        self.clause_starts = [clause.start for clause in outline.clauses]
        self.titles = sorted({span: document.title for document in documents for span in document.mentions}.items())
        self.title_starts = [span.start for span, _ in self.titles]
        self.modals = scan.plain("modal", "modal-tail")
        lead = outline.paragraphs[outline.lead] if outline.lead is not None else None
        self.treatments = Treatments(scan, Span(lead.start, lead.end) if lead is not None else Span(0, 0))
        self.agents = Agents(scan, names)
        self.numbering = Numbering(scan, outline, self.treatments)
        self.with_verb = self.starts_with(self.treatments.verbs)

    def starts_with(self, track: Track) -> frozenset[int]:
        """Starts of the clauses that an event of the track stands in or after: asked first, because most have none."""
        starts = self.clause_starts
        return frozenset([starts[bisect_right(starts, at) - 1] for at in track.starts if starts and starts[0] <= at])

    def treatment(self, clause: Clause, standing: Standing) -> Matter | None:
        """The treatment that a clause's own verb tells, or None."""
        verbs = self.treatments.of(clause) if clause.start in self.with_verb else []
        if not verbs:
            return None
        start, first = self.numbering.past(clause), verbs[0]
        numbered = start > clause.start
        lead_in = self.scan.text[start : first.start]
        if self.acts.brought.search(lead_in) is not None:
            return None  # 会后修改完善后报请县人大常委会|审议
        index, chain = standing.paragraph, standing.chain
        reported = not standing.spoken and self.agents.act(lead_in, first, clause, numbered)
        opens = clause.start == self.outline.paragraphs[index].start
        if first.kind == "report" and not (reported and (numbered or chain or opens or self._is_done_with(first))):
            return None  # 听取|汇报 is no act of whoever reports; 会议要求,县审计局汇报… is none yet
        if self._is_asked_for(clause, start, first):
            return None
        plain = self.treatments.is_plain(first, clause)
        passed = self.treatments.names_meeting(first)
        if passed and not self.scan.text.startswith(("《", "了"), first.end):
            return None  # 会议通过|视频形式召开
        by_meeting = (
            passed or self.acts.by_meeting.match(lead_in) is not None or self._was_passed(lead_in, first, clause)
        )
        agreed = first.value.startswith("原则同意")
        if agreed and not (by_meeting or plain or self._is_agreed(first, clause, chain=chain)):
            return None
        if self.acts.subject.fullmatch(lead_in) is None and not self._was_passed(lead_in, first, clause):
            done = reported or self._is_done(lead_in, first, clause, standing)
        elif numbered or by_meeting:
            done = True
        elif standing.fresh and opens:
            # 全面|安排部署防汛工作, at a paragraph's beginning, is a heading of demands
            manner = lead_in.endswith(self.acts.manner)
            done = clause.end - first.end >= _LEAST_OBJECT and (plain or not manner)
        else:
            done = self._is_done_alone(first, clause, standing, start, plain=plain or agreed)
        if not done:
            return None
        made = self.matter_of(clause, [first, *self.treatments.joined(verbs[1:], clause)], index)
        made.reported = reported
        return made

    def _is_done_alone(self, first: Event, clause: Clause, standing: Standing, start: int, *, plain: bool) -> bool:
        """Whether a verb without a subject, which begins no paragraph, is an act of the meeting; ``start``: where its clause begins."""
        if clause.level == 1:
            return standing.chain
        told = first.start == start and (
            (standing.listed and self._is_told(first, clause))
            or (standing.series and self._goes_on_in_series(first, clause))
        )
        anew = standing.fresh and not (standing.talked and self._is_spoken_of(first, clause))
        return plain or told or (standing.chain and (anew or clause.level == 2))

    def _was_passed(self, words: str, verb: Event, clause: Clause) -> bool:
        """《甲》经会议|审议原则通过: a paper as the subject; not 《甲》经审议通过后"""
        if clause.level < 3 or not words.endswith(("经", "经会议")) or not words.startswith("《"):
            return False
        return self.acts.papers_by.fullmatch(words) is not None and self.scan.text[clause.end - 1] != "后"

    def _is_told(self, verb: Event, clause: Clause) -> bool:
        """会议听取甲汇报。|听取乙情况汇报。, 听取乙情况汇报,研究了有关问题。: a sentence that says what was heard or told, as those before it do."""
        text = self.scan.text
        if clause.level < 3 or not text.startswith(("。", ","), clause.end) or verb.value not in HEARD | STUDIED:
            return False
        return self.acts.sentence_told.fullmatch(text, verb.end, clause.end) is not None

    def _goes_on_in_series(self, verb: Event, clause: Clause) -> bool:
        """会议听取甲汇报,指出…;审议通过《乙》,由…;|研究丙问题|,责成…: one more of such a series, by what it is on"""
        told = (self.acts.told, self.acts.sentence_told)
        return any(form.fullmatch(self.scan.text, verb.end, clause.end) is not None for form in told)

    def _is_spoken_of(self, verb: Event, clause: Clause) -> bool:
        """会议指出,…。|学习|条例贵在致用: whether a sentence of a speech names no paper, nothing done and nothing told"""
        text = self.scan.text
        if "《" in text[verb.end : clause.end] or self._is_done_with(verb) or verb.kind == "report":
            return False
        if text.startswith("。会议", clause.end):
            return False  # 研究校车安全问题。|会议要求,…: what is said of it follows
        return self.acts.sentence_told.fullmatch(text, verb.end, clause.end) is None

    def _is_done_with(self, verb: Event) -> bool:
        """汇报了, 作了汇报"""
        return "了" in self.scan.text[verb.start : verb.end + 1]

    def tells_done(self, clause: Clause) -> bool:
        """研究了|人事事项: whether a clause begins with a verb of treatment that says it was done"""
        verb = next(iter(self.treatments.of(clause)), None)
        return verb is not None and verb.start == clause.start and self._is_done_with(verb)

    def _is_agreed(self, verb: Event, clause: Clause, *, chain: bool) -> bool:
        """原则同意县住建局提交的关于…的请示; 原则同意由县住建局… lets somebody act. ;原则同意东山茶园建设方案 is the meeting's also behind a
        speech, which asks for things and agrees to none."""
        text = self.scan.text
        if chain and self.acts.agreed_paper.fullmatch(text, verb.end, clause.end) is not None:
            return True
        # 原则同意承办单位提出的意见 is on the matter before
        if chain and not text.endswith("意见", 0, clause.end) and self.acts.agrees_on.match(text, verb.end, clause.end):
            return True
        opens = clause.level == 2 and verb.start == clause.start
        return opens and (
            self.acts.agreed_plan.fullmatch(text, verb.end, clause.end) is not None
            or self.acts.agrees_to.match(text, verb.end, clause.end) is not None
        )

    def _is_asked_for(self, clause: Clause, start: int, verb: Event) -> bool:
        """Whether a clause, which begins after its number at ``start``, asks for what its verb tells."""
        if self.modals.first(clause.start, verb.start) is not None:
            return True  # 与会各单位须…传达到…
        if self.scan.text.startswith("并", start):
            return self._goes_on(clause, verb)
        if not self.scan.text.startswith("由", start):
            return False
        # 未按时完成的,|由县政府督查室通报: what is to be done in a case; 会议决定,|由县审计局核查并通报…: who is to do what was decided
        return self.scan.text.endswith("的,", 0, clause.start) or self._is_decided(clause)

    def _is_decided(self, clause: Clause) -> bool:
        """Whether the clause before says no more than that the meeting decided."""
        before = self._clause_before(clause)
        return before is not None and self.acts.decides.fullmatch(self.scan.text, before.start, before.end) is not None

    def _goes_on(self, clause: Clause, verb: Event) -> bool:
        """1.由县政府督查室核查整改情况,|并通报结果: a second act of whoever is to do what was decided."""
        before = self._clause_before(clause)
        if before is None or clause.level != 1 or self._is_done_with(verb) or self.treatments.of(before):
            return False  # 第三项议程由县住建局汇报进展,|并部署下一步工作
        start = self.numbering.past(before)
        return self.scan.text.startswith("由", start) and (start > before.start or self._is_decided(before))

    def _clause_before(self, clause: Clause) -> Clause | None:
        index = bisect_left(self.clause_starts, clause.start) - 1
        return self.outline.clauses[index] if index >= 0 else None

    def _is_done(self, words: str, first: Event, clause: Clause, standing: Standing) -> bool:
        """Whether other words before the verb than a plain subject make it an act of the meeting."""
        beginning = Beginning(
            self.acts,
            words,
            first,
            self.scan.text[first.start : first.end],
            self.scan.text[clause.start : clause.end],
            standing.chain,
            standing.spoken,
            self.scan.text[clause.end : clause.end + _LONGEST_AFTER],
            clause.start == self.outline.paragraphs[standing.paragraph].start,
            clause.level == 2 or (standing.paragraph == self.outline.lead and words.startswith("并")),
        )
        if beginning.in_the_course():
            told = self.scan.text[first.end : clause.end]
            return matter_words(self.scan.lexicon).tells(told)  # 在听取发言后 names none
        if beginning.is_done():
            return True
        name_end = beginning.on_behalf() if self.agents.stands_apart(clause) else None
        if name_end is None or matter_words(self.scan.lexicon).follows(words[name_end:]):
            return False  # 副县长甲|就贯彻落实会议精神|作了安排: on what was taken up before
        return self.agents.are_named(words[:name_end], first.start - len(words) + name_end)

    def heads_matter(self, index: int) -> bool:
        """Whether what the paragraph's number stands before is a verb of the meeting's own: (一)审议《甲》, (二)县司法局通报…"""
        clauses = self.clauses.get(index, [])
        return bool(clauses) and self.treatment(clauses[0], Standing(index, False, True)) is not None

    def headed_by(self, index: int) -> list[str]:
        """一、关于|学习《甲》: the verb of a heading that only names its matter, where it is one for reading or hearing."""
        clause = next(iter(self.clauses.get(index, [])), None)
        verbs = [] if clause is None else self.treatments.of(clause)
        if clause is None or not verbs or not self.scan.text.endswith(_ON, clause.start, verbs[0].start):
            return []
        return [word for word in self.treatments.told_by(verbs[0], clause) if word not in REPLACED]

    def matter_of(self, clause: Clause, verbs: list[Event], index: int) -> Matter:
        """The matter that a clause tells by these verbs."""
        first, *_ = verbs
        verbs = self.treatments.without_sorts(verbs)
        start = clause.start if verbs[0] is first else verbs[0].start
        treatments = [word for verb in verbs for word in self.treatments.told_by(verb, clause)]
        outcomes = [outcome for verb in verbs if (outcome := outcome_of(verb)) is not None]
        if outcomes and PUT_OFF.isdisjoint(outcomes):
            treatments = [t for t in treatments if t not in REPLACED]
        documents = self.documents(start, clause.end)
        subject = Span(start, clause.end)
        return Matter(*subject, index, treatments, outcomes, documents, False, subject)

    def documents(self, start: int, end: int) -> list[str]:
        """The documents that are named in a stretch, each once: 《甲》(以下简称《乙》) is one."""
        return list(dict.fromkeys([title for _, title in self.titles_in(start, end)]))

    def titles_in(self, start: int, end: int) -> list[tuple[Span, str]]:
        """Where documents are named in a stretch, and which."""
        low = bisect_left(self.title_starts, start)
        return self.titles[low : bisect_left(self.title_starts, end, low)]
