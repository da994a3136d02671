"""From paragraphs to items: sections with their own verb, numbered sections, matters announced and treated later. (议题的划分)"""

from __future__ import annotations

from dataclasses import replace

from kg.agenda.agenda_lists import AgendaLists
from kg.agenda.announcing import Announcing
from kg.agenda.asides import Asides
from kg.agenda.belonging import Belonging
from kg.agenda.draft import Draft
from kg.agenda.given_speech import GivenSpeech
from kg.agenda.headed_lists import HeadedLists
from kg.agenda.headings import UNNUMBERED, Headings
from kg.agenda.matching import Matcher
from kg.agenda.matter import REPLACED, STUDIED, Matter, is_studied
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import treated, unnamed
from kg.agenda.remainder import Remainder
from kg.agenda.repeated_matters import Told
from kg.agenda.speech_only import spoken_matters
from kg.agenda.under_headings import UnderHeadings
from kg.agenda.weights import LEAST
from kg.model import Document, Span

# 一、 stands above (一), and that above 1.; so does a line without a number that only names a matter
_RANKS = {UNNUMBERED: 0, "enum-heading": 0, "enum-bracket": 1, "enum-arabic": 2}


class SectionReader:
    """Walks the paragraphs of the body once and decides which item each belongs to."""

    def __init__(self, reader: ParagraphReader, documents: tuple[Document, ...]) -> None:
        self.reader = reader
        self.speech = reader.speech
        self.outcomes = reader.outcomes
        self.matcher = Matcher(reader, documents)
        self.scan = reader.scan
        self.paragraphs = reader.outline.paragraphs
        self.lead = reader.lead
        self.asides = Asides(reader)
        self.headings = Headings(reader)
        self.draft = Draft(reader, self.matcher, self.asides.body())
        self.announcing = Announcing(self.draft, self.headings)
        self.lists = HeadedLists(self.announcing)
        self.under = UnderHeadings(self.draft, self.headings)
        self.belonging = Belonging(self.draft, self.asides)

    def read(self) -> list[Matter]:
        """The items of the notice, not yet in order."""
        lead, body = self.lead, self.draft.body
        if lead is None:
            return []
        listed = AgendaLists(self.announcing).items(body) or GivenSpeech(self.reader).items(body)
        if listed is not None:
            return listed
        for position, index in enumerate(body):
            later = body[position + 1 :]
            if index >= lead and index not in self.draft.read and self._reads_list(index, later):
                continue
            if index == lead:
                self.announcing.read_lead(index, body)
            elif index in self.draft.read:
                continue
            elif lines := self.headings.listed_lines(index, later):
                self._announce_lines(lines, later)
            elif index < lead and self.headings.is_labelled(index):
                self.announcing.announce(self.reader.matters(index, apart=True), later)
            elif index > lead or self.reader.treats(index):  # 会议时间:… 主持人:… stand before the lead
                self._read_paragraph(index, later)
        return Remainder(self.draft).items() or spoken_matters(self.reader, self.matcher, body)

    def _reads_list(self, index: int, later: list[int]) -> bool:
        """会议听取了:| 关于甲的汇报| 关于乙的汇报: the matters of lines below a verb are announced for what follows them, or are the items."""
        if self.draft.numbered or self.draft.pending:
            return False
        announced = self.draft.announced
        again = bool(announced) and index == announced[-1].paragraph + 1
        listed = self.lists.read(index, later, again=again)
        if listed is None:
            return False
        matters, lines = listed
        self.draft.read.update(lines)
        if len(matters) == 1 and not announced:
            self.draft.items.extend(matters)
        else:
            self.announcing.announce(matters, later[len(lines) :])
        return True

    def _announce_lines(self, lines: list[int], later: list[int]) -> None:
        """Each of these lines is a matter that what follows them treats, or only that."""
        listed = [self.reader.one(self.reader.matters(i), i) for i in lines]
        for matter in listed:
            matter.sections, matter.separate = [], True
        self.draft.read.update(lines)
        self.announcing.announce(listed, later[len(lines) - 1 :])

    def _read_paragraph(self, index: int, later: list[int]) -> None:
        """Find out what a paragraph is for the draft, and put it there."""
        draft = self.draft
        number = self.headings.number(index)
        if number is not None and _RANKS.get(number, 0) > _RANKS.get(draft.numbered, 9):
            number = None  # 1. under 一、 is a point of that section
        found = [] if self._names_announced(index) else self.reader.matters(index)
        if not found and self.reader.treats(index):
            draft.beside[index] = self._told_beside(index)
        if self._is_point(index, number, found, later):
            draft.extend(draft.items[-1], index)
            return
        draft.points = draft.points and not found
        if number is not None:
            self.under.enter(index, found)
        if number is not None and self._opens_number(index, number, found, later):
            return
        if not found:
            if not self.asides.is_around_meeting(index):
                self.belonging.read(index, number)
        elif number is None:
            self._read_unnumbered(index, found, later)
        else:
            draft.settle()
            draft.numbered = number
            self._name_by_topic(index, found)
            draft.items.extend(self.under.apart(found) or [self.reader.one(found, index)])

    def _opens_number(self, index: int, number: str, found: list[Matter], later: list[int]) -> bool:
        """Whether a numbered paragraph only opens what follows it, and takes it so: a list, a topic, what the meeting decided."""
        draft = self.draft
        spoken_of = bool(found and later) and self.speech.starts(
            later[0]
        )  # 二、传达省政府会议精神|会议强调,… is no kind
        if self.headings.is_other(index) or (self.headings.tells_kind(index) and not spoken_of):
            draft.settle()
            draft.numbered = ""  # what follows is a list, each its own matter
        elif (self.headings.is_topic(index) and (not found or self._only_states_outcome(found))) or self._heads_section(
            index, number, found, later
        ):
            self._announce_before(index)
            draft.numbered = number
            draft.pending.append(self.matcher.part((index,), opens=True, numbered=True, headed=True))
        elif not found and self._decides_next(index, number):
            draft.settle()
            draft.items.append(unnamed(self.matcher.part((index,), opens=True, numbered=True)))
        else:
            return False
        return True

    def _announce_before(self, heading: int) -> None:
        """会议传达了汛期通知精神,议定如下:|(一)关于汛期安全|会议要求,…: what right above the first section only leads to it is announced,
        where the heading names it."""
        items = self.draft.items
        if not items or self.draft.numbered or items[-1].paragraph != heading - 1 or self.draft.pending:
            return
        above = self.reader.line(heading - 1)
        if (
            above.endswith(":")
            and "。" not in above
            and self.matcher.likeness.of(items[-1], self.reader.line(heading)) >= LEAST
        ):
            self.draft.announced.append(replace(items.pop(), sections=[]))

    def _heads_section(self, index: int, number: str, found: list[Matter], later: list[int]) -> bool:
        """三、垃圾分类进入深水区,源头减量成为关键|会议审议了《甲》: a line in whose section the meeting takes something up."""
        if number != "enum-heading" or found or not later or "。" in self.reader.line(index):
            return False
        return self.headings.number(later[0]) is None and self.reader.treats(later[0])

    def _read_unnumbered(self, index: int, found: list[Matter], later: list[int]) -> None:
        """A paragraph without a number that takes up matters (``found``): where they belong among what was read."""
        draft = self.draft
        self._name_by_topic(index, found)
        self._studied_by_lecture(index, found)
        if self._inside_numbered(index) and self._tells_listed(found):
            self.belonging.only_listed()
        if self._inside_numbered(index):
            self._go_on_numbered(index, found)
        elif self._states_announced(index, found):
            self.belonging.read(index, None)
        elif self._states_all_announced(index, found):
            return
        elif self._states_next(index, found):
            draft.pending.append(self.matcher.part((index,), opens=True))
        elif self._is_outcome_only(found):
            draft.extend(draft.items[-1], index)
        elif self._only_opens_sections(found, later):
            pass
        elif not draft.pending and self._states_earlier(found):
            pass  # outcomes of what the paragraphs before it listed
        elif self.announcing.opens_points(index, later):
            draft.settle()
            draft.numbered, draft.points = "", True
            draft.items.extend(found)
        elif not draft.pending and self.announcing.is_second_lead(index, later):
            self.announcing.announce(self.reader.matters(index, apart=True), later)
        elif (alone := self.announcing.spoken_of_as_one(index, later)) is not None:
            draft.settle()
            draft.items.extend(alone)
            draft.read.add(later[0])
        else:
            spread = self.announcing.spread(index, found)
            draft.settle()
            draft.numbered = ""
            draft.items.extend(self._of_paper_left(index, found) or (found if spread is None else spread))

    def _tells_listed(self, found: list[Matter]) -> bool:
        """1.听取甲汇报;|2.审议《乙》;|会议内容:|会议听取了甲汇报。: whether a paragraph treats by a verb what a number before the last lists"""
        listed = Told(self.matcher.likeness, [*self.matcher.latest(self.draft.announced), *self.draft.items[:-1]])
        return any(
            next(listed.naming(m.documents) if m.documents else listed.about(m.subject, m.paragraph), None) is not None
            for m in found
        )

    def _only_opens_sections(self, found: list[Matter], later: list[int]) -> bool:
        """会议听取了相关部门汇报,经研究,议定如下事项:|一、审议《甲》: whether what was heard before the first section names nothing"""
        if self.draft.items or self.draft.pending or not later or self.headings.number(later[0]) is None:
            return False
        return not any(self.reader.naming.tells(matter) or matter.outcomes for matter in found)

    def _name_by_topic(self, index: int, found: list[Matter]) -> None:
        """关于《甲》,会议原则同意,… and 二、关于《甲》。会议原则同意,…: the paper of an outcome is what a paragraph first says that it is on."""
        if len(found) != 1 or found[0].documents or not found[0].only_tells_outcome():
            return
        sentence = self.headings.words.topic_sentence.match(self.reader.line(index))
        topic = sentence[0] if sentence is not None else self.speech.first_topic(index)
        start = self.paragraphs[index].start
        found[0].documents = self.reader.verbs.documents(start, start + len(topic))

    def _of_paper_left(self, index: int, found: list[Matter]) -> list[Matter]:
        """会议原则同意提交的文本 behind speeches on all that was announced but one paper: that paper is treated here; else nothing."""
        draft = self.draft
        papers = [matter for matter in draft.announced if matter.documents]
        if len(found) != 1 or len(papers) != 1 or not REPLACED.intersection(papers[0].treatments):
            return []
        if found[0].documents or not found[0].only_tells_outcome() or not self.reader.naming.goes_back(found[0]):
            return []
        draft.announced = [matter for matter in draft.announced if matter is not papers[0]]
        papers[0].state(found[0].outcomes)
        return [treated(papers[0], self.matcher.part((index,), opens=True))]

    def _is_point(self, index: int, number: str | None, found: list[Matter], later: list[int]) -> bool:
        """会议听取了关于《甲》的汇报。|会议确定:|1.原则同意该《甲》|2.要统一认识: whether a paragraph opens the points on the last item, or is
        one of them."""
        draft = self.draft
        if not draft.items or draft.pending:
            return False
        if number is None and not found and not draft.numbered and self.announcing.opens_points(index, later):
            alone = len(draft.items) < 2 or draft.items[-2].paragraph != draft.items[-1].paragraph
            draft.points = alone and not draft.announced
            return draft.points
        return (
            number is not None
            and draft.points
            and (not found or self._is_outcome_only(found) or self._names_paper(found))
        )

    def _names_paper(self, found: list[Matter]) -> bool:
        """会议听取了校车情况汇报。会议议定:|一、同意《甲》: an outcome that names the paper on which the report was"""
        return not self.draft.items[-1].documents and all(matter.only_tells_outcome() for matter in found)

    def _decides_next(self, index: int, number: str) -> bool:
        """三、会议听取了…|四、会议决定,成立专班, 四、会议同意成立专班: under the next 一、 of the same rank what the meeting decided or
        agreed to, and no verb says that it took it up: a matter of its own."""
        if number != "enum-heading" or self.draft.numbered != number or not self.draft.items:
            return False
        if self.draft.pending or not self.draft.items[-1].sections:
            return False
        counted = self.scan.at.get(self.paragraphs[index].start)
        if counted is None:
            return False
        says = self.scan.at.get(counted.end)
        return (says is not None and says[2:] == ("speech", "decide")) or self._agrees(counted.end)

    def _agrees(self, at: int) -> bool:
        """会议|同意…, 三、|同意…"""
        agreed = self.scan.at.get(at + 2 if self.scan.text.startswith("会议", at) else at)
        return agreed is not None and agreed.kind == "agree"

    def _names_announced(self, index: int) -> bool:
        """就听取…汇报,安排部署…,县长甲强调: the verbs only name what was announced."""
        return self.reader.names_topic(index) and self.matcher.is_named(self.draft.announced, self.speech.topic(index))

    def _told_beside(self, index: int) -> list[Matter]:
        """就甲工作,|会议审议了《乙》|,县长指出,…: what the meeting did behind words that name what was announced."""
        told = self.reader.matters(index, note=False)
        return [m for m in told if not m.outcomes and self.scan.text.startswith("会议", m.subject.start)]

    def _inside_numbered(self, index: int) -> bool:
        """A paragraph without number after a numbered one; 会议还… opens a matter of its own."""
        words = paragraph_words(self.scan.lexicon)
        if index and words.other_point.fullmatch(self.reader.line(index - 1)) is not None:
            return False  # (六)其他事项
        return self.draft.numbered != "" and words.anew.match(self.reader.line(index)) is None

    def _go_on_numbered(self, index: int, found: list[Matter]) -> None:
        """What a paragraph under a numbered one treats is the matter of that number."""
        draft = self.draft
        waits = bool(draft.pending) and draft.pending[-1].opens
        if (waits or not draft.pending) and (apart := self.under.apart(found)):
            if waits:
                draft.pending.pop()
                draft.settle()
            draft.items.extend(apart)
            return
        if waits:
            # 一、关于…问题 | 会议听取了…: the heading waited for this verb
            heading = draft.pending.pop()
            draft.settle()
            matter = self.reader.one(found, index)
            named = self.paragraphs[heading.paragraphs[0]]
            matter.start = named.start
            if not self.reader.naming.tells(matter):
                matter.subject = Span(named.start, named.end)  # 一、关于茶叶产销|会议听取了县农业局的意见
            matter.documents = matter.documents or self.under.documents(matter)
            matter.sections = [*heading.paragraphs, index]
            draft.items.append(matter)
            return
        matter = draft.items[-1]
        for more in found:
            if is_studied(matter) and self._is_invited_lecture(more):
                continue  # 一、专题学习《甲》|会议邀请乙作专题辅导: how it was studied
            if (
                matter.documents
                and meeting_act_words(self.scan.lexicon).refers.search(self.scan.text, *more.subject) is not None
            ):
                more.documents = []  # 原则同意该《请示》: whatever else is called so
            fits = not matter.documents or not more.documents or set(more.documents) <= set(matter.documents)
            if more.was_passed() or not matter.treatments:  # 会议决定暂缓研究: what was heard was not studied
                matter.treatments.extend(t for t in more.treatments if t not in matter.outcomes)
            matter.state(more.outcomes)
            matter.documents = matter.documents if matter.documents and fits else [*matter.documents, *more.documents]
        draft.extend(matter, index)

    def _is_invited_lecture(self, matter: Matter) -> bool:
        """会议邀请县党校教授甲作专题辅导"""
        acts = meeting_act_words(self.scan.lexicon)
        return matter.treatments == ["解读"] and acts.invites.match(self.scan.text, matter.start) is not None

    def _studied_by_lecture(self, index: int, found: list[Matter]) -> None:
        """五、专题学习|会议邀请教授甲围绕《乙》作专题辅导: a heading that names no matter says that the lecture is how it was studied"""
        if len(found) != 1 or index - 1 not in self.draft.body or self.headings.number(index - 1) is None:
            return
        if not self.headings.tells_kind(index - 1) or not self._is_invited_lecture(found[0]):
            return
        told = [event.value for event in self.reader.events(index - 1) if event.kind == "treat"]
        if not STUDIED.isdisjoint(told):
            found[0].treatments = [word for word in told if word in STUDIED]
            found[0].start = self.paragraphs[index - 1].start

    def _only_states_outcome(self, found: list[Matter]) -> bool:
        """三、关于非遗保护和防灾保畜。会议原则同意两个文件: an outcome of what was announced, under a heading that names it."""
        return bool(self.draft.announced) and all(
            not matter.documents and matter.outcomes and set(matter.treatments) == set(matter.outcomes)
            for matter in found
        )

    def _is_outcome_only(self, found: list[Matter]) -> bool:
        """会议原则同意县国资局提交的《方案》 as a paragraph of its own, after the one that deliberated it."""
        return bool(self.draft.items) and len(found) == 1 and self.outcomes.only_states(found[0], self.draft.items[-1])

    def _states_earlier(self, found: list[Matter]) -> bool:
        """会议原则同意…的汇报。会议原则通过《甲》: each the outcome of one of the items before; whether it was so, and then they are stated."""
        stated = [(self.outcomes.stated_of(matter, self.draft.items), matter.outcomes) for matter in found]
        if any(item is None for item, _ in stated):
            return False
        for item, outcomes in stated:
            if item is not None:
                item.state(outcomes)
        return True

    def _states_all_announced(self, index: int, found: list[Matter]) -> bool:
        """会议原则同意以上事项 below a list: whether a paragraph tells the outcome of all that was announced, and then it is stated of each;
        上述文件 are those that are papers. One such matter is treated there."""
        draft = self.draft
        goes_back = all(m.only_tells_outcome() and not m.documents and self.reader.naming.goes_back(m) for m in found)
        if not goes_back or draft.items or draft.pending or not draft.announced:
            return False
        papers = any(self.reader.naming.goes_back_to_papers(matter) for matter in found)
        meant = [matter for matter in draft.announced if not papers or matter.documents] or draft.announced
        for announced in meant:
            for matter in found:
                announced.state(matter.outcomes)
        if len(meant) == 1:
            draft.announced = [matter for matter in draft.announced if matter is not meant[0]]
            draft.items.append(treated(meant[0], self.matcher.part((index,), opens=True)))
        return True

    def _states_next(self, index: int, found: list[Matter]) -> bool:
        """会议原则同意该方案,由…: a paragraph that only tells the outcome of what it does not name, among speeches that wait for what the
        list announced: it is one of them."""
        draft = self.draft
        if not (draft.pending and draft.announced) or draft.numbered or len(found) != 1 or found[0].documents:
            return False
        return found[0].only_tells_outcome() and self.reader.naming.goes_back_to_one(found[0])

    def _states_announced(self, index: int, found: list[Matter]) -> bool:
        """会议指出,…。会议原则通过《办法》: a speech that tells the outcome of a matter the lead announced. 在研究《办法》时,… treats it."""
        if not self.speech.starts(index) or (
            self.speech.opens_with_topic(index) and not self.reader.names_topic(index)
        ):
            return False
        announced = {title for matter in self.draft.announced for title in matter.documents}
        return all(
            m.documents and set(m.treatments) == set(m.outcomes) and announced.issuperset(m.documents) for m in found
        )
