"""Where a personal name begins and ends. A surname alone proves nothing (要, 高, 时 are surnames too). (人名)"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.mentions.people.person_words import person_words
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Marks, Scan, sentence_ends

_SPACED_NAME = re.compile(r"[一-鿿][ \u3000][一-鿿](?=[、,。)\s\u3000]|$)")
GIVEN = re.compile(r"[一-鿿㐀-䶿\U00020000-\U0002ffff·]")
_ALL_GIVEN = re.compile(f"{GIVEN.pattern}+")


_SPACED = lazy(r"[一-鿿][ \u3000]{1,2}[一-鿿]")
_LONGEST_SPACED = 4
PLACE_ENDS = frozenset("县区市镇乡")
"""What ends places, and hardly any name: (县融媒体中心 高新区). 红旗 and 九州 are given names."""
_MODAL_SURNAMES = "要应须"
_WITH_AT = re.compile("在[一-鿿]")  # a given name that begins like a preposition: 龙|在田
_TOWARDS = ("向", "对")
_WITH_GIVEN = 3  # characters of a surname and two given ones


def spaced_name(scan: Scan, at: int) -> Span | None:
    """县长|晏 斌|主持: a name of two characters set apart to fill the width of three, whose surname begins at ``at``."""
    found = _SPACED.match(scan.text, at)
    if found is None or scan.text[at] not in scan.lexicon.surnames:
        return None
    joined = scan.text[at] + scan.text[found.end() - 1]
    if person_words(scan.lexicon).none.match(joined) is not None or not given_is_sound(joined[1:]):
        return None  # 成 员, 同 志
    return Span(at, found.end()) if no_word_inside(scan, at, found.end()) else None


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
    if end > len(text) or words.follows.match(text, end) is None or _ALL_GIVEN.fullmatch(text, at, end) is None:
        return False
    if text[at:end] in scan.lexicon.acts:
        return False  # 局长|明确|具体措施
    if _ends_before_post(scan, end) or _ends_with_adverb(scan, at, end, at + max(surname, 1)):
        return False
    given = text[at + max(surname, 1) : end]
    is_sound = given_is_sound(given) or (surname > 0 and _WITH_AT.fullmatch(given) is not None)
    return is_sound and no_word_inside(scan, at, end)


def _goes_on_behind(scan: Scan, at: int, end: int, surname: int, *, listed: bool) -> bool:
    """王海|要亲自抓: whether the last character, or a surname that is a modal far more often, belongs to what follows."""
    text, words = scan.text, person_words(scan.lexicon)
    ends_in_modal = text[end - 1 : end] in ("要", "应", "须", "将")
    if ends_in_modal and words.begins_adverb.match(text, end) is not None:
        return True
    if text[at] in _MODAL_SURNAMES and _asks_for_act(scan, at, end):
        return True
    if text[at] in _MODAL_SURNAMES or ends_in_modal:
        # 局长要士杰列席, but 成员要落实。
        told = words.strange_follows.match(text, end)
        joins = listed and _joins_post(scan, end)
        if not joins and (told is None or (told[0] == "。" and not tells_presence(scan, at))):
            return True
    length = end - at
    if length == _WITH_GIVEN and text[end - 1 : end] in _TOWARDS and words.strange_follows.match(text, end) is None:
        return True  # 王平向|与会人员通报, but 李志向主持
    # 高飞|所作的汇报, 相成|以视频形式
    return text.startswith("所作", end - 1) or (length == 3 and text[end - 1 : end] in ("以", "就") and surname != 2)


def _asks_for_act(scan: Scan, at: int, end: int) -> bool:
    """党组成员|要切实|围绕…: whether what looks like a name is a modal with an adverb or an act behind it."""
    given = scan.text[at + 1 : end]
    return len(given) > 1 and (given in scan.lexicon.acts or given in scan.lexicon.adverbs)


def _joins_post(scan: Scan, end: int) -> bool:
    """副县长甲、要士杰|和县政府办公室主任丙|参加会议: whether another with a post is joined to the list that ends at ``end``."""
    if scan.text[end : end + 1] not in ("和", "与") or not tells_presence(scan, end):
        return False
    return any(e.kind == "post" for e in scan.between(end + 1, end + _LONGEST_OWNER))


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
    return scan.text[end - 1] in words.maybe_adverbs and _stands_alone(scan.text, start, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
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


def strange_name_at(scan: Scan, at: int) -> Span | None:
    """A name of two to six characters without a known surname that begins right after a post, in a sentence that says
    who chaired, came or spoke; in any, one with a dot, and one before what its bearer reported or said."""
    words = person_words(scan.lexicon)
    if not tells_presence(scan, at):
        return _dotted_name(scan, at) or _telling_name(scan, at)
    if (named := _with_odd_surname(scan, at)) is not None:
        return named
    if any(e.kind in ("modal", "modal-tail") for e in scan.between(at, at + 1)):
        return None
    if words.begins_adverb.match(scan.text, at) is not None:
        return None  # 局长|再次强调
    dotted = _dotted_name(scan, at)
    if dotted is not None:
        return dotted
    if words.none.match(scan.text, at) is not None:
        return None
    if at >= len(scan.text) or GIVEN.match(scan.text[at]) is None:
        return None
    for length in range(2, 7):
        end = at + length
        if end > len(scan.text) or GIVEN.match(scan.text[end - 1]) is None:
            return None
        if words.strange_follows.match(scan.text, end) is not None:
            sound = given_is_sound(scan.text[at:end].removeprefix("和")) and no_word_inside(scan, at, end)
            return (
                Span(at, end) if sound and "就" not in scan.text[at + 1 : end - 1] else None
            )  # 主任|逐项就问题作了通报
    return None


def _telling_name(scan: Scan, at: int) -> Span | None:
    """县应急局局长|斯琴高娃|关于…的汇报, 省水利厅厅长|扎西次仁|在全省…会议上的讲话."""
    words = person_words(scan.lexicon)
    told = words.before_telling.match(scan.text, at)
    barred = words.none.match(scan.text, at) or words.begins_adverb.match(scan.text, at)
    if told is None or barred is not None:
        return None  # 副县长|分别|就…
    name = Span(at, told.end())
    sound = given_is_sound(told[0]) and scan.text[at] not in _NO_NAME_BEGINS and no_word_inside(scan, *name)
    return name if sound else None


_NO_NAME_BEGINS = "所代就关在作"


def _dotted_name(scan: Scan, at: int) -> Span | None:
    """副主席|帕提古丽·买买提|,: no other word has such a dot."""
    dotted = person_words(scan.lexicon).dotted.match(scan.text, at)
    return None if dotted is None else Span(*dotted.span())


_ODD_LENGTH = 3  # the surname, and two characters that are none


def _with_odd_surname(scan: Scan, at: int) -> Span | None:
    """管委会主任|都文柏|主持会议, 副县长|权立新|、丙出席: a surname that is a common word far more often, with two characters
    that are none, before what follows a name and hardly anything else."""
    words = person_words(scan.lexicon)
    if scan.text[at : at + 1] not in words.odd_surnames:
        return None
    end = at + _ODD_LENGTH
    if words.strange_follows.match(scan.text, end) is not None and is_odd_name(scan, at, end):
        return Span(at, end)
    end -= 1  # 副县长|都海|、乙
    return Span(at, end) if scan.text[end : end + 1] == "、" and is_odd_name(scan, at, end) else None


def is_odd_name(scan: Scan, start: int, end: int) -> bool:
    """由晓东, 权安民, between marks: whether text[start:end] is a surname that is a common word far more often, with one or two
    characters that are no word."""
    words = person_words(scan.lexicon)
    if scan.text[start] not in words.odd_surnames or not 2 <= end - start <= _ODD_LENGTH:
        return False
    if words.begins_adverb.match(scan.text, start + 1) is not None or scan.text[start:end] in scan.lexicon.acts:
        return False  # 都亲自|主持, 权衡
    if _ALL_GIVEN.fullmatch(scan.text, start, end) is None or words.none.match(scan.text, start + 1) is not None:
        return False
    return given_is_sound(scan.text[start + 1 : end]) and no_word_inside(scan, start, end)


def given_is_sound(given: str) -> bool:
    return given != "" and given[-2:] != "家镇" and not any(c in "的了在与及等把被" for c in given)


def no_word_inside(scan: Scan, start: int, end: int) -> bool:
    """No word of the lexicon lies inside or across the end of the name (关|负责|同志); single characters may, and
    one that the next word cuts in two (赵立业|主持 holds 业主)."""
    cut = any(scan.text.startswith(word, end) for word in _CUTS)
    named_by_modal = end - start == _WITH_GIVEN and scan.text[start] in _MODAL_SURNAMES  # 应有志, but 应有准备
    return not any(
        (
            e.end - e.start >= 2
            and e.kind not in ("place", "cue")
            and not (cut and e.end > end)
            and not (e.start == start and e.kind == "inert" and named_by_modal)
        )
        or (e.kind == "cue" and e.start < end - 1 and e.start > start)
        for e in scan.between(start, end)
    )


_CUTS = ("主持", "关于", "列席", "出席")


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
    joins = _JOINS_OWNED.search(scan.text, max(0, start - _LONGEST_OWNER), start)
    if joins is None or not any(e.end == start and e.kind == "post" for e in scan.between(max(0, start - 8), start)):
        return None
    named = name_ending(scan, joins.start(), first=False) or _token_ending(scan, joins.start())
    return None if named is None else joins.start()


_LONGEST_OWNER = 18
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
    sound = given_is_sound(token) or (_WITH_AT.fullmatch(token[1:]) is not None and given_is_sound(token[0] + token[2]))
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
        if name is not None and _stands_alone(text, name.start, end):
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
    if found is None or not no_word_inside(scan, found.start("name"), end):
        return None  # 、县长阿不都热合曼·买买提|主持
    return Span(found.start("name"), end)


_LONGEST_DOTTED = 20
_DOTTED_ENDING = lazy(r"(?:^|[、,。;:\s])(?P<name>[一-鿿]{1,8}(?:[·•・‧][一-鿿]{1,8}){1,2})\Z")


def _name_ending(scan: Scan, end: int) -> Span | None:
    text = scan.text
    spaced = _spaced_ending(scan, end) or _dotted_ending(scan, end)
    if spaced is not None:
        return spaced
    odd = Span(end - _ODD_LENGTH, end)
    if odd.start >= 0 and _is_in_list(text, odd) and is_odd_name(scan, *odd):
        return odd
    for length in (3, 2, 4):
        start = end - length
        if start < 0 or _ALL_GIVEN.fullmatch(text, start, end) is None:
            continue
        two = text[start : start + 2] in scan.lexicon.surnames and length >= 3
        if not two and text[start] not in scan.lexicon.surnames:
            continue
        if person_words(scan.lexicon).none.match(text, start) is not None:
            continue
        given = text[start + (2 if two else 1) : end]
        if not given_is_sound(given) and _WITH_AT.fullmatch(given) is None:
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
