"""From paragraphs to items: sections with their own verb, numbered sections, matters announced and treated later. (议题的划分)"""

from __future__ import annotations

import re

from kg.agenda.matching import Group, Matcher
from kg.agenda.matter import Matter, merge
from kg.agenda.paragraphs import CLOSING, OTHER_MATTERS, ParagraphReader
from kg.model import Document
from kg.scan import Event, Marks

# 会前,…召开党组会议; 会后,…实地察看了…
_AROUND_MEETING = re.compile(
    "[^,。;]{2,14}对会议进行了?报道|会议?(?:开始)?[前后],?[^。;]{0,24}(?:主持召开|召开|察看|查看|调研|考察|走访)"
)
_SUMMARY = re.compile("等(?:工作|事项|议题|有关事项|重点工作)?[。;]?$")
_OTHER_ONLY = re.compile("(?:会议)?(?:还|同时|并)?(?:研究|讨论|审议|听取|安排|通报)")
_ROLL_CALL = re.compile("(?:列席|出席|参加)(?:了)?(?:会议|有关议题|相关议题)?[。;,]?$|(?:列席|出席|参加)(?:了)?会议。")
# In every match of it.
_ATTENDS = re.compile("列席|出席|参加")
_AGENDA_LABEL = re.compile("(?:会议)?(?:议题|议程)(?:如下)?:?$")
_DIGEST_LABEL = re.compile("会议(?:要点|纪要|内容|议定事项|决定事项)(?:如下)?:?$")
# 四、关于集中供暖收费。会议研究认为,…: the heading is the paragraph's first sentence.
_TOPIC_SENTENCE = re.compile("[^、.]{1,3}[、.]\\s*关于[^,。;]{2,30}。")
_OTHER_HEADING = re.compile("[^、.]{1,3}[、.]\\s*(?:其他|其它)(?:事项|议题|工作|事宜|方面)?:?")
_TOPIC = re.compile(
    "^[^、]{1,3}、(?:关于|研究)|(?:问题|事宜|事项|工作|情况|方面|建设|项目|方案|议题|治理|改造|费用|规划|搬迁|管理|产业|赛|修复|建设)$|》$"
)


