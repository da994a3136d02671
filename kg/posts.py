"""Which organ a post is in: 市财政局局长 is in 市财政局, 副市长 in 市政府, 市委常委 in 市委."""

from __future__ import annotations

import re
from functools import lru_cache

_HEAD = re.compile("^(?:代|代理)?(?:常务|挂职)?(?:副)?(省|市|县|区|州|盟|旗|镇|乡)长$")
_TITLE = re.compile(
    "^(.{2,}?)((?:党组|党委|党工委|机关党组)?(?:常务|执行|第一|专职|一级|二级|三级|四级)?(?:副|代|代理)?"
    "(?:书记|局长|厅长|部长|主任|秘书长|院长|检察长|政委|政治委员|校长|站长|所长|行长|总经理|经理|董事长|会长|主席|大队长|支队长|总队长|"
    "队长|科长|处长|成员|委员|常委|专员|巡视员|调研员|主任科员|组长|指挥长|理事长|参事|台长|主编|总编辑|司令员|部队长))$"
)
_GROUPS = ("党组", "党委", "党工委")


@lru_cache(maxsize=16384)
def organ_of_post(post: str) -> str | None:
    """The organ's surface that ``post`` (as written, one post) is in; None when the words do not say."""
    head = _HEAD.match(post)
    if head is not None:
        return head[1] + "政府"
    if post in {"自治区主席", "自治区副主席", "自治区政府主席"}:
        return "自治区政府"
    if post in {"专员", "副专员", "常务副专员", "行署专员", "行署副专员"}:
        return "行署"
    found = _TITLE.match(post)
    if found is None:
        return None
    organ = found[1]
    return next((organ.removesuffix(group) for group in _GROUPS if organ.endswith(group) and len(organ) > 3), organ)
