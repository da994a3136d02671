"""Where a personal name begins and ends. A surname alone proves nothing (要, 高, 时 are surnames too). (人名)"""

from __future__ import annotations

import re

from kg.mentions.people.name_signs import (
    ALL_GIVEN,
    GIVEN,
    LONGEST_OWNER,
    MODAL_SURNAMES,
    PLACE_ENDS,
    WITH_AT,
    WITH_GIVEN,
    given_is_sound,
    no_word_inside,
    spaced_name,
    stands_alone,
    tells_presence,
)
from kg.mentions.people.person_words import person_words
from kg.model import Span
from kg.scan import Scan

_SPACED_NAME = re.compile(r"[一-鿿][ \u3000][一-鿿](?=[、,。)\s\u3000]|$)")
_TOWARDS = ("向", "对")


def name_at(scan: Scan, at: int, *, listed: bool = False) -> Span | None:
    """The personal name that begins at ``at``: surname and one or two characters, with something after it that may
    follow a name. ``listed``: inside a roll call, where three given characters (白萨日娜) and odd surnames occur."""
    text = scan.text
    words = person_words(scan.lexicon)
    if at >= len(text) or (words.none.match(text, at) is not None and not _is_name_after_all(scan, at)):
        return None
    surname = next((n for n in (2, 1) if text[at : at + n] in scan.lexicon.surnames), 0)
    if not surname and not listed:
        return None
    dotted = words.dotted.match(text, at)
    if dotted is not None:
        return Span(*dotted.span()) if listed else None  # 阿不都热合曼·买买提: no name by the surname 阿
    if text[at + 1 : at + 2] in (" ", "\u3000"):
        in_list = _SPACED_NAME.match(text, at) if listed else None
        if in_list is not None:
            return Span(at, in_list.end())
        spaced = spaced_name(scan, at)
        if spaced is not None and _told_by(scan, spaced.end):
            return spaced
    lengths = (4, 3) if surname == 2 else (3, 2, 4) if listed else (3, 2)
    return next((Span(at, at + n) for n in lengths if _is_name(scan, at, at + n, surname, listed=listed)), None)


def _is_name(scan: Scan, at: int, end: int, surname: int, *, listed: bool) -> bool:
    """Whether ``text[at:end]`` is a name that something follows which may follow one. ``surname``: how many characters the
    known surname has that it begins with, 0 for none."""
    text, words = scan.text, person_words(scan.lexicon)
    if _goes_on_behind(scan, at, end, surname, listed=listed):
        return False
    if end > len(text) or words.follows.match(text, end) is None or ALL_GIVEN.fullmatch(text, at, end) is None:
        return False
    if text[at:end] in scan.lexicon.acts:
        return False  # 局长|明确|具体措施
    if _ends_before_post(scan, end) or _ends_with_adverb(scan, at, end, at + max(surname, 1)):
        return False
    given = text[at + max(surname, 1) : end]
    is_sound = given_is_sound(given) or (surname > 0 and WITH_AT.fullmatch(given) is not None)
    return is_sound and (no_word_inside(scan, at, end) or _is_called_like(scan, at, end))


def _is_called_like(scan: Scan, at: int, end: int) -> bool:
    """市人大常委会副主任|解放军|列席: whether the whole is a word that people are called by, where nothing else can be meant."""
    whole = person_words(scan.lexicon).also_names.fullmatch(scan.text, at, end)
    return whole is not None and _is_name_after_all(scan, at)


