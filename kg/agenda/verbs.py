"""The verb clauses of the meeting itself: 听取…汇报, 审议《…》, and the matters they make within one paragraph. (处理方式)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.agenda.matter import PUT_OFF, REPLACED, Matter, merge, outcomes_joined, pairs
from kg.model import Document, Span
from kg.scan import Event, Scan, Track
from kg.structure import Clause, Outline

# What may stand between the start of a clause and its verb of treatment.
_SUBJECT = re.compile(
    "(?:(?:[省市县区州盟旗](?:人民)?政府)?(?:党组|常务|全体)(?:\\(扩大\\))?会议(?:还|集体|专题|首先)*|(?:本次|此次)?会议(?:上|前|开始前|期间|首先|还|同时|又|一致|重点|专门|专题|集体|认真|分别|共同|随后|现场|再次|继续|先后|了|,)*|会前|会上|会后|会议还就|与会(?:人员|同志|领导)?(?:还|集体|共同|认真)*|"
    "经(?:会议)?(?:认真)?(?:研究|讨论|审议),?|【议定】(?:会议)?|党组|政府党组|全体(?:人员|成员))?"
    "(?:还|又|并|并且|同时|先后|首先|其次|随后|最后|再次|集体|集中|专题|专门|重点|认真|一并|分别|现场|一致|共同|逐项|逐一|及时|第一时间|开展了?|组织|进行了?|书面)*"
)
_IN_THE_COURSE = re.compile("(?:会议)?在")
_DONE_TO = re.compile("(?:会议|还|并|并且|同时)*(?:对|就|围绕|针对)")
# 区司法局组织与会人员|集中学习了…: somebody has those present do it.
_HAS_THEM = re.compile("(?:组织|带领)(?:与会|参会|全体)?(?:人员|同志|领导|成员)(?:集体|集中|共同|专题|认真)*")
_A_LIST = 3  # so many matters in one paragraph are a list, and a leader's speech after it is on all of them
_LONGEST_SPEAKER = 30
_THEN_SPEAKS = re.compile(
    "(?:同志)?(?:最后|在会上|在讲话中|在总结时|在总结讲话时|在主持会议时|还|同时)?(?:强调|指出|要求|说)"
)
_STATEMENTS = re.compile("[^。]{2,120}作(?:了)?(?:表态|交流|典型|书面|汇报)?发言。?")
# 省政府党组会议传达学习…。省政府常务会议分析…: which of two meetings did it
_OWN_MEETING = re.compile("(?:[省市县区州盟旗](?:人民)?政府)?(?:党组|常务|全体)(?:\\(扩大\\))?会议")
_AFTER_WHEN = re.compile(r"(?:会前|会上|会后|会议(?:前|上|开始前|期间))[,:]\s*\Z")
# What somebody named does for the meeting.
_BY_PEOPLE = frozenset({"通报", "解读", "传达", "传达学习", "学习"})
_REPORT = re.compile("汇报")
_JOINED_VERB = re.compile("(?:和|并|及|以及|、)(?:还|就|对|集体|专题|认真)?$")
# 研究 and its like inside an object, not as the meeting's own act.
_NOT_A_VERB = re.compile(
    "(?:院|所|事项|议题|决定|同意|室|中心|员|生|成果|报告(?!》)|精神|情况|会|会议|工作组|任务|目标|要求|措施(?!)|方案|意见|稿|提纲)"
)
_OTHER_MEETING = re.compile("会前[^,。;]{0,8}会议|主持召开|召开[^,。;]{0,12}会议")
_DECIDES = re.compile("会议(?:决定|议定)")
_WHEN_ONLY = re.compile("会前|会上|会后|会议(?:前|上|开始前|期间)")
_NUMBERED = frozenset({"enum-heading", "enum-arabic", "enum-bracket", "enum-arabic-bracket"})
# 会议还…: a paragraph that lists what else there was.
_LISTING = re.compile("会议(?:还|同时)")
# A sentence that ends so tells who was there, unless a demand or a speech stands in it.
_ROLL_CALL = re.compile(
    "(?!.*(?:强调|指出|要求|会议(?:听取|审议|研究|传达|学习))).*(?:列席|出席|参加)(?:了)?(?:本次|此次)?(?:会议|相关议题|有关议题)?$"
)
# Last characters of its matches.
_ROLL_ENDS = frozenset("席加了议题\n")
_OUTCOME_LEAD = re.compile(
    "(?:[(（]?[一二三四五六七八九十0-9]*[)）.、]?)?(?:会议|会议议定|会议决定|决定|并决定|经研究|会议一致|并|一致|【议定】|会议经?研究|会议审议后)?"
)
# 会议共研究八个议题 counts the matters and is none.
OTHER_MATTERS = re.compile(
    "(?:议题|学法|事项|文件|传达)\\d{1,2}[项个件]$|(?:其他|其它|另外)(?:有关)?(?:相关)?(?:事项|事宜|议题|工作|问题|内容)|(?:研究|审议|讨论|听取)(?:了)?[一二两三四五六七八九十\\d]{1,3}[个项](?:议题|事项)$|(?:研究|审议|讨论|听取)(?:了)?(?:以下|下列)(?:议题|事项|问题|内容):?$"
)
# Who closes the meeting speaks of everything, not of the last matter.
CLOSING = re.compile(
    "[^,。;]{0,10}(?:最后(?:强调|要求|指出)|在会上强调)|会议(?:要求|强调|明确|指出),[^。]{0,30}(?:本次会议|会议(?:确定|议定|审议通过|研究)的?事项)"
)
_PERSON_REPORTS = re.compile(
    "[^,。;]{2,40}(?:主任|局长|书记|部长|县长|市长|区长|教授|律师|同志|负责人|院长|检察长|处长)[一-鿿]{2,4}$"
)


class VerbReader:
    """Reads what the meeting did in each paragraph. ``treated`` gathers the starts of the clauses that said so."""

    def __init__(
        self, scan: Scan, outline: Outline, documents: tuple[Document, ...], names: tuple[Span, ...] = ()
    ) -> None:
        self.scan = scan
        self.outline = outline
        self.names = sorted(names)
        self.name_ends = {name.end for name in names}
        self.closes_by_speech = False  # whether the lead announces a deployment, which a leader's speech then makes
        self.treated: set[int] = set()
        self.clauses = outline.by_paragraph()
        self.clause_starts = [clause.start for clause in outline.clauses]
        self.titles = sorted({span: document.title for document in documents for span in document.mentions}.items())
        self.title_starts = [span.start for span, _ in self.titles]
        self.acts = scan.plain("treat", "agree")
        self.verbs = Track([verb for verb in map(_as_verb, self.acts.events) if verb is not None])
        self.modals = scan.plain("modal", "modal-tail")
        self.speeches = Track([e for e in scan.of_kinds("verb-speech", "speech") if e[2:] != ("speech", "decide")])
        self.with_verb = self._clauses_with(self.verbs)
        self.with_speech = self._clauses_with(self.speeches)

    def _clauses_with(self, track: Track) -> frozenset[int]:
        """Starts of the clauses that such an event stands in or after: asked first, because most have none."""
        starts = self.clause_starts
        return frozenset([starts[bisect_right(starts, at) - 1] for at in track.starts if starts and starts[0] <= at])

    def matters(self, index: int, *, apart: bool = False, note: bool = True) -> list[Matter]:
        """The matters whose verb clauses stand in this paragraph, with spans inside it.

        ``apart``: every verb clause is a matter of its own (leads announce). ``note``: remember the clauses as treated.
        """
        paragraph = self.outline.paragraphs[index]
        if self.verbs.first(paragraph.start, paragraph.end) is None:
            return []  # two paragraphs of three
        groups: list[Matter] = []
        chain, talked = True, False
        clauses = self.clauses.get(index, [])
        elsewhere = attendance = False
        # Most paragraphs speak of no other meeting: asked once, not for each clause.
        others = index != self.outline.lead and _OTHER_MEETING.search(self.scan.text, paragraph.start, paragraph.end)
        opened: Clause | None = None  # 会前, as a clause of its own
        stop = paragraph.end  # where sentences begin that end the paragraph and belong to no matter
        for number, clause in enumerate(clauses):
            if self.scan.text[clause.start] == "(" and self.scan.text[clause.end - 1] == ")":
                continue  # a byline or a label at the end
            attendance = self._tells_attendance(clause) if clause.level == 3 else attendance
            if attendance and groups:
                stop = min(stop, clause.start)
                continue
            elsewhere = (
                bool(others) and _OTHER_MEETING.search(self.scan.text, clause.start, clause.end) is not None
            ) or (elsewhere and clause.level < 3)
            if elsewhere:
                continue
            if (
                self.scan.text[clause.start] == "会"
                and _WHEN_ONLY.fullmatch(self.scan.text, clause.start, clause.end) is not None
            ):
                opened, chain = clause, True
                continue
            if _DECIDES.fullmatch(self.scan.text, clause.start, clause.end) is not None:
                chain = True  # 会议决定,暂缓审议《…》
                continue
            if self.is_speech(clause):
                chain, talked, stop = False, True, paragraph.end
                if groups:
                    groups[-1].end = clause.end
                    groups[-1].sections = [index]
                continue
            treated = self._clause(
                clause,
                chain=chain or clause.level == 3 or (apart and clause.level == 2),
                index=index,
                fresh=clause.level == 3 and (talked or number == 0),
            )
            if treated is None:
                stop = paragraph.end
                elsewhere, opened = opened is not None, None
                if groups:
                    groups[-1].end = max(groups[-1].end, clause.end)
                    if chain and clause.level < 3:
                        groups[-1].documents.extend(self.documents(clause.start, clause.end))
                    elif clause.level == 3:
                        groups[-1].sections = [index]
                        chain = False
                elif clause.level == 3 and number:
                    chain = False
                continue
            if note:
                self.treated.add(clause.start)
            if self._is_other(treated):
                stop, chain, talked = min(stop, clause.start), True, False
                continue
            stop = paragraph.end
            if groups and self.only_states_outcome(treated, groups[-1]):
                groups[-1].state(treated.outcomes)
                groups[-1].end, groups[-1].sections = clause.end, [index]
                chain = True
                continue
            if opened is not None and opened.end + 1 >= clause.start - 1:
                treated.start = opened.start
            treated.separate = clause.level >= 2
            if (talked or opened is not None) and groups:
                treated.separate = True
            groups.append(treated)
            chain, talked, opened = True, False, None
        return self._grouped(groups, index, stop, apart=apart)

    def _tells_attendance(self, clause: Clause) -> bool:
        """县领导吴大江、郑小河出席会议。: a sentence that only says who was there."""
        end = self.scan.text.find("。", clause.start)
        end = end if end >= 0 else self.outline.paragraphs[clause.paragraph].end
        return end - clause.start <= 400 and (
            (self.scan.text[end - 1] in _ROLL_ENDS and _ROLL_CALL.match(self.scan.text, clause.start, end) is not None)
            or _STATEMENTS.fullmatch(self.scan.text, clause.start, end) is not None
        )

    def only_states_outcome(self, treated: Matter, before: Matter) -> bool:
        """会议原则同意该方案 after 会议审议了《…方案》: the outcome of the matter before, and no matter of its own."""
        if not treated.outcomes or set(treated.treatments) != set(treated.outcomes):
            return False
        if treated.documents:
            return set(treated.documents) <= set(before.documents)
        return not before.outcomes and treated.subject.end - treated.subject.start < 40

    def _is_other(self, treated: Matter) -> bool:
        return (
            not treated.documents
            and OTHER_MATTERS.search(self.scan.text, treated.start, min(treated.subject.end, treated.end)) is not None
        )

    def _grouped(self, groups: list[Matter], index: int, stop: int, *, apart: bool) -> list[Matter]:
        """Clauses joined by commas are one matter when a discussion follows them, and one each when none does.

        ``stop``: where the paragraph's end begins that belongs to no matter.
        """
        if not groups:
            return []
        discussed = bool(groups[-1].sections) or self._followed_by_discussion(index, len(groups))
        listing = _LISTING.match(self.scan.text, groups[0].start) is not None
        runs: list[list[Matter]] = []
        for group in groups:
            if (
                runs
                and not group.separate
                and not (apart and not (group.outcomes and not group.documents))
                and not self._unrelated(runs[-1][-1], group, listing)
            ):
                runs[-1].append(group)
            else:
                runs.append([group])
        items: list[Matter] = []
        for number, run in enumerate(runs):
            last = number == len(runs) - 1
            if len(run) > 1 and not (bool(run[-1].sections) or (last and discussed)):
                items.extend(outcomes_joined(run))
            else:
                first = run[0]
                for more in run[1:]:
                    merge(first, more)
                items.append(first)
        if items and discussed:
            items[-1].sections = items[-1].sections or [index]
        if (
            items
            and (items[-1].sections or len(items) == 1)
            and not (len(items) == 1 and not discussed and len(runs[0]) > 1)
        ):
            items[-1].end = stop
        if items and len(items) == 1 and (items[0].sections or items[0].end == stop):
            items[0].start = self._section_start(index, items[0].start)
        for item in items:
            self.read_outcomes(item, item.start, item.end)
        return items

    def _unrelated(self, before: Matter, after: Matter, listing: bool) -> bool:
        """Clauses joined by a comma that are about two matters: 会议还审议了…,听取了…; 审议通过《甲》,审议通过《乙》; an outcome on
        one document and then a report on something else."""
        if after.outcomes and not after.documents:
            return False
        if listing:
            return True
        if before.outcomes and before.documents and after.documents:
            return before.treatments == after.treatments
        if not (before.outcomes and before.documents):
            return False
        words = self.scan.text[before.subject.start : before.subject.end]
        return not any(pair in words for pair in pairs(self.scan.text[after.subject.start : after.subject.end]))

    def _section_start(self, index: int, start: int) -> int:
        """A section begins at its paragraph, unless sentences of another kind stand before its verb."""
        paragraph = self.outline.paragraphs[index]
        clauses = self.clauses.get(index, [])
        if clauses and self.is_speech(clauses[0]) and index != self.outline.lead:
            return paragraph.start  # 会议认为,…。会议通过《…》
        if self.scan.text.find("。", paragraph.start, start) >= 0 or index == self.outline.lead:
            return start
        return paragraph.start

    def _followed_by_discussion(self, index: int, matters: int) -> bool:
        """The next body paragraph says what was stressed, or goes on with 一要, and has no matter of its own."""
        paragraphs = self.outline.paragraphs
        following = index + 1
        if following >= len(paragraphs) or paragraphs[following].role != "body":
            return False
        clauses = self.clauses.get(following, [])
        speaker = self.opens_with_speaker(following)
        if self._tells_statements(following) or (speaker and (self.closes_by_speech or matters >= _A_LIST)):
            return False
        if not clauses or CLOSING.match(self.scan.text, clauses[0].start) is not None:
            return False
        return (
            self._clause(clauses[0], chain=clauses[0].level == 3, index=following, fresh=clauses[0].level == 3) is None
        )

    def _tells_statements(self, index: int) -> bool:
        """甲镇、县住建局作了表态发言。: who spoke, and nothing of what was said."""
        paragraph = self.outline.paragraphs[index]
        return _STATEMENTS.fullmatch(self.scan.text, paragraph.start, paragraph.end) is not None

    def opens_with_speaker(self, index: int) -> bool:
        """Whether a paragraph begins with somebody named who speaks: 市长甲强调,…"""
        paragraph = self.outline.paragraphs[index]
        low = bisect_left(self.names, (paragraph.start,))
        name = self.names[low] if low < len(self.names) else None
        if name is None or name.end > min(paragraph.end, paragraph.start + _LONGEST_SPEAKER):
            return False
        before, rest = self.scan.text[paragraph.start : name.start], _THEN_SPEAKS.match(self.scan.text, name.end)
        return re.search("[,。;:]", before) is None and rest is not None

    def is_speech(self, clause: Clause) -> bool:
        if clause.start not in self.with_speech:
            return False
        for event in self.speeches.between(clause.start, clause.end):
            if event.kind == "verb-speech":
                if self._speaks(clause, event):
                    return True
            elif event.start - clause.start <= 3:
                return True
        return False

    def _speaks(self, clause: Clause, event: Event) -> bool:
        """强调, 指出 on its own or after a name of two to four characters ends the treatment and begins the speech."""
        before = self.scan.text[clause.start : event.start]
        if event.start == clause.start:
            return event.value != "demand" or clause.level == 1
        return event.end == clause.end and len(before) <= 8 and "对照" not in before and "按" not in before

    def _clause(self, clause: Clause, *, chain: bool, index: int, fresh: bool) -> Matter | None:
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
        if self.modals.first(clause.start, first.start) is not None:
            return None  # 与会各单位须…传达到…: asked for, not done by the meeting
        lead_in = text[start : first.start]
        has_subject = _OWN_MEETING.match(lead_in) is not None or lead_in.startswith(
            ("会议", "会前", "会上", "与会", "经会议", "本次会议", "会后")
        )
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
        elif (
            (
                _IN_THE_COURSE.fullmatch(lead_in) is not None
                and re.search("时$", text[clause.start : clause.end]) is not None
            )
            or (has_subject and re.fullmatch("会议(?:还|又|同时)?[一-鿿]{0,4}", lead_in) is not None)
            or (
                _DONE_TO.match(lead_in) is not None
                and (has_subject or chain or clause.level == 2)
                and re.match("进行|作出|作了", text[first.start : first.end]) is not None
            )
            or (_PERSON_REPORTS.match(lead_in) is not None and first.value in ("通报", "解读", "传达"))
            or (first.start in self.name_ends and self._reports(first, clause))
            or (first.value == "解读" and chain and re.search("(?:作了?|进行了?)(?:专题)?$", lead_in) is not None)
            or (first.value == "解读" and re.match("作|进行", text[first.start : first.end]) is not None)
            or (
                len(lead_in) <= 30
                and (has_them := _HAS_THEM.search(lead_in)) is not None
                and has_them.end() == len(lead_in)
            )
            or (has_subject and re.match("会议[^,。;]{0,14}(?:环节|阶段|形式)", lead_in) is not None)
            or (lead_in.startswith(("与会", "会议开始前", "会前", "会后", "会上")) and len(lead_in) <= 24)
            or (
                re.match("(?:会议)?(?:由|邀请)[^,。;]{2,30}$", lead_in) is not None
                and first.value in ("解读", "通报", "传达")
                and not lead_in.endswith(("予以", "给予"))
            )
        ):
            pass
        else:
            return None
        return self._made(clause, [first, *self._joined(verbs[1:], clause)], index)

    def _past_numbers(self, clause: Clause) -> int:
        """Where the words begin: after 一、 and (一) at the clause's start."""
        start = clause.start
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

    def _counts_matters(self, event: Event, clause: Clause) -> bool:
        """二是|传达学习《…》, 五是|研究金融工作。会议强调…: an enumeration of matters, and not of demands."""
        paragraph = self.outline.paragraphs[clause.paragraph]
        if event.kind != "enum-point" or event.start != paragraph.start:
            return False
        verb = self.verbs.first(event.end, min(clause.end, event.end + 8))
        if verb is None:
            return False
        return self._is_plainly_treated(verb, clause) or self.scan.text.startswith("。会议", clause.end)

    def _reports(self, event: Event, clause: Clause) -> bool:
        """滕国栋|传达了…, 县财政局局长甲|通报了…: somebody named does it before the meeting, in a sentence of its own."""
        return (
            (
                clause.level >= 2
                or _AFTER_WHEN.search(self.scan.text, max(0, clause.start - 7), clause.start) is not None
            )
            and event.value in _BY_PEOPLE
            and (self.scan.text[event.end - 1] == "了" or self.scan.text[event.end : event.end + 1] in ("了", "《"))
        )

    def _is_verb(self, event: Event, clause: Clause) -> bool:
        text = self.scan.text
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
        return [v for v in verbs if _JOINED_VERB.search(text, clause.start, v.start) is not None or (_outcome(v)
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
            if _REPORT.search(text, clause.end, min(end, clause.end + 60)) is not None:
                return "听取汇报"
        return "听取"

    def documents(self, start: int, end: int) -> list[str]:
        low = bisect_left(self.title_starts, start)
        return [title for _, title in self.titles[low : bisect_left(self.title_starts, end, low)]]

    # ── outcomes said in the section ──

    def read_outcomes(self, item: Matter, start: int, end: int) -> None:
        """会议原则同意…, 议定,原则通过《…》: the outcome replaces 审议, 研究, 讨论 by its own word."""
        clauses = self.outline.clauses
        low, high = bisect_left(self.clause_starts, start), bisect_left(self.clause_starts, end)
        if low == high:
            return
        for event in self.acts.between(clauses[low].start, clauses[high - 1].end):
            clause = clauses[bisect_right(self.clause_starts, event.start) - 1]
            word = self._stated_outcome(event, clause) if event.start < clause.end else None
            if word is not None:
                item.state([word])
                item.documents.extend(d for d in self.documents(clause.start, clause.end) if not item.documents)

    def _stated_outcome(self, event: Event, clause: Clause) -> str | None:
        text = self.scan.text
        before = text[clause.start : event.start]
        if _OUTCOME_LEAD.fullmatch(before) is None:
            return None
        if event.kind == "agree":
            if event.value != "原则同意":
                return None  # 同意 alone lets or makes somebody act; it states no outcome
            return "原则同意"
        return _outcome(event)


def _as_verb(event: Event) -> Event | None:
    """The verb of treatment that an event is; 原则同意 is one with its outcome, 同意 alone is none."""
    if event.kind == "treat":
        return event
    return event._replace(kind="treat", value="原则同意/原则同意") if event.value == "原则同意" else None


def _outcome(event: Event) -> str | None:
    return event.value.partition("/")[2] or None
