"""What a paragraph says that the meeting did: its verb clauses as matters, speech and outcomes beside them. (段落)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.agenda.gathering import Gathering
from kg.agenda.matter import REPLACED, Matter, deploys, is_studied, merge, outcomes_joined
from kg.agenda.subjects import matter_words
from kg.agenda.verbs import VerbReader, outcome_of
from kg.model import Document, Span
from kg.scan import Event, Scan, Track
from kg.structure import Clause, Outline
from kg.structure.marks import marks_of

# A clause that has so many pairs, most of them another's, names that one's matter once more.
_TOLD_AGAIN, _SHARE_AGAIN = 6, 0.7
_PARTED = 2  # so many semicolons show that a list parts its matters by them
A_LIST = 3  # so many matters in one paragraph are a list, and a leader's speech after it is on all of them
_LONGEST_SPEAKER = 30
_THEN_SPEAKS = re.compile(
    "(?:同志)?(?:最后|在会上|在讲话中|在总结时|在总结讲话时|在主持会议时|还|同时)?(?:强调|指出|要求|说)"
)
_STATEMENTS = re.compile("[^。]{2,120}作(?:了)?(?:表态|交流|典型|书面|汇报)?发言。?")
_STATEMENT = re.compile("作(?:了)?(?:表态|交流|典型|书面|汇报)?发言$")
# 1月20日召开|的中共中央政治局会议 is only named.
_OTHER_MEETING = re.compile("会前[^,。;]{0,8}会议|主持召开(?!的)|召开(?!的)[^,。;]{0,12}会议")
# 就近期重点工作,会议指出,… 在听取汇报后,县长甲强调,…
_ABOUT = ("就", "对", "关于", "围绕", "针对", "在")
# 会议要求,针对防汛工作,要…: after the speech has begun, 就业 and 对标 are no such words.
_ABOUT_INSIDE = re.compile("(?:针对|对于|关于|就[^业近地此])[^,。;:]{2,30}")
_DECIDES = re.compile("会议(?:决定|议定)")
_NOT_AT_IT = re.compile("会前|会后|会议(?:前|开始前)")
_WHEN_ONLY = re.compile("会前|会上|会后|会议(?:前|上|开始前|期间)")
# 会议还…: a paragraph that lists what else there was.
_LISTING = re.compile("会议(?:还|同时)")
# A sentence that ends so tells who was there, unless a demand or a speech stands in it.
_ROLL_CALL = re.compile(
    "(?!.*(?:强调|指出|要求|会议(?:听取|审议|研究|传达|学习))).*(?:列席|出席|参加)(?:了)?(?:本次|此次)?(?:会议|(?:相关|有关)议题(?:的(?:研究|讨论|审议))?)?$"
)
# Last characters of its matches.
_ROLL_ENDS = frozenset("席加了议题究论\n")
_OUTCOME_LEAD = re.compile(
    "(?:[(（]?[一二三四五六七八九十0-9]*[)）.、]?)?(?:会议|会议议定|会议决定|决定|并决定|经研究|会议一致|并|一致|【议定】|会议经?研究|会议审议后)?"
)
# 同意|该《请示》, 同意|《实施方案》: of a document it states an outcome; 同意由县医保局… lets somebody act.
_AGREED = re.compile(
    "了?(?:(?:该|此|上述|以上)?《|(?:该|此)[一-鿿]{0,4}(?:方案|请示|办法|意见|报告|规划|计划|草案|建议|事项)[,。;])"
)
# 传达学习《甲》,以及全国“两会”精神; 传达《甲》,全省林业会议、全市水利会议精神
_MORE_LISTED = re.compile("^(?:以及|和|及|与)|精神$|(?:情况|工作|有关)的?(?:汇报|报告)$")
# 审议《甲》,《乙》 lists; 原则同意…,由县发改局编制《丙》 and …,标准参照《丁》执行 only speak of documents.
_NOT_LISTED = re.compile(
    "由|请|责成|按|参照|根据|依据|对照|报|要求|决定|明确|修改|[^。;]*》(?:执行|规定|要求|实施|印发|精神)"
)
# 会议共研究八个议题 counts the matters and is none; 会议对上述议题进行了研究 goes back to all of them.
OTHER_MATTERS = re.compile(
    "(?:议题|学法|事项|文件|传达)\\d{1,2}[项个件]$|(?:其他|其它|另外)(?:有关)?(?:相关)?(?:事项|事宜|议题|工作|问题|内容)|(?:研究|审议|讨论|听取)(?:了)?[一二两三四五六七八九十\\d]{1,3}[个项](?:议题|事项)$|(?:研究|审议|讨论|听取)(?:了)?(?:以下|下列)(?:议题|事项|问题|内容):?$|对(?:上述|以上)(?:各项)?(?:议题|事项|问题|内容)"
)
_DIGEST = re.compile("\\s*[\\[【(]?(?:会议|内容|新闻)?(?:摘要|提要|概要|导读)[\\]】)]?\\s*[:\\]】]")
_HOLDS = re.compile("主持召开|召开[^。;]{0,30}会议?,")
_LONGEST_BLOCK = 12
# So many clauses before a verb may still lead to it.
_MOST_BEFORE = 2
# Who closes the meeting speaks of everything, not of the last matter.
CLOSING = re.compile(
    "[^,。;]{0,10}(?:最后(?:强调|要求|指出)|在会上强调)|最后,[^,。;]{2,20}(?:强调|要求|指出|作(?:出|了)?(?:重要)?(?:指示|讲话|总结))|会议(?:要求|强调|明确|指出),[^。]{0,30}(?:本次会议|会议(?:确定|议定|审议通过|研究)的?事项)"
)


class ParagraphReader:
    """Reads what the meeting did in each paragraph. ``treated`` gathers the starts of the clauses that said so."""

    def __init__(
        self, scan: Scan, outline: Outline, documents: tuple[Document, ...], names: tuple[Span, ...] = ()
    ) -> None:
        self.scan = scan
        self.outline = outline
        self.verbs = VerbReader(scan, outline, documents, names)
        self.names = sorted(names)
        self.words = matter_words(scan.lexicon)
        self.lead = _announcing(scan, outline)
        self.closes_by_speech = False  # whether the lead announces a deployment, which a leader's speech then makes
        self.treated: set[int] = set()
        self.with_matters: dict[int, bool] = {}  # paragraphs that were asked for
        self.clauses = self.verbs.clauses
        self.clause_starts = self.verbs.clause_starts
        self.speeches = Track([e for e in scan.of_kinds("verb-speech", "speech") if e[2:] != ("speech", "decide")])
        self.with_speech = self.verbs.starts_with(self.speeches)

    def treats(self, index: int) -> bool:
        """Whether a paragraph says by a verb what the meeting did."""
        known = self.with_matters.get(index)
        if known is None:
            known = self.with_matters[index] = bool(self.matters(index, note=False))
        return known

    def matters(self, index: int, *, apart: bool = False, note: bool = True) -> list[Matter]:
        """The matters whose verb clauses stand in this paragraph, with spans inside it.

        ``apart``: every verb clause is a matter of its own (leads announce). ``note``: remember the clauses as treated.
        """
        paragraph = self.outline.paragraphs[index]
        text = self.scan.text
        if self.verbs.verbs.first(paragraph.start, paragraph.end) is None:
            return []  # two paragraphs of three
        clauses = self.clauses.get(index, [])
        got = Gathering(index, clauses[0].start if clauses else paragraph.start, paragraph.end, paragraph.end)
        # Most paragraphs speak of no other meeting: asked once, not for each clause.
        others = index != self.lead and (_OTHER_MEETING.search(text, paragraph.start, paragraph.end) is not None)
        verbs = self.verbs.verbs.starts
        last_verb = verbs[bisect_left(verbs, paragraph.end) - 1]
        for clause in clauses:
            if clause.start > last_verb and not got.matters:
                break  # a speech, most often: nothing that follows is a matter
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
                continue
            if first == "会" and self._only_leads(clause, got):
                continue
            if clause.start in self.with_speech and self.is_speech(clause):
                got.speaks(clause)
                continue
            treated = None
            if clause.start in self.verbs.with_verb:
                treated = self.verbs.treatment(
                    clause,
                    chain=got.chain or clause.level == 3 or (apart and clause.level == 2),
                    index=index,
                    fresh=clause.level == 3 and (got.talked or clause is clauses[0]),
                )
            if treated is None and clause.level == 3 and self.counts_others(clause.start, clause.end):
                got.counts(clause)
                continue
            if treated is None:
                listed = got.matters and got.chain and clause.level < 3
                listed = listed and _NOT_LISTED.match(text, clause.start, clause.end) is None
                documents = self.verbs.documents(clause.start, clause.end) if listed else []
                more = bool(listed) and _MORE_LISTED.search(text, clause.start, clause.end) is not None
                away = got.opened is not None and self._is_away(got.opened)
                got.goes_on(clause, documents, away=away, listed=more)
                continue
            if note:
                self.treated.add(clause.start)
            self._take(treated, clause, got)
        return self._grouped(got.matters, index, got.stop, apart=apart)

    def _take(self, treated: Matter, clause: Clause, got: Gathering) -> None:
        """A clause with a verb of treatment: the next matter, or more on one that the paragraph has named."""
        if self._goes_back(clause, treated, got.matters):
            got.speaks(clause)
        elif self._is_other(treated) or (got.counted and clause.level < 3 and not self.tells(treated)):
            got.counts(clause)  # 会议对上述议题进行了研究,|并对有关工作作出部署
        elif got.matters and self.only_states_outcome(treated, got.matters[-1]):
            got.states(clause, treated)
        elif (before := self.stated_of(treated, got.matters)) is not None:
            got.states_earlier(before, treated)
        elif got.matters and self._is_same(clause, treated, got.matters[-1]):
            got.discusses(clause, treated)
        else:
            got.takes_up(clause, treated)

    def _is_aside(self, clause: Clause, got: Gathering, *, others: bool) -> bool:
        """Whether a clause tells nothing of this meeting's business: a byline, who was there, another meeting."""
        text = self.scan.text
        if text[clause.start] == "(" and text[clause.end - 1] == ")":
            return True
        if clause.level == 3:
            got.attendance, got.elsewhere = self._tells_attendance(clause), False
        if got.matters and (got.attendance or _STATEMENT.search(text, clause.start, clause.end) is not None):
            got.attended(clause)
            return True
        if others and not got.elsewhere:
            got.elsewhere = _OTHER_MEETING.search(text, clause.start, clause.end) is not None
        return got.elsewhere

    def _only_leads(self, clause: Clause, got: Gathering) -> bool:
        """会前, and 会议决定, lead to the next clause."""
        if _WHEN_ONLY.fullmatch(self.scan.text, clause.start, clause.end) is not None:
            got.opens(clause)
            return True
        if _DECIDES.fullmatch(self.scan.text, clause.start, clause.end) is not None:
            got.chain = True  # 会议决定,暂缓审议《…》
            return True
        return False

    def _is_away(self, opened: Clause) -> bool:
        """Whether the clause before was 会前, and what follows is no treatment: it was before the meeting."""
        return _NOT_AT_IT.match(self.scan.text, opened.start) is not None

    def _tells_attendance(self, clause: Clause) -> bool:
        """县领导吴大江、郑小河出席会议。: a sentence that only says who was there."""
        end = self.scan.text.find("。", clause.start)
        end = end if end >= 0 else self.outline.paragraphs[clause.paragraph].end
        return end - clause.start <= 400 and (
            (self.scan.text[end - 1] in _ROLL_ENDS and _ROLL_CALL.match(self.scan.text, clause.start, end) is not None)
            or self._only_states(clause.start, end)
        )

    def _only_states(self, start: int, end: int) -> bool:
        """甲镇、县住建局作了表态发言。: who spoke, and nothing of what was said or told."""
        text = self.scan.text
        return _STATEMENTS.fullmatch(text, start, end) is not None and not any(
            "了" in text[event.end - 1 : event.end + 1] for event in self.verbs.verbs.between(start, end)
        )

    def _goes_back(self, clause: Clause, treated: Matter, groups: list[Matter]) -> bool:
        """讨论《甲》时,县长强调: speaks of a matter that the paragraph has named before."""
        if self.scan.text[clause.end - 1] != "时" or not treated.documents:
            return False
        return any(set(treated.documents) <= set(group.documents) for group in groups)

    def only_states_outcome(self, treated: Matter, before: Matter) -> bool:
        """会议原则同意该方案 after 会议审议了《…方案》: the outcome of the matter before, and no matter of its own."""
        if not treated.outcomes or set(treated.treatments) != set(treated.outcomes):
            return False
        if treated.documents:
            return set(treated.documents) <= set(before.documents)
        short = treated.subject.end - treated.subject.start < 40
        return short and not before.outcomes and not self._is_new(treated, before)

    def stated_of(self, treated: Matter, matters: Sequence[Matter]) -> Matter | None:
        """Which of several matters before a clause states the outcome of: 会议原则通过《甲》 after 审议《甲》,听取乙的汇报,审议《丙》."""
        if not treated.outcomes or set(treated.treatments) != set(treated.outcomes):
            return None
        if treated.documents:
            return next((m for m in matters if set(treated.documents) <= set(m.documents) and not m.outcomes), None)
        pairs = self.words.pairs(self.scan.text[treated.subject.start : treated.subject.end])
        for matter in matters:
            words = self.scan.text[matter.subject.start : matter.subject.end]
            if len(pairs) >= _TOLD_AGAIN and sum(pair in words for pair in pairs) >= _SHARE_AGAIN * len(pairs):
                return None if matter.outcomes else matter
        return None

    def _is_same(self, clause: Clause, treated: Matter, before: Matter) -> bool:
        """会议听取了任务分解汇报。会议对任务逐条进行了审议: the sentence is on the matter of the one before it."""
        on = self.scan.text[clause.start :].removeprefix("会议").startswith(("对", "就"))
        return (
            on
            and clause.level == 3
            and not treated.outcomes
            and set(treated.treatments) <= REPLACED
            and set(treated.documents) <= set(before.documents)
            and not self._names_another(treated, before)
        )

    def _names_another(self, treated: Matter, before: Matter) -> bool:
        """Whether a clause names a matter by words that those of the matter before do not have."""
        words = self.scan.text[treated.subject.start : treated.subject.end]
        told = self.scan.text[before.subject.start : before.subject.end]
        return self.words.tells(words) and not any(pair in told for pair in self.words.pairs(words))

    def _is_new(self, treated: Matter, before: Matter) -> bool:
        """研究财政工作,研究通过了取暖保供方案: an outcome on a matter that it names, and that the clause before does not."""
        verb = self.verbs.verbs.first(treated.subject.start, treated.subject.end)
        words = self.scan.text[treated.subject.start if verb is None else verb.end : treated.subject.end]
        told = self.scan.text[before.start : before.end]
        return self.words.tells(words) and not any(pair in told for pair in self.words.pairs(words))

    def _is_other(self, treated: Matter) -> bool:
        return not treated.documents and self.counts_others(treated.start, min(treated.subject.end, treated.end))

    def counts_others(self, start: int, end: int) -> bool:
        """Whether a stretch only says that there were other matters; 研究了干部人事等其他事项 names one of them."""
        found = OTHER_MATTERS.search(self.scan.text, start, end)
        if found is None:
            return False
        named = self.scan.text[start : found.start()]
        return not (named.endswith("等") and self.words.tells(named))

    def _grouped(self, groups: list[Matter], index: int, stop: int, *, apart: bool) -> list[Matter]:
        """Clauses joined by commas are one matter when a discussion follows them, and one each when none does.

        ``stop``: where the paragraph's end begins that belongs to no matter.
        """
        if not groups:
            return []
        listed = max(len(groups), len(groups[-1].documents))
        discussed = bool(groups[-1].sections) or self._followed_by_discussion(index, listed)
        listing = _LISTING.match(self.scan.text, groups[0].start) is not None
        parted = sum(self._after_semicolon(group) for group in groups[1:])
        runs: list[list[Matter]] = []
        for group in groups:
            follows = bool(runs) and not group.separate
            if follows and (self._only_follows(runs, group) or self._is_one(runs[-1][-1], group, parted)):
                merge(runs[-1][-1], group)
            elif follows and self._joins(runs[-1][-1], group, apart=apart, listing=listing):
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

    def _is_one(self, before: Matter, group: Matter, parted: int) -> bool:
        """Whether clauses joined by a comma are one matter, since semicolons part the matters of their list (``parted`` of
        them). 传达…会议精神,安排部署我区备汛工作;: what was told and what is to be done about it, from one semicolon on; from
        two what names nothing that the clause before does not.
        """
        told = (deploys(group) and not deploys(before)) or (is_studied(before) and is_studied(group))
        if told and parted > 0 and not before.documents and not group.documents:
            return True
        return parted >= _PARTED and not self._is_new(group, before)

    def _after_semicolon(self, group: Matter) -> bool:
        return group.separate and self.scan.text[max(0, group.start - 2) : group.start].rstrip().endswith(";")

    def _only_follows(self, runs: list[list[Matter]], group: Matter) -> bool:
        """传达全省会议精神,研究我县贯彻意见 is one matter; after several, such a clause is on all of them."""
        words = self.scan.text[group.subject.start : group.subject.end]
        before = runs[-1][-1]
        if group.documents:
            # 开展会前学法活动,学习了《甲》; 审议了《甲》,与会单位就《甲》展开讨论
            names_none = not self.tells(before) and set(before.treatments) <= set(group.treatments)
            return names_none or set(group.documents) <= set(before.documents)
        if words.startswith("并") and before.reported and deploys(group):
            return True  # 甲通报了上半年情况,并部署了下阶段工作: who told it goes on
        return (runs[-1][0].separate or len(runs) == 1) and self.words.follows(words)

    def _joins(self, before: Matter, group: Matter, *, apart: bool, listing: bool) -> bool:
        """Whether a clause after a comma is about the matter of the clause before it."""
        if apart:
            return bool(group.outcomes) and not group.documents and not self._is_new(group, before)
        return not self._unrelated(before, group, listing)

    def tells(self, matter: Matter) -> bool:
        """Whether a matter says what it is about."""
        return bool(matter.documents) or self.words.tells(self.scan.text[matter.subject.start : matter.subject.end])

    def _unrelated(self, before: Matter, after: Matter, listing: bool) -> bool:
        """Clauses joined by a comma that are about two matters: 会议还审议了…,听取了…; 审议通过《甲》,审议通过《乙》; an outcome on
        one document and then a report on something else."""
        if after.outcomes and not after.documents:
            return self._is_new(after, before)
        if listing:
            return True
        if before.documents and after.documents:
            return set(before.documents).isdisjoint(after.documents)
        if not (before.outcomes and before.documents):
            return False
        if not self.tells(after):
            return False  # 审议通过《甲》,并对下一步工作作出部署
        words = self.scan.text[before.subject.start : before.subject.end]
        return not any(
            pair in words for pair in self.words.pairs(self.scan.text[after.subject.start : after.subject.end])
        )

    def _section_start(self, index: int, start: int) -> int:
        """A section begins at its paragraph, unless sentences of another kind stand before its verb."""
        paragraph = self.outline.paragraphs[index]
        clauses = self.clauses.get(index, [])
        if clauses and self.is_speech(clauses[0]) and index != self.lead:
            return paragraph.start  # 会议认为,…。会议通过《…》
        if self.scan.text.find("。", paragraph.start, start) >= 0 or index == self.lead:
            return start
        if sum(clause.end <= start for clause in clauses) > _MOST_BEFORE:
            return start  # 会上,甲镇作了述职报告,乙局作了发言,县安委办通报了…
        return paragraph.start

    def _followed_by_discussion(self, index: int, matters: int) -> bool:
        """The next body paragraph says what was stressed, or goes on with 一要, and has no matter of its own."""
        paragraphs = self.outline.paragraphs
        following = index + 1
        if following >= len(paragraphs) or paragraphs[following].role != "body":
            return False
        clauses = self.clauses.get(following, [])
        speaker = self.somebody_speaks([following])
        if self._tells_statements(following) or (speaker and (self.closes_by_speech or matters >= A_LIST)):
            return False
        if not clauses or CLOSING.match(self.scan.text, clauses[0].start) is not None:
            return False
        return (
            self.verbs.treatment(clauses[0], chain=clauses[0].level == 3, index=following, fresh=clauses[0].level == 3)
            is None
        )

    def _tells_statements(self, index: int) -> bool:
        paragraph = self.outline.paragraphs[index]
        return self._only_states(paragraph.start, paragraph.end)

    def begins_with_statements(self, index: int) -> bool:
        """Whether a paragraph begins by saying who made a statement."""
        start, end = self.outline.paragraphs[index][:2]
        stop = self.scan.text.find("。", start, end)
        return self._only_states(start, stop if stop >= 0 else end)

    def somebody_speaks(self, later: list[int]) -> bool:
        """Whether the next paragraph, statements of others aside, is what somebody says and not the meeting."""
        index = next((i for i in later if not self._tells_statements(i)), None)
        clauses = self.clauses.get(index, []) if index is not None else []
        if index is not None and self.opens_with_topic(index) and not self.words.tells(self.topic(index)):
            clauses = clauses[1:]  # 就当前工作,县长强调,…
        if index is not None and self.opens_with_speaker(index):
            return True
        return bool(clauses) and self.is_speech(clauses[0]) and not self.scan.text.startswith("会", clauses[0].start)

    def opens_with_speaker(self, index: int) -> bool:
        """Whether a paragraph begins with somebody named who speaks: 市长甲强调,…"""
        paragraph = self.outline.paragraphs[index]
        low = bisect_left(self.names, (paragraph.start,))
        name = self.names[low] if low < len(self.names) else None
        if name is None or name.end > min(paragraph.end, paragraph.start + _LONGEST_SPEAKER):
            return False
        before, rest = self.scan.text[paragraph.start : name.start], _THEN_SPEAKS.match(self.scan.text, name.end)
        return re.search("[,。;:]", before) is None and rest is not None

    def opens_with_topic(self, index: int) -> bool:
        """就近期重点工作,会议指出,…: a speech that first says what it is about."""
        return self.speech_after_topic(index) is not None

    def speech_after_topic(self, index: int) -> Clause | None:
        """The clause that begins the speech: 就听取近期重点工作汇报,安排部署下一阶段工作,|县长甲强调|,…"""
        if not self.scan.text.startswith(_ABOUT, self.outline.paragraphs[index].start):
            return None
        for clause in self.clauses.get(index, [])[1 : _MOST_BEFORE + 2]:
            if clause.level != 1:
                return None
            if self.is_speech(clause):
                return clause
        return None

    def topic(self, index: int) -> str:
        """What a speech says first that it is on: |针对防汛工作|,会议要求,…; 会议要求,|针对防汛工作|,…. Empty where it says nothing so."""
        clauses = self.clauses.get(index, [])
        if len(clauses) < 2:
            return ""
        speech = self.speech_after_topic(index)
        if speech is not None:
            return self.scan.text[clauses[0].start : speech.start - 1]
        start, end = clauses[1].start, clauses[1].end
        if (
            clauses[1].level == 1
            and _ABOUT_INSIDE.fullmatch(self.scan.text, start, end) is not None
            and self.verbs.modals.first(start, end) is None
            and self.is_speech(clauses[0])
        ):
            return self.scan.text[start:end]
        return ""

    def studies(self, index: int) -> bool:
        """Whether a speech begins by demanding to study what was said elsewhere: 会议强调,|要深入学习贯彻…讲话精神."""
        clauses = self.clauses.get(index, [])
        first = 1 if len(clauses) > 1 and self.is_speech(clauses[0]) else 0
        return bool(clauses) and self.words.studies.match(self.scan.text, clauses[first].start) is not None

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
            ):
                found.append(clause.start)
        return found

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

    # ── outcomes said in the section ──

    def read_outcomes(self, item: Matter, start: int, end: int) -> None:
        """会议原则同意…, 议定,原则通过《…》: the outcome replaces 审议, 研究, 讨论 by its own word."""
        clauses = self.outline.clauses
        low, high = bisect_left(self.clause_starts, start), bisect_left(self.clause_starts, end)
        if low == high:
            return
        for event in self.verbs.acts.between(clauses[low].start, clauses[high - 1].end):
            clause = clauses[bisect_right(self.clause_starts, event.start) - 1]
            word = self._stated_outcome(event, clause) if event.start < clause.end else None
            if word is not None:
                item.state([word])
                item.documents.extend(d for d in self.verbs.documents(clause.start, clause.end) if not item.documents)

    def _stated_outcome(self, event: Event, clause: Clause) -> str | None:
        text = self.scan.text
        before = text[clause.start : event.start]
        if _OUTCOME_LEAD.fullmatch(before) is None:
            return None
        if event.kind == "agree":
            if event.value == "原则同意":
                return "原则同意"
            return "审议通过" if _AGREED.match(text, event.end) is not None else None
        return outcome_of(event)


def _announcing(scan: Scan, outline: Outline) -> int | None:
    """The paragraph that says who met and what was taken up: the lead, or after a block of 会议时间: 主持人: the sentence that
    tells it in full."""
    lead = outline.lead
    if lead is None:
        return None
    header = marks_of(scan.lexicon).header
    if header.match(scan.text, *outline.paragraphs[lead][:2]) is None:
        return lead
    for index, (start, end, role) in enumerate(outline.paragraphs[lead : lead + _LONGEST_BLOCK], lead):
        told = role == "body" and header.match(scan.text, start, end) is None and is_digest(scan, start, end) is False
        if told and _HOLDS.search(scan.text, start, end) is not None and scan.text.find("。", start, end) >= 0:
            return index
    return lead


def is_digest(scan: Scan, start: int, end: int) -> bool:
    """Whether a paragraph only sums up the notice that follows: 会议摘要:…"""
    return _DIGEST.match(scan.text, start, end) is not None
