"""From paragraphs to items: sections with their own verb, numbered sections, matters announced and treated later. (议题的划分)"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.agenda.matching import Matcher, Part
from kg.agenda.matter import Matter, deploys, is_studied, merge
from kg.agenda.paragraphs import A_LIST, CLOSING, ParagraphReader, is_digest
from kg.model import Document, Span
from kg.scan import Event, Marks

# 会前,…召开党组会议; 会后,…实地察看了…
_AROUND_MEETING = re.compile(
    "[^,。;]{2,14}对会议进行了?报道|[^,。;]{0,12}会议?(?:开始|结束)?之?[前后],?[^。;]{0,24}(?:主持召开|召开|察看|查看|调研|考察|走访|参观|慰问)"
)
_MOST_ITEMS = 60  # of a notice whose list of them may be repeated
# A speech is on what was announced if it has so much more of its words than of the section's before it.
_MORE_OF = 2
_REFERS = re.compile("(?:该|此|上述|以上)《")
_HELD = re.compile("会议?(?:召开|举行)|(?:召开|主持|举行)[^,。;]{0,30}会议?")
_SUMMARY = re.compile("等(?:方面的)?(?:工作|问题|事项|议题|有关事项|重点工作)?[。;]?$")
_OTHER_ONLY = re.compile("(?:会议)?(?:还|同时|并)?(?:研究|讨论|审议|听取|安排|通报)")
_ROLL_CALL = re.compile(
    "^(?:列席|出席|参加)(?:了)?(?:本次|此次|这次)?会议的?(?:人员|领导|同志|单位)?(?:还?有|是|为|:)|(?:列席|出席|参加)(?:了)?会议。|"
    "(?:列席|出席|参加)(?:了)?(?:会议|(?:有关|相关)议题(?:的(?:研究|讨论|审议))?)?[。;,]?$"
)
# In every match of it.
_HAN = re.compile("[一-鿿]{2}")
_HEARD = frozenset({"听取汇报", "听取"})
_BYLINE = re.compile("\\s*\\([^()]{2,40}\\)$")
_ATTENDS = re.compile("列席|出席|参加")
_AGENDA_LABEL = re.compile("(?:会议)?(?:议题|议程)(?:如下)?:?$")
_DIGEST_LABEL = re.compile("会议(?:要点|纪要|内容|议定事项|决定事项)(?:如下)?:?$")
# 四、关于集中供暖收费。会议研究认为,…: the heading is the paragraph's first sentence.
_TOPIC_SENTENCE = re.compile("[^、.]{1,3}[、.]\\s*关于[^,。;]{2,30}。")
# 二、审议议题, 一、第一议题, 三、传达学习和通报议题: a heading of what kind the matters below it are, each with its own number.
_KIND_HEADING = re.compile(
    "[^、.]{1,3}[、.]\\s*(?P<kind>[^,。;:《]{0,14}?)(?:(?P<matters>议题|议程)|事项|环节|内容|文件|类)?:?"
)
_FIRST = re.compile("第[一二三四五六七八九十]")
# 一、 stands above (一), and that above 1.
_RANKS = {"enum-heading": 0, "enum-bracket": 1, "enum-arabic": 2}
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
        self.lead = reader.lead
        self.attendance = Marks(_ATTENDS, self.scan.text)
        self.announced: list[Matter] = []
        self.items: list[Matter] = []
        self.pending: list[Part] = []  # stretches of paragraphs without a verb of their own
        self.body: list[int] = []
        self.told: list[Matter] | None = (
            None  # what paragraphs after the lead treat by a verb of their own; None: not asked yet
        )
        self.numbered = ""  # how the current section's number looks (一、 or 1.): paragraphs without one go on with it

    def read(self) -> list[Matter]:
        """The items of the notice, not yet in order."""
        lead = self.lead
        if lead is None:
            return []
        first = self.reader.outline.lead or 0
        body = [i for i in range(first, len(self.paragraphs)) if self.paragraphs[i].role == "body" and self._says(i)]
        body = self._without_digest(body)
        body = [i for i in body if not self._only_other_matters(i) and not self._is_roll_call(i)]
        listed = self._agenda_list(body)
        if listed is not None:
            return listed
        self.body = body
        for position, index in enumerate(body):
            if index == lead:
                self._read_lead(index, body)
            elif index > lead or self.reader.treats(index):  # 会议时间:… 主持人:… stand before the lead
                self._read_paragraph(index, body[position + 1 :])
        return self._finished() or self._only_spoken(body)

    # ── the lead ──

    def _read_lead(self, index: int, body: list[int]) -> None:
        apart = self.reader.matters(index, apart=True)
        spread = self._spread(index, apart)
        speech = self._speech_after(index, apart)
        if spread is not None and body[-1] == index:
            self.items.extend(spread)
        elif speech is not None and self._goes_on_below(apart, [speech, *self._speeches(body[1:])]):
            self.announced.extend(_alone(apart, speech.start))
            self.pending.append(speech)
        elif self._lead_treats(index, apart, body):
            self.items.extend(self._without_summary(self.reader.matters(index)))
        else:
            self.announced.extend(apart)
            self.reader.closes_by_speech = any(deploys(matter) for matter in apart)

    def _spread(self, index: int, listed: list[Matter]) -> list[Matter] | None:
        """A paragraph that lists several matters and then speaks of more than the last: each has the sentences on it."""
        speech = self._speech_after(index, listed)
        if speech is None:
            return None
        alone = _alone(listed, speech.start)
        items, left = self.matcher.claim(alone, [speech])
        return items + left if _goes_through(items, alone) else None

    def _speech_after(self, index: int, listed: list[Matter]) -> Part | None:
        """The sentences of speech after the matters that a paragraph lists, if it lists several."""
        if len(listed) < 2 or not listed[-1].sections or any(matter.sections for matter in listed[:-1]):
            return None
        last = listed[-1]
        turns = [start for start in self.reader.turns(last.subject.end, last.end) if start > last.subject.end]
        return Part(turns[0], last.end, (index,), opens=True) if turns else None

    def _goes_on_below(self, listed: list[Matter], parts: list[Part]) -> bool:
        """Whether the speech at the end of the lead goes on in further paragraphs, and on another matter than the last."""
        if len(parts) < 2:
            return False
        items, _ = self.matcher.claim(_alone(listed, parts[0].start), parts)
        return any(item.subject != listed[-1].subject for item in items)

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
        if number is not None and _RANKS.get(number, 0) > _RANKS.get(self.numbered, 9):
            number = None  # 1. under 一、 is a point of that section
        found = [] if self._names_announced(index) else self.reader.matters(index)
        if number is not None and (_OTHER_HEADING.fullmatch(self._line(index)) is not None or self._tells_kind(index)):
            self._settle()
            self.numbered = ""  # what follows is a list, each its own matter
        elif number is not None and self._is_topic(index) and (not found or self._only_states_outcome(found)):
            self.numbered = number
            self.pending.append(self.matcher.part((index,), opens=True, numbered=True, headed=True))
        elif not found:
            if not self._is_around_meeting(index):
                self._read_speech(index, number)
        elif number is None and self._inside_numbered(index):
            self._go_on_numbered(index, found)
        elif number is None and self._states_announced(index, found):
            self._read_speech(index, number)
        elif number is None and self._is_outcome_only(found):
            self._extend(self.items[-1], index)
        elif number is None and not self.pending and self._states_earlier(found):
            pass  # outcomes of what the paragraphs before it listed
        elif not self.pending and number is None and self._is_second_lead(index, later):
            self.announced.extend(self.reader.matters(index, apart=True))
        elif number is None and (spread := self._spread(index, found)) is not None:
            self._settle()
            self.numbered = ""
            self.items.extend(spread)
        else:
            self._settle()
            self.numbered = number or ""
            self.items.extend(found if number is None else [self._one(found, index)])

    def _own(self, index: int) -> list[Matter]:
        """What a paragraph says by a verb of its own that it treats."""
        if self._names_topic(index) or self._starts_with_speech(index):
            return []  # 会议指出,…。会议原则通过《办法》 states an outcome
        return self.reader.matters(index, note=False)

    def _names_topic(self, index: int) -> bool:
        return self.reader.speech_after_topic(index) is not None and not self._line(index).startswith("在")

    def _names_announced(self, index: int) -> bool:
        """就听取…汇报,安排部署…,县长甲强调: the verbs only name what was announced."""
        return self._names_topic(index) and self.matcher.is_named(self.announced, self.reader.topic(index))

    def _is_around_meeting(self, index: int) -> bool:
        """What came before or after the meeting belongs to no matter of it: 会前,赵一山召开了党组会议…"""
        paragraph = self.paragraphs[index]
        return _AROUND_MEETING.match(self.scan.text, paragraph.start, paragraph.end) is not None

    def _number(self, index: int) -> str | None:
        """The kind of enumerator that begins the paragraph: 一、 or 1. in front of a matter."""
        start = self.paragraphs[index].start
        event = next(iter(self.scan.between(start, start + 1)), None)
        if event is not None and event.kind == "enum-point" and self.reader.verbs.counts_matters(index):
            return event.kind
        if event is not None and event.kind == "enum-bracket" and self.reader.verbs.heads_matter(index):
            return event.kind
        return event.kind if event is not None and event.kind in ("enum-heading", "enum-arabic") else None

    def _tells_kind(self, index: int) -> bool:
        """二、审议议题: a heading that names no matter, only how those below it were treated."""
        found = _KIND_HEADING.fullmatch(self._line(index))
        if found is None or self.reader.words.tells(_FIRST.sub("", found["kind"])):
            return False
        return found["matters"] is not None or any(event.kind == "treat" for event in self._events(index))

    def _is_topic(self, index: int) -> bool:
        """一、关于重点镇污水处理厂移交有关问题: names a matter and asks for nothing."""
        line = self._line(index)
        if _TOPIC_SENTENCE.match(line) is not None:
            return True
        if line.startswith("议题") and "。" not in line[:-1]:
            return len(line) <= 60  # 议题一:县住建局关于…的汇报: it says itself that it names one
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
            if matter.documents and _REFERS.search(self.scan.text, *more.subject) is not None:
                more.documents = []  # 原则同意该《请示》: whatever else is called so
            fits = not matter.documents or not more.documents or set(more.documents) <= set(matter.documents)
            matter.treatments.extend(t for t in more.treatments if t not in matter.outcomes)
            matter.state(more.outcomes)
            matter.documents = matter.documents if matter.documents and fits else [*matter.documents, *more.documents]
        self._extend(matter, index)

    def _only_states_outcome(self, found: list[Matter]) -> bool:
        """三、关于非遗保护和防灾保畜。会议原则同意两个文件: an outcome of what was announced, under a heading that names it."""
        return bool(self.announced) and all(
            not matter.documents and matter.outcomes and set(matter.treatments) == set(matter.outcomes)
            for matter in found
        )

    def _is_outcome_only(self, found: list[Matter]) -> bool:
        """会议原则同意县国资局提交的《方案》 as a paragraph of its own, after the one that deliberated it."""
        return bool(self.items) and len(found) == 1 and self.reader.only_states_outcome(found[0], self.items[-1])

    def _states_earlier(self, found: list[Matter]) -> bool:
        """会议原则同意…的汇报。会议原则通过《甲》: each the outcome of one of the items before; whether it was so, and then they are stated."""
        stated = [(self.reader.stated_of(matter, self.items), matter.outcomes) for matter in found]
        if any(item is None for item, _ in stated):
            return False
        for item, outcomes in stated:
            if item is not None:
                item.state(outcomes)
        return True

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
        if self.reader.begins_with_statements(index):
            return  # 甲、乙作了交流发言。甲谈到,…
        opens = self._starts_with_speech(index) or number is not None
        deployment = self._deployed_by(index) if number is None and not self.numbered else None
        if deployment is not None:
            self._settle()
            if self.items and self.items[-1].subject == deployment.subject and self.items[-1].sections:
                self._extend(self.items[-1], index)  # a speech before this one made it, too
                return
            self.announced = [matter for matter in self.announced if matter is not deployment]
            self.items = [matter for matter in self.items if matter is not deployment]
            self.items.append(self.matcher.treated(deployment, self.matcher.part((index,), opens=True)))
        elif self.pending or self._listed_anew() or (opens and number is None and self._only_listed()):
            if not self.pending or (opens and not (self.numbered and number is None)):
                self.pending.append(self.matcher.part((index,), opens=True, numbered=number is not None))
            else:
                last = self.pending.pop()
                paragraphs = (*last.paragraphs, index)
                self.pending.append(
                    self.matcher.part(paragraphs, opens=last.opens, numbered=last.numbered, headed=last.headed)
                )
        elif self.items and not self.items[-1].sections and self._closes_list(index):
            return  # after a list, a speech on everything belongs to no one matter
        elif self.items and not self._is_announced(index):
            if self._goes_on(self.items[-1], index):
                self._extend(self.items[-1], index)
        else:
            self.pending.append(self.matcher.part((index,), opens=opens, numbered=number is not None))

    def _closes_list(self, index: int) -> bool:
        """Whether several matters, or several things under one verb, were only listed, and this speech is on all of them."""
        last = self.items[-1]
        if len(self.items) > 1 and self.items[-2].paragraph == last.paragraph:
            return True
        return len(last.documents) >= A_LIST and self.reader.opens_with_speaker(index)

    def _only_listed(self) -> bool:
        """Whether all items so far are numbered lines that no speech follows: 一、听取… 二、审议… 三、研究… and then speeches on them.
        They are then what was announced."""
        bare = [item for item in self.items if len(item.sections) == 1 and not self._speaks(item.sections[0])]
        if not self.numbered or len(self.items) < A_LIST or len(bare) < len(self.items) - 1:
            return False
        if any(one.paragraph == two.paragraph for one, two in pairwise(bare)):
            return False
        self.announced.extend(replace(item, sections=[]) for item in self.items)
        self.items, self.numbered = [], ""
        return True

    def _listed_anew(self) -> bool:
        """Whether a list stands behind the last item, for speeches to go through."""
        return bool(self.items and self.announced) and self.announced[-1].start >= self.items[-1].end

    def _deployed_by(self, index: int) -> Matter | None:
        """A leader's speech after the sections makes the deployment that the lead announced: 市长甲强调,…"""
        if not (self.items or self.pending) or not self.reader.opens_with_speaker(index):
            return None
        line = self._line(index)
        listed = [matter for matter in self.items[-1:] if not matter.sections]
        found = [m for m in (*self.announced, *listed) if deploys(m) and self.matcher.likeness(m, line) >= 1]
        return found[-1] if found else None

    def _goes_on(self, item: Matter, index: int) -> bool:
        """One more speech after a section that has its own must speak of its matter."""
        if len(self.items) > 1 and self._closes(index):
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
        line, item = self._line(index), self.items[-1]
        if any(f"《{title}》" in line for title in item.documents):
            return False
        topic = self.reader.topic(index)
        if topic and self.matcher.is_named(self.announced, topic) and not self.matcher.is_named([item], topic):
            return True
        if self.reader.studies(index) and any(is_studied(matter) for matter in self.announced):
            return True
        best, score = self.matcher.best(self.announced, line)
        if any(set(best.documents) & set(item.documents) for item in self.items):
            return False
        like = self.matcher.likeness(item, line)
        had_speech = any(self._speaks(i) for i in item.sections)
        more = like < 1 or self.matcher.share(best, line) >= _MORE_OF * self.matcher.share(item, line)
        return score > max(like, 3) or (had_speech and score >= 2 and more)

    def _extend(self, item: Matter, index: int) -> None:
        """The paragraph belongs to the section before it; an outcome stated there is the item's."""
        item.end = self.paragraphs[index].end
        item.sections.append(index)
        self.reader.read_outcomes(item, self.paragraphs[index].start, self.paragraphs[index].end)

    def _settle(self) -> None:
        """Give the waiting paragraphs to the announced matters they treat."""
        if not self.pending:
            return
        if self.told is None and self.announced:
            self.told = [m for i in self.body if i != self.lead for m in self._own(i) if m.sections or m.documents]
        items, left = self.matcher.claim(self.announced, self.pending, self.told or ())
        self.items.extend(items)
        claimed = {index for item in items for index in item.sections}
        self.items.extend(
            self._headed(part) for part in self.pending if part.headed and claimed.isdisjoint(part.paragraphs)
        )
        self.announced = left
        self.pending = []

    def _headed(self, part: Part) -> Matter:
        """一、关于…的问题: a section of minutes whose heading alone says what the meeting took up."""
        heading = self.paragraphs[part.paragraphs[0]]
        subject = Span(heading.start, heading.end)
        return Matter(
            part.start, part.end, part.paragraphs[0], ["研究"], [], [], True, subject, sections=[*part.paragraphs]
        )

    def _is_second_lead(self, index: int, later: list[int]) -> bool:
        """A paragraph that only lists several matters, with speeches after it that treat them."""
        if self._speaks(index) or not later:
            return False
        speeches = self._speeches(later)
        if self.items and not speeches:
            return False
        apart = self.reader.matters(index, apart=True, note=False)
        if len(apart) not in range(2, A_LIST) and self.reader.somebody_speaks(later):
            return False  # a leader's speech after a list is on all of it
        if _goes_through(self.matcher.claim(apart, speeches)[0], apart) or self._picks_one(apart, speeches):
            return True
        if len(apart) < 2 or self.items:
            return False
        if any(self._number(i) is not None for i in later[:1]):
            return True
        titles = {title for matter in apart for title in matter.documents}
        if any(titles.intersection(m.documents) for i in later for m in self.reader.matters(i, note=False)):
            return True  # each is treated again below, in a section of its own
        if self.reader.somebody_speaks(later):
            return False
        following = later[:2]
        opening = [i for i in following if self._opens_speech(i) and not self.reader.treats(i)]
        return len(opening) == 2 or (len(apart) >= A_LIST and following[:1] == opening[:1])

    def _picks_one(self, apart: list[Matter], speeches: list[Part]) -> bool:
        """Whether the first speech says that it is on one of several matters: 就森林防火,会议指出,…"""
        if len(apart) < 2 or not speeches or not speeches[0].topic:
            return False
        told = [self.matcher.likeness(matter, speeches[0].topic) > 0 for matter in apart]
        return sum(told) == 1

    def _speeches(self, later: list[int]) -> list[Part]:
        """The paragraphs of speech that follow, up to the next with a verb or a number of its own."""
        found: list[Part] = []
        for index in later:
            if self._number(index) is not None or self.reader.treats(index):
                break
            found.append(self.matcher.part((index,), opens=self._starts_with_speech(index)))
        return found

    def _opens_speech(self, index: int) -> bool:
        clauses = self.reader.clauses.get(index, [])
        return bool(clauses) and self.reader.is_speech(clauses[0])

    # ── at the end ──

    def _finished(self) -> list[Matter]:
        self._settle()
        items = self._without_repeats(self._paired_runs())
        self._keep_reports(items)
        listed = [matter for matter in self.announced if matter.paragraph != self.lead]
        left = [
            matter
            for matter in self.announced
            if not matter.rest
            and not self._is_other(matter)
            and (self.reader.tells(matter) or not items)
            and not self._told_again(matter, [*items, *(listed if matter.paragraph == self.lead else ())])
        ]
        if items and any(self._sums_up(matter, items) for matter in self.announced):
            left = [m for m in left if m.documents or m.paragraph != self.lead or self._was_heard(m, items)]
        return items + left

    def _keep_reports(self, items: list[Matter]) -> None:
        """听取…汇报 in a list, 会议原则同意…的汇报 below it: the outcome replaces no report, which was heard all the same."""
        for item in items:
            if item.documents or not item.outcomes or set(item.treatments) != set(item.outcomes):
                continue
            for matter in self.announced:
                if _HEARD.isdisjoint(matter.treatments) or not self._told_again(matter, [item]):
                    continue
                item.treatments = [*(t for t in matter.treatments if t in _HEARD), *item.treatments]

    def _was_heard(self, matter: Matter, items: list[Matter]) -> bool:
        """听取优化供水体制机制情况汇报: what was heard was told, whatever else the lead only sums up."""
        return not _HEARD.isdisjoint(matter.treatments) and not self._sums_up(matter, items)

    def _without_repeats(self, items: list[Matter]) -> list[Matter]:
        """A list at the page's end, or a digest before the text, may name once more what sections treat: several of it."""
        treated = [item for item in items if any(self._speaks(i) for i in item.sections)]
        if len(items) > _MOST_ITEMS or len(treated) < 2 or len(treated) > len(items) - 2:
            return items
        spoken = {id(item) for item in treated}
        again = {id(item) for item in items if id(item) not in spoken and self._is_repeat(item, treated)}
        return items if len(again) < 2 else [item for item in items if id(item) not in again]

    def _is_repeat(self, item: Matter, treated: list[Matter]) -> bool:
        same = [other for other in treated if set(other.treatments) == set(item.treatments)]
        return bool(same) and self._told_again(item, same)

    def _sums_up(self, matter: Matter, items: list[Matter]) -> bool:
        """Whether a clause of the lead only says of what kind the matters were: 传达有关会议精神, or 研究项目攻坚、安全环保等工作
        where that is all the lead tells or one of them is an item."""
        if matter.documents or matter.paragraph != self.lead:
            return False
        if not self.reader.tells(matter):
            return True
        if _SUMMARY.search(self.scan.text, *matter.subject) is None:
            return False
        alone = all(other is matter or other.paragraph != self.lead for other in self.announced)
        return alone or self._told_again(matter, items)

    def _told_again(self, matter: Matter, items: list[Matter]) -> bool:
        """Whether what was announced is an item already: by one of its documents, or by what it is about."""
        titles = {title for item in items for title in item.documents}
        if matter.documents:
            return not titles.isdisjoint(matter.documents)
        # What was announced beside it, and is treated, is another matter.
        return any(self.matcher.tells_of(matter, item) for item in items if item.paragraph != matter.paragraph)

    def _is_other(self, matter: Matter) -> bool:
        return not matter.documents and self.reader.counts_others(matter.start, matter.end)

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

    def _only_spoken(self, body: list[int]) -> list[Matter]:
        """A notice that tells by no verb what was taken up: each speech is on a matter, which nothing names. Documents that
        the lead names are what all of it is on."""
        assert self.lead is not None
        parts: list[Part] = []
        for index in body:
            opens = self._starts_with_speech(index) or self._opens_speech(index)
            if index == self.lead or not (opens or parts) or self._closes(index):
                continue
            if opens:
                parts.append(self.matcher.part((index,), opens=True))
            else:
                parts[-1] = self.matcher.part((*parts[-1].paragraphs, index), opens=True)
        lead = self.paragraphs[self.lead]
        documents = self.reader.verbs.documents(lead.start, lead.end)
        if documents and parts:
            parts = [self.matcher.part(tuple(i for part in parts for i in part.paragraphs), opens=True)]
        return [self._unnamed(part, documents) for part in parts]

    def _closes(self, index: int) -> bool:
        return CLOSING.match(self.scan.text, self.paragraphs[index].start) is not None

    def _unnamed(self, part: Part, documents: list[str]) -> Matter:
        subject = Span(part.start, part.end)
        return Matter(
            *subject,
            part.paragraphs[0],
            ["其他"],
            [],
            list(documents),
            True,
            subject,
            named=False,
            sections=[*part.paragraphs],
        )

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
        sections = [i for i in body if i > digest and not self._only_opens(i)]
        if len(listed) != len(sections):
            return self._treated_below(listed, sections)
        for item, index in zip(listed, sections, strict=True):
            item.start, item.end, item.sections = self.paragraphs[index].start, self.paragraphs[index].end, [index]
            self.reader.read_outcomes(item, item.start, item.end)
        return listed

    def _treated_below(self, listed: list[Matter], sections: list[int]) -> list[Matter] | None:
        """The matters of a numbered list with the speeches below that treat some of them; None where a section below
        says by itself what it treats."""
        if not listed or len(self._speeches(sections)) < len(sections):
            return None
        items, left = self.matcher.claim(listed, self._speeches(sections))
        return items + left

    def _only_opens(self, index: int) -> bool:
        """5月8日,县政府常务会议召开,就防汛、消防等事宜进行研究。: when the meeting was, and a summary of what is listed."""
        line = self._line(index)
        return line.count("。") <= 1 and _HELD.search(line) is not None and not self._speaks(index)

    def _without_digest(self, body: list[int]) -> list[int]:
        """会议摘要:… before the text tells what the text tells again."""
        return [
            i for i in body if not (i != self.lead and i != body[-1] and is_digest(self.scan, *self.paragraphs[i][:2]))
        ]

    def _says(self, index: int) -> bool:
        """Whether a paragraph has Chinese words: the name of a picture's file has none."""
        return _HAN.search(self.scan.text, *self.paragraphs[index][:2]) is not None

    def _line(self, index: int) -> str:
        return self.scan.text[self.paragraphs[index].start : self.paragraphs[index].end]

    def _events(self, index: int) -> tuple[Event, ...]:
        return self.scan.between(self.paragraphs[index].start, self.paragraphs[index].end)

    def _speaks(self, index: int) -> bool:
        return any(self.reader.is_speech(clause) for clause in self.reader.clauses.get(index, []))

    def _starts_with_speech(self, index: int) -> bool:
        start = self.paragraphs[index].start
        return any(e.kind == "speech" for e in self.scan.between(start, start + 6)) or (
            self.reader.opens_with_speaker(index) or self.reader.opens_with_topic(index)
        )

    def _only_other_matters(self, index: int) -> bool:
        """会议还研究了其他事项。 and nothing else."""
        line = _BYLINE.sub("", self._line(index))
        return (
            len(line) < 40
            and "《" not in line
            and "。" not in line[:-1]
            and self.reader.counts_others(*self.paragraphs[index][:2])
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


def _alone(listed: list[Matter], end: int) -> list[Matter]:
    """Matters as they are listed, without the speech that begins at ``end``."""
    return [replace(matter, end=min(matter.end, end), sections=[]) for matter in listed]


def _goes_through(items: list[Matter], listed: list[Matter]) -> bool:
    """Whether a speech goes through what was listed: it treats several matters, or one that is not the last and stands
    apart from it."""
    if len({item.subject for item in items}) > 1:
        return True
    return bool(items) and items[0].subject != listed[-1].subject and listed[-1].separate
