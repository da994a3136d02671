"""Where a name of an organisation can begin and what it cannot contain. (名称边界)"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.mentions.agencies.organisation_words import organisation_words
from kg.patterns import lazy
from kg.scan import Scan

NAME_CHAR = re.compile(r"[一-鿿0-9A-Za-z·]")
NAME_CHARS = lazy(r"[一-鿿0-9A-Za-z·]+")
# Words before a level that show it begins no name: 我市, 全县, 各区.
OWN = frozenset("我全本各两多外进超城股楼菜夜灯上门闹贵每跨整辖城某此该")


_BAR = "丨"  # a Chinese character, and a mark: 来源丨东河县融媒体中心


def cuts_word(scan: Scan, at: int) -> bool:
    """Whether ``at`` cuts a cue word in two: 责成|县 holds the county 成县, 会同|县 the county 会同县."""
    index = bisect_right(scan.starts, at - 1) - 1
    return index >= 0 and scan.events[index].start < at < scan.events[index].end


def at_boundary(scan: Scan, at: int) -> bool:
    """Whether a bare name can begin here: after a mark, a space, or a word that takes an organisation."""
    if at == 0 or NAME_CHAR.match(scan.text[at - 1]) is None or scan.text[at - 1] == _BAR:
        return True
    if scan.text.endswith(organisation_words(scan.lexicon).takes, 0, at):
        return True  # words that no event tells: 听取了|水务局…, 召开|安委会…
    if scan.text[at - 1] == "年" and scan.text[max(0, at - 5) : at - 1].isdecimal():
        return True  # 全市2024年|防汛抗旱指挥部
    index = bisect_right(scan.starts, at - 1) - 1
    event = scan.events[index] if index >= 0 else None
    if scan.text[at - 1] == "同" and event is not None and event.kind == "modal" and event.end == at - 1:
        return True  # 县教育局要同|东河学院合作
    if event is not None and event.end == at:
        return event.kind in {
            "with",
            "oversee",
            "by",
            "ask",
            "agree",
            "enum-point",
            "enum-demand",
            "speech",
            "tail",
            "department",
            "modal",
        }
    return scan.text[at - 1] in "和及与由请向报送经对给予暨就按从"


STOP_KINDS = frozenset(
    "modal modal-tail need speech verb-speech with oversee by ask agree lead stop comma semicolon colon enum-comma open close "
    "enum-point enum-demand enum-bracket enum-heading cue".split()
)


TAKERS = frozenset("with oversee by ask agree speech verb-speech modal enum-demand enum-point".split())
"""Kinds of words after which a list of parties may begin."""
