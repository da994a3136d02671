"""What speaks for a personal name: its characters, no word inside or across its end, a sentence on who was there. (人名特征)"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.mentions.people.person_words import person_words
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Marks, Scan, sentence_ends

GIVEN = re.compile(r"[一-鿿㐀-䶿\U00020000-\U0002ffff·]")
ALL_GIVEN = re.compile(f"{GIVEN.pattern}+")


_SPACED = lazy(r"[一-鿿][ \u3000]{1,2}[一-鿿]")
PLACE_ENDS = frozenset("县区市镇乡")
"""What ends places, and hardly any name: (县融媒体中心 高新区). 红旗 and 九州 are given names."""
MODAL_SURNAMES = "要应须"
WITH_AT = re.compile("在[一-鿿]")  # a given name that begins like a preposition: 龙|在田
WITH_GIVEN = 3  # characters of a surname and two given ones


def spaced_name(scan: Scan, at: int) -> Span | None:
    """县长|晏 斌|主持: a name of two characters set apart to fill the width of three, whose surname begins at ``at``."""
    found = _SPACED.match(scan.text, at)
    if found is None or scan.text[at] not in scan.lexicon.surnames:
        return None
    joined = scan.text[at] + scan.text[found.end() - 1]
    if person_words(scan.lexicon).none.match(joined) is not None or not given_is_sound(joined[1:]):
        return None  # 成 员, 同 志
    return Span(at, found.end()) if no_word_inside(scan, at, found.end()) else None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the notice has text[start:end] without its last character elsewhere (李平 … 李平均)."""
    return text.count(text[start : end - 1]) > text.count(text[start:end])


@lru_cache(maxsize=1)
def _presence(text: str, presence_at: re.Pattern[str]) -> tuple[Marks, Marks]:
    """Where such a word begins, and where sentences end: found once for a text, not once for each post in it."""
    return Marks(presence_at, text), sentence_ends(text)


def tells_presence(scan: Scan, at: int) -> bool:
    """Whether the rest of the sentence from ``at`` on says who chaired, came or spoke."""
    words, ends = _presence(scan.text, person_words(scan.lexicon).presence_at)
    return words.after(at) < ends.after(at)


ODD_LENGTH = 3  # the surname, and two characters that are none


def is_odd_name(scan: Scan, start: int, end: int) -> bool:
    """由晓东, 权安民, between marks: whether text[start:end] is a surname that is a common word far more often, with one or two
    characters that are no word."""
    words = person_words(scan.lexicon)
    if scan.text[start] not in words.odd_surnames or not 2 <= end - start <= ODD_LENGTH:
        return False
    if words.begins_adverb.match(scan.text, start + 1) is not None or scan.text[start:end] in scan.lexicon.acts:
        return False  # 都亲自|主持, 权衡
    if ALL_GIVEN.fullmatch(scan.text, start, end) is None or words.none.match(scan.text, start + 1) is not None:
        return False
    return given_is_sound(scan.text[start + 1 : end]) and no_word_inside(scan, start, end)


_TEAMS = "队组"  # 专家|包片队


def given_is_sound(given: str) -> bool:
    return (
        given != ""
        and given[-2:] != "家镇"
        and given[-1] not in _TEAMS
        and not any(c in "的了在与及等把被" for c in given)
    )


def no_word_inside(scan: Scan, start: int, end: int) -> bool:
    """No word of the lexicon lies inside or across the end of the name (关|负责|同志); single characters may, and
    one that the next word cuts in two (赵立业|主持 holds 业主)."""
    cut = scan.text.startswith(person_words(scan.lexicon).cuts, end)
    named_by_modal = end - start == WITH_GIVEN and scan.text[start] in MODAL_SURNAMES  # 应有志, but 应有准备
    return not any(
        (
            e.end - e.start >= 2
            and e.kind not in ("place", "cue")
            and not (cut and e.end > end)
            and not (e.kind == "enum-heading" and e.end > end)  # 甲亚|三、乙
            and not (e.start == start and e.kind == "inert" and named_by_modal)
        )
        or (e.kind == "cue" and e.start < end - 1 and e.start > start)
        for e in scan.between(start, end)
    )


LONGEST_OWNER = 18
