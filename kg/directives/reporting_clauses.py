"""Where a clause says that somebody speaks: 会议强调, X指出, 要求. (引述)"""

from __future__ import annotations

import re

from kg.directives.demand_words import demand_words
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.scan import Event, Scan
from kg.structure import Clause

_LONGEST_SPEAKER = 9
_LONGEST_BEFORE = 22  # characters before a word of speech
_SPEAKS = frozenset({"speech", "verb-speech"})
_MODALS = frozenset({"modal", "modal-tail"})
_BINDING = ("modal", "modal-tail", "oversee", "with", "by")


class ReportingClauseReader:
    """Finds the word of speech that a clause begins with."""

    def __init__(self, scan: Scan, parties: PartyReader, names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.parties = parties
        self.name_ends = {name.end: name.start for name in names}
        self.text = scan.text
        self.demand_words = demand_words(scan.lexicon)
        self.speeches = scan.track(*_BINDING, "speech", "verb-speech", "ask")

    def cue(self, start: int, clause: Clause) -> Event | None:
        """The word of speech that the stretch from ``start`` on begins with, or None."""
        if self.text.startswith(self.demand_words.on_matter, start):
            return self._after_matter(clause)
        for event in self.speeches.between(
            start, min(clause.end, start + _LONGEST_BEFORE)
        ):  # none in two clauses of three
            if event.start in self.scan.hidden and event.value != "decide":
                continue
            if event.kind == "speech" and event.start - start <= 2:
                before = self.text[start : event.start]
                return event if before not in self.demand_words.before_said else None  # 对|会议议定事项明确时限
            if event.kind in _SPEAKS and self._is_own_meeting(start, event, clause):
                return event
            if event.kind == "verb-speech":
                before = self.text[start : event.start]
                if event.start == start and self._is_verb_here(event, clause):
                    return event
                named = before and event.end == clause.end and self._is_speaker(start, event.start)
                if named or self._asks_party(start, event, clause):
                    return event
                return None
            if event.kind != "speech":
                return None
        return None

    def _is_own_meeting(self, start: int, event: Event, clause: Clause) -> bool:
        """县政府常务|会议强调|县应急局要…, 会议最后|强调|县应急局要…: whether it is the meeting by its kind, or 会议 and an adverb, that speaks
        to whom stands right behind; not 县政府常务会议强调|的."""
        meeting = self.demand_words.own_meeting.fullmatch(self.text, start, event.start + self._calls_itself(event))
        if meeting is None or (event.end < clause.end and self.text[event.end] in "的和、与过"):
            return False
        return event.end == clause.end or self._is_asked(event, clause)

    def _calls_itself(self, event: Event) -> int:
        """How many characters of a word of speech name the meeting: 2 in 会议强调."""
        return 2 * self.text.startswith("会议", event.start)

    def _is_asked(self, event: Event, clause: Clause) -> bool:
        """Whether a modal or somebody with a modal or an act stands right behind a word of speech."""
        if self._is_modal(event.end):
            return True
        found = self.parties.after(event.end, clause.end)
        return found is not None and (event.value == "demand" or self._is_modal(found[1]))

    def _after_matter(self, clause: Clause) -> Event | None:
        """会议在审议《…》时|指出, 现将议定事项|纪要如下: the word that ends such a clause."""
        for event in self.speeches.between(clause.end - 4, clause.end):
            if event.kind in _SPEAKS and event.end == clause.end and event.start not in self.scan.hidden:
                return event
        return None

    def speaks(self, clause: Clause) -> bool:
        """Whether the clause begins with the meeting or a person that speaks: 会议要求, 赵一山强调; not with 要求 alone."""
        event = self.cue(clause.start, clause)
        return event is not None and (event.kind == "speech" or event.start > clause.start)

    def quotes(self, start: int, clause: Clause) -> bool:
        """传达省长刘一山讲话|要求: whether the words that come are another's, as a speech, an instruction or a paper has them."""
        return self.demand_words.quotes.search(self.text, start, clause.end) is not None

    def conveys(self, clause: Clause) -> bool:
        """会议传达省长刘一山讲话要求|:各市县要…: whether a clause says that what comes behind its colon was asked by somebody else. What the
        chair himself asks in his speech (赵一山在讲话中要求:) is the meeting's."""
        if not self.text.startswith(":", clause.end) or not self.quotes(clause.start, clause):
            return False
        return self.demand_words.conveys.search(self.text, clause.start, clause.end) is not None

    def is_meeting(self, start: int) -> bool:
        """Whether it is the meeting that speaks from ``start`` on."""
        return self.text.startswith("会议", start) or self.demand_words.own_meeting.match(self.text, start) is not None

    def _is_verb_here(self, event: Event, clause: Clause) -> bool:
        """,强调,… and ,要求各县…: after a comma, or with nothing after it in the clause."""
        if event.end == clause.end:
            return True
        following = self.text[event.end]
        if event.value == "decide" and event.kind == "verb-speech":
            # 并明确责任分工 decides nothing: 并明确: does, and 决定由县财政局…
            return self.text.startswith(("由", "责成", "请"), event.end)
        return following not in "的和、与" and not (
            event.value == "demand" and following in "高严" and event.end + 1 >= clause.end
        )

    def _asks_party(self, start: int, event: Event, clause: Clause) -> bool:
        """市长赵一山|要求|县水利局…, 市长赵一山|强调|县水利局|要…: a person by name, and whom they ask right behind the word."""
        title = next(
            (e for e in self.scan.between(start, event.start) if e.kind == "post" and e.end == event.start), None
        )
        name = self.name_ends.get(event.start if title is None else title.start)  # 赵一山|县长|强调
        if name is None or name < start:
            return False
        post = self.scan.at.get(start)
        begins = name == start or (post is not None and post.kind == "post" and post.end == name)
        return begins and self._is_asked(event, clause)

    def _is_modal(self, at: int) -> bool:
        event = self.scan.at.get(at)
        return event is not None and event.kind in _MODALS

    def _is_speaker(self, start: int, end: int) -> bool:
        """赵一山, 副县长王明, 赵一山在讲话中, 他, 会议: whoever text[start:end] names as speaking."""
        post = self.scan.at.get(start)
        if post is not None and post.kind == "post" and post.end < end:
            start = post.end
        words = self.demand_words.occasion.sub("", self.text[start:end].strip())
        if words in self.demand_words.speakers or words.startswith("会议"):
            return True
        return (
            2 <= len(words) <= _LONGEST_SPEAKER
            and words[:2] not in self.scan.lexicon.acts
            and words[:2] not in self.scan.lexicon.adverbs
            and words[0] in self.scan.lexicon.surnames
            and re.search("[的了是要在“”]", words) is None
        )
