"""Names that end at a place, one or a list: 甲、乙、丙|出席. (处前人名)"""

from __future__ import annotations

import re

from kg.mentions.people.name_signs import (
    ALL_GIVEN,
    GIVEN,
    LONGEST_OWNER,
    ODD_LENGTH,
    WITH_AT,
    given_is_sound,
    is_odd_name,
    no_word_inside,
    spaced_name,
    stands_alone,
)
from kg.mentions.people.person_words import person_words
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Scan

_LONGEST_SPACED = 4


def _spaced_ending(scan: Scan, end: int) -> Span | None:
    """The same before ``end``: what stands before it is a mark or a post, since words may be set apart too (人 大 代 表)."""
    text = scan.text
    if end < 2 or text[end - 2] not in " \u3000":
        return None
    start = len(text[max(0, end - _LONGEST_SPACED) : end - 1].rstrip(" \u3000")) + max(0, end - _LONGEST_SPACED) - 1
    name = spaced_name(scan, start) if start >= 0 else None
    if name is None or name.end != end:
        return None
    before = len(text[max(0, start - _LONGEST_SPACED) : start].rstrip(" \u3000")) + max(0, start - _LONGEST_SPACED)
    after_post = any(e.end == before and e.kind == "post" for e in scan.between(max(0, before - 8), before))
    taken = person_words(scan.lexicon).before_list.search(text, max(0, start - 3), start) is not None
    return name if after_post or taken or text[before - 1 : before] in ("", *"、,。;:\n") else None


def list_before(scan: Scan, end: int) -> list[Span]:
    """The list of names that ends at ``end``: |甲、乙、丙|. Its first name begins at a mark or after an organisation, a
    post or a word that takes people; one name with a known surname vouches for the others."""
    text = scan.text
    names: list[Span] = []
    known = False
    at = end
    while True:
        name = name_ending(scan, at, first=False)
        known = known or name is not None
        if name is None:
            name = _token_ending(scan, at)
        if name is None:
            break
        names.append(name)
        # 军分区甲、市政协乙: each name may have its organisation before it.
        owner = _OWNED.search(text, max(0, name.start - 18), name.start)
        if text[name.start - 1 : name.start] == "、" or _joined(scan, name.start):
            at = name.start - 1
        elif (joins := _joins_owned(scan, name.start)) is not None:
            at = joins
        elif owner is not None:
            at = owner.start()
        else:
            break
    if not known or (len(names) == 1 and name_ending(scan, end, first=False) is None):
        return []
    return list(reversed(names))


def _joined(scan: Scan, start: int) -> bool:
    """甲和|乙: whether the list goes on before 和."""
    return scan.text[start - 1 : start] in ("和", "与") and name_ending(scan, start - 1, first=False) is not None


def _joins_owned(scan: Scan, start: int) -> int | None:
    """甲、乙|和县政府办主任丙: where 和 stands that joins a name with its post to a list before it."""
    joins = _JOINS_OWNED.search(scan.text, max(0, start - LONGEST_OWNER), start)
    if joins is None or not any(e.end == start and e.kind == "post" for e in scan.between(max(0, start - 8), start)):
        return None
    named = name_ending(scan, joins.start(), first=False) or _token_ending(scan, joins.start())
    return None if named is None else joins.start()


_JOINS_OWNED = re.compile("[和与][一-鿿]{2,16}\\Z")


_TOKEN = lazy(
    "(?:^|[、,。;:\\s])(?P<name>[一-鿿]{2,5}|[一-鿿]{1,6}[·•][一-鿿]{1,8})\\Z|、(?P<spaced>[一-鿿][ \u3000]{1,2}[一-鿿])\\Z"
)


