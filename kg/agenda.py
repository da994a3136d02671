"""What the meeting took up, how it treated each matter, and with what outcome. (议题)

A notice announces matters in its lead and treats them in sections, or only lists them. ``_treated`` finds the verb
clauses (听取…汇报, 审议《…》); ``find_agenda`` decides which of them open an item and how far it reaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.model import AgendaItem, Document, Span
from kg.scan import Event, Scan
from kg.structure import Clause, Outline

# What may stand between the start of a clause and its verb of treatment.
_SUBJECT = re.compile(
    "(?:(?:本次|此次)?会议(?:上|前|开始前|期间|首先|还|同时|又|一致|重点|专门|专题|集体|认真|分别|共同|随后|现场|再次|继续|先后|了|,)*|会前|会上|会后|会议还就|与会(?:人员|同志|领导)?(?:还|集体|共同|认真)*|"
    "经(?:会议)?(?:认真)?(?:研究|讨论|审议),?|【议定】(?:会议)?|党组|政府党组|全体(?:人员|成员))?"
    "(?:还|又|并|并且|同时|先后|首先|其次|随后|最后|再次|集体|专题|专门|重点|认真|一并|分别|现场|一致|共同|逐项|逐一|及时|第一时间|开展了?|组织|进行了?)*"
)
_IN_THE_COURSE = re.compile("(?:会议)?在")
_OTHER_MATTERS = re.compile("(?:其他|其它|另外)(?:有关)?(?:相关)?(?:事项|事宜|议题|工作|问题|内容)|有关人事事项$")
_SUMMARY = re.compile("等(?:工作|事项|议题|有关事项|重点工作)?$")
_OTHER_ONLY = re.compile("(?:会议)?(?:还|同时|并)?(?:研究|讨论|审议|听取|安排|通报)")
_ROLL_CALL = re.compile("(?:列席|出席|参加)(?:了)?(?:会议|有关议题|相关议题)?[。;,]?$|(?:列席|出席|参加)(?:了)?会议。")
_OTHER_MEETING = re.compile("会前|主持召开|召开[^,。;]{0,12}会议")
_DONE_TO = re.compile("(?:会议|还|并|并且|同时)*(?:对|就|围绕|针对)")
_REPORT = re.compile("汇报")
_JOINED_VERB = re.compile("(?:和|并|及|以及|、)(?:还|就|对|集体|专题|认真)?$")
# 研究 and its like inside an object, not as the meeting's own act.
_NOT_A_VERB = re.compile("(?:院|所|事项|议题|决定|同意|室|中心|员|生|成果|报告(?!》)|精神|情况|会|会议|工作组|任务|目标|要求|措施(?!)|方案|意见|稿|提纲)")
_REPLACED = frozenset({"审议", "研究", "讨论"})
# Documents that are studied one after the other; several that are deliberated under one verb are one matter.
_STUDIED = frozenset({"传达学习", "学习", "传达"})
_LABELLED = re.compile("【(?:汇报|议定)|会议(?:名称|时间|地点|议题|要点)|(?:主\\s*持|出\\s*席|列\\s*席|与会|地\\s*点|时\\s*间)[^:]{0,6}:")
_AGENDA_LABEL = re.compile("(?:会议)?(?:议题|议程)(?:如下)?:?$")
_DIGEST_LABEL = re.compile("会议(?:要点|纪要|内容|议定事项|决定事项)(?:如下)?:?$")
_NUMBERED = frozenset({"enum-heading", "enum-arabic", "enum-bracket", "enum-arabic-bracket"})
_STOP_PAIRS = frozenset("会议 议听 听取 取了 情况 况汇 汇报 工作 学习 习贯 贯彻 传达 研究 部署 全市 全县 全省 全区 我市 我县 我区 关于 有关 进行 推进 落实 精神 要求 审议 通过 原则 实施 方案 办法 条例 管理 意见 规划 行动 计划 中华 华人 人民 民共 共和 和国 重要 讲话 总书 书记 近平 习近".split())


@dataclass(slots=True)
class _Treated:
    """One or more verb clauses about one matter, while items are still being put together."""

    start: int
    end: int
    paragraph: int
    treatments: list[str]
    outcomes: list[str]
    documents: list[str]
    separate: bool  # a ; or 。 stands before it: a matter of its own even where a discussion follows
    subject: Span
    sections: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in order, and where the clauses start whose verb is the meeting's own (听取…, 审议…)."""

    items: tuple[AgendaItem, ...]
    treated: frozenset[int]


