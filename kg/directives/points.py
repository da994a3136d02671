"""Numbered points that ask for something without a modal: (一)提高政治站位, 一是坚决放. (编号要点)"""

from __future__ import annotations

from kg.directives.clauses import ClauseReader
from kg.directives.context import Context
from kg.directives.course import Place
from kg.directives.opening import Opening
from kg.directives.sentences import SentenceReader
from kg.scan import Event
from kg.structure import Clause

_LONGEST_SLOGAN = 10
_NUMBERS = frozenset({"enum-arabic", "enum-arabic-bracket"})
_SHORTEST = 3
_DEMANDING = frozenset({"demand", "stress"})


class PointReader:
    """Tells a point that is itself a demand from one that names a topic. Holds only look-ups."""

    def __init__(
        self, clauses: ClauseReader, sentences: SentenceReader, item_starts: frozenset[int], treated: frozenset[int]
    ) -> None:
        self.text = clauses.text
        self.clauses = clauses
        self.words = clauses.words
        self.demand_words = clauses.demand_words
        self.sentences = sentences
        self.item_starts = item_starts
        self.treated = treated

    def read(self, place: Place, enumerator: Event, context: Context) -> tuple[Opening | None, bool]:
        """(一)提高政治站位: a heading that is itself a demand opens one; a topic does not, and waits for its addressee.

        (how the point opens a directive, whether it waits for a later clause that does).
        """
        start, clause = place.start, place.clause
        agreed = self.text.startswith(self.demand_words.agrees, start)
        if (enumerator.kind == "enum-heading" and clause.start in self.item_starts) or clause.start in self.treated:
            return None, False
        if self.words.reports.match(self.text, start, clause.end) is not None or self.clauses.tells_lack(
            start, clause.end
        ):
            return None, False
        if (agreed and "《" in self.text[start : clause.end]) or self.sentences.agrees_later(place.following):
            return None, False
        if self.text.endswith(self.demand_words.comes_of, start, clause.end):
            return None, False
        if self.text.endswith("的", start, clause.end):
            return None, self.sentences.opens_later(place.following)  # 一是整改不力的,|要约谈
        if context.speech not in _DEMANDING and self._sets_up(start, clause, place.following):
            return None, False
        with_topic = self.demand_words.with_topic.match(self.text, start) is not None
        if with_topic and not agreed and self.sentences.opens_next(clause, place.following):
            return None, True  # 三是围绕民生实事,|要逐项销号
        act = self.clauses.is_act(start, clause.end)
        asks = self._is_slogan(start, clause) or self._is_demanded_point(place, enumerator, context)
        if act or (asks and not self._charges_later(place.following)):  # (三)群众反映强烈,|责成县住建局牵头
            return (None if agreed else Opening(enumerator.start, (), "demand", "directives.heading", 0.88)), False
        # 四是水质检测方面,|县疾控中心要…: the topic is outside; 四是在水质检测方面,要…: it says in what
        topic = self.text.endswith("方面", start, clause.end) and not with_topic
        return None, not topic and self.sentences.opens_later(place.following)

    def _sets_up(self, start: int, clause: Clause, following: int) -> bool:
        """会议议定:1.成立工作专班,|甲任组长: what the meeting sets up and whom it puts in charge asks nothing of anybody."""
        if not self.text.startswith(self.demand_words.sets_up, start):
            return False
        onward = next(self.sentences.later(following), None)
        if onward is None:
            return False
        charged = self.demand_words.puts_in_charge.search(self.text, onward.start, onward.end)
        return charged is not None and charged.end() == onward.end

    def _is_slogan(self, start: int, clause: Clause) -> bool:
        """(二)分秒必争促复产: an idiom and a verb of one character, alone in its sentence."""
        return (
            self.words.slogan.fullmatch(self.text, start, clause.end) is not None
            and start not in self.clauses.parties.at_start  # 2.县教育局提交的方案
            and self.words.topic_only.search(self.text[start : clause.end]) is None
        )

    def _charges_later(self, following: int) -> bool:
        """Whether a later clause of the sentence asks somebody for something, so that what is no act before it is background."""
        later = (self.clauses.scan.at.get(clause.start) for clause in self.sentences.later(following))
        return any(event is not None and event.kind == "ask" for event in later)

    def _is_demanded_point(self, place: Place, enumerator: Event, context: Context) -> bool:
        """一是坚决放, 1.旗帜鲜明讲政治 under 会议要求: a point of a demand, unless it names a topic or states a fact.

        1.前期抢险已基本结束,由财政所列支: more words before an addressee are background.
        """
        start, clause = place.start, place.clause
        if context.speech not in _DEMANDING and not context.paragraph:
            return False
        if enumerator.kind == "enum-heading" or self.clauses.states_fact(start, clause.end):
            return False
        if enumerator.kind in _NUMBERS and self.text.startswith(":", clause.end):
            return False  # 2、县一中:|会议要求…: what it is about
        words = self.text[start : clause.end]
        if (len(words) > _LONGEST_SLOGAN or words.startswith(("对", "按"))) and self.sentences.opens_later(
            place.following
        ):
            return False
        if (
            "的" in words
            and self.clauses.parties.head_kind(start, clause.end)
            and self.sentences.opens_next(place.clause, place.following)
        ):
            return False  # 二是收缴率低的乡镇,|由水管所上门督收
        return (
            len(words) >= _SHORTEST
            and self.words.topic_only.search(words) is None
            and not self.clauses.is_adverbial(words)
        )
