"""Whether a supervision office could follow a directive up, and what it is about. (可督办性与主题)

Supervision offices do not track every 要: what states no concrete demand is left out of the 督办台账 (rules of 保山 and
淮南, see docs/decisions). The answer comes with its reasons, and the reasons are what a clerk would look for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import Lexicon
from kg.model import Deadline, Supervision

# Open groups: nobody in particular (各有关部门, 各级各部门, 全市政府系统).
_OPEN_GROUP = re.compile("有关|相关|各级|系统|上下|各地|各部门|各单位|全体|广大|基层|属地")
# Acts that leave something to look at: a thing made, handed in, checked, finished.
_CONCRETE = re.compile(
    "完成|制定|制订|出台|印发|编制|编印|拿出|提交|提请|报送|上报|报[省市县区州盟旗党]|建立|建成|设立|成立|开展|组织|排查|检查|整改|核查|清理|清查|修复|修改|改造|开通|通水|通车|开工|竣工|验收|拨付|兑现|发放|安排[^,。;]{0,12}资金|签订|签约|公布|发布|公开|"
    "召开|启动|交付|移交|拆除|关停|取缔|处罚|查处|问责|通报|督办|督促|指导|会商|培训|演练|宣传|测算|评估|论证|审查|备案|登记|摸底|摸清|倒排|建档|统计|汇总|腾空|供水|恢复|补植|增设|收回|盘活"
)
_EXHORTS = re.compile(
    "提高(?:政治)?站位|深刻(?:认识|领会)|统一思想|树牢|牢固树立|强化(?:责任)?(?:意识|担当)|增强[^,。;]{0,12}(?:意识|自觉|紧迫感)|切实增强|高度重视|坚定信心|担当作为|扛牢|扛起|保持[^,。;]{0,6}(?:定力|清醒)"
)
_NUMBER = re.compile(
    r"[\d一二两三四五六七八九十百翻全清逐](?:(?<=\d)|[一二两三四五六七八九十百]*(?<=[一二两三四五六七八九十百])(?:个|项|家|户|次|件|条|所|处|批|轮|亩|人|万|亿)"
    r"|(?<=百)分之|(?<=翻)番|(?<=全)部|(?<=全)覆盖|(?<=清)零|(?<=逐)[一项户家村校企])"
)


def assess(words: str, addressees: list[str], deadline: Deadline | None) -> Supervision:
    """Judge a directive by its words, the names of its addressees (both folded) and its deadline.

    It can be supervised when somebody in particular must do something concrete, or when there is a date or a number
    to hold an addressee to. Political exhortation alone never is.
    """
    named = any(_OPEN_GROUP.search(name) is None for name in addressees)
    concrete = _CONCRETE.search(words) is not None
    measurable = deadline is not None or _NUMBER.search(words, _past_number(words)) is not None
    exhorts = _EXHORTS.search(words) is not None
    reasons = [
        "named-party" if named else ("open-group" if addressees else "no-addressee"),
        "concrete-act" if concrete else "no-concrete-act",
        "deadline" if deadline is not None else "no-deadline",
    ]
    if measurable and deadline is None:
        reasons.append("number")
    if exhorts:
        reasons.append("exhortation")
    supervisable = bool(addressees) and concrete and (named or measurable) and not (exhorts and not measurable)
    return Supervision(supervisable, named, concrete, measurable, tuple(reasons))


# The directive's own number (2., (一), 一是) measures nothing.
_OWN_NUMBER = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]+|[一二三四五六七八九十]{1,3}[是要]")


def _past_number(words: str) -> int:
    own = _OWN_NUMBER.match(words)
    return own.end() if own is not None and not words[own.end() : own.end() + 1].isdigit() else 0


class TopicReader:
    """What stretches of a text (folded) are about. Its words of topics are found once, in one pass."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        finder, self.topics = _topics(lexicon)
        # (start, end, word): words may overlap.
        self.found = sorted([(s, e, word) for word, s, e in finder.find_matches_as_indexes(text, overlapping=True)])
        self.starts = [start for start, _, _ in self.found]

    def topic_of(self, start: int, end: int) -> str | None:
        """The topic most of the words in [start, end) speak for; None where there is none or two are level."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        if low == high:
            return None
        counts: dict[str, int] = {}
        for word in {word for _, stop, word in self.found[low:high] if stop <= end}:
            topic = self.topics[word]
            counts[topic] = counts.get(topic, 0) + 1
        if len(counts) < 2:
            return next(iter(counts), None)
        best = max(counts.values())
        winners = [topic for topic, count in counts.items() if count == best]
        return winners[0] if len(winners) == 1 else None


@cache
def _topics(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    """One automaton for all words of topics (20 times faster than looking for each), and the topic of each word."""
    return AhoCorasick(list(lexicon.topics), matchkind=MatchKind.Standard), tuple(lexicon.topics.values())
