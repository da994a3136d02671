"""Names without a known surname, which only their place in a sentence tells: 扎西次仁, 买买提·吐尔逊, 都文柏. (少见姓名)"""

from __future__ import annotations

from kg.mentions.people.name_signs import GIVEN, ODD_LENGTH, given_is_sound, is_odd_name, no_word_inside, tells_presence
from kg.mentions.people.person_words import person_words
from kg.model import Span
from kg.scan import Scan


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


def _with_odd_surname(scan: Scan, at: int) -> Span | None:
    """管委会主任|都文柏|主持会议, 副县长|权立新|、丙出席: a surname that is a common word far more often, with two characters
    that are none, before what follows a name and hardly anything else."""
    words = person_words(scan.lexicon)
    if scan.text[at : at + 1] not in words.odd_surnames:
        return None
    end = at + ODD_LENGTH
    if words.strange_follows.match(scan.text, end) is not None and is_odd_name(scan, at, end):
        return Span(at, end)
    end -= 1  # 副县长|都海|、乙
    return Span(at, end) if scan.text[end : end + 1] == "、" and is_odd_name(scan, at, end) else None
