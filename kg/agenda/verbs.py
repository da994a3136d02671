"""The verb clauses of the meeting itself: 听取…汇报, 审议《…》, and the matter that each tells. (处理方式)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.agenda.beginnings import Beginning, is_by_meeting
from kg.agenda.matter import PUT_OFF, REPLACED, Matter
from kg.agenda.subjects import matter_words
from kg.model import Document, Span
from kg.scan import Event, Scan, Track
from kg.structure import Clause, Outline

# What may stand between the start of a clause and its verb of treatment.
_SUBJECT = re.compile(
    "(?:(?:[省市县区州盟旗](?:人民)?政府)?(?:党组|常务|全体)(?:\\(扩大\\))?会议(?:还|集体|专题|首先)*|(?:本次|此次)?会议(?:上|前|开始前|期间|首先|还|同时|又|一致|重点|专门|专题|集体|认真|分别|共同|随后|现场|再次|继续|先后|了|,)*|会前|会上|会后|会议还就|与会(?:人员|同志|领导)?(?:还|集体|共同|认真)*|"
    "经(?:会议)?(?:认真)?(?:研究|讨论|审议),?|【议定】(?:会议)?|党组|政府党组|全体(?:人员|成员))?"
    "(?:还|又|并|并且|同时|先后|首先|其次|随后|最后|再次|集体|集中|专题|专门|重点|认真|一并|分别|现场|一致|共同|逐项|逐一|及时|第一时间|开展了?|组织|进行了?|书面)*"
)
_AFTER_WHEN = re.compile(r"(?:会前|会上|会后|会议(?:前|上|开始前|期间))[,:]\s*\Z")
_LONGEST_WHEN = 7
# 会议第一项议程由县住建局|传达…; 第二个议题: says of what follows that it is a matter of its own.
_COUNTED = re.compile("(?:会议)?的?第[一二三四五六七八九十]{1,2}[项个](?:会议)?(?:议程|议题|内容)(?:是|为)?[,:]?")
_COUNTED_LIST = re.compile("(?:议题|议程|事项|内容)[^。;,:]{0,4}:\\s*一是")
_PASSED = re.compile("(?<=[,;。])(?P<verb>通过了?)\\Z")
_CLOSES = re.compile("\\s*(?:[,、。;《(和及等]|$)")
# 县气象局、县水文中心|分别|通报了…: between who tells and that he does.
_HOW = re.compile("(?:同志|分别|依次|先后|现场|书面|简要|详细|集中|专题|逐一|首先|还|并)+$")
# 县应急局、县水利局分别|就防汛工作|作了汇报
_REPORTED_ON = re.compile("(?:对|就|围绕|针对)[^,。;]*$")
# 请县审计局|汇报…: who is asked to.
_ASKED = ("请", "责成", "要求", "督促", "各", "由")
# 汇报|材料, 汇报|发言: no verb.
_NOTED = re.compile("会|稿|提纲|材料|制度|发言|片|人[:)]|单位[:)]")
# What a report is on: 汇报了…, 汇报《…》, 汇报防汛工作情况.
_REPORTED = re.compile("了|《|[^,。;:]{2,60}(?:情况|工作|进展|问题|事宜|事项|方案|成效|打算|建议)(?=[,。;:]|$)")
_LONGEST_ORGAN = 24
_NAME_SIZES = (2, 3, 4)
# What somebody named does for the meeting.
_BY_PEOPLE = frozenset({"通报", "解读", "传达", "传达学习", "学习", "听取"})
# 各副县长分别就分管工作|进行了汇报: nobody named, and told as done.
_REPORTERS = re.compile("(?:各|与会|参会|有关|相关|[省市县区]直)[^,。;:]{1,24}(?:分别|依次|先后|逐一|就|围绕|对)")
_LONGEST_LIST = 150  # 听取了甲情况,乙情况,…的汇报
_REPORT = re.compile("汇报")
_JOINED_VERB = re.compile("(?:和|并|及|以及|、)(?:还|就|对|集体|专题|认真)?$")
# 研究 and its like inside an object, not as the meeting's own act.
_NOT_A_VERB = re.compile(
    "(?:院|所|事项|议题|决定|同意|室|中心|员|生|成果|报告(?!》)|精神|情况|会|会议|工作组|任务|目标|要求|措施(?!)|方案|意见|稿|提纲)"
)
_NUMBERED = frozenset({"enum-heading", "enum-arabic", "enum-bracket", "enum-arabic-bracket"})


class VerbReader:
    """Tells of one clause what the meeting did in it. Holds only look-ups."""

    def __init__(self, scan: Scan, outline: Outline, documents: tuple[Document, ...], names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.outline = outline
        self.name_ends = {name.end for name in names}
        self.name_words = {scan.text[name.start : name.end] for name in names}
        self.clauses = outline.by_paragraph()
        self.titles = sorted({span: document.title for document in documents for span in document.mentions}.items())
        self.title_starts = [span.start for span, _ in self.titles]
        self.acts = scan.plain("treat", "agree", "report")
        verbs = [verb for verb in map(_as_verb, self.acts.events) if verb is not None]
        self.verbs = Track(sorted([*verbs, *self._passed(verbs)]))
        self.modals = scan.plain("modal", "modal-tail")
        counted = _COUNTED_LIST.search(scan.text)
        self.counted = counted.start() if counted is not None else None  # where a list of matters begins
        self.clause_starts = [clause.start for clause in outline.clauses]
        self.with_verb = self.starts_with(self.verbs)

    def _passed(self, verbs: list[Event]) -> list[Event]:
        """审议甲;|通过|《乙》: a verb only before a title that ends its clause, and where one begins; not 通过《日报》发布."""
        text, taken = self.scan.text, {verb.end for verb in verbs}
        found = [
            _PASSED.search(text, max(0, title.start - 5), title.start)
            for title in self.scan.titles
            if _CLOSES.match(text, title.end) is not None
        ]
        return [
            Event(m.start("verb"), m.end("verb"), "treat", "审议通过/审议通过")
            for m in found
            if m is not None and m.end("verb") not in taken
        ]

    def starts_with(self, track: Track) -> frozenset[int]:
        """Starts of the clauses that an event of the track stands in or after: asked first, because most have none."""
        starts = self.clause_starts
        return frozenset([starts[bisect_right(starts, at) - 1] for at in track.starts if starts and starts[0] <= at])

    def treatment(self, clause: Clause, *, chain: bool, index: int, fresh: bool) -> Matter | None:
        """The treatment that a clause's own verb tells, or None. ``chain``: the clause may lack a subject."""
        if clause.start not in self.with_verb:
            return None
        text = self.scan.text
        verbs = [e for e in self.verbs.between(clause.start, clause.end) if self._is_verb(e, clause)]
        if not verbs:
            return None
        start = self._past_numbers(clause)
        numbered = start > clause.start
        first = verbs[0]
        reported = self._done_by_somebody(text[start : first.start], first, clause, numbered)
        if first.kind == "report":
            told = "了" in text[first.start : first.end + 1] or clause.start == self.outline.paragraphs[index].start
            if not reported or not (told or numbered or chain):
                return None  # 听取|汇报 is no act of whoever reports; 会议要求,县审计局汇报… is none yet
        if self.modals.first(clause.start, first.start) is not None:
            return None  # 与会各单位须…传达到…: asked for, not done by the meeting
        if text.startswith("由", start) and text[clause.start - 2 : clause.start] == "的,":
            return None  # 未按时完成的,|由县政府督查室通报: what is to be done in a case
        lead_in = text[start : first.start]
        has_subject = is_by_meeting(lead_in)
        heading = numbered or (fresh and clause.start == self.outline.paragraphs[index].start)
        if first.value.startswith("原则同意") and not has_subject and not self._is_plainly_treated(first, clause):
            return None
        if text.startswith("会议通过", first.start) and text[first.end : first.end + 1] not in ("《", "了"):
            return None
        has_subject = has_subject or text.startswith("会议通过", first.start)
        if _SUBJECT.fullmatch(lead_in) is not None:
            if not (has_subject or chain or heading or (clause.level == 2 and self._is_plainly_treated(first, clause))):
                return None
            if (
                not has_subject
                and not heading
                and clause.level == 3
                and not fresh
                and not self._is_plainly_treated(first, clause)
            ):
                return None
            if not has_subject and heading and not numbered and not self._object_follows(first, clause):
                return None
        elif not self._is_done(lead_in, first, clause, chain=chain, index=index, numbered=numbered):
            return None
        made = self._made(clause, [first, *self._joined(verbs[1:], clause)], index)
        made.reported = reported
        return made

    def _is_done(self, words: str, first: Event, clause: Clause, *, chain: bool, index: int, numbered: bool) -> bool:
        """Whether other words before the verb than a plain subject make it an act of the meeting."""
        beginning = Beginning(
            words,
            first,
            self.scan.text[first.start : first.end],
            self.scan.text[clause.start : clause.end],
            chain,
            self.scan.text[clause.end : clause.end + _LONGEST_ORGAN],
            clause.start == self.outline.paragraphs[index].start,
            clause.level == 2 or (index == self.outline.lead and words.startswith("并")),
        )
        if beginning.in_the_course():
            return matter_words(self.scan.lexicon).tells(
                self.scan.text[first.end : clause.end]
            )  # 在听取发言后 names none
        if beginning.is_done() or self._done_by_somebody(words, first, clause, numbered):
            return True
        name_end = beginning.on_behalf() if self._stands_apart(clause) else None
        return name_end is not None and self._names_somebody(words[:name_end], first.start - len(words) + name_end)

    def _names_somebody(self, words: str, end: int) -> bool:
        """县长甲|对…进行安排部署, 县应急局、县水利局分别|就防汛工作作了汇报"""
        how = _HOW.search(words)
        end -= len(how[0]) if how is not None else 0
        return end in self.name_ends or self._ends_in_organ(end)

    def _done_by_somebody(self, words: str, verb: Event, clause: Clause, numbered: bool) -> bool:
        """滕国栋|传达了…, 县财政局局长甲|通报了…, 县安委办|通报了…: in the meeting's stead. ``words`` stand before the verb."""
        done = "了" in self.scan.text[verb.start : verb.end + 1]
        if verb.kind == "report" and done:
            on = _REPORTED_ON.search(words)
            if _REPORTERS.match(words) is not None:
                return True
            if on is not None and self._names_somebody(words[: on.start()], verb.start - len(words) + on.start()):
                return True
        if not numbered and words.startswith(_ASKED):
            return False
        how = _HOW.search(words)
        at = verb.start - (len(how[0]) if how is not None else 0)
        who = words[: len(words) - (verb.start - at)]
        if at in self.name_ends or self._ends_in_name(who):
            return (numbered or self._stands_apart(clause)) and self._tells_plainly(verb, clause, numbered)
        return len(who) <= _LONGEST_ORGAN and self._ends_in_organ(at) and self._tells_plainly(verb, clause, numbered)

    def _ends_in_organ(self, at: int) -> bool:
        """县安委办|通报了…"""
        before = self.scan.between(at - _LONGEST_ORGAN, at)
        return any(event.end == at and event.kind in ("tail", "department") for event in before)

    def _ends_in_name(self, words: str) -> bool:
        """县领导钱二河: with no post before it, a name is known from elsewhere in the notice."""
        return any(words[-size:] in self.name_words for size in _NAME_SIZES)

    def _past_numbers(self, clause: Clause) -> int:
        """Where the words begin: after 一、 and (一) at the clause's start."""
        start = clause.start
        counted = _COUNTED.match(self.scan.text, start, clause.end)
        if counted is not None:
            return counted.end()
        while start < clause.end:
            event = self.scan.at.get(start)
            if event is None or not (event.kind in _NUMBERED or self._counts_matters(event, clause)):
                break
            start = event.end
            while start < clause.end and self.scan.text[start] in " \u3000":
                start += 1
        return start

    def counts_matters(self, index: int) -> bool:
        """Whether the paragraph begins with 一是 and a verb of treatment."""
        clauses = self.clauses.get(index, [])
        event = self.scan.at.get(self.outline.paragraphs[index].start)
        return bool(clauses) and event is not None and self._counts_matters(event, clauses[0])

    def heads_matter(self, index: int) -> bool:
        """Whether what the paragraph's number stands before is a verb of the meeting's own: (一)审议《甲》, (二)县司法局通报…"""
        clauses = self.clauses.get(index, [])
        return bool(clauses) and self.treatment(clauses[0], chain=False, index=index, fresh=True) is not None

    def _counts_matters(self, event: Event, clause: Clause) -> bool:
        """二是|传达学习《…》, 五是|研究金融工作。会议强调…: an enumeration of matters, and not of demands."""
        paragraph = self.outline.paragraphs[clause.paragraph]
        if event.kind != "enum-point":
            return False
        if self.counted is not None and event.start > self.counted:
            # 会议共有九项议题:一是|听取…; 二是|研究…
            return self.verbs.first(event.end, event.end + 1) is not None
        if event.start != paragraph.start:
            return False
        verb = self.verbs.first(event.end, min(clause.end, event.end + 8))
        if verb is None:
            return False
        return self._is_plainly_treated(verb, clause) or self.scan.text.startswith("。会议", clause.end)

    def _stands_apart(self, clause: Clause) -> bool:
        """Whether a clause begins a sentence or a part of one, or follows 会上."""
        return (
            clause.level >= 2
            or _AFTER_WHEN.search(self.scan.text, max(0, clause.start - _LONGEST_WHEN), clause.start) is not None
        )

    def _tells_plainly(self, event: Event, clause: Clause, numbered: bool) -> bool:
        """通报了…, 学习《…》, 汇报防汛工作情况: told as done."""
        if event.kind == "report":
            return _REPORTED.match(self.scan.text, event.end, clause.end) is not None
        return event.value in _BY_PEOPLE and (
            numbered
            or self.scan.text[event.end - 1] == "了"
            or self.scan.text[event.end : event.end + 1] in ("了", "《")
        )

    def _is_verb(self, event: Event, clause: Clause) -> bool:
        text = self.scan.text
        if text.startswith("的", event.end):
            return False  # 会议研究|的事项
        if event.kind == "report":
            return _NOTED.match(text, event.end) is None
        if (
            event.end < clause.end
            and _NOT_A_VERB.match(text, event.end, clause.end) is not None
            and text[event.end - 1] != "了"
        ):
            return event.start == clause.start and re.match("情况|精神|会议", text[event.end :]) is None
        return True

    def _is_plainly_treated(self, event: Event, clause: Clause) -> bool:
        """;审议通过了《…》, 。学习《…》等事项: a verb without subject that no demand would use."""
        text = self.scan.text
        return (
            text[event.end - 1] == "了"
            or text[event.end : event.end + 1] in ("了", "《")
            or "《" in text[event.end : min(clause.end, event.end + 8)]
        )

    def _object_follows(self, event: Event, clause: Clause) -> bool:
        return clause.end - event.end >= 3

    def _joined(self, verbs: list[Event], clause: Clause) -> list[Event]:
        """Second verbs of the same clause: 听取…汇报和观看…, 审议《…》并原则通过."""
        text = self.scan.text
        return [v for v in verbs if _JOINED_VERB.search(text, clause.start, v.start) is not None or (outcome_of(v)
                and re.search("(?:并|一致|会议)$", text[clause.start : v.start]) is not None)]  # fmt: skip

    def _made(self, clause: Clause, verbs: list[Event], index: int) -> Matter:
        treatments: list[str] = []
        outcomes: list[str] = []
        for verb in verbs:
            words, _, outcome = verb.value.partition("/")
            for word in words.split("+"):
                treatments.append(self._heard(verb, clause) if word == "听取" else word)
            if outcome:
                outcomes.append(outcome)
        if outcomes and PUT_OFF.isdisjoint(outcomes):
            treatments = [t for t in treatments if t not in REPLACED]
        documents = self.documents(clause.start, clause.end)
        return Matter(
            clause.start, clause.end, index, treatments, outcomes, documents, False, Span(clause.start, clause.end)
        )

    def _heard(self, verb: Event, clause: Clause) -> str:
        """听取 with 汇报 in its clause, or later in its sentence before another verb, is 听取汇报."""
        text = self.scan.text
        if _REPORT.search(text, verb.end, clause.end) is not None:
            return "听取汇报"
        if clause.end < len(text) and text[clause.end] == ",":
            stop = re.compile("[。;\n]|会议|审议|研究|学习|传达").search(text, clause.end)
            end = stop.start() if stop is not None else len(text)
            if _REPORT.search(text, clause.end, min(end, clause.end + _LONGEST_LIST)) is not None:
                return "听取汇报"
        return "听取"

    def documents(self, start: int, end: int) -> list[str]:
        low = bisect_left(self.title_starts, start)
        return [title for _, title in self.titles[low : bisect_left(self.title_starts, end, low)]]


def _as_verb(event: Event) -> Event | None:
    """The verb of treatment that an event is; 原则同意 is one with its outcome, 同意 alone is none."""
    if event.kind in ("treat", "report"):
        return event
    return event._replace(kind="treat", value="原则同意/原则同意") if event.value == "原则同意" else None


def outcome_of(event: Event) -> str | None:
    return event.value.partition("/")[2] or None