def _token_ending(scan: Scan, end: int) -> Span | None:
    """Two to five characters between marks, in a list of names: 央金卓嘎, 幸福."""
    match = _TOKEN.search(scan.text, max(0, end - 16), end)
    if match is not None and match["spaced"]:
        return Span(match.start("spaced"), end)  # 甲、|全  璐|: set apart to fill the width of three
    if match is None or person_words(scan.lexicon).none.match(scan.text, match.start("name")) is not None:
        return None
    start = match.start("name")
    token = scan.text[start:end]
    if "领导" in token:
        return None
    sound = given_is_sound(token) or (WITH_AT.fullmatch(token[1:]) is not None and given_is_sound(token[0] + token[2]))
    return Span(start, end) if sound and no_word_inside(scan, start, end) else None


_OWNED = re.compile("、[一-鿿]{2,16}\\Z")


def name_ending(scan: Scan, end: int, *, first: bool) -> Span | None:
    """The name that ends at ``end``, or before an adverb there, and begins at a mark, or after an organisation, a post or a
    word that takes people."""
    text, words = scan.text, person_words(scan.lexicon)
    if text[end - 1 : end] in words.ends_adverbs:
        adverb = words.adverbs.search(text, max(0, end - _LONGEST_ADVERBS), end)
        name = _name_ending(scan, adverb.start()) if adverb is not None else None
        if name is not None:
            return name
    if text[end - 1 : end] in words.maybe_adverbs:
        name = _name_ending(scan, end - 1)
        if name is not None and stands_alone(text, name.start, end):
            return name
    return _name_ending(scan, end)


_LONGEST_ADVERBS = 12


def _is_in_list(text: str, name: Span) -> bool:
    """甲、|由晓东|参加; 。|权安民|、甲参加, but not 。由晓东、甲参加, whom something is done by."""
    before = text[name.start - 1 : name.start]
    begins = before in (";", "。", "\n") and text[name.start] not in _BY and text.startswith("、", name.end)
    return before == "、" or begins


_BY = "由从"


def _dotted_ending(scan: Scan, end: int) -> Span | None:
    """,|阿不都热合曼·买买提|主持: all that stands between a mark and ``end``, with a dot in it."""
    found = _DOTTED_ENDING.search(scan.text, max(0, end - _LONGEST_DOTTED), end)
    if found is None:
        return None
    start = _behind_leaders(scan, *found.span("name"))
    return Span(start, end) if no_word_inside(scan, start, end) else None  # 、县长阿不都热合曼·买买提|主持


def _behind_leaders(scan: Scan, start: int, end: int) -> int:
    """县领导|买买提·吐尔逊: where a name begins behind the word for what its bearer is."""
    led = scan.text.find("领导", start, end)
    return start if led < 0 else led + len("领导")


_LONGEST_DOTTED = 20
_DOTTED_ENDING = lazy(r"(?:^|[、,。;:\s])(?P<name>[一-鿿]{1,8}(?:[·•・‧][一-鿿]{1,8}){1,2})\Z")


def _name_ending(scan: Scan, end: int) -> Span | None:
    text = scan.text
    spaced = _spaced_ending(scan, end) or _dotted_ending(scan, end)
    if spaced is not None:
        return spaced
    odd = Span(end - ODD_LENGTH, end)
    if odd.start >= 0 and _is_in_list(text, odd) and is_odd_name(scan, *odd):
        return odd
    for length in (3, 2, 4):
        start = end - length
        if start < 0 or ALL_GIVEN.fullmatch(text, start, end) is None:
            continue
        two = text[start : start + 2] in scan.lexicon.surnames and length >= 3
        if not two and text[start] not in scan.lexicon.surnames:
            continue
        if person_words(scan.lexicon).none.match(text, start) is not None:
            continue
        given = text[start + (2 if two else 1) : end]
        if not given_is_sound(given) and WITH_AT.fullmatch(given) is None:
            continue
        if not no_word_inside(scan, start, end):
            continue
        before = text[start - 1 : start]
        if before == "" or GIVEN.match(before) is None:
            return Span(start, end)
        if any(
            e.end == start and e.kind in ("tail", "department", "name", "post", "cue", "head")
            for e in scan.between(max(0, start - 16), start)
        ):
            return Span(start, end)
        if person_words(scan.lexicon).before_list.search(text, max(0, start - 3), start) is not None:
            return Span(start, end)
    return None
