"""Where a name of an organisation can begin and what it cannot contain. (名称边界)"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.patterns import lazy
from kg.scan import Scan

# Characters that no name of an organisation contains; 和, 及, 与 are decided by what stands before them.
# The one phrase with 的 in names of organs: 新型冠状病毒感染的肺炎疫情防控指挥部.
NAMED_WITH_DE = "感染的肺炎"
NEVER = frozenset("各的了在把将向被让是等并且或而但则该此这那您们他它何每些么吧呢吗如若凡很")
NAME_CHAR = re.compile(r"[一-鿿0-9A-Za-z·]")
NAME_CHARS = lazy(r"[一-鿿0-9A-Za-z·]+")
# Words before a level that show it begins no name: 我市, 全县, 各区.
OWN = frozenset("我全本各两多外进超城股楼菜夜灯上门闹贵每跨整辖城某此该")


def cuts_word(scan: Scan, at: int) -> bool:
    """Whether ``at`` cuts a cue word in two: 责成|县 holds the county 成县, 会同|县 the county 会同县."""
    index = bisect_right(scan.starts, at - 1) - 1
    return index >= 0 and scan.events[index].start < at < scan.events[index].end


# Words that no event tells and after which an organisation may stand: 听取了水务局…, 召开安委会….
_TAKERS = ("听取", "听取了", "召开", "召开了", "举行", "关于", "按照")


def at_boundary(scan: Scan, at: int) -> bool:
    """Whether a bare name can begin here: after a mark, a space, or a word that takes an organisation."""
    if at == 0 or NAME_CHAR.match(scan.text[at - 1]) is None:
        return True
    if scan.text.endswith(_TAKERS, max(0, at - 3), at):
        return True
    if scan.text[at - 1] == "年" and scan.text[max(0, at - 5) : at - 1].isdecimal():
        return True  # 全市2024年|防汛抗旱指挥部
    index = bisect_right(scan.starts, at - 1) - 1
    event = scan.events[index] if index >= 0 else None
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
    return scan.text[at - 1] in "和及与由请向报送经对给暨"


STOP_KINDS = frozenset(
    "modal modal-tail speech verb-speech with oversee by ask agree lead stop comma semicolon colon enum-comma open close "
    "enum-point enum-demand enum-bracket enum-heading cue".split()
)


def holds_stop(scan: Scan, start: int, end: int) -> bool:
    return any(event.kind in STOP_KINDS for event in scan.between(start, end))


TAKERS = frozenset("with oversee by ask agree speech verb-speech modal enum-demand enum-point".split())
"""Kinds of words after which a list of parties may begin."""