class SectionReader:
    """Walks the paragraphs of the body once and decides which item each belongs to."""

    def __init__(self, reader: ParagraphReader, documents: tuple[Document, ...]) -> None:
        self.reader = reader
        self.matcher = Matcher(reader, documents)
        self.scan = reader.scan
        self.paragraphs = reader.outline.paragraphs
        self.lead = reader.outline.lead
        self.attendance = Marks(_ATTENDS, self.scan.text)
        self.announced: list[Matter] = []
        self.items: list[Matter] = []
        self.pending: list[Group] = []  # groups of paragraphs without a verb of their own
        self.numbered = ""  # how the current section's number looks (一、 or 1.): paragraphs without one go on with it

    def read(self) -> list[Matter]:
        """The items of the notice, not yet in order."""
        lead = self.lead
        if lead is None:
            return []
        body = [i for i in range(lead, len(self.paragraphs)) if self.paragraphs[i].role == "body"]
        body = [i for i in body if not self._only_other_matters(i) and not self._is_roll_call(i)]
        listed = self._agenda_list(body)
        if listed is not None:
            return listed
        for position, index in enumerate(body):
            if index == lead:
                self._read_lead(index, body)
            else:
                self._read_paragraph(index, body[position + 1 :])
        return self._finished()

    # ── the lead ──

    def _read_lead(self, index: int, body: list[int]) -> None:
        apart = self.reader.matters(index, apart=True)
        if self._lead_treats(index, apart, body):
            self.items.extend(self._without_summary(self.reader.matters(index)))
        else:
            self.announced.extend(apart)
            self.reader.closes_by_speech = any(_deploys(matter) for matter in apart)

    def _lead_treats(self, index: int, found: list[Matter], body: list[int]) -> bool:
        """Whether the lead paragraph itself treats its matters: nothing else follows it, or a speech does inside it."""
        if body[-1] == index:
            return True
        speaks = any(self.reader.is_speech(c) and c.level == 3 for c in self.reader.clauses.get(index, []))
        return speaks and any(t.sections for t in found)

    def _without_summary(self, found: list[Matter]) -> list[Matter]:
        """In a notice of one paragraph the first sentence may sum up what follows: 研究…等工作 is then no item."""
        kept = [
            t
            for t in found[:-1]
            if t.documents or t.sections or _SUMMARY.search(self.scan.text, t.start, t.end) is None
        ]
        return kept + found[-1:]

    # ── every other paragraph ──

    def _read_paragraph(self, index: int, later: list[int]) -> None:
        number = self._number(index)
        if number == "enum-arabic" and self.numbered == "enum-heading":
            number = None  # 1. under 一、 is a point of that section
        found = self.reader.matters(index)
        if number is not None and _OTHER_HEADING.fullmatch(self._line(index)) is not None:
            self._settle()
            self.numbered = ""  # what follows is a list, each its own matter
        elif number is not None and not found and self._is_topic(index):
            self.numbered = number
            self.pending.append(Group((index,), True))
        elif not found:
            self._read_speech(index, number)
        elif number is None and self._inside_numbered(index):
            self._go_on_numbered(index, found)
        elif number is None and self._states_announced(index, found):
            self._read_speech(index, number)
        elif number is None and self._is_outcome_only(found):
            self._extend(self.items[-1], index)
        elif not self.items and not self.pending and number is None and self._is_second_lead(index, later):
            self.announced.extend(self.reader.matters(index, apart=True))
        else:
            self._settle()
            self.numbered = number or ""
            self.items.extend(found if number is None else [self._one(found, index)])

    def _number(self, index: int) -> str | None:
        """The kind of enumerator that begins the paragraph: 一、 or 1. in front of a matter."""
        start = self.paragraphs[index].start
        event = next(iter(self.scan.between(start, start + 1)), None)
        if event is not None and event.kind == "enum-point" and self.reader.verbs.counts_matters(index):
            return event.kind
        return event.kind if event is not None and event.kind in ("enum-heading", "enum-arabic") else None

    def _is_topic(self, index: int) -> bool:
        """一、关于重点镇污水处理厂移交有关问题: names a matter and asks for nothing."""
        line = self._line(index)
        if _TOPIC_SENTENCE.match(line) is not None:
            return True
        return len(line) <= 50 and "。" not in line and _TOPIC.search(line) is not None

    def _one(self, found: list[Matter], index: int) -> Matter:
        """All verbs of a numbered paragraph are about one matter."""
        first = found[0]
        for more in found[1:]:
            merge(first, more)
        first.start, first.end = self.paragraphs[index].start, self.paragraphs[index].end
        first.sections = first.sections or [index]
        return first

    def _inside_numbered(self, index: int) -> bool:
        """A paragraph without number after a numbered one; 会议还… opens a matter of its own."""
        return self.numbered != "" and re.match("会议还|会前|会后|此外", self._line(index)) is None

    def _go_on_numbered(self, index: int, found: list[Matter]) -> None:
        if self.pending and self.pending[-1].opens:
            # 一、关于…问题 | 会议听取了…: the heading waited for this verb
            heading = self.pending.pop()
            self._settle()
            matter = self._one(found, index)
            matter.start = self.paragraphs[heading.paragraphs[0]].start
            matter.sections = [*heading.paragraphs, index]
            self.items.append(matter)
            return
        matter = self.items[-1]
        for more in found:
            fits = not matter.documents or not more.documents or set(more.documents) <= set(matter.documents)
            matter.treatments.extend(t for t in more.treatments if t not in matter.outcomes)
            matter.state(more.outcomes)
            matter.documents = matter.documents if matter.documents and fits else [*matter.documents, *more.documents]
        self._extend(matter, index)

    def _is_outcome_only(self, found: list[Matter]) -> bool:
        """会议原则同意县国资局提交的《方案》 as a paragraph of its own, after the one that deliberated it."""
        return (
            bool(self.items)
            and len(found) == 1
            and bool(found[0].documents)
            and self.reader.only_states_outcome(found[0], self.items[-1])
        )

    def _states_announced(self, index: int, found: list[Matter]) -> bool:
        """会议指出,…。会议原则通过《办法》: a speech that tells the outcome of a matter the lead announced."""
        if not self._starts_with_speech(index):
            return False
        announced = {title for matter in self.announced for title in matter.documents}
        return all(
            m.documents and set(m.treatments) == set(m.outcomes) and announced.issuperset(m.documents) for m in found
        )

    def _read_speech(self, index: int, number: str | None) -> None:
        """A paragraph without a verb of the meeting: it goes on with a section, or waits for the matter it treats."""
        opens = self._starts_with_speech(index) or number is not None
        deployment = self._deployed_by(index) if number is None and not self.numbered else None
        if deployment is not None:
            self._settle()
            self.announced = [matter for matter in self.announced if matter is not deployment]
            self.items = [matter for matter in self.items if matter is not deployment]
            self.items.append(self.matcher.treated(deployment, (index,)))
        elif self.pending:
            if opens and not (self.numbered and number is None):
                self.pending.append(Group((index,), True))
            else:
                last = self.pending.pop()
                self.pending.append(Group((*last.paragraphs, index), last.opens))
        elif (
            self.items
            and not self.items[-1].sections
            and len(self.items) > 1
            and self.items[-2].paragraph == self.items[-1].paragraph
        ):
            return  # after a list, a speech on everything belongs to no one matter
        elif self.items and not self._is_announced(index):
            if self._goes_on(self.items[-1], index):
                self._extend(self.items[-1], index)
        else:
            self.pending.append(Group((index,), opens))

    def _deployed_by(self, index: int) -> Matter | None:
        """A leader's speech after the sections makes the deployment that the lead announced: 市长甲强调,…"""
        if not (self.items or self.pending) or not self.reader.opens_with_speaker(index):
            return None
        line = self._line(index)
        listed = [matter for matter in self.items[-1:] if not matter.sections]
        found = [m for m in (*self.announced, *listed) if _deploys(m) and self.matcher.likeness(m, line) >= 1]
        return found[-1] if found else None

    def _goes_on(self, item: Matter, index: int) -> bool:
        """One more speech after a section that has its own must speak of its matter; what came before or after the
        meeting belongs to no section."""
        if _AROUND_MEETING.match(self.scan.text, self.paragraphs[index].start, self.paragraphs[index].end) is not None:
            return False
        if len(self.items) > 1 and CLOSING.match(self.scan.text, self.paragraphs[index].start) is not None:
            return False
        if self.numbered or not self._starts_with_speech(index) or not any(self._speaks(i) for i in item.sections):
            return True
        if len(self.items) == 1 and not self.announced:
            return True
        return self.matcher.likeness(item, self._line(index)) >= 1 or (
            len(item.sections) > 1 and not self._speaks(item.sections[0])
        )

    def _is_announced(self, index: int) -> bool:
        """A speech that fits a matter announced in the lead better than the section before it."""
        if not self.announced or not self._starts_with_speech(index) or self.numbered:
            return False
        line = self._line(index)
        scores = [self.matcher.likeness(t, line) for t in self.announced]
        best = self.announced[scores.index(max(scores))]
        if any(set(best.documents) & set(item.documents) for item in self.items):
            return False
        return max(scores) > max(self.matcher.likeness(self.items[-1], line), 3)

    def _extend(self, item: Matter, index: int) -> None:
        """The paragraph belongs to the section before it; an outcome stated there is the item's."""
        item.end = self.paragraphs[index].end
        item.sections.append(index)
        self.reader.read_outcomes(item, self.paragraphs[index].start, self.paragraphs[index].end)

    def _settle(self) -> None:
        """Give the waiting paragraphs to the announced matters they treat."""
        if not self.pending:
            return
        items, left = self.matcher.claim(self.announced, self.pending)
        self.items.extend(items)
        self.announced = left
        self.pending = []

    def _is_second_lead(self, index: int, later: list[int]) -> bool:
        """A paragraph that only lists several matters, with speeches after it that treat them."""
        apart = self.reader.matters(index, apart=True, note=False)
        if len(apart) < 2 or self._speaks(index) or not later:
            return False
        if any(self._number(i) is not None for i in later[:1]):
            return True
        titles = {title for matter in apart for title in matter.documents}
        if any(titles.intersection(m.documents) for i in later for m in self.reader.matters(i, note=False)):
            return True  # each is treated again below, in a section of its own
        following = later[:2]
        speeches = [i for i in following if self._opens_speech(i) and not self.reader.matters(i, note=False)]
        return len(speeches) == 2 or (len(apart) >= 3 and following[:1] == speeches[:1])

    def _opens_speech(self, index: int) -> bool:
        clauses = self.reader.clauses.get(index, [])
        return bool(clauses) and self.reader.is_speech(clauses[0])

    # ── at the end ──

    def _finished(self) -> list[Matter]:
        self._settle()
        items = self._paired_runs()
        if not items:
            return [t for t in self.announced if not self._is_other(t)]
        titles = {title for item in items for title in item.documents}
        lead_end = self._first_sentence_end()
        # What the lead itself announces is an item only by its document; a list after it is one by being listed.
        left = [
            t
            for t in self.announced
            if (t.documents and not set(t.documents) & titles)
            or (not t.documents and t.start > lead_end and not self._told_again(t, items))
        ]
        return items + [t for t in left if not self._is_other(t)]

    def _first_sentence_end(self) -> int:
        """Where the lead's own sentence ends; what it announces there sums up, what further sentences say is told."""
        assert self.lead is not None
        lead = self.paragraphs[self.lead]
        stop = self.scan.text.find("。", lead.start, lead.end)
        return lead.end if stop < 0 else stop

    def _told_again(self, matter: Matter, items: list[Matter]) -> bool:
        return any(self.matcher.likeness(matter, self.scan.text[i.subject.start : i.subject.end]) >= 3 for i in items)

    def _is_other(self, matter: Matter) -> bool:
        return not matter.documents and OTHER_MATTERS.search(self.scan.text, matter.start, matter.end) is not None

    def _paired_runs(self) -> list[Matter]:
        """一、二、三、 list the matters and 一、二、三、 again treat them: pair them by their order."""
        firsts = [k for k, item in enumerate(self.items) if self.scan.text.startswith("一、", item.start)]
        if len(firsts) != 2:
            return self.items
        head, tail = self.items[firsts[0] : firsts[1]], self.items[firsts[1] :]
        if len(tail) < len(head) or any(self._speaks(i) for item in head[:-1] for i in item.sections):
            return self.items
        for listed, treated in zip(head, tail, strict=False):
            treated.treatments[:0] = [t for t in listed.treatments if t not in treated.treatments]
            treated.documents = treated.documents or listed.documents
            outcomes, treated.outcomes = treated.outcomes, []
            treated.state(outcomes)
        return self.items[: firsts[0]] + tail

    # ── small questions ──

    def _agenda_list(self, body: list[int]) -> list[Matter] | None:
        """会议议题: 1. 2. 3. and then 会议要点: one paragraph for each, in the same order."""
        head = next((i for i in body if _AGENDA_LABEL.match(self._line(i)) is not None), None)
        digest = next((i for i in body if _DIGEST_LABEL.match(self._line(i)) is not None), None)
        if digest is None:
            return None
        first = head if head is not None else body[0]
        listed = [
            self._one(found, i)
            for i in body
            if first < i < digest and self._number(i) and (found := self.reader.matters(i))
        ]
        sections = [i for i in body if i > digest]
        if len(listed) != len(sections):
            return None
        for item, index in zip(listed, sections, strict=True):
            item.start, item.end, item.sections = self.paragraphs[index].start, self.paragraphs[index].end, [index]
            self.reader.read_outcomes(item, item.start, item.end)
        return listed

    def _line(self, index: int) -> str:
        return self.scan.text[self.paragraphs[index].start : self.paragraphs[index].end]

    def _events(self, index: int) -> tuple[Event, ...]:
        return self.scan.between(self.paragraphs[index].start, self.paragraphs[index].end)

    def _speaks(self, index: int) -> bool:
        return any(self.reader.is_speech(clause) for clause in self.reader.clauses.get(index, []))

    def _starts_with_speech(self, index: int) -> bool:
        start = self.paragraphs[index].start
        return any(e.kind == "speech" for e in self.scan.between(start, start + 6))

    def _only_other_matters(self, index: int) -> bool:
        """会议还研究了其他事项。 and nothing else."""
        line = self._line(index)
        return (
            len(line) < 40
            and "《" not in line
            and "。" not in line[:-1]
            and OTHER_MATTERS.search(line) is not None
            and _OTHER_ONLY.match(line) is not None
        )

    def _tells_attendance(self, index: int) -> bool:
        start, end = self.paragraphs[index][:2]
        return self.attendance.after(start) < end and _ROLL_CALL.search(self._line(index)) is not None

    def _is_roll_call(self, index: int) -> bool:
        """A paragraph that says who was there: 县政协副主席…列席会议。"""
        if index == self.lead or not self._tells_attendance(index):
            return False
        start = self.paragraphs[index].start
        return not any(e.kind == "speech" or (e.kind == "treat" and e.start - start < 12) for e in self._events(index))


def _deploys(matter: Matter) -> bool:
    """安排部署岁末年初安全生产工作: what a speech does, and no document."""
    return not matter.documents and not {"部署", "安排"}.isdisjoint(matter.treatments)