def find_agenda(scan: Scan, outline: Outline, documents: tuple[Document, ...]) -> Agenda:
    """Items in order. Each has at least one treatment; spans do not overlap except where a clause only lists."""
    reader = _Reader(scan, outline, documents)
    drafts = reader.items()
    for draft in drafts:
        subject = scan.text[draft.subject.start : draft.subject.end]
        # 学习贯彻贵州省茶产业发展条例: a title without its brackets, known from elsewhere in the notice.
        if "《" not in subject and not draft.documents:
            draft.documents.extend(t for t in reader.shorts if len(t) > 5 and t in subject)
    ordered = sorted(drafts, key=lambda d: (d.start, d.end))
    items = tuple(
        AgendaItem(
            order=order,
            span=Span(draft.start, draft.end),
            treatments=tuple(dict.fromkeys(draft.treatments)),
            outcomes=tuple(dict.fromkeys(draft.outcomes)),
            documents=tuple(dict.fromkeys(draft.documents)),
            subject=draft.subject,
            rule="agenda.section" if draft.sections else "agenda.listed",
            confidence=0.95 if draft.sections else 0.9,
        )
        for order, draft in enumerate(ordered, 1)
    )
    return Agenda(items, frozenset(reader.treated))


class _Reader:
    """Walks the paragraphs once; keeps what the walk needs to look up."""

    def __init__(self, scan: Scan, outline: Outline, documents: tuple[Document, ...]) -> None:
        self.scan = scan
        self.outline = outline
        self.title_at = {span: document.title for document in documents for span in document.mentions}
        self.shorts = {document.title: document.short for document in documents}
        self.treated: set[int] = set()
        self.clauses: dict[int, list[Clause]] = {}
        for clause in outline.clauses:
            self.clauses.setdefault(clause.paragraph, []).append(clause)

    # ── the walk ──

    def items(self) -> list[_Treated]:
        lead = self.outline.lead
        if lead is None:
            return []
        paragraphs = self.outline.paragraphs
        body = [i for i in range(lead, len(paragraphs)) if paragraphs[i].role == "body"]
        listed = self._agenda_list(body)
        if listed is not None:
            return listed
        announced: list[_Treated] = []
        items: list[_Treated] = []
        pending: list[int] = []  # speech paragraphs that no section has claimed yet
        heading: int | None = None  # 一、关于…问题, waiting for the section that it heads
        for index in body:
            if self._only_other_matters(index) or self._is_roll_call(index):
                continue
            found = self._paragraph(index, apart=index == lead)
            if not found and index != lead and self._is_heading(index):
                heading = index
                continue
            if heading is not None and index == heading + 1 and found and found[0].start == self.outline.paragraphs[index].start:
                found[0].start = self.outline.paragraphs[heading].start
                found[0].sections = found[0].sections or [index]
            if heading is None and items and len(found) == 1 and found[0].documents and self._only_states_outcome(found[0], items[-1]):
                self._extend(items[-1], index)
                continue
            if heading != index - 1:
                heading = None
            if items and found and self._line(index).startswith("【"):
                self._extend(items[-1], index)
                items[-1].documents = items[-1].documents or [d for t in found for d in t.documents]
                continue
            if index == lead:
                if not self._lead_treats(index, found, body):
                    announced = found
                    continue
                found = self._without_summary(self._paragraph(index))
            if not found:
                if items and not pending and not self._announced_speech(index, announced, items):
                    if self._goes_on(items[-1], index):
                        self._extend(items[-1], index)
                else:
                    pending.append(index)
                continue
            if pending:
                items.extend(self._claim(announced, pending))
                pending = []
            if not items and not pending and self._is_second_lead(index, found, body):
                announced = announced + self._paragraph(index, apart=True)
                continue
            items.extend(found)
        if pending:
            items.extend(self._claim(announced, pending))
        return self._with_unclaimed(announced, items)

    def _without_summary(self, found: list[_Treated]) -> list[_Treated]:
        """In a notice of one paragraph the first sentence may sum up what follows: 研究…等工作 is then no item."""
        if len(found) < 2:
            return found
        return [t for t in found[:-1] if t.documents or t.sections or _SUMMARY.search(self.scan.text, t.start, t.end) is None] + found[-1:]

    def _is_heading(self, index: int) -> bool:
        """一、关于重点镇污水处理厂移交有关问题: a numbered line that names a matter and asks for nothing."""
        line = self._line(index)
        if len(line) > 50 or "。" in line or not any(e.kind == "enum-heading" for e in self.scan.between(self.outline.paragraphs[index].start, self.outline.paragraphs[index].start + 1)):
            return False
        return re.search("^[^、]{1,3}、(?:关于|研究)|(?:问题|事宜|事项|工作|情况|方面|建设|项目|方案|议题|治理|改造|费用|规划)$", line) is not None

    def _only_other_matters(self, index: int) -> bool:
        """会议还研究了其他事项。 and nothing else."""
        line = self._line(index)
        return len(line) < 40 and "《" not in line and _OTHER_MATTERS.search(line) is not None and _OTHER_ONLY.match(line) is not None

    def _is_roll_call(self, index: int) -> bool:
        """A paragraph that says who was there: 县政协副主席…列席会议。"""
        line = self._line(index)
        if index == self.outline.lead or _ROLL_CALL.search(line) is None:
            return False
        return not any(e.kind == "speech" or e.kind == "treat" and e.start - self.outline.paragraphs[index].start < 12 for e in self._events(index))

    def _events(self, index: int) -> tuple[Event, ...]:
        paragraph = self.outline.paragraphs[index]
        return self.scan.between(paragraph.start, paragraph.end)

    def _goes_on(self, item: _Treated, index: int) -> bool:
        """A paragraph after a section belongs to it; one more speech after a section that has its own must speak of it."""
        if not self._starts_with_speech(index) or not any(self._discusses(i) for i in item.sections):
            return True
        return self._likeness(item, index) >= 1 or len(item.sections) > 1 and not self._discusses(item.sections[0])

    def _lead_treats(self, index: int, found: list[_Treated], body: list[int]) -> bool:
        """Whether the lead paragraph itself is the section of its matters: nothing else follows it, or it discusses."""
        later = [i for i in body if i > index]
        if not later:
            return True
        speaks = any(self._is_speech(c) and c.level == 3 for c in self.clauses.get(index, []))
        return speaks and any(t.sections for t in found)

    def _discusses(self, index: int) -> bool:
        return any(self._is_speech(clause) for clause in self.clauses.get(index, []))

    def _is_second_lead(self, index: int, found: list[_Treated], body: list[int]) -> bool:
        """A paragraph that only lists several matters, with two or more paragraphs of speech right after it."""
        if len(self._paragraph(index, apart=True, note=False)) < 2 or self._discusses(index):
            return False
        following = [i for i in body if i > index][:2]
        return len(following) == 2 and all(self._starts_with_speech(i) and not self._paragraph(i, note=False) for i in following)

    def _starts_with_speech(self, index: int) -> bool:
        clauses = self.clauses.get(index, [])
        return bool(clauses) and any(e.kind == "speech" for e in self.scan.between(clauses[0].start, clauses[0].start + 6))

    def _announced_speech(self, index: int, announced: list[_Treated], items: list[_Treated]) -> bool:
        """A speech paragraph that fits a matter announced in the lead, and not the section before it."""
        if not announced or not self._starts_with_speech(index):
            return False
        scores = [self._likeness(t, index) for t in announced]
        here = self._likeness(items[-1], index)
        return max(scores) > max(here, 3) and not any(set(announced[scores.index(max(scores))].documents) & set(i.documents) for i in items)

    def _extend(self, item: _Treated, index: int) -> None:
        """The paragraph belongs to the section before it; an outcome stated there is the item's."""
        item.end = self.outline.paragraphs[index].end
        item.sections.append(index)
        self._add_outcomes(item, index)

    # ── lists of agenda, then their digest ──

    def _agenda_list(self, body: list[int]) -> list[_Treated] | None:
        """会议议题: 1. 2. 3. and then 会议要点: one paragraph for each, in the same order."""
        text = self.scan.text
        head = next((i for i in body if _AGENDA_LABEL.match(self._line(i)) is not None), None)
        digest = next((i for i in body if _DIGEST_LABEL.match(self._line(i)) is not None), None)
        if head is None or digest is None or digest < head:
            return None
        listed = []
        for index in (i for i in body if head < i < digest):
            found = self._paragraph(index)
            if found:
                first = found[0]
                for more in found[1:]:
                    _merge(first, more)
                listed.append(first)
        sections = [i for i in body if i > digest and _OTHER_MATTERS.search(text, self.outline.paragraphs[i].start, self.outline.paragraphs[i].end) is None]
        if len(listed) != len(sections):
            return None
        for item, index in zip(listed, sections, strict=True):
            paragraph = self.outline.paragraphs[index]
            item.start, item.end, item.sections = paragraph.start, paragraph.end, [index]
            self._add_outcomes(item, index)
        return listed

    def _line(self, index: int) -> str:
        paragraph = self.outline.paragraphs[index]
        return self.scan.text[paragraph.start : paragraph.end]

    # ── one paragraph ──

    def _paragraph(self, index: int, *, apart: bool = False, note: bool = True) -> list[_Treated]:
        """The matters whose verb clauses stand in this paragraph, with spans inside it.

        ``apart``: every verb clause is a matter of its own (leads announce). ``note``: remember the clauses as treated.
        """
        groups: list[_Treated] = []
        chain, talked = True, False
        clauses = self.clauses.get(index, [])
        elsewhere = False
        for number, clause in enumerate(clauses):
            if self.scan.text[clause.start] == "(" and self.scan.text[clause.end - 1] == ")":
                continue  # a byline or a label at the end
            elsewhere = index != self.outline.lead and _OTHER_MEETING.search(self.scan.text, clause.start, clause.end) is not None or (elsewhere and clause.level < 3)
            if elsewhere:
                continue
            if self._is_speech(clause):
                chain, talked = False, True
                if groups:
                    groups[-1].end = clause.end
                    groups[-1].sections = [index]
                continue
            treated = self._clause(clause, chain=chain or clause.level == 3 or (apart and clause.level == 2), index=index, fresh=clause.level == 3 and (talked or number == 0))
            if treated is None:
                if groups:
                    groups[-1].end = max(groups[-1].end, clause.end)
                    if chain and clause.level < 3:
                        groups[-1].documents.extend(self._documents(clause.start, clause.end))
                    elif clause.level == 3:
                        groups[-1].sections = [index]
                        chain = False
                elif clause.level == 3 and number:
                    chain = False
                continue
            if note:
                self.treated.add(clause.start)
            if groups and self._only_states_outcome(treated, groups[-1]):
                groups[-1].outcomes.extend(treated.outcomes)
                groups[-1].treatments = [t for t in groups[-1].treatments if t not in _REPLACED] + treated.treatments
                groups[-1].end, groups[-1].sections = clause.end, [index]
                chain = True
                continue
            treated.separate = clause.level >= 2
            if talked and groups:
                treated.separate = True
            groups.append(treated)
            chain, talked = True, False
        return self._grouped([g for g in groups if not self._is_other(g)], index, apart=apart)

    def _only_states_outcome(self, treated: _Treated, before: _Treated) -> bool:
        """会议原则同意该方案 after 会议审议了《…方案》: the outcome of the matter before, and no matter of its own."""
        if not treated.outcomes or set(treated.treatments) != set(treated.outcomes):
            return False
        if treated.documents:
            return set(treated.documents) <= set(before.documents)
        return not before.outcomes and treated.subject.end - treated.subject.start < 40

    def _is_other(self, treated: _Treated) -> bool:
        return not treated.documents and _OTHER_MATTERS.search(self.scan.text, treated.start, min(treated.subject.end, treated.end)) is not None

    def _grouped(self, groups: list[_Treated], index: int, *, apart: bool) -> list[_Treated]:
        """Clauses joined by commas are one matter when a discussion follows them, and one each when none does."""
        if not groups:
            return []
        discussed = bool(groups[-1].sections) or self._followed_by_discussion(index)
        runs: list[list[_Treated]] = []
        for group in groups:
            if runs and not group.separate and not (apart and not (group.outcomes and not group.documents)):
                runs[-1].append(group)
            else:
                runs.append([group])
        items: list[_Treated] = []
        for number, run in enumerate(runs):
            last = number == len(runs) - 1
            if len(run) > 1 and not (bool(run[-1].sections) or (last and discussed)):
                items.extend(_outcomes_joined(run))
            else:
                first = run[0]
                for more in run[1:]:
                    _merge(first, more)
                items.append(first)
        if items and discussed:
            items[-1].sections = items[-1].sections or [index]
        if items and (items[-1].sections or len(items) == 1) and not (len(items) == 1 and not discussed and len(runs[0]) > 1):
            items[-1].end = self.outline.paragraphs[index].end
        if items and len(items) == 1 and (items[0].sections or items[0].end == self.outline.paragraphs[index].end):
            items[0].start = self._section_start(index, items[0].start)
        for item in items:
            self._outcomes_between(item, item.start, item.end)
        return items

    def _section_start(self, index: int, start: int) -> int:
        """A section begins at its paragraph, unless sentences of another kind stand before its verb."""
        paragraph = self.outline.paragraphs[index]
        clauses = self.clauses.get(index, [])
        if clauses and self._is_speech(clauses[0]) and index != self.outline.lead:
            return paragraph.start  # 会议认为,…。会议通过《…》
        if self.scan.text.find("。", paragraph.start, start) >= 0 or index == self.outline.lead:
            return start
        return paragraph.start

    def _followed_by_discussion(self, index: int) -> bool:
        """The next body paragraph says what was stressed, or goes on with 一要, and has no matter of its own."""
        paragraphs = self.outline.paragraphs
        following = index + 1
        if following >= len(paragraphs) or paragraphs[following].role != "body":
            return False
        clauses = self.clauses.get(following, [])
        if not clauses:
            return False
        if any(self._clause(c, chain=c.level == 3, index=following, fresh=c.level == 3) for c in clauses[:1]):
            return False
        return True

    def _is_speech(self, clause: Clause) -> bool:
        for event in self.scan.between(clause.start, clause.end):
            if event.kind == "speech" and event.start - clause.start <= 3 and event.value != "decide":
                return True
            if event.kind == "verb-speech" and self._speaks(clause, event):
                return True
        return False

    def _speaks(self, clause: Clause, event: Event) -> bool:
        """强调, 指出 on its own or after a name of two to four characters ends the treatment and begins the speech."""
        before = self.scan.text[clause.start : event.start]
        if event.start == clause.start:
            return event.value != "demand" or clause.level == 1
        return event.end == clause.end and len(before) <= 8 and "对照" not in before and "按" not in before

    def _clause(self, clause: Clause, *, chain: bool, index: int, fresh: bool) -> _Treated | None:
        """The treatment that a clause's own verb tells, or None. ``chain``: the clause may lack a subject."""
        scan, text = self.scan, self.scan.text
        start = clause.start
        numbered = False
        events = [e for e in scan.between(clause.start, clause.end) if scan.masked(e.start) is None or e.kind in _NUMBERED]
        while events and events[0].start == start and events[0].kind in _NUMBERED:
            start, numbered = events[0].end, True
            while start < clause.end and text[start] in " \u3000":
                start += 1
            events = events[1:]
        verbs = [e._replace(kind="treat", value="原则同意/原则同意") if e.kind == "agree" and e.value == "原则同意" else e for e in events]
        verbs = [e for e in verbs if e.kind == "treat" and self._is_verb(e, clause)]
        if not verbs:
            return None
        first = verbs[0]
        lead_in = text[start : first.start]
        has_subject = lead_in.startswith(("会议", "会前", "会上", "与会", "经会议", "本次会议", "会后"))
        heading = numbered or (fresh and clause.start == self.outline.paragraphs[index].start)
        if first.value.startswith("原则同意") and not has_subject and not self._is_plainly_treated(first, clause):
            return None
        if text.startswith("会议通过", first.start) and text[first.end : first.end + 1] not in ("《", "了"):
            return None
        has_subject = has_subject or text.startswith("会议通过", first.start)
        if _SUBJECT.fullmatch(lead_in) is not None:
            if not (has_subject or chain or heading or clause.level == 2 and self._is_plainly_treated(first, clause)):
                return None
            if not has_subject and not heading and clause.level == 3 and not fresh and not self._is_plainly_treated(first, clause):
                return None
            if not has_subject and heading and not numbered and not self._object_follows(first, clause):
                return None
        elif _IN_THE_COURSE.fullmatch(lead_in) is not None and re.search("时$", text[clause.start : clause.end]) is not None:
            pass
        elif has_subject and re.fullmatch("会议(?:还|又|同时)?[一-鿿]{0,4}", lead_in) is not None:
            pass
        elif _DONE_TO.match(lead_in) is not None and re.match("进行|作出|作了", text[first.start : first.end]) is not None:
            pass
        elif _PERSON_REPORTS.match(lead_in) is not None and first.value in ("通报", "解读", "传达"):
            pass
        elif first.value == "解读" and chain and re.search("(?:作了?|进行了?)(?:专题)?$", lead_in) is not None:
            pass
        elif first.value == "解读" and re.match("作|进行", text[first.start : first.end]) is not None:
            pass
        elif has_subject and re.match("会议[^,。;]{0,14}(?:环节|阶段|形式)", lead_in) is not None:
            pass
        elif lead_in.startswith(("与会", "会议开始前", "会前", "会后", "会上")) and len(lead_in) <= 24:
            pass
        elif re.match("(?:会议)?(?:由|邀请)[^,。;]{2,30}$", lead_in) is not None and first.value in ("解读", "通报", "传达"):
            pass
        else:
            return None
        return self._made(clause, [first, *self._joined(verbs[1:], clause)], index)

    def _is_verb(self, event: Event, clause: Clause) -> bool:
        text = self.scan.text
        if event.end < clause.end and _NOT_A_VERB.match(text, event.end, clause.end) is not None and text[event.end - 1] != "了":
            return event.start == clause.start and re.match("情况|精神|会议", text[event.end :]) is None
        return True

    def _is_plainly_treated(self, event: Event, clause: Clause) -> bool:
        """;审议通过了《…》, 。学习《…》等事项: a verb without subject that no demand would use."""
        text = self.scan.text
        return text[event.end - 1] == "了" or text[event.end : event.end + 1] in ("了", "《") or "《" in text[event.end : min(clause.end, event.end + 8)]

    def _object_follows(self, event: Event, clause: Clause) -> bool:
        return clause.end - event.end >= 3

    def _joined(self, verbs: list[Event], clause: Clause) -> list[Event]:
        """Second verbs of the same clause: 听取…汇报和观看…, 审议《…》并原则通过."""
        text = self.scan.text
        return [v for v in verbs if _JOINED_VERB.search(text, clause.start, v.start) is not None or _outcome(v)
                and re.search("(?:并|一致|会议)$", text[clause.start : v.start]) is not None]  # fmt: skip

    def _made(self, clause: Clause, verbs: list[Event], index: int) -> _Treated:
        treatments: list[str] = []
        outcomes: list[str] = []
        for verb in verbs:
            words, _, outcome = verb.value.partition("/")
            for word in words.split("+"):
                treatments.append(self._heard(verb, clause) if word == "听取" else word)
            if outcome:
                outcomes.append(outcome)
        if outcomes:
            treatments = [t for t in treatments if t not in _REPLACED]
        documents = self._documents(clause.start, clause.end)
        return _Treated(clause.start, clause.end, index, treatments, outcomes, documents, False, Span(clause.start, clause.end))

    def _heard(self, verb: Event, clause: Clause) -> str:
        """听取 with 汇报 in its clause, or later in its sentence before another verb, is 听取汇报."""
        text = self.scan.text
        if _REPORT.search(text, verb.end, clause.end) is not None:
            return "听取汇报"
        if clause.end < len(text) and text[clause.end] == ",":
            stop = re.compile("[。;\n]|会议|审议|研究|学习|传达").search(text, clause.end)
            end = stop.start() if stop is not None else len(text)
            if _REPORT.search(text, clause.end, min(end, clause.end + 60)) is not None:
                return "听取汇报"
        return "听取"

    def _documents(self, start: int, end: int) -> list[str]:
        return [title for span, title in sorted(self.title_at.items()) if start <= span.start < end]

    # ── outcomes said in the section ──

    def _add_outcomes(self, item: _Treated, index: int) -> None:
        paragraph = self.outline.paragraphs[index]
        self._outcomes_between(item, paragraph.start, paragraph.end)

    def _outcomes_between(self, item: _Treated, start: int, end: int) -> None:
        """会议原则同意…, 议定,原则通过《…》: the outcome replaces 审议, 研究, 讨论 by its own word."""
        scan = self.scan
        for clause in (c for i in sorted(self.clauses) for c in self.clauses[i] if start <= c.start < end):
            for event in scan.between(clause.start, clause.end):
                if event.kind not in ("treat", "agree") or scan.masked(event.start) is not None:
                    continue
                word = self._stated_outcome(event, clause)
                if word is not None and word not in item.outcomes:
                    item.outcomes.append(word)
                    item.treatments = [t for t in item.treatments if t not in _REPLACED] + [word]
                    item.documents.extend(d for d in self._documents(clause.start, clause.end) if not item.documents)
        if item.outcomes and not item.treatments:
            item.treatments = list(item.outcomes)

    def _stated_outcome(self, event: Event, clause: Clause) -> str | None:
        text = self.scan.text
        before = text[clause.start : event.start]
        if re.fullmatch("(?:[(（]?[一二三四五六七八九十0-9]*[)）.、]?)?(?:会议|会议议定|会议决定|经研究|会议一致|并|一致|【议定】|会议经?研究|会议审议后)?", before) is None:
            return None
        after = text[event.end : clause.end]
        if event.kind == "agree":
            if event.value not in ("原则同意",):
                return None if re.match("(?:该|此|上述|本|《|[一-鿿]{2,12}(?:提交|提出|拟定|起草|呈报|制定|报送)的|所提|所报)", after) is None else "审议通过"
            return "原则同意"
        return _outcome(event)

    # ── matters announced in the lead, paragraphs of speech that treat them ──

    def _claim(self, announced: list[_Treated], pending: list[int]) -> list[_Treated]:
        """Give each run of speech paragraphs to the announced matter it is most like."""
        items: list[_Treated] = []
        if not announced:
            return items
        current: _Treated | None = None
        for index, best in zip(pending, self._aligned(announced, pending), strict=True):
            paragraph = self.outline.paragraphs[index]
            if current is not None and _same(best, current) and not self._turns_to(best, current, index, pending):
                current.end = paragraph.end
                current.sections.append(index)
                continue
            current = replace(best, start=paragraph.start, end=paragraph.end, sections=[index], documents=self._claimed_documents(best, index, pending))
            items.append(current)
        for item in items:
            self._outcomes_between(item, item.start, item.end)
        return items

    def _aligned(self, announced: list[_Treated], pending: list[int]) -> list[_Treated]:
        """For each paragraph the announced matter it treats: the order-keeping alignment with the most words in common,
        where a paragraph that opens with 会议强调 is a little likelier to turn to the next matter."""
        width = len(announced)
        best: list[list[tuple[float, int]]] = []
        for row, index in enumerate(pending):
            turn = 1.5 if self._starts_with_speech(index) else 0.0
            line: list[tuple[float, int]] = []
            for column, item in enumerate(announced):
                like = min(self._likeness(item, index), 12.0)
                if row == 0:
                    line.append((like - 0.5 * column, -1))
                    continue
                stay = (best[row - 1][column][0], column)
                move = max(((best[row - 1][k][0] + turn - 0.5 * (column - k - 1), k) for k in range(column)), default=(-1.0, 0))
                score, origin = max(stay, move, key=lambda pair: pair[0])
                line.append((score + like, origin))
            best.append(line)
        column = max(range(width), key=lambda k: best[-1][k][0])
        chosen = [column]
        for row in range(len(pending) - 1, 0, -1):
            column = best[row][column][1]
            chosen.append(column)
        return [announced[k] for k in reversed(chosen)]

    def _turns_to(self, best: _Treated, current: _Treated, index: int, pending: list[int]) -> bool:
        """One verb over several documents: the paragraph turns from one of them to another, or to none."""
        if len(best.documents) < 2 or not _STUDIED & set(best.treatments) or not self._starts_with_speech(index) or len(current.documents) == len(best.documents):
            return False
        own = [title for title in best.documents if self._is_about(title, index)]
        return set(own) != set(current.documents)

    def _claimed_documents(self, item: _Treated, index: int, pending: list[int]) -> list[str]:
        """Of several documents under one verb, those this paragraph speaks of; all where it tells none apart."""
        if len(item.documents) < 2 or len(pending) < 2 or not _STUDIED & set(item.treatments):
            return list(item.documents)
        own = [title for title in item.documents if self._is_about(title, index)]
        return own if len(own) < len(item.documents) else list(item.documents)

    def _is_about(self, title: str, index: int) -> bool:
        """Whether a paragraph speaks of the document: names it, or shares a good part of its title's words."""
        return self._document_likeness(title, index) >= max(3, min(5, 0.2 * len(_pairs(title))))

    def _document_likeness(self, title: str, index: int) -> float:
        paragraph = self.outline.paragraphs[index]
        line = self.scan.text[paragraph.start : paragraph.end]
        short = self.shorts.get(title)
        score = 4.0 if f"《{title}》" in line or (short is not None and f"《{short}》" in line) else 0.0
        return score + sum(pair in line for pair in _pairs(title))

    def _likeness(self, item: _Treated, index: int) -> float:
        paragraph = self.outline.paragraphs[index]
        line = self.scan.text[paragraph.start : paragraph.end]
        subject = self.scan.text[item.subject.start : item.subject.end]
        score = float(sum(pair in line for pair in _pairs(subject)))
        for title in item.documents:
            score = max(score, self._document_likeness(title, index))
        return score

    def _with_unclaimed(self, announced: list[_Treated], items: list[_Treated]) -> list[_Treated]:
        """Announced matters that no section treats stay as listed ones, when the lead names them well enough."""
        if not items:
            return [t for t in announced if not self._is_other(t)]
        titles = {title for item in items for title in item.documents}
        mentioned = [t for t in announced if t.documents and not set(t.documents) & titles]
        return items + mentioned


