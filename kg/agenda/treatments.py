"""Words of treatment: which of them are verbs in their clause, and how and with what outcome they say a matter was treated. (处理词)"""

from __future__ import annotations

import re

from kg.agenda.counted_points import counted_points
from kg.agenda.meeting_act_words import meeting_act_words
from kg.model import Span
from kg.scan import Event, Scan, Track
from kg.structure import Clause

_PASSED = re.compile("(?<=[,;。])(?P<verb>通过了?)\\Z")
_CLOSES = re.compile("\\s*(?:[,、。;《(和及等]|$)")
_HEAD = re.compile("(?<![^\n])[ \u3000]*【(?P<words>[^【】\n]+)】[ \u3000]*(?![^\n])")
_LEAST_OBJECT = 3
_LONGEST_NUMBER = 5
_LONGEST_LIST = 150  # 听取了甲情况,乙情况,…的汇报


class Treatments:
    """Reads words of treatment. Holds only look-ups."""

    def __init__(self, scan: Scan, lead: Span) -> None:
        self.scan = scan
        self.words = meeting_act_words(scan.lexicon)
        self.acts = _outside_brackets(scan)
        verbs = [verb for verb in map(_as_verb, self.acts.events) if verb is not None]
        decided = self._decided(lead)
        verbs.extend(self._agreed())
        self.points = counted_points(scan, verbs)
        self.elided = frozenset(verb.start for verb in self.points.verbs)
        verbs.extend(self.points.verbs)
        self.decided = frozenset(verb.start for verb in decided)  # 决定|取消乙事项 in the lead begins no speech
        self.verbs = Track(sorted([*verbs, *self._passed(verbs), *decided]))

    def of(self, clause: Clause) -> list[Event]:
        """The verbs of treatment in a clause."""
        return [event for event in self.verbs.between(clause.start, clause.end) if self._is_verb(event, clause)]

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

    def _agreed(self) -> list[Event]:
        """会议同意|县水利局编制的《甲》: a paper that was agreed to; not 会议同意县水利局按《甲》实施, which lets somebody act."""
        text, closed = self.scan.text, {t.start: t.end for t in self.scan.titles}
        found: list[Event] = []
        for event in self.acts.events:
            if event.kind != "agree" or event.value == "原则同意" or not self._decides(event):
                continue
            to = self.words.agrees_to.match(text, event.end)
            end = closed.get(to.end() - 1) if to is not None else None
            paper = end is not None and _CLOSES.match(text, end) is not None
            if paper or self.words.agrees_on.match(text, event.end) is not None:
                found.append(Event(event.start, event.end, "treat", "审议通过/审议通过"))
        return found

    def _decides(self, agreed: Event) -> bool:
        """会议|同意, 三、|同意: whether it is the meeting that agrees"""
        number = next(
            (e for e in self.scan.between(agreed.start - _LONGEST_NUMBER, agreed.start) if e.end == agreed.start), None
        )
        return self.scan.text.endswith("会议", 0, agreed.start) or (
            number is not None and number.kind == "enum-heading"
        )

    def _decided(self, lead: Span) -> list[Event]:
        """召开国务院常务会议,|确定|甲措施,|决定|取消乙事项: in the lead, what was decided is listed beside what was deliberated."""
        found = self.words.decided.finditer(self.scan.text, *lead)
        return [Event(m.start("verb"), m.end("verb"), "treat", "其他") for m in found]

    def _is_verb(self, event: Event, clause: Clause) -> bool:
        text = self.scan.text
        if event.start == event.end:
            return True  # 会议研究了三项工作。一是||甲
        if text.startswith("的", event.end):
            return False  # 会议研究|的事项
        if event.kind == "report":
            return self.words.noted.match(text, event.end) is None
        if text[event.end - 1] == "了" or self.words.no_verb.match(text, event.end, clause.end) is None:
            return True
        return event.start == clause.start and not text.startswith(self.words.object, event.end)

    def counts_points(self, start: int, end: int) -> bool:
        """会议|研究|了三项工作。一是甲;二是乙: whether the verb of a stretch only counts the matters that are named behind it."""
        return any(verb.start in self.points.heads for verb in self.verbs.between(start, end))

    def is_point(self, start: int) -> bool:
        """Whether a number that begins at ``start`` stands before a matter of such a list, and no verb behind it."""
        number = self.scan.at.get(start)
        return start in self.points.numbers and number is not None and number.end in self.elided

    def names_meeting(self, event: Event) -> bool:
        """会议通过: a verb with its subject."""
        return self.scan.text.startswith("会议通过", event.start)

    def is_plain(self, event: Event, clause: Clause) -> bool:
        """;审议通过了《…》, 。学习《…》等事项: a verb without subject that no demand would use."""
        text = self.scan.text
        return (
            text[event.end - 1] == "了"
            or text[event.end : event.end + 1] in ("了", "《")
            or "《" in text[event.end : min(clause.end, event.end + 8)]
        )

    def joined(self, verbs: list[Event], clause: Clause) -> list[Event]:
        """Second verbs of the same clause: 听取…汇报和观看…, 审议《…》并原则通过."""
        text = self.scan.text
        return [
            verb
            for verb in verbs
            if self.words.joined.search(text, clause.start, verb.start) is not None
            or (outcome_of(verb) and self.words.joined_outcome.search(text, clause.start, verb.start) is not None)
        ]

    def without_sorts(self, verbs: list[Event]) -> list[Event]:
        """审议相关文件并|安排春耕生产工作: the verbs of a clause but for a first one whose object names no matter."""
        if len(verbs) < 2:
            return verbs
        words = self.scan.text[verbs[0].start : verbs[1].start]
        only = self.words.sorts_only.fullmatch(words.rstrip("并和及"))
        return verbs[1:] if only is not None else verbs

    def told_by(self, verb: Event, clause: Clause) -> list[str]:
        """How a verb says that a matter was treated."""
        words = verb.value.partition("/")[0].split("+")
        return [self._heard(verb, clause) if word == "听取" else word for word in words]

    def _heard(self, verb: Event, clause: Clause) -> str:
        """听取 with 汇报 in its clause, or later in its sentence before another verb (听取了:关于甲的汇报), is 听取汇报."""
        text = self.scan.text
        if text.find("汇报", verb.end, clause.end) >= 0:
            return "听取汇报"
        if text.startswith((",", ":"), clause.end):
            reported = text.find("汇报", clause.end, clause.end + _LONGEST_LIST)
            if reported >= 0 and self.words.list_ends.search(text, clause.end, reported + len("汇报")) is None:
                return "听取汇报"
        if text.startswith(";", clause.end) and self.rest_of_list(clause.end + 1).endswith("汇报"):
            return "听取汇报"
        return "听取"

    def rest_of_list(self, start: int) -> str:
        """研究讨论了甲;|乙;丙等相关事宜|, 听取了甲;|乙等工作汇报|: what goes on with a list from ``start``; empty where a verb stands in it."""
        rest = self.words.rest_of_list.match(self.scan.text, start)
        if rest is None or any(verb.kind != "report" for verb in self.verbs.between(start, rest.end())):
            return ""
        return rest[0]


def _outside_brackets(scan: Scan) -> Track:
    """Words of treatment that no bracket hides, but for one that a heading begins with: 【|审议《甲》】 in a line of its own."""
    acts = scan.plain("treat", "agree", "report")
    if "【" not in scan.text:
        return acts
    heads = {head.start("words"): head.end("words") for head in _HEAD.finditer(scan.text)}
    found = [event for event in scan.of_kinds("treat") if event.end + _LEAST_OBJECT <= heads.get(event.start, 0)]
    return Track(sorted([*acts.events, *found])) if found else acts


def _as_verb(event: Event) -> Event | None:
    """The verb of treatment that an event is; 原则同意 is one with its outcome, 同意 alone is none."""
    if event.kind in ("treat", "report"):
        return event
    return Event(event.start, event.end, "treat", "原则同意/原则同意") if event.value == "原则同意" else None


def outcome_of(event: Event) -> str | None:
    """The outcome that a verb states: 原则通过."""
    return event.value.partition("/")[2] or None
