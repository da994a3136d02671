"""Whether a supervision office could follow a directive up. (可督办性)

Supervision offices do not track every 要: what states no concrete demand (具体办理要求) is left out of the 督办台账 (rules of
保山 and 淮南). The answer comes with its reasons, and the reasons are what a clerk would look for. The words are in
``supervision.tsv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kg.lexicon import Lexicon
from kg.model import Deadline, Supervision

_NUMBER: Final = re.compile(
    r"[\d一二两三四五六七八九十百翻全清逐](?:(?<=\d)|[一二两三四五六七八九十百]*(?<=[一二两三四五六七八九十百])(?:个|项|家|户|次|件|条|所|处|批|轮|亩|人|万|亿)"
    r"|(?<=百)分之|(?<=翻)番|(?<=全)部|(?<=全)覆盖|(?<=清)零|(?<=逐)[一项户家村校企])"
)
# Numbers that say how much is to be done, and so need no act beside them: 3个示范基地, 每周不少于两次; not 24小时值守, 一户一策.
_AMOUNT: Final = re.compile(
    r"\d[\d.,]*[余多]?[十百千万亿]*[余多]?(?:元|平方|公里|千米|米|个|项|家|户|台|套|亩|吨|处|座|所|辆|名|批|栋|间|条|次|件|宗|株|%)|不(?:少|低)于"
)
_GAP: Final = "…"
_WIDEST_GAP: Final = "[^,。;]{0,12}"


def assess(
    words: str,
    addressees: list[str],
    deadline: Deadline | None,
    lexicon: Lexicon,
    *,
    assigned: bool = False,
    forbids: bool = False,
) -> Supervision:
    """Judge a directive by its words, the names of its addressees (both folded) and its deadline.

    ``assigned``: it is given to them as a task of theirs (由X, 责成X, X负责, 责任单位:X, a row of a table); ``forbids``: it only says
    what must not be done. It can be supervised when it has an addressee and a date; when somebody in particular is given a task,
    a concrete act or an amount; when an open group is given an act and a number. Exhortation alone is no task and no act.
    """
    found = _words_of(lexicon)
    kinds = found.kinds_in(words)
    named = not all(_is_open(name, lexicon) for name in addressees)
    concrete, exhorts = "act" in kinds, "exhorts" in kinds
    past_number = _past_number(words)
    counted = _NUMBER.search(words, past_number) is not None
    reasons = ["named-party" if named else ("open-group" if addressees else "no-addressee")]
    if assigned and addressees:
        reasons.append("assigned")
    reasons.append("concrete-act" if concrete else "no-concrete-act")
    reasons.append("deadline" if deadline is not None else "no-deadline")
    if counted and deadline is None:
        reasons.append("number")
    if exhorts:
        reasons.append("exhortation")
    asked = (concrete or assigned) and not exhorts
    amount = counted and not forbids and (concrete or _AMOUNT.search(words, past_number) is not None)
    follows = deadline is not None or (named and (asked or amount)) or (concrete and counted)
    return Supervision(bool(addressees) and follows, tuple(reasons))


def tells_act(words: str, lexicon: Lexicon) -> bool:
    """Whether ``words`` (folded) name an act that leaves something to look at."""
    return "act" in _words_of(lexicon).kinds_in(words)


def tells_number(words: str) -> bool:
    """Whether ``words`` (folded) hold a number or extent to check against; their own (2., (一)) is none."""
    return _NUMBER.search(words, _past_number(words)) is not None


class _Words(NamedTuple):
    finder: AhoCorasick
    kinds: tuple[str, ...]
    parted: tuple[tuple[str, re.Pattern[str]], ...]

    def kinds_in(self, words: str) -> set[str]:
        found = {self.kinds[number] for number, _, _ in self.finder.find_matches_as_indexes(words)}
        for kind, pattern in self.parted:
            if kind not in found and pattern.search(words) is not None:
                found.add(kind)
        return found


@cache
def _words_of(lexicon: Lexicon) -> _Words:
    """Words that stand together are found by one automaton, the longest first; those with others between them (安排…资金) by one
    pattern for each kind."""
    whole = [(form, kind) for kind, forms in lexicon.supervision.items() for form in forms if _GAP not in form]
    parted = {
        kind: "|".join(_WIDEST_GAP.join(map(re.escape, form.split(_GAP))) for form in forms if _GAP in form)
        for kind, forms in lexicon.supervision.items()
    }
    forms = [form for form, _ in whole]
    return _Words(
        AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA),  # as for topics
        tuple(kind for _, kind in whole),
        tuple((kind, re.compile(pattern)) for kind, pattern in parted.items() if pattern),
    )


@lru_cache(maxsize=4096)  # who is addressed in one directive is in the next
def _is_open(name: str, lexicon: Lexicon) -> bool:
    """Whether ``name`` (folded) is an open group: 各有关单位."""
    return "open" in _words_of(lexicon).kinds_in(name)


# The directive's own number (2., (一), 一是) measures nothing.
_OWN_NUMBER = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]+|[一二三四五六七八九十]{1,3}[是要]")

_BEGINS_NUMBER = frozenset("(（0123456789一二三四五六七八九十")


def _past_number(words: str) -> int:
    own = _OWN_NUMBER.match(words) if words[:1] in _BEGINS_NUMBER else None
    return own.end() if own is not None and not words[own.end() : own.end() + 1].isdigit() else 0
