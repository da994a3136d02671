"""Words around personal names, as patterns over ``lexicons/person_names.tsv``. (人名前后的字词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of

_MARKS = r"[、,。;:)\]】”)(\s丨|/]"
_HAN = "一-鿿"


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """Patterns made once for a lexicon; those with ``before`` in their name end where a name begins."""

    none: re.Pattern[str]  # begins like a name and is none: 出席, 高质量
    follows: re.Pattern[str]  # what may stand right after a name: a mark, or a word that a person is the subject of
    strange_follows: re.Pattern[str]  # after a name without a known surname: fewer
    dotted: re.Pattern[str]  # 叶尔江·哈力木别克, with what may follow such a name
    presence_at: re.Pattern[
        str
    ]  # where a word begins that tells who chaired, came or spoke; by its first character alone, because 指出席 holds two
    vague_posts: frozenset[str]  # posts that stand before words other than names all the time
    before_one: re.Pattern[str]  # what a name with a post after it may follow: 学习|习近平总书记
    before_list: re.Pattern[str]  # what a list of names may follow: 市领导|甲、乙
    how_chaired: frozenset[str]  # 先后, 亲自: between a name and 主持
    before_roll: re.Pattern[str]  # between a list of names and 出席, 列席: 等同志应邀
    titled: re.Pattern[str]  # what a title after a name is followed by, where its bearer speaks: 教授|围绕…
    led_by: tuple[str, ...]  # stand before 领导 where names follow


@cache
def name_words(lexicon: Lexicon) -> NameWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.person_names
    dotted = f"(?:[{_HAN}]{{1,6}}(?:[·•・‧][{_HAN}]{{1,5}}?){{1,2}})"
    # 向 is a surname: 向某出席, but 向上级汇报
    towards = f"向(?![{_HAN}]{{1,2}}(?:[、,。;)\\s]|出席|列席|主持|参加|强调|指出|关于|作))"
    return NameWords(
        none=re.compile(f"{any_of(words['none'])}|{towards}"),
        follows=re.compile(rf"\s*(?:$|{_MARKS}|\d|{any_of(words['follows'])})"),
        strange_follows=re.compile(f"{any_of(words['strange-follows'])}|[、,。;)]|在[^,。;]{{0,16}}?主持|$"),
        dotted=re.compile(f"{dotted}(?={any_of(words['dotted-follows'])}|[、,。;)])"),
        presence_at=re.compile("|".join(f"{word[0]}(?={re.escape(word[1:])})" for word in words["presence"])),
        vague_posts=frozenset(words["vague-post"]),
        before_one=re.compile(f"(?:{any_of(words['takes-one'])}|、)$"),
        before_list=re.compile(f"{any_of(words['takes-list'])}$"),
        how_chaired=frozenset(words["how-chaired"]),
        before_roll=re.compile(
            f"(?:等(?:同志|领导|[{_HAN}]{{0,16}}(?:人员|成员|领导))?)?(?:同志)?{any_of(words['invited'])}?$"
        ),
        titled=re.compile(f"{any_of(words['title'])}(?=(?:应邀|受邀)?(?:围绕|作|就|为|以|讲|授课|辅导|解读|从))"),
        led_by=words["led-by"],
    )
