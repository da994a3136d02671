"""Acts that 会议要求 asks for without a modal: 会议要求,加强值守; 会议要求,各镇压实责任. (“会议要求”后的无情态词要求)"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.directives.clauses import ClauseReader
from kg.directives.context import Context
from kg.directives.course import Place
from kg.directives.name import Name
from kg.directives.named_heads import NamedHeadReader
from kg.directives.opening import Opening
from kg.directives.parties import PartyReader
from kg.directives.sentences import SentenceReader
from kg.model import Span
from kg.structure import Clause

# Speech after which an act is asked for; 会议决定 asks for acts of somebody named alone.
_ASKING = frozenset({"demand", "stress", "decide"})
_THING = re.compile("(?:(?![的了])[一-鿿A-Za-z0-9“”]){2,14}?(?:要|须|应|确保|力争|争取|务必)?[在于]?")  # 一期工程
_LONGEST_EVENT = 16  # characters of 企业投产前, and of who acts before it
_DONE_FIRST = re.compile("(.{2})之?后$")  # 修改完善|后


class DemandedReader:
    """Reads what follows words of speech. Holds only look-ups."""

    def __init__(
        self, parties: PartyReader, clauses: ClauseReader, sentences: SentenceReader, heads: NamedHeadReader
    ) -> None:
        self.text = clauses.text
        self.heads = heads
        self.names = heads.names
        self.parties = parties
        self.clauses = clauses
        self.words = clauses.words
        self.demand_words = clauses.demand_words
        self.sentences = sentences

    def read(self, place: Place, context: Context) -> Opening | None:
        """会议要求 followed at once by an act without a modal is a directive, from the act's subject or verb on."""
        start, clause, speech = place.start, place.clause, context.speech
        if self.clauses.tells_attendance(start, clause.end) or self.sentences.tells_attendance(start, clause):
            return None
        if self.sentences.comes_first(clause, place.following) or self.text.endswith("的", start, clause.end):
            return None  # 各镇6月底前完成整改的,|县财政局要奖补
        if speech not in _ASKING or context.dangling:
            return None
        opens_later = self.sentences.opens_later(place.following)
        who = self.clauses.past_adverbs(start, clause.end)  # 灾后|县水利局
        begins, who = self._past_event(who, clause.end)
        found = self._party(who, clause.end, generic=speech != "decide")  # 会议决定,成立|领导小组
        treasury = self.clauses.treasury(start, clause.end) if found is None else None
        if treasury is not None and not self.clauses.states_fact(start, clause.end):
            return Opening(start, treasury[0], "demand", "directives.demanded-of", 0.85)
        if found is not None and self._is_theirs(found, place, speech):
            return Opening(begins, found[0], "demand", "directives.demanded-of", 0.9)
        if speech == "decide" or self.sentences.appraises(place.following):
            return None
        if not self._asks_for_act(start, clause, place.following) or self.sentences.waits_for_act(
            clause._replace(start=start), place.following
        ):
            return None
        alone = speech == "demand" and not self.sentences.leads_to(start, clause)
        if opens_later and not alone and not self.sentences.only_forbids(place.following):
            return None
        return Opening(start, (), "demand", "directives.demanded", 0.8)

    def _is_theirs(self, found: tuple[tuple[Name, ...], int], place: Place, speech: str) -> bool:
        """Whether what stands behind those who are ``found`` asks for an act of theirs, and is no topic and no fact."""
        clause, end = place.clause, found[1]
        return (
            end < clause.end
            and not self.text.startswith(self.demand_words.attributive, end)
            and not self.clauses.is_acted_on(end)
            and not self.text.startswith("的", clause.end - 1)  # 县水利局6月底前完成的,|予以奖励
            and (not self.clauses.tells_of(end, clause.end) or self._is_to_finish(found, clause))
            and self.demand_words.heading.fullmatch(self.text, place.start, clause.end) is None  # 新进人员方面
            and not self.clauses.is_relative(end, clause.end)
            and not self.clauses.states_fact(end, clause.end)
            and not self._tells_how_it_stands(found, clause)
            and (
                self._acts(end, clause.end)
                or self._is_their_act(place.following, speech)
                or self._is_to_finish(found, clause)
            )
        )

    def _past_event(self, start: int, end: int) -> tuple[int, int]:
        """企业投产前|县环保局完成验收, 方案印发后|各镇开展排查: (where the directive begins, where who acts stands), a limit being part of it."""
        words = self.parties.party_words
        for at in words.events(self.text, start, min(end, start + _LONGEST_EVENT)):
            if at in self.parties.at_start:
                return (at if self.text.endswith(words.after_events, start, at) else start), at
        return start, self._past_description(start, min(end, start + _LONGEST_EVENT))

    def _past_description(self, start: int, end: int) -> int:
        """地处山区的|各镇做好巡查: where those stand who are described first; ``start`` where an act does, or where they are known there."""
        at = self.text.find("的", start + 2, end) + 1
        known = at > 0 and start not in self.parties.at_start
        known = known and (at in self.parties.at_start or self.parties.begins_place(at, end))
        acts = known and (
            self.text[start] in self.demand_words.objects
            or any(self.text[verb : verb + 2] in self.clauses.acts for verb in range(start, at - 2))
        )
        return at if known and not acts else start

    def _party(self, start: int, end: int, *, generic: bool) -> tuple[tuple[Name, ...], int] | None:
        """Who stands at ``start``, with the post in an organisation and the personal name behind a post: 县水利局|局长|驻点值守,
        常务副县长|甲|负总责, 县长|甲|负责的河段."""
        alone = bisect_left(self.names, (start, 0))
        if alone < len(self.names) and self.names[alone].start == start:
            stop = self.names[alone].end  # 孙三江|约谈
            return ((Name(self.names[alone], "people"),), stop) if self._acts(stop, end) else None
        if (several := self.heads.listed(start, end)) is not None:
            return several
        found = self.parties.after(start, end, generic=generic)
        if found is None:
            return None
        *others, last = found[0]
        people = self.parties.people_of(last.span.end, end) if last.kind == "organization" else None
        if people is not None and people.end() < end:
            return self.parties.joint((*others, Name(Span(last.span.start, people.end()), "people"))), people.end()
        which = self.demand_words.which_post.match(self.text, last.span.end, end)  # 县水利局|分管|副局长
        post = self.parties.scan.at.get(last.span.end if which is None else which.end())
        if last.kind == "organization" and post is not None and post.kind == "post":
            last = Name(Span(last.span.start, post.end), "people")
            found = (*others, last), post.end
        if last.kind != "people":
            return found
        if (heads := self.heads.at_head(start, end)) is not None:
            return heads
        at = bisect_left(self.names, (last.span.end, 0))
        if at == len(self.names) or self.names[at].start != last.span.end:
            return found
        stop = self.names[at].end
        return (*others, Name(Span(last.span.start, stop), "people")), stop

    def _tells_how_it_stands(self, found: tuple[tuple[Name, ...], int], clause: Clause) -> bool:
        """县水利局|任务重; 节日里企业|检修多, of whom nothing but a last word tells for a party: only how it stands with them is said."""
        names, at = found
        if self.demand_words.pressed.search(self.text, at, clause.end) is not None:
            return True
        return self.clauses.tells_state(at, clause.end) and not all(map(self.parties.is_known, names))

    def _is_to_finish(self, found: tuple[tuple[Name, ...], int], clause: Clause) -> bool:
        """县交通局|将在6月底前完成修复: a task by a limit; of those above (省交通厅将于6月底前完成验收) it is only told."""
        names, at = found
        return self.clauses.will_finish(at, clause.end) and not any(
            self.clauses.superiors.has_office(*name.span) for name in names
        )

    def _is_their_act(self, following: int, speech: str) -> bool:
        """会议要求,县财政局|审查把关: whatever the verb, unless what comes in the sentence opens otherwise than by who acts next
        (由县政府办印发)."""
        return speech == "demand" and (not self.sentences.opens_later(following) or self.sentences.hands_on(following))

    def _acts(self, at: int, end: int) -> bool:
        return self.clauses.acts_on(at, end) or self.clauses.acts_by_limit(at, end)

    def _asks_for_act(self, start: int, clause: Clause, following: int) -> bool:
        """加强值守; 对重点部位进行排查; 根据讨论意见修改完善后,|认真组织实施: an act, be it the object of another verb or done
        before the next one."""
        if self.clauses.is_act(start, clause.end) or self._does_light(start, clause.end):
            return True
        if self.demand_words.swaps.fullmatch(self.text, start, clause.end) is not None:
            return True
        if self.parties.levels_in_step(start, clause.end) or self._disposes(start, clause.end):
            return True
        if self._acts_on_object(start, clause.end):
            return True
        if self._is_urged(start, clause.end) or self._in_case(start, clause.end):
            return True
        if self._acts_in_time(start, clause.end) or self._is_due(start, clause.end):
            return True
        words = self.text[start : clause.end]
        before = _DONE_FIRST.search(words)
        if before is None or not self.clauses.is_adverbial(words) or before[1] not in self.clauses.acts:
            return False
        onward = next(self.sentences.later(following), None)
        return onward is not None and self.clauses.is_act(onward.start, onward.end)

    def _acts_in_time(self, start: int, end: int) -> bool:
        """于|6月底前|完成整改, 最迟|6月底|完成整改: an act behind its limit."""
        limits = self.clauses.limits(start, end)
        if not limits or self.demand_words.urged_by.fullmatch(self.text, start, limits[0].span.start) is None:
            return False
        at = limits[0].span.end
        which = self.text.find("的", at, end) >= 0 and self.parties.head_kind(at, end) is not None  # 完成整改的单位
        return not which and self.clauses.is_act(at, end) and self.words.done.search(self.text, at, end) is None

    def _is_urged(self, start: int, end: int) -> bool:
        """招标手续|尽快落实: a thing that is to be seen to soon, by nobody named; not 尽快办结的|事项, nor what stands so already."""
        if self.demand_words.urged_thing.fullmatch(self.text, start, end) is None:
            return False
        return not self.clauses.states_fact(start, end) and self.words.done.search(self.text, start, end) is None

    def _acts_on_object(self, start: int, end: int) -> bool:
        """对存在的问题|立即整改: an act behind what it is done to; not 对存在的问题, nor 对整改|的单位."""
        if self.text[start] not in self.demand_words.objects or "的" not in self.text[start:end]:
            return False
        for at in range(self.text.find("的", start) + 3, end - 1):
            if self.parties.adverb(at, end) or self.text[at : at + 2] in self.clauses.acts:
                return self.clauses.is_act(at, end) and not self.clauses.states_fact(start, end)
        return False

    def _in_case(self, start: int, end: int) -> bool:
        """对野外用火的|要从快查处: what is to be done in a case, where the meeting has asked for nothing that it would belong to."""
        modal = self.clauses.modals.first(start, end)
        return modal is not None and self.words.case.fullmatch(self.text, start, modal.start) is not None

    def _is_due(self, start: int, end: int) -> bool:
        """一期工程|5月底前|完成: by when a thing is to be done, whoever does it."""
        if self.clauses.is_adverbial(self.text[start:end]):
            return False  # 除县教育局6月底前完成外
        limits = self.clauses.limits(start, end)
        thing = None if not limits else _THING.fullmatch(self.text, start, limits[0].span.start)
        if thing is None or self.clauses.states_fact(start, end) or self.words.done.search(self.text, start, end):
            return False
        at = limits[0].span.end
        return self.demand_words.finished.match(self.text, at, end) is not None or self.clauses.is_act(at, end)

    def _disposes(self, start: int, end: int) -> bool:
        """把宣传与教学|结合起来: what is to be done with its object; not 把…列入了…, nor 将于…召开."""
        if self.demand_words.disposes.match(self.text, start, end) is None:
            return False
        return not self.clauses.states_fact(start, end) and self.words.done.search(self.text, start, end) is None

    def _does_light(self, start: int, end: int) -> bool:
        """对重点部位|进行排查; not 进行了排查."""
        if self.words.light.match(self.text, start, end) is None:
            return False
        return not self.clauses.states_fact(start, end) and self.words.done.search(self.text, start, end) is None
