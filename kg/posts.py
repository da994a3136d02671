"""Which organ a post is in: 市财政局局长 is in 市财政局, 副市长 in 市政府, 市委常委 in 市委."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import kinds_in
from kg.patterns import any_of

_LEVEL = "(省|市|县|区|州|盟|旗|镇|乡)"
_HEAD = re.compile(f"^(?:代|代理)?(?:常务|挂职)?(?:副)?{_LEVEL}长$")
# 政府县长, 县政府|副县长: the government said besides
_HEAD_IN_GOVERNMENT = re.compile(f"^(?P<organ>[一-鿿]{{0,8}}?(?:人民)?政府)(?:代|代理)?(?:常务|挂职)?副?{_LEVEL}长$")
# 东河县|副县长, with the place: the same level stands at its end
_HEAD_OF_PLACE = re.compile(f"^(?P<place>[一-鿿]{{1,7}}{_LEVEL})(?:代|代理)?(?:常务|挂职)?副?\\2长$")
# 七台河|市长: the place by its name, whose class the post says at once; 原市长 and 欧阳市长 name no place, nor does 片区长
_HEAD_OF_SHORT = re.compile(
    "^(?P<place>(?!欧阳|司马|上官|诸葛|皇甫|尉迟|慕容|令狐|夏侯)(?:(?![副原前任代新兼])[一-鿿]){2,7}[市县州盟旗])长$"
)


_GOVERNMENTS = ("政府", "人民政府")


@lru_cache(maxsize=16384)
def organ_of_post(post: str) -> str | None:
    """The organ's surface that ``post`` (as written, one post) is in; None when the words do not say."""
    words = kinds_in("post_titles")
    head = _HEAD.match(post)
    if head is not None:
        return head[1] + "政府"
    within = _HEAD_IN_GOVERNMENT.match(post)
    if within is not None:
        return within["organ"] if within["organ"] not in _GOVERNMENTS else within[2] + "政府"
    of_place = _HEAD_OF_PLACE.match(post)
    if of_place is not None:
        return of_place["place"] + "政府"
    of_short = _HEAD_OF_SHORT.match(post)
    if of_short is not None:
        return of_short["place"] + "政府"
    if post in words["of-region"]:
        return "自治区政府"
    if post in words["of-prefecture"]:
        return "行署"
    found = _titled().match(post)
    if found is None:
        return None
    organ = found[1]
    groups = (group for group in words["group"] if organ.endswith(group) and len(organ) > 3)
    return organ.removesuffix(next(groups, ""))


@cache
def _titled() -> re.Pattern[str]:
    """An organ, and the title in it with the group and the rank before it."""
    words = kinds_in("post_titles")
    groups, ranks, titles = (any_of(words[kind]) for kind in ("group", "rank", "title"))
    return re.compile(f"^(.{{2,}}?)((?:{groups}|机关党组)?{ranks}?(?:副|代|代理)?{titles})$")
