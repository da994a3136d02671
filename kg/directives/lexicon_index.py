"""What a directive reads its lexicon by: adverbs, last words of parties, first characters of places. (词表索引)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.model import AgencyKind
from kg.patterns import any_but

# A place is addressed by its full name: 高要区, not 高要.
ADDRESSED = frozenset("省市县区州盟旗")
# Levels that are no names themselves.
LEVEL_WORDS = frozenset({"自治区", "自治州", "自治县"})


@dataclass(frozen=True, slots=True)
class LexiconIndex:
    """What a lexicon's words are looked up by, made once for all notices."""

    adverbs: Mapping[str, tuple[str, ...]]  # by their first characters: a pattern of all takes three times as long
    before_adverbs: frozenset[str]  # their first characters, and blanks
    heads: Mapping[str, tuple[tuple[str, str], ...]]  # last two characters -> (head, kind), longest first
    single_heads: Mapping[str, str]  # heads of one character -> kind
    tail_ends: frozenset[str]  # last characters of heads and of short tails
    place_tail_ends: frozenset[str]
    acts: Mapping[str, tuple[str, ...]]  # by their first two characters, longest first
    matter_end: re.Pattern[str]  # 水源保护方面, 工作情况: what names a matter and asks nothing
    topic_only: re.Pattern[str]  # a numbered point that only names its topic, or tells what the meeting did
    reports: re.Pattern[str]  # a numbered point that tells what was done, or how: 抓好了防汛, 监管不力
    lacks: re.Pattern[str]  # one that tells what is wrong: 措施|不到位, 加强监管|不够
    mends: re.Pattern[str]  # but not with an act against it: 解决|能力不足
    thing_end: re.Pattern[str]  # 各项工作, 开工率: no party
    member_ends: frozenset[str]  # last characters of what may be a party that no word is known for
    occasion_head: re.Pattern[str]  # 汛期, 春节期间, 国庆节前
    time_begins: frozenset[str]  # first characters of times
    telling: re.Pattern[str]  # 研究了: what the meeting did; not 研究|制定方案, an act
    fact_sign: re.Pattern[str]  # a word of facts, or 是: asked first, since ``fact`` looks behind
    fact: re.Pattern[str]
    copula: re.Pattern[str]  # 是 that appraises
    worth: re.Pattern[str]  # 对防洪意义重大, 有利于防洪: what the act before it is good for
    holding: re.Pattern[str]  # 控股: who owns, and no act
    done: re.Pattern[str]  # tells of an act that it was done, or what came of it: 取得, 查处了
    houses: tuple[str, ...]  # 县|医院: ends a name that a house may be called by
    built: tuple[str, ...]  # 建成: what is done to a party's house, and not by it
    light: re.Pattern[str]  # 进行: a verb that an act is the object of
    case: re.Pattern[str]  # 对工作不力的, 逾期未完成的单位: in what case something is to be done, and to whom
    reason: re.Pattern[str]  # (前期)由于: begins a sentence that explains
    slogan: re.Pattern[str]  # an idiom, a verb of one character and its object
    place_openings: frozenset[str]  # first two characters of the places that can be addressed
    zones: Mapping[
        str, tuple[str, ...]
    ]  # first two characters of zones that are called districts -> those, longest first

    def adverb(self, text: str, at: int, end: int) -> str:
        """The adverb that ``text[at:end]`` begins with; empty where none does."""
        for word in self.adverbs.get(text[at : at + 1], ()):
            if text.startswith(word, at, end):
                return word
        return ""


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first characters, in the order in which they are."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return {first: tuple(those) for first, those in found.items()}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"


def _no_copula(lexicon: Lexicon) -> str:
    """是 that appraises: not in 但是 or 特别是, and not 是否 or 是非."""
    return f"(?<![{''.join(lexicon.clauses['not-copula'])}])是(?!否|非)"


def _occasion_head(lexicon: Lexicon) -> re.Pattern[str]:
    """汛期, 春节期间, 供暖前: what does not end like a time needs a word that makes one of it (供热|企业)."""
    words = sorted(lexicon.occasions, key=len, reverse=True)
    times = _any([word for word in words if word[-1] in "期季节"])
    return re.compile(f"{_any(words)}(?:期间|(?:来临|到来)?(?:之?前|以前))|{times}")