def _goes_on_behind(scan: Scan, at: int, end: int, surname: int, *, listed: bool) -> bool:
    """王海|要亲自抓: whether the last character, or a surname that is a modal far more often, belongs to what follows."""
    text, words = scan.text, person_words(scan.lexicon)
    ends_in_modal = text[end - 1 : end] in ("要", "应", "须", "将")
    if ends_in_modal and words.begins_adverb.match(text, end) is not None:
        return True
    if text[at] in MODAL_SURNAMES and _asks_for_act(scan, at, end):
        return True
    if text[at] in MODAL_SURNAMES or ends_in_modal:
        # 局长要士杰列席, but 成员要落实。
        told = words.strange_follows.match(text, end)
        joins = (listed or _is_behind_post(scan, at)) and _joins_others(scan, end)
        if not joins and (told is None or (told[0] == "。" and not tells_presence(scan, at))):
            return True
    length = end - at
    if length == WITH_GIVEN and text[end - 1 : end] in _TOWARDS and words.strange_follows.match(text, end) is None:
        return True  # 王平向|与会人员通报, but 李志向主持
    # 高飞|所作的汇报, 相成|以视频形式
    return text.startswith("所作", end - 1) or (length == 3 and text[end - 1 : end] in ("以", "就") and surname != 2)


def _asks_for_act(scan: Scan, at: int, end: int) -> bool:
    """党组成员|要切实|围绕…: whether what looks like a name is a modal with an adverb or an act behind it."""
    given = scan.text[at + 1 : end]
    return len(given) > 1 and (given in scan.lexicon.acts or given in scan.lexicon.adverbs)


def _is_behind_post(scan: Scan, at: int) -> bool:
    return any(e.end == at and e.kind == "post" for e in scan.between(max(0, at - _LONGEST_POST), at))


_LONGEST_POST = 8


def _joins_others(scan: Scan, end: int) -> bool:
    """副县长甲、要士杰|和县政府办公室主任丙|参加会议, 主任要士杰|及县直有关部门负责人|参加: whether another with a post is joined to the list that
    ends at ``end``, or those who came from somewhere."""
    joins = next((word for word in _JOINS if scan.text.startswith(word, end)), None)
    if joins is None or not tells_presence(scan, end):
        return False
    others = person_words(scan.lexicon).others_ahead.match(scan.text, end + len(joins)) is not None
    return others or any(e.kind == "post" for e in scan.between(end + len(joins), end + LONGEST_OWNER))


_JOINS = ("以及", "和", "与", "及")


def _is_name_after_all(scan: Scan, at: int) -> bool:
    """县长|方可|主持, 副县长甲、|于是|出席, 市长|于是知|主持: a word that names are or begin with, too, right behind a post or in its list, where
    nothing follows but what tells who was there; 镇长|方可|前往 goes on, and 县长|于是便|主持 is no name."""
    words = person_words(scan.lexicon)
    word = words.also_names.match(scan.text, at)
    if word is None or not tells_presence(scan, at):
        return False
    third = scan.text[word.end() : word.end() + 1]
    longer = third not in words.no_third and third not in PLACE_ENDS and GIVEN.match(third) is not None
    if not any(words.strange_follows.match(scan.text, word.end() + more) for more in range(1 + longer)):
        return False
    return scan.text[at - 1 : at] == "、" or any(
        e.end == at and e.kind == "post" for e in scan.between(max(0, at - 8), at)
    )


def _told_by(scan: Scan, end: int) -> bool:
    """Whether a mark or a word that a person is the subject of stands right at ``end``: a space there tells nothing."""
    return (
        scan.text[end : end + 1] not in " \u3000"
        and person_words(scan.lexicon).follows.match(scan.text, end) is not None
    ) or end == len(scan.text)


def _ends_before_post(scan: Scan, end: int) -> bool:
    """县委书记王强和|县长李平, 王海任|副组长: 和 joins, and 任 says what somebody is made, where a post follows."""
    return scan.text[end - 1] in "和与同任" and any(
        e.start == end and e.kind == "post" for e in scan.between(end, end + 1)
    )


def _ends_with_adverb(scan: Scan, start: int, end: int, given: int) -> bool:
    """李平还|强调: what looks like a name is a shorter one, whose given name begins at ``given``, and an adverb."""
    if end - 1 <= given:
        return False
    words = person_words(scan.lexicon)
    if scan.text[end - 1] in words.ends_adverbs:
        adverb = words.adverbs.search(scan.text, given + 1, end)
        if adverb is not None:
            return True
    return scan.text[end - 1] in words.maybe_adverbs and stands_alone(scan.text, start, end)
