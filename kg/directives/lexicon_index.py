"""What a directive reads its lexicon by: adverbs, last words of parties, first characters of places. (词表索引)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.model import AgencyKind
from kg.patterns import any_of
from kg.word_patterns import WordPatterns, first_characters, last_characters, pattern, word_set, words

# A place is addressed by its full name: 高要区, not 高要.
ADDRESSED = frozenset("省市县区州盟旗")
# Levels that are no names themselves.
LEVEL_WORDS = frozenset({"自治区", "自治州", "自治县"})


class LexiconIndex(WordPatterns, table="clauses"):
    """What a lexicon's words are looked up by, made once for all notices."""

    matter_end = pattern("‹matter›$")  # 水源保护方面, 工作情况: what names a matter and asks nothing
    # a numbered point that only names its topic, or tells what the meeting did
    topic_only = pattern("‹matter + topic›$|^‹telling but telling-yet›")
    # a numbered point that tells what was done, or how: 抓好了防汛, 监管不力
    reports = pattern("[一-鿿]{1,4}(?<![为除])了(?![解结然])|(?!‹mends›)[一-鿿]{2}‹lacks›(?![一-鿿])")
    lacks = pattern("(?<!不)‹lacks›$")  # one that tells what is wrong: 措施|不到位, 加强监管|不够
    mends = pattern("‹mends-how›?‹mends›")  # but not with an act against it: 解决|能力不足
    thing_end = pattern(r"(?:‹thing›\Z|\d)")  # 各项工作, 开工率: no party
    thing_at_end = pattern(r"‹thing›\Z")  # 2.县医院|迁建项目: a thing of theirs
    member_ends = word_set("member")  # last characters of what may be a party that no word is known for
    # 汛期, 春节期间, 供暖前: what does not end like a time needs a word that makes one of it (供热|企业)
    occasion_head = pattern("‹occasions/*›(?:期间|(?:来临|到来)?(?:之?前|以前)(?!后))|‹:times›(?!前后)")
    telling = pattern("‹telling but telling-yet›")  # 研究了: what the meeting did; not 研究|制定方案, an act
    # a word of facts, or 是: asked first, since ``fact`` looks behind
    crux = pattern("[一-鿿“”]{2,12}?‹crux›[一-鿿于]")  # 乡村振兴|贵在|坚持
    fact_sign = pattern("是|‹fact, flat›")
    fact = pattern("‹:copula›|‹fact›")
    facts_of = word_set("fact-of")  # 抓好|已达|交付条件的小区验收: before 的, tells of what an act is done to
    forbids = pattern("‹forbids›")  # 不是特殊情况|不得|请假: in what case
    copula = pattern(
        "(?<![‹not-copula, characters›])是(?!否|非)|就是(?![要在为让把用给靠以由从对抓干])"
    )  # 是 that appraises; not in 但是 or 特别是, 是否 or 是非
    # 对防洪意义重大, 有利于防洪: what the act before it is good for
    worth = pattern(
        "‹worth-begin›|(?:[对于][^,;。]{2,}?|[^,;。]{1,12}?)?(?:‹worth-end›"
        r"|[具富]?有着?[^,;。]{0,10}‹worth-noun›)(?=[,;。]|\Z)"
    )
    holding = pattern("‹holding›")  # 控股: who owns, and no act
    done = pattern("‹done›|了(?!解)")  # tells of an act that it was done, or what came of it: 取得, 查处了
    houses = words("house")  # 县|医院: ends a name that a house may be called by
    built = words("built")  # 建成: what is done to a party's house, and not by it
    light = pattern("[对就将把](?!于)[^,;。]{2,}?‹light›")  # 进行: a verb that an act is the object of
    # 对工作不力的, 逾期未完成的单位: in what case something is to be done, and to whom
    case = pattern("(?:对于?|凡是?|未|逾期|如|若|经|涉及|属于)[^,;。]+的(?:[一-鿿]{0,4}‹case-party›)?")
    reason = pattern("(?:前期|目前|当前|此前|此次|但)?‹reason›")  # (前期)由于: begins a sentence that explains
    # 当前形势严峻; 时间紧、任务重; 距开学仅剩10天: ends the first clause of a sentence that tells how it is
    how_it_is = pattern(
        r"(?:‹state›|(?:‹very›|‹demands/presses›)‹demands/is-so›|‹just-now›[^,;。]{0,12}‹season›"
        r"|‹left›[^,;。]{0,4}\d*[一-鿿]{0,3})(?:、[^,;。、]{1,8})*\Z"
    )
    slogan = pattern("[一-鿿]{4}‹slogan›[一-鿿]{1,4}")  # an idiom, a verb of one character and its object
    before_adverbs = first_characters("adverbs/*", beside=" \u3000")
    # of heads and of short tails
    tail_ends = last_characters("heads/*", "party_names/short-tail", beside=")”")
    time_begins = first_characters(
        "occasions/*", "limits/one", beside="0123456789今明当每早中晚本上下第一二三四五六七八九十两年收接自会即"
    )

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        # by their first characters: a pattern of all takes three times as long
        self.adverbs = _by_first(lexicon.adverbs)
        # by their first two characters, longest first
        self.acts = _by_opening(act for act in lexicon.acts if len(act) > 1)
        # last words of parties by their last two characters, longest first, each with its kind; those of one character
        self.heads = _by_end(lexicon.heads)
        self.single_heads = {head: kind for head, kind in lexicon.heads.items() if len(head) == 1}
        self.place_tail_ends = frozenset(head[-1] for head, kind in lexicon.heads.items() if kind == "place-tail")
        # first two characters of the places that can be addressed
        self.place_openings = frozenset(
            place[:2] for place in lexicon.places if place[-1] in ADDRESSED and place not in LEVEL_WORDS
        )
        # first two characters of zones that are called districts -> those, longest first
        self.zones = _by_opening(zone for zone in lexicon.zones if zone[-1] == "区" and len(zone) > 2)

    @cached_property
    def times(self) -> str:
        return any_of(word for word in self.of("occasions/*") if word[-1] in "期季节")

    def adverb(self, text: str, at: int, end: int) -> str:
        """The adverb that ``text[at:end]`` begins with; empty where none does."""
        for word in self.adverbs.get(text[at : at + 1], ()):
            if text.startswith(word, at, end):
                return word
        return ""


@cache
def lexicon_index(lexicon: Lexicon) -> LexiconIndex:
    """The index of ``lexicon``. Cached."""
    return LexiconIndex(lexicon)


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first characters, in the order in which they are."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return {first: tuple(those) for first, those in found.items()}


def _by_end(heads: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for head in sorted(heads, key=len, reverse=True):
        if len(head) > 1:
            found.setdefault(head[-2:], []).append((head, heads[head]))
    return {last: tuple(those) for last, those in found.items()}


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
