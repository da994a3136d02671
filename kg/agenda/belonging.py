"""Which matter a paragraph of speech belongs to: the section before it, one that was announced, or none. (讲话的归属)"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from kg.agenda.asides import Asides
from kg.agenda.draft import Draft
from kg.agenda.grouping import A_LIST
from kg.agenda.matter import HEARD, Matter, deploys, is_studied
from kg.agenda.parts import Part, treated, unnamed
from kg.agenda.repeated_matters import Told
from kg.agenda.weights import LEAST, ONE_PAIR

# A speech is on what was announced if it has so much more of its words than of the section's before it.
_MORE_OF = 2
_MOST_IN_TURN = 10  # no deployment of more things is made in a speech each
_SEVERAL = 2
_FEW = 12  # so many items before a speech may be what it is on
_TOLD = HEARD | {"通报", "观看"}
_ANALYSED = frozenset({"其他", "研究"})  # 分析研判, 研究: what leads to a deployment
_MARKS = frozenset(",。;:!?")
_LONGEST_TOLD = 2000  # what a section is on stands in so many characters


class Belonging:
    """Gives paragraphs without a verb of the meeting to the matters of the draft."""

    def __init__(self, draft: Draft, asides: Asides) -> None:
        self.draft = draft
        self.asides = asides
        self.reader = draft.reader
        self.speech = draft.speech
        self.matcher = draft.matcher
        self.made: Matter | None = None  # the deployment that a leader's speeches make
        self.on_all: int | None = None  # the last paragraph in which a leader speaks of all of a list

    def read(self, index: int, number: str | None) -> None:
        """A paragraph without a verb of the meeting: it goes on with a section, or waits for the matter it treats.

        ``number``: the kind of enumerator that it begins with.
        """
        if self.speech.begins_with_statements(index):
            return  # 甲、乙作了交流发言。甲谈到,…
        draft = self.draft
        if number is None and not (draft.items or draft.announced or draft.pending):
            if self.reader.naming.words.tells(self.speech.first_topic(index)):
                draft.items.append(self._unnamed(index))  # 就防汛工作,会议强调,…
            return  # 县长甲主持会议并讲话。 before anything that it could be on
        if number is None and self._goes_on_deploying(index):
            draft.extend(draft.items[-1], index)
            return
        if self._is_on_all(index, number):
            self.on_all = index
            return
        opens = self.speech.starts(index) or number is not None or self._leads_to_speech(index)
        if not opens and (
            self._is_no_sentence(index) or self._follows_roll_call(index) or self._is_on_another_meeting(index)
        ):
            return
        deployment = self._deployed_by(index) if number is None and not draft.numbered else None
        if deployment is None and opens and number is None and self._is_deployment_behind(index):
            self._deploy_announced(index)
        elif deployment is not None:
            if not self._deploy_in_turn(deployment, index):
                self._deploy(deployment, index)
        elif draft.pending or self._listed_anew() or (opens and number is None and self.only_listed()):
            own = opens and not (draft.numbered and number is None) and not self._only_goes_on(index)
            if not draft.pending or own:
                draft.pending.append(self.matcher.part((index,), opens=True, numbered=number is not None))
            else:
                draft.prolong(index)
        elif draft.items and not draft.items[-1].sections and self._closes_list(index):
            # After a list, a speech on everything belongs to no one matter.
            self.on_all = index if self.speech.opens_with_speaker(index) else None
        elif draft.items and not self._is_announced(index):
            if self._is_on_another(draft.items[-1], index):
                draft.items.append(self._unnamed(index))
            elif self._goes_on(draft.items[-1], index):
                draft.extend(draft.items[-1], index)
        else:
            draft.pending.append(self.matcher.part((index,), opens=opens, numbered=number is not None))

    def _only_goes_on(self, index: int) -> bool:
        """会议指出,…。|会议强调:|一要…: whether a paragraph only leads to points, right below the speech that waits before it."""
        pending = self.draft.pending
        return bool(pending) and pending[-1].paragraphs[-1] == index - 1 and self.speech.only_leads(index)

    def _leads_to_speech(self, index: int) -> bool:
        """受疫情影响,企业经营困难。|会议决定,…: whether speeches wait for what the list announced, and a paragraph tells how something
        stands, and then what the meeting said of it."""
        if not (self.draft.pending and self.draft.announced) or self.draft.numbered:
            return False
        return self.speech.leads_to_speech(index)

    def _is_no_sentence(self, index: int) -> bool:
        """微信公众号, 县长热线 12345 behind what was said: a line without a mark of a sentence goes on with nothing."""
        return bool(self.draft.items or self.draft.pending) and _MARKS.isdisjoint(self.reader.line(index))

    def _is_on_all(self, index: int, number: str | None) -> bool:
        """Whether a speech is on all of several matters: it says so, closes the meeting or speaks to everyone and has no word of
        one of them, or goes on with such a speech."""
        draft = self.draft
        if self._takes_one() or (number is not None and draft.numbered):
            return False
        if index - 1 == self.on_all and (self.speech.opens_with_speaker(index) or not self.speech.starts(index)):
            return True  # 县长甲指出,要提高站位。|县长甲要求,要抓好冬春防火; 县长甲最后强调:|一要提高站位
        if number is not None or self._waits_for_speech(index):
            return False
        if self.speech.is_on_all(index):
            return True
        start, end = self.draft.paragraphs[index][:2]
        closes = self.speech.closes(index)
        if not closes and not (self.speech.starts(index) and self.speech.speaks_to_everyone(start, end)):
            return False
        if any(self.matcher.takes_any(matter) for matter in self.matcher.latest(draft.announced)):
            return False  # 安排部署近期工作, 安排部署全年重点工作
        line = self.reader.line(index)
        likest = max(self.matcher.likeness.of(matter, line) for matter in (*draft.items[-_FEW:], *draft.announced))
        return likest < (LEAST if closes else ONE_PAIR)

    def _waits_for_speech(self, index: int) -> bool:
        """二、传达学习甲精神|会议强调,全市上下要锚定目标: whether a paragraph is right below an item that has a number, or that comes after others
        which each had a speech below them"""
        items = self.draft.items
        if self.draft.pending or not items or items[-1].sections != [index - 1] or self.speech.speaks(index - 1):
            return False
        if self.draft.numbered:
            return True
        return len(items) > 1 and all(len(item.sections) > 1 for item in items[:-1])

    def _takes_one(self) -> bool:
        """Whether there is only one thing that a speech may be on, or one list of which none has spoken yet."""
        draft = self.draft
        if len(draft.items) + len(draft.announced) >= _SEVERAL:
            return False
        return not draft.pending or self.matcher.lists(draft.announced) < _SEVERAL

    def _follows_roll_call(self, index: int) -> bool:
        """会议研究了甲事项。|县领导乙、丙参加会议。|本网转载…: once it is told who was there, only a speech goes on with an item. A roll call
        behind the lead stands before the items' own sections."""
        if not self.draft.items and not self.draft.pending:
            return False
        read = self.draft.pending or self.draft.items
        last = (
            max((read[-1].paragraph, *read[-1].sections)) if isinstance(read[-1], Matter) else read[-1].paragraphs[-1]
        )
        return last != self.draft.lead and any(map(self.asides.is_roll_call, range(last + 1, index)))

    def _is_on_another_meeting(self, index: int) -> bool:
        """会议研究了甲事项。|又讯 5月17日,县长赵一山主持召开…: it goes on with no item."""
        return bool(self.draft.items) and not self.draft.pending and self.asides.is_on_another_meeting(index)

    def _deploy_in_turn(self, deployment: Matter, index: int) -> bool:
        """研究部署安全生产、根治欠薪等工作: whether this speech and those after it deploy one thing each."""
        draft, body = self.draft, self.draft.body
        if deployment not in draft.announced:
            return False
        parts: list[Part] = []
        for later in body[bisect_left(body, index) :]:
            if not self.speech.opens_with_speaker(later) or self.reader.treats(later) or len(parts) > _MOST_IN_TURN:
                break
            parts.append(self.matcher.part((later,), opens=True))
        if len(parts) not in range(2, _MOST_IN_TURN + 1):
            return False
        items, _ = self.matcher.claim([deployment], parts)
        named = {i.subject for i in items if self.matcher.likeness.of(i, self.reader.scan.text[i.start : i.end]) >= 1}
        if len(named) < len(parts):
            return False
        draft.settle()
        draft.announced = [matter for matter in draft.announced if matter is not deployment]
        draft.items.extend(items)
        draft.read.update(index for part in parts for index in part.paragraphs)
        return True

    def _is_deployment_behind(self, index: int) -> bool:
        """分析研判甲,安排部署乙 in the lead, then 会议传达了丙精神,丁汇报了戊: whether what a leader says behind what was only told and heard
        is that analysis and deployment."""
        draft = self.draft
        led, told = self._led_and_told()
        if draft.pending or draft.numbered or not told or not 0 < len(led) < A_LIST:
            return False
        one = all(not m.documents and set(m.treatments) <= _ANALYSED for m in led[:-1]) and not led[-1].separate
        heard = all(not m.sections and _was_told(m) for m in told)
        if not (one and heard and deploys(led[-1])) or self.speech.studies(index):
            return False
        return self.speech.opens_with_speaker(index)

    def _led_and_told(self) -> tuple[list[Matter], list[Matter]]:
        """What the lead announced, but for what it says was told and a sentence below tells so, and what was taken up or listed below it."""
        draft = self.draft
        below = [*draft.items, *(matter for matter in draft.announced if matter.paragraph != draft.lead)]
        again = Told(self.matcher.likeness, below)
        led = [
            matter
            for matter in draft.announced
            if matter.paragraph == draft.lead
            and not (_was_told(matter) and any(again.about(matter.subject, matter.paragraph)))
        ]
        return led, below

    def _deploy_announced(self, index: int) -> None:
        """The paragraph makes the deployment that the lead announced, analysis and all."""
        draft = self.draft
        led, draft.items = self._led_and_told()
        self.made = treated(self.reader.grouping.one(led), self.matcher.part((index,), opens=True))
        draft.announced = []
        draft.items.append(self.made)

    def _goes_on_deploying(self, index: int) -> bool:
        """赵一山要求,…|赵一山还就排涝提出要求。: one more of the speeches that make a deployment"""
        made = self.made is not None and self.draft.items[-1] is self.made and not self.draft.pending
        speaks = self.speech.opens_with_speaker(index) or self.speech.closes(index)
        return made and (
            speaks or not (self.speech.starts(index) or self._is_no_sentence(index) or self._follows_roll_call(index))
        )

    def _deploy(self, deployment: Matter, index: int) -> None:
        """The paragraph makes the deployment."""
        draft = self.draft
        draft.settle()
        if draft.items and draft.items[-1].subject == deployment.subject and draft.items[-1].sections:
            draft.extend(draft.items[-1], index)  # a speech before this one made it, too
            return
        if draft.items and draft.items[-1] is deployment:
            draft.items.pop()
        draft.announced = [matter for matter in draft.announced if matter is not deployment]
        draft.items.append(treated(deployment, self.matcher.part((index,), opens=True)))
        if self.matcher.takes_any(deployment):
            self.made = draft.items[-1]

    def _closes_list(self, index: int) -> bool:
        """Whether several matters, or several things under one verb, were only listed, and this speech is on all of them."""
        last = self.draft.items[-1]
        if len(self.draft.items) > 1 and self.draft.items[-2].paragraph == last.paragraph:
            return True
        return len(last.documents) >= A_LIST and self.speech.opens_with_speaker(index)

    def only_listed(self) -> bool:
        """Whether all items so far are numbered lines that no speech follows: 一、听取… 二、审议… 三、研究… and then speeches on them.
        They are then what was announced."""
        bare = [
            item for item in self.draft.items if len(item.sections) == 1 and not self.speech.speaks(item.sections[0])
        ]
        listed = len(self.draft.items) + self._is_numbered(self.draft.lead)  # the first number may be read as the lead
        if not self.draft.numbered or listed < A_LIST or len(bare) < len(self.draft.items) - 1:
            return False
        if any(one.paragraph == two.paragraph for one, two in pairwise(bare)):
            return False
        self.draft.announced.extend(replace(item, sections=[]) for item in self.draft.items)
        self.draft.items, self.draft.numbered = [], ""
        return True

    def _is_numbered(self, index: int | None) -> bool:
        """Whether a paragraph begins with a number."""
        first = None if index is None else self.reader.scan.at.get(self.draft.paragraphs[index].start)
        return first is not None and first.kind.startswith("enum")

    def _listed_anew(self) -> bool:
        """Whether a list stands behind the last item, for speeches to go through."""
        return (
            bool(self.draft.items and self.draft.announced)
            and self.draft.announced[-1].start >= self.draft.items[-1].end
        )

    def _deployed_by(self, index: int) -> Matter | None:
        """A leader's speech after the sections makes the deployment that the lead announced: 市长甲强调,…"""
        if not (self.draft.items or self.draft.pending) or not self.speech.opens_with_speaker(index):
            return None
        if self.speech.studies(index) and self.draft.items and is_studied(self.draft.items[-1]):
            return None  # 传达学习…讲话精神。|市长甲强调,要认真学习领会…
        line = self.reader.line(index)
        listed = [matter for matter in self.draft.items[-1:] if not matter.sections]
        deployed = [m for m in (*self.matcher.latest(self.draft.announced), *listed) if deploys(m)]
        if (above := self._deployed_above(index)) is not None:
            others = [matter for matter in deployed if matter is not above]
            if others and all(map(self.matcher.takes_any, others)):
                return above  # 安排部署下步工作 in the lead, and told again right above with what it is on
        like = next((m for m in reversed(deployed) if self.matcher.likeness.of(m, line) >= 1), None)
        if like is not None or self._is_deployment_behind(index):
            return like
        return next(
            (m for m in reversed(deployed) if m.paragraph == self.draft.lead and self._is_left_to(m, line)), None
        )

    def _deployed_above(self, index: int) -> Matter | None:
        """并就甲、乙等工作进行安排部署。|县长丙强调,…|县长丙要求,…: the deployment that ends the paragraph before, or that a leader has begun"""
        last = self.draft.items[-1] if self.draft.items else None
        if last is None or not deploys(last) or last.paragraph == self.draft.lead:
            return None
        begun = last.sections[-1:] == [index - 1] and self.speech.opens_with_speaker(index - 1)
        return last if begun or (not last.sections and last.paragraph == index - 1) else None

    def _is_left_to(self, deployment: Matter, line: str) -> bool:
        """通报甲,讨论《乙》,安排部署全年重点工作 in the lead, with sections on the others: whether a speech with no word of these can only be that"""
        others = [matter for matter in (*self.draft.items[-_FEW:], *self.draft.announced) if matter is not deployment]
        if not self.matcher.takes_any(deployment) or self.draft.pending or not self.draft.items:
            return False
        return all(self.matcher.likeness.of(matter, line) < LEAST for matter in others)

    def _goes_on(self, item: Matter, index: int) -> bool:
        """One more speech after a section that has its own must speak of its matter."""
        if len(self.draft.items) > 1 and self.speech.closes(index):
            return False
        if (
            self.draft.numbered
            or not self.speech.starts(index)
            or not any(self.speech.speaks(i) for i in item.sections)
        ):
            return True
        if len(self.draft.items) == 1 and not self.draft.announced:
            return True
        return self.matcher.likeness.of(item, self.reader.line(index)) >= 1 or (
            len(item.sections) > 1 and not self.speech.speaks(item.sections[0])
        )

    def _unnamed(self, index: int) -> Matter:
        """The item of a speech that says itself what it is on, with the papers that it says so of: 关于《甲》,会议指出,…"""
        start = self.draft.paragraphs[index].start
        papers = self.reader.verbs.documents(start, start + len(self.speech.first_topic(index)))
        return unnamed(self.matcher.part((index,), opens=True), papers)

    def _is_on_another(self, item: Matter, index: int) -> bool:
        """关于化工园区安全工作,会议要求,…: a speech that first says that it is on what nothing before it in the section speaks of,
        not even by a longer name (就做好棚改工作 after 棚户区改造), or on another thing than the speech before it says."""
        topic = self.speech.first_topic(index)
        if self.draft.numbered or not topic:
            return False
        words = self.reader.naming.words
        if not item.named:
            said = self.speech.first_topic(item.paragraph)
            return words.tells(topic) and words.tells(said) and words.names(topic).isdisjoint(words.names(said))
        told = self.reader.scan.text[item.start : min(item.end, item.start + _LONGEST_TOLD)]
        return words.tells(topic) and not any(
            pair[0] in told and told.find(pair[1], told.find(pair[0])) >= 0 for pair in words.pairs(topic)
        )

    def _is_announced(self, index: int) -> bool:
        """A speech that fits a matter announced in the lead better than the section before it."""
        if not self.draft.announced or not self.speech.starts(index) or self.draft.numbered:
            return False
        line, item = self.reader.line(index), self.draft.items[-1]
        if any(f"《{title}》" in line for title in item.documents):
            return False
        topic = self.speech.topic(index)
        if topic and self.matcher.is_named(self.draft.announced, topic) and not self.matcher.is_named([item], topic):
            return True
        if self._names_paper(index):
            return True
        had_speech = any(self.speech.speaks(i) for i in item.sections)
        away = not item.sections and self.reader.grouping.is_before_meeting(item.paragraph)
        if self.speech.studies(index) and any(is_studied(matter) for matter in self.draft.announced):
            return had_speech or away or not is_studied(item)
        best, score = self.matcher.best(self.draft.announced, line)
        if any(set(best.documents) & set(item.documents) for item in self.draft.items):
            return False
        like = self.matcher.likeness.of(item, line)
        more = like < 1 or self.matcher.likeness.share(best, line) >= _MORE_OF * self.matcher.likeness.share(item, line)
        if away:
            return score > like  # 会前,…学习了《条例》。|会议强调,要抓好安全生产
        if like < ONE_PAIR and score >= LEAST:
            return True  # 会上,钱二河领学了《条例》。|会议强调,要抓好安全生产; 会议审议通过了《条例》,由…解释。|会议要求,欠薪线索要核实
        return score > max(like, 3) or (had_speech and score >= 2 and more)

    def _names_paper(self, index: int) -> bool:
        """会议认为,《乙》尚不成熟: whether the first sentence names a paper that was announced and that no item has."""
        start, end = self.reader.outline.paragraphs[index][:2]
        stop = self.reader.scan.text.find("。", start, end)
        named = self.reader.verbs.documents(start, stop if stop >= 0 else end)
        announced = {title for matter in self.matcher.latest(self.draft.announced) for title in matter.documents}
        waiting = announced.intersection(named)
        return bool(waiting) and not waiting.issubset(title for item in self.draft.items for title in item.documents)


def _was_told(matter: Matter) -> bool:
    """Whether a matter was studied, heard, told or watched, which needs no speech."""
    return is_studied(matter) or not _TOLD.isdisjoint(matter.treatments)
