"""Heads without a name: 县财政局局长、县教育局局长列席 tells of two organs, 县财政局局长甲 of one person. (未具名负责人)"""

from __future__ import annotations

import re

from kg.mentions.agencies.organisation_words import organisation_words
from kg.scan import Scan

_MOST_ITEMS, _BEFORE = 40, 4
# 甲 县财政局局长: whose post it is stands before.
_OF_SOMEBODY = re.compile("[一-鿿][ \u3000]+\\Z")


def is_unnamed_head(scan: Scan, start: int, end: int) -> bool:
    """Whether what follows the organ ``text[start:end]`` is its head's post and nobody is named, neither right behind it nor
    behind the posts that it is listed with (县政府办主任、县财政局局长甲 may be one person's)."""
    text, words = scan.text, organisation_words(scan.lexicon)
    post = words.head.match(text, end)
    if post is None or scan.masked(start) is not None or _OF_SOMEBODY.search(text, max(0, start - _BEFORE), start):
        return False
    at = post.end()
    if (sign := words.after_head.match(text, at)) is not None and len(sign[0]) > 1:
        return True
    for _ in range(_MOST_ITEMS):
        # …|须弥远、, …|和志强列席: characters of surnames that are words as well.
        if text[at : at + 1] in scan.lexicon.surnames and words.named.match(text, at) is not None:
            return False
        if text[at : at + 1] not in ("、", "和", "及"):
            return words.after_head.match(text, at) is not None
        following = words.listed_post.match(text, at)
        if following is None:
            return True  # 县财政局局长、|各镇负责人
        at = following.end()
    return False
