"""What an object is about: the words that tell it from others, if there are any, and the topics it lists. (议题的主旨)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Span
from kg.patterns import any_of, either
from kg.scan import Scan

_RUN = re.compile("[一-鿿A-Za-z0-9]{2,}")
_SIGN = re.compile("[一-鿿A-Za-z0-9]")
_LIST_MARK = re.compile("[、;,]|以及")
# 甲、乙情况|及|丙工作: in a list, what ends as a matter has ended before its last member.
_LAST_MARK = re.compile("[、;,]|以及|(?<=情况|工作|问题|事项)[及和与]")
_AND = re.compile("[、;,]|以及|和|与|及")
# What may stand beside 贯彻意见 without making a matter of it: 研究南湖区贯彻意见.
_LONGEST_PLACE = 4
_LEAST_TELLING = 2
ORGANS = frozenset({"tail", "department"})


@dataclass(frozen=True, slots=True)
class MatterWords:
    """``matters.tsv`` as it is asked: which pairs of characters and which words tell nothing of a matter."""

    common: frozenset[str]  # pairs of characters inside words that are no sign of a matter
    vague: frozenset[str]  # pairs inside words that name nothing by themselves
    frequent: frozenset[str]  # pairs that are a weak sign of a matter, since most speeches have them
    general: re.Pattern[str]  # what tells nothing, and words that hold it and tell
    whole: frozenset[str]  # these: 城市 is no 市
    follow_up: tuple[str, ...]
    back: tuple[str, ...]
    next: tuple[str, ...]  # 下步
    studies: re.Pattern[str]  # 要|深入学习贯彻…重要讲话精神, 要|学习《条例》, at the beginning of a speech

    def pairs(self, words: str) -> set[str]:
        """Two-character pieces that tell one matter from another."""
        return _pairs(words) - self.common

    def names(self, words: str) -> set[str]:
        """Two-character pieces of what an object names, common names among them: 习近平总书记重要讲话."""
        return _pairs(self._rest(words, " "))

    def tells(self, words: str) -> bool:
        """Whether an object names a matter: 听取有关重点工作汇报 and 研究我县贯彻意见 name none."""
        left = self._left(words)
        return left >= _LEAST_TELLING and not self._follows(words, left)

    def names_nothing(self, words: str) -> bool:
        """Whether nothing is left of words but what tells nothing: 并进行了研究."""
        return self._left(words) == 0

    def follows(self, words: str) -> bool:
        """Whether an object is only on what to do about a matter named before it: 研究我县贯彻意见, 研究有关事宜."""
        return self._follows(words, self._left(words))

    def goes_back(self, words: str) -> bool:
        """Whether an object names only what was named before it, whatever that was: 研究部署有关工作, and not 研究我县贯彻意见."""
        return (
            any(form in words for form in self.back)
            and not any(form in words for form in self.follow_up)
            and self._left(words) < _LEAST_TELLING
        )

    def goes_on(self, words: str) -> bool:
        """Whether an object names only what is to come of the matters before it: 安排部署下步工作, and not 安排部署近期工作."""
        return any(form in words for form in self.next) and self._left(words) < _LEAST_TELLING

    def _follows(self, words: str, left: int) -> bool:
        """``left``: how many characters of the words tell something."""
        return (left <= _LONGEST_PLACE and any(form in words for form in self.follow_up)) or (
            left < _LEAST_TELLING and any(form in words for form in self.back)
        )

    def _left(self, words: str) -> int:
        return len(_SIGN.findall(self._rest(words, "")))

    def _rest(self, words: str, gap: str) -> str:
        """The words without those that tell nothing; 城市 is no 市."""
        return self.general.sub(lambda found: found[0] if found[0] in self.whole else gap, words)


def _pairs(words: str) -> set[str]:
    """All pieces of two characters, marks aside."""
    return {run[at : at + 2] for run in _RUN.findall(words) for at in range(len(run) - 1)}


@cache
def matter_words(lexicon: Lexicon) -> MatterWords:
    """The words of a lexicon about matters, prepared once."""
    roles: dict[str, list[str]] = {}
    for form, role in lexicon.matters.items():
        roles.setdefault(role, []).append(form)
    no_sign = roles["general"] + roles["common"]
    nothing = roles["general"] + roles["vague"] + roles["next"] + roles["follow-up"] + roles["back"]
    return MatterWords(
        common=frozenset(pair for form in no_sign for pair in _pairs(form)),
        vague=frozenset(pair for form in nothing for pair in _pairs(form)),
        frequent=frozenset(roles.get("frequent", ())),
        general=re.compile(either(roles["whole"] + nothing)),
        whole=frozenset(roles["whole"]),
        follow_up=tuple(roles["follow-up"]),
        back=tuple(roles["back"]),
        next=tuple(roles["next"]),
        studies=re.compile(
            f"(?:[^,。;《]{{0,12}}要)?[^,。;《]{{0,6}}(?:{any_of(lexicon.clauses['studying'])}[^。;]{{0,80}}?{any_of(lexicon.clauses['teaching'])}"
            f"|{any_of(lexicon.clauses['studying-paper'])}[^,。;《]{{0,8}}《)"
        ),
    )


def ends_in_organ(scan: Scan, start: int, end: int) -> bool:
    """Whether a member of a list is who reports, and not what on: 听取|县教育局|、县财政局|关于…的汇报."""
    return any(event.end == end and event.kind in ORGANS for event in scan.between(start, end))


def topics(scan: Scan, subject: Span, *, finely: bool = False) -> list[Span]:
    """The parts of an object that lists: 听取|甲工作、|乙工作、|丙工作的汇报. One span where it lists nothing.

    What tells nothing by itself stays with the part before it; what stands inside brackets is not cut. ``finely``: 和
    parts, too, though it may stand inside one (党风和廉政建设).
    """
    words = matter_words(scan.lexicon)
    found: list[Span] = []
    at = subject.start
    listed = _LIST_MARK.search(scan.text, *subject) is not None
    mark = _AND if finely else _LAST_MARK if listed else _LIST_MARK
    marks = [m for m in mark.finditer(scan.text, *subject) if scan.masked(m.start()) is None]
    for start, end in [*((m.start(), m.end()) for m in marks), (subject.end, subject.end)]:
        if words.tells(scan.text[at:start]) and not ends_in_organ(scan, at, start):
            found.append(Span(at, start))
        elif found:
            found[-1] = Span(found[-1].start, start)
        at = end
    return found or [subject]
