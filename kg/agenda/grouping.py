"""Which clauses of a paragraph are one matter, and how far each matter reaches. (分句归并)"""

from __future__ import annotations

import re

from kg.agenda.companions import Companions
from kg.agenda.matter import HEARD, Matter, deploys, is_studied, merge, outcomes_joined
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.outcomes import OutcomeReader
from kg.agenda.speech_paragraphs import SpeechParagraphReader
from kg.agenda.subjects import matter_words
from kg.agenda.themes import themes
from kg.agenda.verbs import Standing, VerbReader
from kg.hanzi import simplify
from kg.scan import Scan
from kg.structure import Outline, Paragraph

_DIGIT = re.compile("[0-9]")  # 2023年 stands in most of what a year took up
_PARTED = 2  # so many semicolons show that a list parts its matters by them
A_LIST = 3  # so many matters in one paragraph are a list, and a leader's speech after it is on all of them
_PLACE = 3  # 东河县|校车管理办法
# So many clauses before a verb may still lead to it.
_MOST_BEFORE = 2


class Grouping:
    """Puts the clauses of one paragraph together. ``lead``: the paragraph that says who met."""

    def __init__(
        self,
        scan: Scan,
        outline: Outline,
        lead: int | None,
        verbs: VerbReader,
        speech: SpeechParagraphReader,
        outcomes: OutcomeReader,
    ) -> None:
        self.scan = scan
        self.outline = outline
        self.lead = lead
        self.verbs = verbs
        self.speech = speech
        self.outcomes = outcomes
        self.naming = outcomes.naming
        self.words = matter_words(scan.lexicon)
        self.companions = Companions(self.words, themes(scan.lexicon))
        self.clauses = verbs.clauses
        self.announced = False  # whether the lead announces matters, which the speeches after it are on
        self.closes_by_speech = False  # whether the lead announces a deployment, which a leader's speech then makes

    def grouped(self, groups: list[Matter], index: int, stop: int, *, apart: bool) -> list[Matter]:
        """Clauses joined by commas are one matter when a discussion follows them, and one each when none does.

        ``stop``: where the paragraph's end begins that belongs to no matter.
        """
        if not groups:
            return []
        listed = max(len(groups), len(groups[-1].documents))
        spoken = bool(groups[-1].sections)
        discussed = spoken or self._followed_by_discussion(index, listed)
        runs = self._runs(groups, apart=apart)
        items = self._items_of(runs, discussed=discussed)
        self._bound(items, index, stop, discussed=discussed, in_one_run=len(items) == 1 and len(runs[0]) > 1)
        if discussed and not spoken and self._is_passed_by(groups, index + 1):
            items[-1].sections = []
        for item in items:
            self.outcomes.read(item, item.start, item.end)
        return items

    def _runs(self, groups: list[Matter], *, apart: bool) -> list[list[Matter]]:
        """``groups``, with those together that may be one matter."""
        listing = meeting_act_words(self.scan.lexicon).listing.match(self.scan.text, groups[0].start) is not None
        parted = sum(self._after_semicolon(group) for group in groups[1:])
        runs: list[list[Matter]] = []
        for number, group in enumerate(groups, 1):
            follows = bool(runs) and not group.separate
            if follows and (self._only_follows(runs, group) or self._is_one(runs[-1][-1], group, parted)):
                self._take_more(runs, group, last=number == len(groups))
            elif follows and self._joins(runs[-1][-1], group, apart=apart, listing=listing):
                runs[-1].append(group)
            else:
                runs.append([group])
        return runs

    def _bound(self, items: list[Matter], index: int, stop: int, *, discussed: bool, in_one_run: bool) -> None:
        """Set where the items of a paragraph begin and end. ``in_one_run``: the only one of them was made of several clauses."""
        first, last = items[0], items[-1]
        if discussed:
            last.sections = last.sections or [index]
        if (last.sections or len(items) == 1) and not (in_one_run and not discussed):
            last.end = stop
        if len(items) == 1 and (first.sections or first.end == stop):
            first.start = self._section_start(index, first.start)
        if last.end == stop and self.scan.text[stop - 1] in ",;":
            last.end -= 1  # 听取甲汇报,|研究了其他事项

    def _take_more(self, runs: list[list[Matter]], group: Matter, *, last: bool) -> None:
        """Take a clause into the matter before it. 传达甲精神;听取乙汇报,研究部署有关工作: what ends a list (``last``) and names nothing is on
        all of it, and no verb of its last matter. 研究甲、乙、丙等工作,并审议了相关文件: nor of each thing that this lists."""
        words = self.scan.text[group.subject.start : group.subject.end]
        names_none = not group.documents and not group.outcomes
        goes_back = names_none and self.words.goes_back(words)
        if goes_back and last and (len(runs) > 1 or len(runs[0]) > 1):
            return
        on_all = goes_back or (names_none and self.words.names_nothing(words) and not self.words.follows(words))
        matter = runs[-1][-1]
        subject = matter.subject
        if group.treatments == ["解读"] and group.documents and not self.naming.tells(matter):
            matter.treatments = []  # 会议举行学法讲座,教授甲围绕《乙》作了解读: a lecture is one with what was explained in it
        if on_all:
            matter.on_all += tuple(word for word in group.treatments if word not in matter.treatments)
        merge(matter, group)
        if on_all:
            matter.subject = subject

    def _is_one(self, before: Matter, group: Matter, parted: int) -> bool:
        """Whether clauses joined by a comma are one matter, since semicolons part the matters of their list (``parted`` of
        them). 传达…会议精神,安排部署我区备汛工作;: what was told and what is to be done about it, from one semicolon on; from
        two what names nothing that the clause before does not.
        """
        if is_studied(group) and is_studied(before):
            return False  # ;传达学习甲精神,传达学习乙精神;
        told = deploys(group) and not deploys(before)
        if told and parted > 0 and not before.documents and not group.documents:
            return True
        return parted >= _PARTED and not self.naming.is_new(group, before)

    def _items_of(self, runs: list[list[Matter]], *, discussed: bool) -> list[Matter]:
        """The matters of each run: one where it, or what follows the last, discusses them, else one for each clause."""
        items: list[Matter] = []
        for run in runs:
            if len(run) > 1 and not (run[-1].sections or (run is runs[-1] and discussed)):
                items.extend(outcomes_joined(run))
            else:
                items.append(self.one(run))
        return items

    def one(self, found: list[Matter]) -> Matter:
        """Clauses on one matter together."""
        first, *others = found
        for more in others:
            beside = bool(more.documents) and not first.documents and self.naming.tells(first)
            # 《福建省人民政府关于…的决定》: who issues it names no matter
            names = " ".join([title.partition("关于")[2] or title for title in self._titles(more)])
            merge(first, more, beside=beside and self._shares_nothing(first, names))
        return first

    def _after_semicolon(self, group: Matter) -> bool:
        return group.separate and self.scan.text[max(0, group.start - 2) : group.start].rstrip().endswith(";")

    def _only_follows(self, runs: list[list[Matter]], group: Matter) -> bool:
        """传达全省会议精神,研究我县贯彻意见 is one matter; after several, such a clause is on all of them."""
        words = self.scan.text[group.subject.start : group.subject.end]
        before = runs[-1][-1]
        if group.documents:
            # 开展会前学法活动,学习了《甲》; 审议了《甲》,与会单位就《甲》展开讨论
            explained = is_studied(before) and group.treatments == ["解读"]
            names_none = not self.naming.tells(before) and (
                set(before.treatments) <= set(group.treatments) or explained
            )
            return names_none or set(group.documents) <= set(before.documents)
        if before.treatments == group.treatments == ["学习"] and not self.naming.tells(before):
            return True  # 会议举行学法讲座,|教授甲以“法治政府”为题进行了授课
        then = self._without_attendants(words)
        if then and not group.outcomes and self.words.names_nothing(then):
            return True  # 律师甲解读了《乙》,|与会人员进行了集体学习
        if words.startswith("并") and before.reported and deploys(group):
            return True  # 甲通报了上半年情况,并部署了下阶段工作: who told it goes on
        if words.startswith("并") and not group.outcomes and self.words.names_nothing(words):
            return True  # 听取防汛工作汇报,并进行了研究
        only = runs[-1][0].separate or len(runs) == 1
        if not only and is_studied(before):
            only = not any(
                is_studied(matter) for run in runs[:-1] for matter in run
            )  # 观看警示教育片,学习甲精神,部署贯彻落实工作
        return only and (self.words.follows(words) or self.words.goes_on(words))

    def _without_attendants(self, words: str) -> str:
        """与会人员|进行了集体学习; nothing where somebody else acts."""
        who = self.speech.paragraphs.attendants.match(words)
        return words[who.end() :] if who is not None else ""

    def _joins(self, before: Matter, group: Matter, *, apart: bool, listing: bool) -> bool:
        """Whether a clause after a comma is about the matter of the clause before it."""
        if apart:
            return bool(group.outcomes) and not group.documents and not self.naming.is_new(group, before)
        return not self._unrelated(before, group, listing)

    def _unrelated(self, before: Matter, after: Matter, listing: bool) -> bool:
        """Clauses joined by a comma that are about two matters: 会议还审议了…,听取了…; 审议通过《甲》,审议通过《乙》; a document
        that was deliberated and then a report on something else."""
        if after.outcomes and not after.documents:
            return self.naming.is_new(after, before)
        if self.naming.is_beside(after, before) or self._begins_anew(after):
            return True
        if listing and (self.naming.tells(after) and self._shares_nothing(before, self._words(after))):
            return True
        if before.documents and after.documents:
            titles = self._titles(before), self._titles(after)
            apart = set(before.documents).isdisjoint(after.documents)
            return apart and not self.companions.are_one(before, after, titles)
        if after.outcomes and len(after.documents) > 1 and not HEARD.isdisjoint(before.treatments):
            return self._shares_nothing(before, " ".join(self._titles(after)))  # 听取了乙的汇报,原则通过了《丙》《丁》
        if after.outcomes and is_studied(before) and not before.documents:
            return self._shares_nothing(
                before, " ".join(self._titles(after))
            )  # 传达学习省政府会议精神,审议通过了《甲》
        if self._are_lists(before, after) or self._is_told_anew(before, after):
            return True
        if not before.documents or (is_studied(before) and not before.outcomes):
            return False
        if not self.naming.tells(after):
            return False  # 审议通过《甲》,并对下一步工作作出部署
        return self._shares_nothing(before, self.scan.text[after.subject.start : after.subject.end])

    def _are_lists(self, before: Matter, after: Matter) -> bool:
        """研究品牌保护、校车安全等工作,并对春运、森林防火等工作进行部署: two lists of matters that have none in common."""
        if before.documents or after.documents or not self.naming.tells(after):
            return False
        words = [self.scan.text[matter.subject.start : matter.subject.end] for matter in (before, after)]
        lists = all("、" in word and "等" in word for word in words)
        return lists and self._shares_nothing(before, words[1].partition("等")[0])

    def _is_told_anew(self, before: Matter, after: Matter) -> bool:
        """研究校车安全工作,听取森林防火情况汇报; 研究甲工作,传达乙精神: what was heard or told on what the clause before does not name."""
        told = is_studied(after) or not HEARD.isdisjoint(after.treatments)
        if not told or after.documents or not (self.naming.tells(before) and self.naming.tells(after)):
            return False
        return self._shares_nothing(before, self.scan.text[slice(*after.subject)])

    def _words(self, matter: Matter) -> str:
        """What a matter names: its papers, without who issued them and the place at their heads, else what it is on."""
        if not matter.documents:
            return self.scan.text[slice(*matter.subject)]
        return " ".join([title.partition("关于")[2] or title[_PLACE:] for title in self._titles(matter)])

    def _titles(self, matter: Matter) -> list[str]:
        """The titles of its papers in simplified characters, as the text is read."""
        return [simplify(title) if self.scan.traditional else title for title in matter.documents]

    def _begins_anew(self, matter: Matter) -> bool:
        """会议听取甲汇报,并作了部署,会议还听取乙汇报"""
        also = meeting_act_words(self.scan.lexicon).listing.match(self.scan.text, matter.subject.start)
        return also is not None and self.naming.tells(matter)

    def _shares_nothing(self, before: Matter, words: str) -> bool:
        """Whether no telling pair of ``words`` stands in what the clause before is about."""
        told = self.scan.text[before.subject.start : before.subject.end]
        if self.companions.on_one_theme(told, words):
            return False
        return not any(pair in told for pair in self.words.pairs(words) if not _DIGIT.search(pair))

    def _section_start(self, index: int, start: int) -> int:
        """A section begins at its paragraph, unless sentences of another kind stand before its verb."""
        paragraph = self.outline.paragraphs[index]
        clauses = self.clauses.get(index, [])
        if clauses and self.speech.is_speech(clauses[0]) and index != self.lead:
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
        speaker = self.speech.somebody_speaks([following])
        if self.speech.tells_statements(following) or (speaker and (self.closes_by_speech or matters >= A_LIST)):
            return False
        if not clauses or self.speech.paragraphs.closing.match(self.scan.text, clauses[0].start) is not None:
            return False
        if self._tells_who_was_there(paragraphs[following]) or (self.announced and self.is_before_meeting(index)):
            return False
        text, first = self.scan.text, clauses[0]
        if (
            len(clauses) > 1
            and text.endswith("上", first.start, first.end)
            and text.startswith(("在", "会"), first.start)
        ):
            first = clauses[1]  # 在常务会议上,|听取了…; 会上,|听取了…
        return self.verbs.treatment(first, Standing(following, True, first.level == 3)) is None

    def _is_passed_by(self, groups: list[Matter], following: int) -> bool:
        """听取甲汇报;审议《乙》;研究丙。|会议指出,全区上下要提高站位: whether what is said behind a list of three or more has no word of its last,
        or the list ends with 安排部署相关工作, which is on all of it"""
        last = groups[-1]
        if len(groups) > A_LIST and not last.documents and self.words.goes_back(self.scan.text[slice(*last.subject)]):
            return True
        if len(groups) < A_LIST or not self.naming.tells(last):
            return False
        start, end = self.outline.paragraphs[following][:2]
        named = [self.scan.text[slice(*last.subject)], *self._titles(last)]
        spoken = self.scan.text[start:end]
        return not any(pair in spoken for words in named for pair in self.words.names(words))

    def is_before_meeting(self, index: int) -> bool:
        """会前,与会人员集中学习了《条例》: what was done before the meeting, whose speeches are on what it took up."""
        start, end = self.outline.paragraphs[index][:2]
        return meeting_act_words(self.scan.lexicon).away.match(self.scan.text, start, end) is not None

    def _tells_who_was_there(self, paragraph: Paragraph) -> bool:
        """县领导甲、乙参加会议。"""
        stop = self.scan.text.find("。", paragraph.start, paragraph.end)
        end = stop if stop >= 0 else paragraph.end
        return meeting_act_words(self.scan.lexicon).roll_call.match(self.scan.text, paragraph.start, end) is not None
