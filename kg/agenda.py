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
    "经(?:会议)?(?:认真)?(?:研究|讨论|审议),?|【议定】|党组|政府党组|全体(?:人员|成员))?"
    "(?:还|又|并|并且|同时|先后|首先|其次|随后|最后|再次|集体|专题|专门|重点|认真|一并|分别|现场|一致|共同|逐项|逐一|及时|第一时间|开展了?|组织|进行了?)*"
)
_IN_THE_COURSE = re.compile("(?:会议)?在")
_OTHER_MATTERS = re.compile("(?:其他|其它|另外)(?:有关)?(?:相关)?(?:事项|事宜|议题|工作|问题|内容)|有关人事事项$|相关工作$")
_DONE_TO = re.compile("(?:会议|还)*(?:对|就|围绕|针对)")
_REPORT = re.compile("汇报")
_JOINED_VERB = re.compile("(?:和|并|及|以及|、)(?:还|就|对|集体|专题|认真)?$")
# 研究 and its like inside an object, not as the meeting's own act.
_NOT_A_VERB = re.compile("(?:院|所|室|中心|员|生|成果|报告(?!》)|精神|情况|会|会议|工作组|任务|目标|要求|措施(?!)|方案|意见|稿|提纲)")
_REPLACED = frozenset({"审议", "研究", "讨论"})
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
        for index in body:
            found = self._paragraph(index)
            if index == lead and not self._lead_treats(index, found, body):
                announced = found
                continue
            if not found:
                if items and not announced and not pending:
                    self._extend(items[-1], index)
                elif items and items[-1].sections and not pending and not self._announced_speech(index, announced, items):
                    self._extend(items[-1], index)
                else:
                    pending.append(index)
                continue
            if pending:
                items.extend(self._claim(announced, pending))
                pending = []
            if not items and not pending and self._is_second_lead(index, found, body):
                announced = announced + found
                continue
            items.extend(found)
        if pending:
            items.extend(self._claim(announced, pending))
        return self._with_unclaimed(announced, items)

    def _lead_treats(self, index: int, found: list[_Treated], body: list[int]) -> bool:
        """Whether the lead paragraph itself is the section of its matters: nothing else follows it, or it discusses."""
        later = [i for i in body if i > index]
        if not later:
            return True
        return any(t.sections for t in found) and self._discusses(index)

    def _discusses(self, index: int) -> bool:
        start, end = self.outline.paragraphs[index].start, self.outline.paragraphs[index].end
        return any(e.kind == "speech" for e in self.scan.between(start, end))

    def _is_second_lead(self, index: int, found: list[_Treated], body: list[int]) -> bool:
        """A paragraph that only lists several matters, with two or more paragraphs of speech right after it."""
        if len(found) < 2 or self._discusses(index):
            return False
        following = [i for i in body if i > index][:2]
        return len(following) == 2 and all(self._starts_with_speech(i) and not self._paragraph(i) for i in following)

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

    def _paragraph(self, index: int) -> list[_Treated]:
        """The matters whose verb clauses stand in this paragraph, with spans inside it."""
        groups: list[_Treated] = []
        chain, talked = True, False
        clauses = self.clauses.get(index, [])
        for number, clause in enumerate(clauses):
            if self._is_speech(clause):
                chain, talked = False, True
                if groups:
                    groups[-1].end = clause.end
                    groups[-1].sections = [index]
                continue
            treated = self._clause(clause, chain=chain or clause.level == 3, index=index, fresh=clause.level == 3 and (talked or number == 0))
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
            self.treated.add(clause.start)
            treated.separate = clause.level >= 2
            if talked and groups:
                treated.separate = True
            groups.append(treated)
            chain, talked = True, False
        return self._grouped([g for g in groups if not self._is_other(g)], index)

    def _is_other(self, treated: _Treated) -> bool:
        return not treated.documents and _OTHER_MATTERS.search(self.scan.text, treated.start, min(treated.subject.end, treated.end)) is not None

    def _grouped(self, groups: list[_Treated], index: int) -> list[_Treated]:
        """Clauses joined by commas are one matter when a discussion follows them, and one each when none does."""
        if not groups:
            return []
        discussed = bool(groups[-1].sections) or self._followed_by_discussion(index)
        runs: list[list[_Treated]] = []
        for group in groups:
            if runs and not group.separate:
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
        if items and items[0].sections and len(items) == 1:
            items[0].start = self._section_start(index, items[0].start)
        for item in items:
            if item.sections:
                self._outcomes_between(item, item.start, item.end)
        return items

    def _section_start(self, index: int, start: int) -> int:
        """A section begins at its paragraph, unless sentences of another kind stand before its verb."""
        paragraph = self.outline.paragraphs[index]
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
        verbs = [e for e in events if e.kind == "treat" and self._is_verb(e, clause)]
        if not verbs:
            return None
        first = verbs[0]
        lead_in = text[start : first.start]
        has_subject = lead_in.startswith(("会议", "会前", "会上", "与会", "经会议", "本次会议", "会后"))
        heading = numbered or (fresh and clause.start == self.outline.paragraphs[index].start)
        if _SUBJECT.fullmatch(lead_in) is not None:
            if not (has_subject or chain or heading):
                return None
            if not has_subject and not heading and clause.level == 3 and not fresh:
                return None
            if not has_subject and heading and not numbered and not self._object_follows(first, clause):
                return None
        elif _IN_THE_COURSE.fullmatch(lead_in) is not None and re.search("时$", text[clause.start : clause.end]) is not None:
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
        for index in pending:
            best = self._most_like(announced, index, current)
            if best is None:
                if current is not None:
                    current.end = self.outline.paragraphs[index].end
                continue
            if current is not None and best is current.sections[0:0] or (current is not None and _same(best, current)):
                current.end = self.outline.paragraphs[index].end
                continue
            paragraph = self.outline.paragraphs[index]
            current = replace(best, start=paragraph.start, end=paragraph.end, sections=[index], documents=self._claimed_documents(best, index, pending))
            self._outcomes_between(current, paragraph.start, paragraph.end)
            items.append(current)
        return items

    def _claimed_documents(self, item: _Treated, index: int, pending: list[int]) -> list[str]:
        """Of several documents under one verb, those this paragraph speaks of; all where it tells none apart."""
        if len(item.documents) < 2 or len(pending) < 2:
            return list(item.documents)
        own = [title for title in item.documents if self._document_likeness(title, index) >= 3]
        return own if own and len(own) < len(item.documents) else list(item.documents)

    def _document_likeness(self, title: str, index: int) -> float:
        paragraph = self.outline.paragraphs[index]
        line = self.scan.text[paragraph.start : paragraph.end]
        short = self.shorts.get(title)
        score = 4.0 if f"《{title}》" in line or (short is not None and f"《{short}》" in line) else 0.0
        return score + sum(pair in line for pair in _pairs(title))

    def _most_like(self, announced: list[_Treated], index: int, current: _Treated | None) -> _Treated | None:
        scores = [(self._likeness(t, index), -i, t) for i, t in enumerate(announced)]
        best = max(scores, key=lambda s: (s[0], s[1]))
        if best[0] < 2:
            return announced[0] if current is None and len(announced) == 1 else None
        return best[2]

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
