"""Names of counties and districts that may as well be a word and the level behind it: 代县, 延长县. (与词同形的县名)"""

from __future__ import annotations

import re

# What may stand before such a name; after any other character 县 mostly ends a phrase (公开|县政府, 召开|县委常委会).
_BEFORE = frozenset("省市州盟在由从经对向和与及为")
# 水利局代|县政府起草, 任|县政府办主任, 应|县政府邀请, 开|县政府全会, 随|县政府代表团: a verb even where a name could begin.
_VERBS = "代任应开随"
# 同意延长|县城投公司特许经营期限, 加快新建|区人民医院
_VERBS_OF_TWO = frozenset({"延长", "新建"})
# What stands behind the name of such a county at the head of a line or a clause.
_ORGANS = "(?=[县区][长委]|(?:人民)?政府|委|融媒体|召开|举行|[0-9]{4}年)"
# What tells that the county is meant: 代县县长, 应县人民政府第5次常务会议, 任县召开.
_TOLD = "(?=县|(?:人民政府|政府|委)?(?:召开|举行|第[0-9一二三四五六七八九十]|[0-9]{4}年|常务会议))"
_AFTER_PLACE = "(?<=[省市州盟])"


def is_word_and_level(text: str, start: int, end: int, *, bound: bool = False) -> bool:
    """Whether text[start:end], which looks like the name of a county, is the end of a word or a verb, and 县 (公开|县政府,
    延长|县城投公司特许经营期限).

    ``bound``: the words before it show that a name of two characters can begin there.
    """
    if text[start : end - 1] in _VERBS_OF_TWO and text[end - 1] in "县区":
        return not _is_told(text, text[start:end], _ORGANS)
    if end - start != 2 or text[end - 1] not in "县区":
        return False
    if text[start] in _VERBS and not _is_told(text, text[start:end]):
        return True
    before = text[start - 1 : start]
    return not bound and "\u4e00" <= before <= "\u9fff" and before not in _BEFORE


def _is_told(text: str, name: str, organs: str = _TOLD) -> bool:
    """Whether the words around ``name`` show somewhere that it is a county (代县县长甲 … 代县政府)."""
    return re.search(f"{_AFTER_PLACE}{name}|(?<![\u4e00-\u9fff]){name}{organs}", text) is not None


# What stands behind the name of a county that did something, at the beginning of a line or behind the day.
_DID = re.compile("召开|举行|(?:第?[0-9一二三四五六七八九十]{1,4}届)?(?:人民政府|政府|委)(?!办|督)")
_BEGINS = re.compile(r"(?:^|\n)[ \t\u3000]*\Z|日[,，]\Z")


def tells_itself(text: str, start: int, end: int) -> bool:
    """Whether 会同县, which is 会同 and 县 as well, is the county here: 会同县县长, ⏎会同县召开, 5月8日,会同县政府."""
    if end - start < len("会同县") or text[end - 1] != "县":
        return False
    if text.startswith(("县长", "县委书记", "县委副书记"), end):
        return True
    return _DID.match(text, end) is not None and _BEGINS.search(text, max(0, start - 12), start) is not None