_PERSON_REPORTS = re.compile("[^,。;]{2,40}(?:主任|局长|书记|部长|县长|市长|区长|教授|律师|同志|负责人|院长|检察长|处长)[一-鿿]{2,4}$")


def _same(a: _Treated, b: _Treated) -> bool:
    return a.subject == b.subject


def _outcome(event: Event) -> str | None:
    return event.value.partition("/")[2] or None


def _merge(first: _Treated, more: _Treated) -> None:
    first.end = max(first.end, more.end)
    first.outcomes.extend(more.outcomes)
    first.treatments.extend(more.treatments)
    first.documents.extend(more.documents)
    if more.outcomes:
        first.treatments = [t for t in first.treatments if t not in _REPLACED]
    first.sections = first.sections or more.sections
    first.subject = Span(first.subject.start, max(first.subject.end, more.subject.end))


def _outcomes_joined(run: list[_Treated]) -> list[_Treated]:
    """In a list of clauses, an outcome without a matter of its own belongs to the clause before it."""
    items = [run[0]]
    for more in run[1:]:
        if more.outcomes and not more.documents:
            _merge(items[-1], more)
        else:
            items.append(more)
    return items


def _pairs(words: str) -> set[str]:
    """Two-character pieces that tell one matter from another."""
    return {words[i : i + 2] for i in range(len(words) - 1) if re.match("[一-鿿A-Za-z0-9]{2}$", words[i : i + 2])} - _STOP_PAIRS