@cache
def lexicon_index(lexicon: Lexicon) -> LexiconIndex:
    clauses = lexicon.clauses
    facts = _any(clauses["fact"])
    heads: dict[str, list[tuple[str, str]]] = {}
    for head in sorted(lexicon.heads, key=len, reverse=True):
        if len(head) > 1:
            heads.setdefault(head[-2:], []).append((head, lexicon.heads[head]))
    return LexiconIndex(
        _by_first(lexicon.adverbs),
        frozenset([" ", "\u3000", *(word[0] for word in lexicon.adverbs)]),
        {last: tuple(found) for last, found in heads.items()},
        {head: kind for head, kind in lexicon.heads.items() if len(head) == 1},
        frozenset(head[-1] for head in lexicon.heads)
        | {tail[-1] for tail in lexicon.party_names["short-tail"]}
        | {")", "”"},
        frozenset(head[-1] for head, kind in lexicon.heads.items() if kind == "place-tail"),
        _by_opening(act for act in lexicon.acts if len(act) > 1),
        re.compile(f"{_any(clauses['matter'])}$"),
        re.compile(
            f"{_any((*clauses['matter'], *clauses['topic']))}$|^{any_but(clauses['telling'], clauses['telling-yet'])}"
        ),
        re.compile(
            "[一-鿿]{1,4}(?<![为除])了(?![解结然])"
            f"|(?!{_any(clauses['mends'])})[一-鿿]{{2}}{_any(clauses['lacks'])}(?![一-鿿])"
        ),
        re.compile(f"(?<!不){_any(clauses['lacks'])}$"),
        re.compile(f"{_any(clauses['mends-how'])}?{_any(clauses['mends'])}"),
        re.compile(rf"(?:{_any(clauses['thing'])}\Z|\d)"),
        frozenset(clauses["member"]),
        _occasion_head(lexicon),
        frozenset("0123456789今明当每早中晚本上下第一二三四五六七八九十两年收接自")
        | {word[0] for word in lexicon.occasions},
        re.compile(any_but(clauses["telling"], clauses["telling-yet"])),
        re.compile(
            "|".join(("是", *map(re.escape, clauses["fact"])))
        ),  # flat: its first characters are looked for at once
        re.compile(f"{_no_copula(lexicon)}|{facts}"),
        re.compile(_no_copula(lexicon)),
        re.compile(
            f"{_any(clauses['worth-begin'])}|(?:[对于][^,;。]{{2,}}?|[^,;。]{{1,12}}?)?(?:{_any(clauses['worth-end'])}"
            f"|[具富]?有着?[^,;。]{{0,10}}{_any(clauses['worth-noun'])})(?=[,;。]|\\Z)"
        ),
        re.compile(_any(clauses["holding"])),
        re.compile(f"{_any(clauses['done'])}|了(?!解)"),
        clauses["house"],
        clauses["built"],
        re.compile(f"[对就将把](?!于)[^,;。]{{2,}}?{_any(clauses['light'])}"),
        re.compile(
            f"(?:对于?|凡是?|未|逾期|如|若|经|涉及|属于)[^,;。]+的(?:[一-鿿]{{0,4}}{_any(clauses['case-party'])})?"
        ),
        re.compile(f"(?:前期|目前|当前|此前|此次|但)?{_any(clauses['reason'])}"),
        re.compile(f"[一-鿿]{{4}}{_any(clauses['slogan'])}[一-鿿]{{1,4}}"),
        frozenset(place[:2] for place in lexicon.places if place[-1] in ADDRESSED and place not in LEVEL_WORDS),
        _by_opening(zone for zone in lexicon.zones if zone[-1] == "区" and len(zone) > 2),
    )


def _by_opening(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        found.setdefault(form[:2], []).append(form)
    return {opening: tuple(those) for opening, those in found.items()}


def kind_of_head(kind: str) -> AgencyKind:
    if kind == "place-tail":
        return "place"
    # Where people are is, like people, addressed without being an organisation.
    return "people" if kind in {"head-people", "head-venue"} else "group"
