"""The agenda while the paragraphs are walked: what was announced, the items so far, and speech that waits for its matter. (议程草稿)"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from kg.agenda.grouping import A_LIST
from kg.agenda.matching import Matcher
from kg.agenda.matter import Matter, deploys, is_studied
from kg.agenda.papers_left import papers_left
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part
from kg.agenda.repeated_matters import Told
from kg.agenda.weights import LEAST
from kg.model import Span


class Draft:
    """What is known so far. ``body``: the paragraphs that may be on a matter."""

    def __init__(self, reader: ParagraphReader, matcher: Matcher, body: list[int]) -> None:
        self.reader = reader
        self.speech = reader.speech
        self.outcomes = reader.outcomes
        self.matcher = matcher
        self.paragraphs = reader.outline.paragraphs
        self.lead = reader.lead
        self.body = body
        self.announced: list[Matter] = []
        self.items: list[Matter] = []
        self.pending: list[Part] = []  # stretches of paragraphs without a verb of their own
        self.closed = (
            False  # what was announced is three or more, and ends with 安排部署相关工作, which is on all of it
        )
        self.points = False  # the last item's paragraph ended with 会议议定: and numbers count its points
        self.read: set[int] = set()  # paragraphs below the lead that were read with it
        self.beside: dict[
            int, list[Matter]
        ] = {}  # 就甲工作,|会议审议了《乙》|,…: what paragraphs that name a matter say of it
        self.numbered = ""  # how the current section's number looks (一、 or 1.): paragraphs without one go on with it

    def extend(self, item: Matter, index: int) -> None:
        """The paragraph belongs to the section before it; an outcome stated there is the item's."""
        item.end = self.paragraphs[index].end
        item.sections.append(index)
        self.outcomes.read(item, self.paragraphs[index].start, self.paragraphs[index].end)

    def prolong(self, index: int) -> None:
        """The paragraph goes on with the last stretch that waits."""
        last = self.pending.pop()
        paragraphs = (*last.paragraphs, index)
        self.pending.append(self.matcher.part(paragraphs, opens=last.opens, numbered=last.numbered, headed=last.headed))

    def settle(self) -> None:
        """Give the waiting paragraphs to the announced matters they treat."""
        if not self.pending:
            return
        items, left = self._deployed() or self.matcher.claim(
            self.announced, self.pending, self.told if self.announced else None
        )
        if self.closed and len(items) == 1 and len(self.pending) == 1 and self._is_on_more(items[0]):
            items, left = [], self.announced
        self.items.extend(items)
        self._name_by_headings(items)
        self._tell_beside(items)
        claimed = {index for item in items for index in item.sections}
        self.items.extend(
            self._headed(part) for part in self.pending if part.headed and claimed.isdisjoint(part.paragraphs)
        )
        self.announced = left
        self.pending = []

    def _is_on_more(self, item: Matter) -> bool:
        """听取甲汇报,研究乙,审议《丙》,安排部署相关工作。|会议强调,…: whether most demands of such a speech have no word of the one it fits"""
        bounds = [*self.speech.turns(item.start, item.end), item.end]
        own = [self.matcher.likeness.of(item, self.reader.scan.text[at:end]) >= LEAST for at, end in pairwise(bounds)]
        return 2 * sum(own) < len(own)

    def _name_by_headings(self, items: list[Matter]) -> None:
        """学习有关法律, 研究2个议题 in the lead, 关于学习《甲》 above a section: the heading names the paper, and how it was treated, where the
        lead does not."""
        headings = {part.paragraphs[0] for part in self.pending if part.headed}
        for item in items:
            headed = bool(item.sections) and item.sections[0] in headings
            told = self.reader.verbs.headed_by(item.sections[0]) if headed else []
            if told and self.reader.naming.counts_others(*item.subject):
                item.treatments = [*told, *item.outcomes]
            if not item.documents and (headed or self._studies_papers(item)):
                start, end = self.paragraphs[item.sections[0]][:2]
                stop = self.reader.scan.text.find("。", start, end)
                item.documents = self.reader.verbs.documents(start, stop if stop >= 0 else end)

    def _tell_beside(self, items: list[Matter]) -> None:
        """研究甲、乙工作 in the lead, 就甲工作,会议审议了《丙》,… in a paragraph: how else the matter was treated, and on which papers."""
        for item in items:
            for more in self.beside.get(item.sections[0], []) if item.sections else []:
                item.treatments.extend(word for word in more.treatments if word not in item.treatments)
                item.documents.extend(title for title in more.documents if title not in item.documents)

    def _studies_papers(self, item: Matter) -> bool:
        """开展学法 in the lead, and then 会议强调,要认真学习《甲》: whether only the speech names what was studied."""
        named = self.reader.naming.tells(item) or not item.sections
        return is_studied(item) and not named and self.speech.studies(item.sections[0])

    def _deployed(self) -> tuple[list[Matter], list[Matter]] | None:
        """传达学习省上相关会议精神,通报甲情况,安排部署了当前重点工作。|会议强调,…: one speech after such a list makes the deployment that
        ends it and names nothing by itself; None where it is not so."""
        if len(self.announced) < A_LIST or len(self.pending) > 1 or self.items or not self.pending[0].opens:
            return None
        *others, last = self.announced
        if not deploys(last) or self.reader.naming.tells(last) or any(deploys(matter) for matter in others):
            return None
        return self.matcher.claim([last], self.pending)[0], others

    def _headed(self, part: Part) -> Matter:
        """一、关于…的问题: a section of minutes whose heading alone says what the meeting took up."""
        heading = self.paragraphs[part.paragraphs[0]]
        subject = Span(heading.start, heading.end)
        documents = self.reader.verbs.documents(*subject)
        item = Matter(
            part.start,
            part.end,
            part.paragraphs[0],
            self.reader.verbs.headed_by(part.paragraphs[0]) or ["研究"],
            [],
            documents,
            True,
            subject,
            sections=[*part.paragraphs],
        )
        self.outcomes.read(item, subject.end, item.end)  # 议题二:关于土地出让的请示|会议同意该请示
        return item

    def left_of(self, matter: Matter) -> Matter:
        """A matter that was announced, without the papers that paragraphs of their own treat, where others are left."""
        return self.without(matter, self.told)

    def without(self, matter: Matter, treated: Told) -> Matter:
        """A matter without those of its papers that are ``treated`` in paragraphs of their own, where others are left."""
        titles = self.reader.verbs.titles_in(*matter.subject)
        return papers_left(self.reader.scan, matter, treated, titles) or matter

    @cached_property
    def told(self) -> Told:
        """What paragraphs after the lead treat by a verb of their own."""
        own = [matter for index in self.body if index != self.lead for matter in self._own(index)]
        return Told(self.matcher.likeness, [m for m in own if m.sections or m.documents or m.outcomes])

    def _own(self, index: int) -> list[Matter]:
        """What a paragraph says by a verb of its own that it treats."""
        if self.reader.names_topic(index) or self.speech.starts(index):
            return []  # 会议指出,…。会议原则通过《办法》 states an outcome
        return self.reader.matters(index, note=False)
