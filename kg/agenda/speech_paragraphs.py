"""Who speaks in a paragraph, and on what: 会议强调,…; 市长甲指出,…; 就防汛工作,会议要求,… (讲话)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.subjects import matter_words
from kg.agenda.verbs import VerbReader
from kg.model import Span
from kg.scan import Event, Scan, Track
from kg.structure import Clause, Outline

_LONGEST_SPEAKER = 30
_LONGEST_CAPTION = 12
_LONGEST_HEADING = 24
_STATES = ("发言", "发言。")  # how those end who made a statement
_CLAUSE_END = re.compile("[,。;:]")
# So many clauses before the one that speaks may say what it is on.
_MOST_BEFORE = 2
_LONGEST_BEFORE_VERB = 4  # 会议在|听取


class SpeechParagraphReader:
    """Tells speech from what the meeting did. Holds only look-ups."""

    def __init__(self, scan: Scan, outline: Outline, verbs: VerbReader, names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.outline = outline
        self.paragraphs = paragraph_words(scan.lexicon)
        self.verbs = verbs
        self.names = sorted(names)
        self.name_words = frozenset(scan.text[name.start : name.end] for name in names)
        self.name_begins = frozenset([word[:1] for word in self.name_words])
        self.words = matter_words(scan.lexicon)
        self.clauses = verbs.clauses
        self.clause_starts = verbs.clause_starts
        self.speeches = Track([e for e in scan.of_kinds("verb-speech", "speech") if e[2:] != ("speech", "decide")])
        self.with_speech = verbs.starts_with(self.speeches)
        self.speaking: dict[int, bool] = {}  # paragraphs that were asked for: whether one of their clauses speaks
        self.starting: dict[int, bool] = {}  # and whether they begin with a speech

    # ── clauses ──

    def is_speech(self, clause: Clause) -> bool:
        if clause.start not in self.with_speech or clause.start in self.verbs.treatments.decided:
            return False
        for event in self.speeches.between(clause.start, clause.end):
            if event.kind == "verb-speech":
                if self._says(clause, event):
                    return True
            elif event.start - clause.start <= 3:
                return True
        return False

    def _says(self, clause: Clause, event: Event) -> bool:
        """强调, 指出 on its own or after a name of two to four characters ends the treatment and begins the speech."""
        before = self.scan.text[clause.start : event.start]
        if before.endswith("了") or before.startswith("以及"):
            return False  # 对有关工作提出了|明确要求 tells that somebody spoke; 以及市长批示|要求 goes on with a list
        if event.value == "decide" and event.end < clause.end:
            return False  # 审议《甲》,|决定提交县委常委会审议|,听取乙汇报: what becomes of it
        if event.start == clause.start:
            return event.value != "demand" or clause.level == 1
        return event.end == clause.end and len(before) <= 8 and "对照" not in before and "按" not in before

    # ── paragraphs ──

    @cached_property
    def captions(self) -> frozenset[int]:
        """会议强调|要抓好…。|会议指出|…: lines that only say that speech comes. One alone may stand above all that was said."""
        found = [
            index
            for index, (start, end, role) in enumerate(self.outline.paragraphs)
            if end - start <= _LONGEST_CAPTION and role == "body" and self._heads_speech(start, end)
        ]
        return frozenset(found) if len(found) > 1 else frozenset()

    def _heads_speech(self, start: int, end: int) -> bool:
        return self.paragraphs.heads_speech.fullmatch(self.scan.text, start, end) is not None

    def speaks(self, index: int) -> bool:
        """Whether a clause of the paragraph begins a speech, or a line above it says so."""
        known = self.speaking.get(index)
        if known is None:
            known = self.speaking[index] = index - 1 in self.captions or any(
                map(self.is_speech, self.clauses.get(index, ()))
            )
        return known

    def opens(self, index: int) -> bool:
        """Whether the paragraph's first clause begins a speech, or a line above it says so."""
        clauses = self.clauses.get(index, [])
        return index - 1 in self.captions or (bool(clauses) and self.is_speech(clauses[0]))

    def leads_to_speech(self, index: int) -> bool:
        """Whether sentences that ask for nothing stand before the paragraph's first speech: 受疫情影响,企业经营困难。|会议决定,…"""
        clauses = self.clauses.get(index, [])
        first = next((c for c in clauses if c.level >= 3 and (self.is_speech(c) or self._disposes(c))), None)
        if first is None or first.start == clauses[0].start:
            return False
        start = clauses[0].start
        counted = self.scan.at.get(start)
        if counted is not None and counted.kind.startswith("enum"):
            return False
        return self.verbs.modals.first(start, first.start) is None

    def starts(self, index: int) -> bool:
        """Whether the paragraph begins with 会议强调, with somebody named who speaks, or with what a speech is on."""
        known = self.starting.get(index)
        if known is None:
            start = self.outline.paragraphs[index].start
            known = self.starting[index] = (
                index - 1 in self.captions
                or any(event.kind == "speech" for event in self.scan.between(start, start + 6))
                or self.paragraphs.attendants_speak.match(self.scan.text, start) is not None
                or self.opens_with_speaker(index)
                or self.opens_with_topic(index)
            )
        return known

    def opens_with_speaker(self, index: int) -> bool:
        """Whether a paragraph begins with somebody named who speaks: 市长甲强调,…"""
        end = self._first_name(*self.outline.paragraphs[index][:2])
        return end is not None and self.paragraphs.then_speaks.match(self.scan.text, end) is not None

    def opens_with_name(self, index: int) -> bool:
        return self._first_name(*self.outline.paragraphs[index][:2]) is not None

    def _first_name(self, start: int, end: int) -> int | None:
        """Where the name ends that a paragraph begins with, after a post or alone; a name may be known from elsewhere only."""
        text = self.scan.text
        when = self.verbs.acts.when.match(text, start, end)
        start = when.end() if when is not None else start  # 会上|赵一山强调
        nameless = self.paragraphs.nameless.match(text, start, end)
        if nameless is not None:
            return nameless.end()
        low = bisect_left(self.names, (start,))
        if low < len(self.names) and self.names[low].end <= min(end, start + _LONGEST_SPEAKER):
            name = self.names[low]
            return name.end if _CLAUSE_END.search(text, start, name.start) is None else None
        if text[start : start + 1] not in self.name_begins:
            return None
        known = max((word for word in self.name_words if text.startswith(word, start)), key=len, default="")
        return start + len(known) if known else None

    def somebody_speaks(self, later: list[int]) -> bool:
        """Whether the next paragraph, statements of others aside, is what somebody says and not the meeting."""
        index = next((i for i in later if not self.tells_statements(i)), None)
        clauses = self.clauses.get(index, []) if index is not None else []
        if index is not None and self.opens_with_topic(index) and not self.words.tells(self.topic(index)):
            clauses = clauses[1:]  # 就当前工作,县长强调,…
        if index is not None and self.opens_with_speaker(index):
            return True
        if not clauses or self.paragraphs.attendants_speak.match(self.scan.text, clauses[0].start) is not None:
            return False
        return self.is_speech(clauses[0]) and not self.scan.text.startswith("会", clauses[0].start)

    def closes(self, index: int) -> bool:
        """Whether the paragraph is what somebody says who closes the meeting."""
        return self.paragraphs.closing.match(self.scan.text, self.outline.paragraphs[index].start) is not None

    def is_on_all(self, index: int) -> bool:
        """会议强调,要抓好会议研究确定的事项的落实: whether a paragraph says so of all that the meeting took up."""
        return self.paragraphs.on_all.match(self.scan.text, self.outline.paragraphs[index].start) is not None

    def speaks_to_everyone(self, start: int, end: int) -> bool:
        """县长甲强调,全县上下要鼓足干劲: whether the first sentence of a speech says so to all."""
        stop = self.scan.text.find("。", start, end)
        return self.paragraphs.everyone.search(self.scan.text, start, stop if stop >= 0 else end) is not None

    def states(self, clause: Clause) -> bool:
        """甲镇镇长作了表态发言: a clause that only says who spoke."""
        text, (start, end) = self.scan.text, clause[:2]
        return text.endswith(_STATES, start, end) and self.paragraphs.statement.search(text, start, end) is not None

    def only_states(self, start: int, end: int) -> bool:
        """甲镇、县住建局作了表态发言。: who spoke, and nothing of what was said or told."""
        text = self.scan.text
        if not text.endswith(_STATES, start, end):
            return False
        return self.paragraphs.statements.fullmatch(text, start, end) is not None and not any(
            "了" in text[event.end - 1 : event.end + 1] for event in self.verbs.treatments.verbs.between(start, end)
        )

    def tells_statements(self, index: int) -> bool:
        paragraph = self.outline.paragraphs[index]
        return self.only_states(paragraph.start, paragraph.end)

    def begins_with_statements(self, index: int) -> bool:
        """Whether a paragraph begins by saying who made a statement."""
        start, end = self.outline.paragraphs[index][:2]
        stop = self.scan.text.find("。", start, end)
        return self.only_states(start, stop if stop >= 0 else end)

    # ── what a speech is on ──

    def opens_with_topic(self, index: int) -> bool:
        """就近期重点工作,会议指出,…: a speech that first says what it is about."""
        return self.speech_after_topic(index) is not None

    def speech_after_topic(self, index: int) -> Clause | None:
        """The clause that begins the speech: 就听取近期重点工作汇报,安排部署下一阶段工作,|县长甲强调|,…"""
        if not self.scan.text.startswith(self.paragraphs.about, self.outline.paragraphs[index].start):
            return self._behind_heading(index)
        return self._first_speech(self.clauses.get(index, [])[1 : _MOST_BEFORE + 2])

    def _behind_heading(self, index: int) -> Clause | None:
        """防暑工作。|会议强调|,…, 防暑工作:|会议强调|,…: the speech behind words at the head of its paragraph that only name a matter."""
        clauses = self.clauses.get(index, [])
        if len(clauses) < 2 or clauses[0].end - clauses[0].start > _LONGEST_HEADING:
            return None
        numbered = self.verbs.numbering.past(clauses[0]) > clauses[0].start
        if self.scan.text.startswith("会议", clauses[0].start) or (numbered and self.verbs.heads_matter(index)):
            return None  # 会议研究了防暑工作。 三、会议研究了防暑工作。
        start, end = clauses[0].start, clauses[0].end
        named = self.scan.text.startswith(("。", ":"), end) and self.paragraphs.names.fullmatch(
            self.scan.text, start, end
        )
        return clauses[1] if named and self.is_speech(clauses[1]) else None

    def _first_speech(self, clauses: Sequence[Clause]) -> Clause | None:
        """The first of these clauses that begins a speech, where only commas stand before it."""
        for clause in clauses:
            if clause.level != 1:
                return None
            if self.is_speech(clause) or self._disposes(clause):
                return clause
        return None

    def _disposes(self, clause: Clause) -> bool:
        """关于资产划转,|会议同意划转方案, |会议决定,由…: what came of the matter, where others say what was stressed."""
        event = self.scan.at.get(clause.start)
        agreed = self.scan.at.get(clause.start + 2) if self.scan.text.startswith("会议", clause.start) else None
        return (event is not None and event.kind == "speech") or (agreed is not None and agreed.kind == "agree")

    def only_leads(self, index: int) -> bool:
        """会议强调:|一要…: whether a paragraph is no more than who stressed or demanded what stands below it"""
        clauses = self.clauses.get(index, [])
        ends = self.scan.text.startswith(":", clauses[0].end) if len(clauses) == 1 else False
        return ends and self.is_speech(clauses[0])

    def only_appraises(self, index: int) -> bool:
        """会议指出,…是头等大事。|会议要求,要…: whether a paragraph of speech asks for nothing, so that it may lead to the next"""
        start, end = self.outline.paragraphs[index][:2]
        return self.starts(index) and self.verbs.modals.first(start, end) is None

    def tells_outcome(self, index: int) -> bool:
        """会议同意将甲列入名录。: whether a paragraph begins by saying what the meeting agreed to or decided"""
        clauses = self.clauses.get(index, [])
        return bool(clauses) and self._disposes(clauses[0])

    def first_topic(self, index: int) -> str:
        """What stands before the speech of a paragraph and says what it is on; empty where nothing does."""
        speech = self.speech_after_topic(index)
        return self.scan.text[self.outline.paragraphs[index].start : speech.start - 1] if speech is not None else ""

    def topic(self, index: int) -> str:
        """What a speech says first that it is on: |针对防汛工作|,会议要求,…; 会议要求,|针对防汛工作|,…. Empty where it says nothing so."""
        clauses = self.clauses.get(index, [])
        if len(clauses) < 2:
            return ""
        first = self.first_topic(index)
        if first:
            return first
        start, end = clauses[1].start, clauses[1].end
        if (
            clauses[1].level == 1
            and self.paragraphs.about_inside.fullmatch(self.scan.text, start, end) is not None
            and self.verbs.modals.first(start, end) is None
            and self.is_speech(clauses[0])
        ):
            return self.scan.text[start:end]
        return ""

    def topic_at(self, at: int) -> str:
        """What a sentence that begins at ``at`` (code points) says that its speech is on (就防汛工作,县长甲强调,…); empty where nothing."""
        if not self.scan.text.startswith(self.paragraphs.about, at):
            return ""
        first = bisect_left(self.clause_starts, at) + 1
        speech = self._first_speech(self.outline.clauses[first : first + _MOST_BEFORE + 1])
        return self.scan.text[at : speech.start - 1] if speech is not None else ""

    def studies(self, index: int) -> bool:
        """Whether a speech begins by demanding to study what was said elsewhere: 会议强调,|要深入学习贯彻…讲话精神."""
        clauses = self.clauses.get(index, [])
        first = 1 if len(clauses) > 1 and self.is_speech(clauses[0]) else 0
        return bool(clauses) and self.words.studies.match(self.scan.text, clauses[first].start) is not None

    def begins(self, at: int) -> bool:
        """Whether at ``at`` (code points) a paragraph begins, or a sentence that opens a speech or names what it is on."""
        clause = self.outline.clauses[bisect_right(self.clause_starts, at) - 1]
        return (
            at == self.outline.paragraphs[clause.paragraph].start
            or self.is_speech(clause)
            or self.scan.text.endswith("时", clause.start, clause.end)
            or self.names_course(clause)
        )

    def names_course(self, clause: Clause) -> bool:
        """传达甲会议精神时,|县长强调; 听取乙汇报后,|县长要求: a sentence that begins with the verb by which a matter was taken up"""
        text, verbs = self.scan.text, self.verbs.treatments.verbs
        told = clause.level == 3 and text.endswith(("时", "后"), clause.start, clause.end)
        return told and verbs.first(clause.start, clause.start + _LONGEST_BEFORE_VERB) is not None

    def turns(self, start: int, end: int, *, finely: bool = False) -> list[int]:
        """Where in a stretch of speech another matter may be turned to: at a paragraph, at a sentence that opens a speech,
        and at one that demands by itself (what follows without a modal goes on with the demand before it). ``finely``:
        at what stands between semicolons, too."""
        clauses = self.outline.clauses
        low, high = bisect_left(self.clause_starts, start), bisect_left(self.clause_starts, end)
        sentences = [i for i in range(low, high) if clauses[i].level >= (2 if finely else 3)]
        found: list[int] = []
        for number, first in enumerate(sentences):
            clause = clauses[first]
            stop = clauses[sentences[number + 1]].start if number + 1 < len(sentences) else end
            if (
                clause.start == self.outline.paragraphs[clause.paragraph].start
                or self.is_speech(clause)
                or self.verbs.modals.first(clause.start, stop) is not None
                or self.names_course(clause)
            ):
                found.append(clause.start)
        return found
