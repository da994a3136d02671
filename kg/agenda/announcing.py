"""Paragraphs that announce matters: the lead, and lists after it that speeches go through. (议题预告)"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.agenda.commission_speeches import deployed_by_speeches
from kg.agenda.counted_leads import Counted
from kg.agenda.draft import Draft
from kg.agenda.grouping import A_LIST
from kg.agenda.headings import Headings
from kg.agenda.matter import Matter, deploys, is_studied
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.parts import Part
from kg.agenda.uncued_speeches import Uncued
from kg.agenda.weights import LEAST, ONE_PAIR

_PLANNED = frozenset({"研究", "安排", "部署"})  # what a list ends with that goes back to all of it
_MOST_SPOKEN = 12  # no one speech goes through more matters

_PAIR = 2
_LEAST_SECTIONS = 2  # one alone is no set of sections
_HEADING = re.compile("^[一二三四五六七八九十]+、(?:关于)?|(?:有关|的)?(?:问题|事项|工作)$")


class Announcing:
    """Reads the lead, and sees which other paragraphs only announce."""

    def __init__(self, draft: Draft, headings: Headings) -> None:
        self.draft = draft
        self.headings = headings
        self.reader = draft.reader
        self.speech = draft.speech
        self.matcher = draft.matcher
        self.scan = draft.reader.scan
        self.words = paragraph_words(self.scan.lexicon)
        self.counted = Counted(draft.reader, headings, draft.matcher)
        self.uncued = Uncued(draft, headings)

    def read_lead(self, index: int, body: list[int]) -> None:
        """The lead treats its matters itself, or announces them for what follows."""
        apart = self.reader.matters(index, apart=True)
        spread = self.spread(index, apart)
        speech = self._speech_after(index, apart)
        later = body[body.index(index) + 1 :]
        counted = self.counted.items(apart, later)
        if (themed := self._on_one_theme(index, apart, later)) is not None:
            self.draft.items.append(themed)
            self.draft.read.update(themed.sections)
        elif counted is not None:
            self.draft.items.extend(counted[0])
            self.draft.read.update(counted[1])
        elif deployed_by_speeches(self.reader, index, apart, later):
            self.draft.items.extend(_alone(apart[:-1], apart[-1].start))
            self.announce(apart[-1:], later)
        elif (inside := self._gone_through_inside(index, apart)) is not None:
            self.draft.items.extend(inside)
        elif apart and self.opens_points(index, later):
            self.draft.items.extend(self.reader.matters(index))
            self.draft.points = True
        elif spread is not None and body[-1] == index:
            self.draft.items.extend(spread)
        elif speech is not None and self._goes_on_below(apart, [speech, *self.speeches(body[1:])]):
            self.draft.announced.extend(_alone(apart, speech.start))
            self.draft.pending.append(speech)
        elif self._is_spoken_of_below(apart, later):
            self.announce(_alone(apart, apart[0].subject.end), later)
        elif self._lead_treats(index, apart, body):
            treated = self.reader.matters(index)
            self.draft.items.extend(self._without_summary(self._without_general(treated) or treated))
        else:
            self.announce(apart, later)
            self.reader.grouping.announced = bool(self.draft.announced)
            self.reader.grouping.closes_by_speech = any(deploys(matter) for matter in apart)

    def _gone_through_inside(self, index: int, apart: list[Matter]) -> list[Matter] | None:
        """会议传达甲精神;讨论《乙》。…传达甲精神时,县长强调,…。讨论《乙》时,…: the items of a paragraph that lists matters and then says by 时 or 后
        which of them it speaks of; None where it does not, or of one only."""
        course = [k for k, matter in enumerate(apart) if self._in_course(matter)]
        if not course or course[0] < _LEAST_SECTIONS:
            return None
        listed, end = apart[: course[0]], self.reader.outline.paragraphs[index].end
        turns = [at for at in self.speech.turns(listed[-1].subject.end, end) if at > listed[-1].subject.end]
        alone = _alone(listed, turns[0])
        items, left = self.matcher.claim(alone, [Part(turns[0], end, (index,), opens=True)])
        return items + left if len({item.subject for item in items}) > 1 else None

    def _in_course(self, matter: Matter) -> bool:
        """传达甲会议精神|时, 听取乙汇报|后"""
        return matter.separate and self.scan.text.endswith(("时", "后"), *matter.subject)

    def _on_one_theme(self, index: int, apart: list[Matter], later: list[int]) -> Matter | None:
        """召开专题会议,研究甲整治工作。会议听取了…汇报,研究了…。|一、关于乙。由…: the only matter of minutes whose sections take up nothing by a
        verb of their own and begin with what the lead does not name; None where it is not so, or 一、关于乙的问题 stands alone."""
        if self.words.on_theme.search(self.reader.line(index)) is None:
            return None
        told = [matter for matter in apart if matter.separate]
        if not told and later:
            index, later = later[0], later[1:]  # the lead is who met; what was heard stands below it
            told = apart = self.reader.matters(index, apart=True)
        if not told:
            return None
        headed = [i for i in later if self.headings.number(i) == "enum-heading"]
        if len(headed) < _LEAST_SECTIONS or any(self.reader.treats(i) for i in later if i <= headed[-1]):
            return None
        if any(self._stands_alone(i) or self._names_heading(index, i) for i in headed):
            return None
        last = headed[-1] if "。" in self.reader.line(headed[-1])[:-1] else headed[-1] + 1
        sections = [index, *[i for i in later if i <= last]]
        return replace(
            told[0],
            end=self.reader.outline.paragraphs[last].end,
            treatments=[word for matter in apart for word in matter.treatments],
            documents=[title for matter in apart for title in matter.documents],
            sections=sections,
        )

    def _stands_alone(self, heading: int) -> bool:
        """一、关于乙的问题 in a line of its own names a matter; 一、关于乙 right above (一) names a part of what these points are on."""
        line = self.reader.line(heading)
        if "。" in line[:-1]:
            return False
        below = self.reader.line(heading + 1) if heading + 1 < len(self.draft.paragraphs) else ""
        return self.words.ends_as_matter.search(line) is not None or not below.startswith("(一)")

    def _names_heading(self, index: int, heading: int) -> bool:
        """Whether the lead has half of what a heading names: 听取甲、乙两个项目情况汇报.|一、关于甲项目"""
        line = self.reader.line(heading)
        pairs = self.reader.naming.words.pairs(_HEADING.sub("", line.partition("。")[0]))
        told = self.reader.line(index)
        return 2 * sum(pair in told for pair in pairs) >= len(pairs)

    def opens_points(self, index: int, later: list[int]) -> bool:
        """会议听取了…汇报。会议议定: before the points that were decided on; 一、关于…问题 is no point."""
        if self.words.opens_points.search(self.reader.line(index)) is None:
            return False
        return not (later and self.headings.is_topic(later[0]))

    def announce(self, listed: list[Matter], later: list[int]) -> None:
        """Keep what a paragraph lists for the speeches below (``later``). 安排部署相关工作 behind other matters goes back to them."""
        text = self.scan.text
        here = [matter for matter in listed if self.reader.acts.away.match(text, matter.start) is None]
        if len(here) == 1:
            self.draft.items.extend(matter for matter in listed if matter is not here[0])
            listed = here  # 会前学习了《甲》,讨论了《乙》。|会议指出,…: what is said is on the one thing that the meeting took up
        kept = [matter for number, matter in enumerate(listed) if not (number and self._goes_back(matter))]
        self.draft.closed = len(kept) >= A_LIST and kept[-1] is not listed[-1]
        self.draft.announced.extend(self.draft.left_of(matter) for matter in kept)
        self.uncued.read(later)

    def _goes_back(self, matter: Matter) -> bool:
        """安排部署相关工作; not 学习…精神,部署贯彻落实工作, which names what it is on"""
        planned = not matter.documents and _PLANNED.issuperset(matter.treatments) and not is_studied(matter)
        return planned and self.reader.naming.words.follows(self.scan.text[slice(*matter.subject)])

    def spread(self, index: int, listed: list[Matter]) -> list[Matter] | None:
        """A paragraph that lists several matters and then speaks of more than the last: each has the sentences on it."""
        in_turn = self._each_in_turn(index, listed)
        if in_turn is not None or len(listed) == 1:
            return in_turn
        speech = self._speech_after(index, listed)
        if speech is None:
            return self._without_general(listed)
        alone = _alone(listed, speech.start)
        items, left = self.matcher.claim(alone, [speech])
        if _goes_through(items, alone):
            return items + left
        words = self.scan.text[speech.start : speech.end]
        if items and items[0].subject != alone[-1].subject and self.matcher.likeness.of(alone[-1], words) == 0:
            return alone  # 听取甲汇报,书面审议《乙》。会议要求: a speech on what stands before the last
        named = set(self.reader.verbs.documents(speech.start, speech.end))
        if sum(not named.isdisjoint(matter.documents) for matter in alone) > 1:
            return alone  # 审议通过《甲》,审议通过《乙》。会议要求,要按照《甲》…;要执行好《乙》: a speech that names papers of several
        return self._without_general(listed)

    def _without_general(self, listed: list[Matter]) -> list[Matter] | None:
        """听取甲汇报,审议《乙》,研究丙。会议要求,各部门要盯紧年关: a paragraph that lists three or more, where a speech behind them has no word of
        the last is on none of them; None where none is so."""
        found = [
            _alone([matter], matter.subject.end)[0]
            if self._is_beside(listed[max(0, number - A_LIST + 1) : number], matter)
            else matter
            for number, matter in enumerate(listed)
        ]
        return found if any(one is not two for one, two in zip(found, listed, strict=True)) else None

    def _is_beside(self, before: list[Matter], matter: Matter) -> bool:
        """Whether a speech stands behind the last of a list, ``matter``, and has no word of that."""
        if len(before) < A_LIST - 1 or not matter.sections:
            return False
        if self.scan.text.find("。", before[0].start, matter.subject.start) >= 0:
            return False  # no list
        turns = [start for start in self.speech.turns(matter.subject.end, matter.end) if start > matter.subject.end]
        if not turns or not self.speech.begins(turns[0]) or not self.reader.naming.tells(matter):
            return False
        return self.matcher.likeness.of(matter, self.scan.text[turns[0] : matter.end]) == 0

    def _each_in_turn(self, index: int, listed: list[Matter]) -> list[Matter] | None:
        """学习甲,听取乙汇报,研究丙。会议强调,…。会议要求,…。会议指出,…: the matters of one sentence, some of them joined (``listed``), where speech
        has words on each of three or more."""
        if sum(len(matter.treatments) for matter in listed) < A_LIST or all(len(m.treatments) == 1 for m in listed):
            return None
        apart = self.reader.matters(index, apart=True, note=False)
        speech = self._speech_after(index, apart) if len(apart) >= A_LIST else None
        if speech is None:
            return None
        items, left = self.matcher.claim(_alone(apart, speech.start), [speech])
        return None if left or len({item.subject for item in items}) < len(apart) else items

    def _speech_after(self, index: int, listed: list[Matter]) -> Part | None:
        """The sentences of speech after the matters that a paragraph lists, if it lists several."""
        if len(listed) < 2 or not listed[-1].sections or any(matter.sections for matter in listed[:-1]):
            return None
        last = listed[-1]
        turns = [start for start in self.speech.turns(last.subject.end, last.end) if start > last.subject.end]
        return Part(turns[0], last.end, (index,), opens=True) if turns else None

    def _goes_on_below(self, listed: list[Matter], parts: list[Part]) -> bool:
        """Whether the speech at the end of the lead goes on in further paragraphs, and on another matter than the last."""
        if len(parts) < 2:
            return False
        items, _ = self.matcher.claim(_alone(listed, parts[0].start), parts)
        return any(item.subject != listed[-1].subject for item in items)

    def _is_spoken_of_below(self, listed: list[Matter], later: list[int]) -> bool:
        """研究甲、乙等工作。县长强调,要主动作为。|会议强调,甲…|会议强调,乙…: whether speeches below go through what one verb lists."""
        if len(listed) != 1 or not listed[0].sections or not later:
            return False
        items, _ = self.matcher.claim(_alone(listed, listed[0].subject.end), self.speeches(later))
        return len(items) > 1

    def _lead_treats(self, index: int, found: list[Matter], body: list[int]) -> bool:
        """Whether the lead paragraph itself treats its matters: nothing else follows it, or a speech does inside it."""
        if body[-1] == index:
            return True
        speaks = any(self.speech.is_speech(c) and c.level == 3 for c in self.reader.clauses.get(index, []))
        return speaks and any(t.sections for t in found)

    def _without_summary(self, found: list[Matter]) -> list[Matter]:
        """In a notice of one paragraph the first sentence may sum up what follows: 研究…等工作 is then no item."""
        kept = [
            t
            for t in found[:-1]
            if t.documents
            or t.sections
            or self.scan.text.find("。", t.end, found[-1].start) < 0  # all in one sentence: a list
            or (self.reader.naming.tells(t) and self.words.summary.search(self.scan.text, t.start, t.end) is None)
        ]
        return kept + found[-1:]

    def is_second_lead(self, index: int, later: list[int]) -> bool:
        """A paragraph that only lists several matters, with speeches after it that treat them."""
        if self.speech.speaks(index) or not later:
            return False
        speeches = self.speeches(later)
        if self.draft.items and not speeches:
            return False
        apart = self.reader.matters(index, apart=True, note=False)
        alone = len(apart) not in range(2, A_LIST) and self.speech.somebody_speaks(later)
        if alone and min(len(apart), len(speeches)) < 2:
            return False  # one speech after a list is on all of it
        if len(apart) == 1 and len(speeches) == _PAIR and self.speech.only_appraises(speeches[0].paragraphs[0]):
            return False  # 会议听取甲和乙情况汇报。|会议指出,…是大事。|会议要求,要…: the one leads to the other
        claimed = self.matcher.claim(apart, speeches)[0]
        if alone:
            return len(claimed) >= len(speeches)  # and several may go through it
        if (
            (_goes_through(claimed, apart) and self.spoken_of_as_one(index, later) is None)
            or self._picks_one(apart, speeches)
            or self._leaves_last(claimed, apart, speeches)
            or self._begins_later(claimed, apart, speeches)
        ):
            return True
        if len(apart) < 2 or self.draft.items:
            return False
        if any(self.headings.number(i) is not None for i in later[:1]):
            return True
        titles = {title for matter in apart for title in matter.documents}
        if any(titles.intersection(m.documents) for i in later for m in self.reader.matters(i, note=False)):
            return True  # each is treated again below, in a section of its own
        if self.speech.somebody_speaks(later):
            return not claimed and self._speaks_of_more(apart, speeches)
        following = later[:2]
        opening = [i for i in following if self.speech.opens(i) and not self.reader.treats(i)]
        return len(opening) == 2 or (len(apart) >= A_LIST and following[:1] == opening[:1])

    def _speaks_of_more(self, apart: list[Matter], speeches: list[Part]) -> bool:
        """Whether a leader speaks in several paragraphs, and of more than the last of what was listed."""
        words = "".join([self.scan.text[speech.start : speech.end] for speech in speeches])
        return len(speeches) > 1 and any(self.matcher.likeness.of(matter, words) >= LEAST for matter in apart[:-1])

    def spoken_of_as_one(self, index: int, later: list[int]) -> list[Matter] | None:
        """The matters of a paragraph that only lists, where the one speech after it has a sentence on each, or on three: it is on none."""
        speeches = [] if self.speech.speaks(index) else self.speeches(later[:2])
        if len(speeches) != 1:
            return None
        apart = self.reader.matters(index, apart=True, note=False)
        if len(apart) not in range(2, _MOST_SPOKEN + 1):
            return None
        first = self.scan.text[slice(*apart[0].subject)]
        if len(apart) < A_LIST and apart[1].documents and self.matcher.likeness.of(apart[1], first) >= LEAST:
            return None  # 听取学校布局情况汇报,审议《学校布局规划》: one matter, whichever of the two a sentence is on
        speech = speeches[0]
        bounds = [*self.speech.turns(speech.start, speech.end), speech.end]
        spoken: set[int] = set()
        for start, end in pairwise(bounds):
            like = [self.matcher.likeness.of(matter, self.scan.text[start:end]) for matter in apart]
            if max(like) >= LEAST and like.count(max(like)) == 1:
                spoken.add(like.index(max(like)))
        return _alone(apart, apart[-1].subject.end) if len(spoken) >= min(len(apart), A_LIST) else None

    def _leaves_last(self, claimed: list[Matter], apart: list[Matter], speeches: list[Part]) -> bool:
        """Whether the only speech after a list is on a matter before the last, and has no word of that."""
        if (
            len(apart) not in (2, A_LIST)
            or len(speeches) != 1
            or not claimed
            or claimed[0].subject == apart[-1].subject
        ):
            return False  # after a longer list, one speech is on all of it
        if self.matcher.likeness.of(apart[-1], self.scan.text[slice(*apart[0].subject)]) >= ONE_PAIR:
            return False  # 听取产销情况汇报,研究《产销对接方案》: one matter
        words = self.scan.text[speeches[0].start : speeches[0].end]
        return self.reader.naming.tells(apart[-1]) and self.matcher.likeness.of(apart[-1], words) == 0

    def _begins_later(self, claimed: list[Matter], apart: list[Matter], speeches: list[Part]) -> bool:
        """Whether the last of a list, which a semicolon parts, is not treated by the first speech but by a later one."""
        return (
            len(apart) > 1
            and apart[-1].separate
            and len(claimed) == 1
            and claimed[0].subject == apart[-1].subject
            and claimed[0].start > speeches[0].start
        )

    def _picks_one(self, apart: list[Matter], speeches: list[Part]) -> bool:
        """Whether the first speech says that it is on one of several matters: 就森林防火,会议指出,…"""
        if len(apart) < 2 or not speeches or not speeches[0].topic:
            return False
        told = [self.matcher.likeness.of(matter, speeches[0].topic) > 0 for matter in apart]
        return sum(told) == 1

    def speeches(self, later: list[int]) -> list[Part]:
        """The paragraphs of speech that follow, up to the next with a verb or a number of its own."""
        found: list[Part] = []
        for index in later:
            on_it = self.speech.opens_with_topic(index)  # 在听取甲汇报后,县长要求,…: whatever verb names the matter
            if self.headings.number(index) is not None or (self.reader.treats(index) and not on_it):
                break
            found.append(self.matcher.part((index,), opens=self.speech.starts(index)))
        return found


def _alone(listed: list[Matter], end: int) -> list[Matter]:
    """Matters as they are listed, without the speech that begins at ``end``."""
    return [replace(matter, end=min(matter.end, end), sections=[]) for matter in listed]


def _goes_through(items: list[Matter], listed: list[Matter]) -> bool:
    """Whether a speech goes through what was listed: it treats several matters, or one that is not the last and stands
    apart from it."""
    if len({item.subject for item in items}) > 1:
        return True
    return bool(items) and len(listed) > 1 and items[0].subject != listed[-1].subject and listed[-1].separate
