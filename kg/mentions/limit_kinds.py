"""Whether a time that is written like a limit is one, by its kind and by what stands around it. (是否时限)"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from kg.mentions.limit_words import LimitWords

_EACH_TIME_REACH = 24
_EACH_CASE_REACH = 40
_LIST_REACH = 24
_MEASURE_REACH = 40
_ON: Final = "对"
_THING: Final = re.compile("[^,;。\n]*?的")
_Judge = Callable[[str, "re.Match[str]", LimitWords], bool]


def is_limit(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """Whether a match of ``words.forms`` says by when, and does not only describe something."""
    start, end = match.span()
    if words.describes.match(text, end) is not None or _tells_which(text, match, words):
        return False
    if not match[0].endswith(("前", "内")) and words.settled.match(text, end) is not None:
        return False  # 10月底|销号项目
    if text.endswith(words.over, 0, start) or (text.endswith(_ON, 0, start) and _THING.match(text, end) is not None):
        return False  # 去年|12月底前, 对|6月底前完成整改的|单位
    if _is_of_listed_thing(text, end, words) or _is_measure(text, match, words):
        return False
    judge = _JUDGES.get(match.lastgroup or "")
    return judge is None or judge(text, match, words)


def _tells_which(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """6月底前|完成整改的|单位; not 实现|6月底前|竣工的目标, where the aim is what is to be done."""
    which = words.which.match(text, match.end())
    if which is None:
        return False
    return words.goal.match(text, which.end()) is None or not text.endswith(words.attains, 0, match.start())


def _is_measure(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """按照|10月底前|竣工的节点, 以|年底前|完工为目标, 在前期|5月底前|摸底的基础上: what an act is measured by or built upon, and not by
    when it is to be done."""
    start, end = match.span()
    begins = _after_mark(text, max(0, start - _MEASURE_REACH), start)
    before = text[begins:start]
    if words.upon.match(text, end) is not None and "在" in before:
        return True
    return words.measures.match(text, end) is not None and words.measure.search(before) is not None


def _after_mark(text: str, low: int, at: int) -> int:
    """Where the clause begins that ``at`` is in; ``low`` where it begins before."""
    return max(low, 1 + max(text.rfind(mark, low, at) for mark in ",;:。\n"))


def _is_of_listed_thing(text: str, at: int, words: LimitWords) -> bool:
    """甲5月25日前、|乙5月底前报送的|数据: whether the next time of a list that goes on at ``at`` only describes."""
    if not text.startswith("、", at):
        return False
    stop = _CLAUSE_END.search(text, at, at + _LIST_REACH)
    after = words.forms.search(text, at, at + _LIST_REACH if stop is None else stop.start())
    return after is not None and words.which.match(text, after.end()) is not None


def _within(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """两个月内, but neither 数天内 nor how long something may take (压缩到30天内), nor a standing response time: 三天内答复, 发现问题
    半日内移交, 险情两小时内处置."""
    if words.standing.match(text, match.end()) is not None or "数" in match[0]:
        return False
    if words.answers.match(text, match.end()) is not None and not _is_once(text, match, words):
        return False
    if words.settles.match(text, match.end()) is not None and _is_each_case(text, match, words):
        return False
    reach = _reach(text, match)
    if words.held_to.search(text[reach : match.start()]) is not None:
        return False
    if _HOURS.search(match[0]) is not None and _AFTER_OTHER.search(text, reach, match.start()) is not None:
        return False
    if _HOURS.search(match[0]) is not None and words.each_hour.search(text, reach, match.start()) is not None:
        return False
    return words.each_time.search(text, reach, match.start()) is None


def _reach(text: str, match: re.Match[str]) -> int:
    """From where on what is said may make a time one for each case: from the clause's beginning, and for hours from the
    sentence's (接到报告后,30分钟内到场,|1小时内上报)."""
    hours = _HOURS.search(match[0]) is not None
    reach = max(0, match.start() - (_EACH_CASE_REACH if hours else _EACH_TIME_REACH))
    return max(reach, 1 + max(text.rfind(mark, reach, match.start()) for mark in (";。\n" if hours else ",;:。\n")))


def _is_once(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """会后五日内|答复 counts from this meeting, 对该信访件五日内|答复 is about one case: no standing response time."""
    if _FROM_NOW.match(match[0]) is not None:
        return True
    reach = max(0, match.start() - _EACH_TIME_REACH)
    return words.one_case.search(text, _after_mark(text, reach, match.start()), match.start()) is not None


_HOURS: Final = re.compile("小时|分钟")
_AFTER_OTHER: Final = re.compile(r"(?<!会)(?<!会议)(?<!结束)后\Z")  # 指令下达后|一小时内: each time; not 会后一小时内
_FROM_NOW: Final = re.compile("[自从]?(?:会后|即日起|(?:本次|此次)?会议)")


def _is_each_case(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """对群众反映的问题,五日内|办结: cases to come, as the sentence so far or the clause from here on says."""
    reach = max(0, match.start() - _EACH_CASE_REACH)
    start = 1 + max(text.rfind(mark, reach, match.start()) for mark in ";。\n")
    stop = _CLAUSE_END.search(text, match.end())
    return words.each_case.search(text, max(start, reach), len(text) if stop is None else stop.start()) is not None


_CLAUSE_END: Final = re.compile("[,;。\n]")


def _half(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """上半年前; 上半年|完工, but not 上半年|完成情况, 上半年|完成投资12亿元."""
    reached = words.reaches.match(text, match.end())
    if match[0].endswith(("前", "内")) or reached is None:
        heads = _sets_figure(text, match, words) or _heads_act(text, match, words, words.reaches)
        return match[0].endswith(("前", "内")) or heads
    aimed = text.endswith((*words.aims, "于", "在"), 0, match.start())
    return aimed or words.told.match(text, reached.end()) is None


def _sets_figure(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """,上半年|新签约项目不少于6个: a figure to be reached by the middle of the year; how much in its second half is a measure."""
    heads = match[0].endswith("上半年") and text[match.start() - 1 : match.start()] in (",", ";", ":")
    return heads and words.at_least.match(text, match.end()) is not None


def _week(text: str, match: re.Match[str], words: LimitWords) -> bool:
    return match[0].endswith(("内", "前", "末", "底")) or words.acts_soon.match(text, match.end()) is not None


def _soon(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """近期|开展, 近期|县水利局要开展; 近日 tells what was."""
    soon = _heads_act(text, match, words, words.acts_soon) or _tenday(text, match, words)
    return match[0] != "近日" and soon


def _quarter(text: str, match: re.Match[str], words: LimitWords) -> bool:
    return match[0] not in ("季度", "季")


def _year(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """年底前, 2025年底 before an act and 于年底|开展 are limits; 年底考核 describes."""
    return (
        match[0].endswith("前")
        or (
            text[match.start() - 1 : match.start()] in ("于", "在")
            and words.acts_soon.match(text, match.end()) is not None
        )
        or text.endswith(words.aims, 0, match.start())
        or words.year_end.match(text, match.end()) is not None
        or (match[0][0] not in "年岁" and _heads_task(text, match, words))
    )


def _month(text: str, match: re.Match[str], words: LimitWords) -> bool:
    return match[0].endswith("前")


def _tenday(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """于11月上旬印发 is a limit, 11月上旬的检查 describes."""
    return (
        text[match.start() - 1 : match.start()] in ("于", "在")
        or words.acts_soon.match(text, match.end()) is not None
        or (match.lastgroup == "tenday" and _heads_task(text, match, words))
    )


def _heads_act(text: str, match: re.Match[str], words: LimitWords, act: re.Pattern[str]) -> bool:
    """上半年,县财政局要|完成, 近期县水利局要|开展; 下半年,各镇要|加强调度 tells when, and not by when."""
    task = words.tasks.match(text, _past_comma(text, match)) if _heads_task(text, match, words) else None
    return task is not None and act.match(text, task.end()) is not None


def _past_comma(text: str, match: re.Match[str]) -> int:
    return match.end() + text.startswith(",", match.end())


def _heads_task(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """9月上旬|县财政局要拨付, 2025年底|由县水利局完成: a time at the head of a clause, before who is asked."""
    begins = match.start() == 0 or text[match.start() - 1] in ",;:。\n"
    return begins and words.tasks.match(text, _past_comma(text, match)) is not None


def _stretch(text: str, match: re.Match[str], words: LimitWords) -> bool:
    """5月1日至31日,|各镇要…: a clause of its own belongs to what comes."""
    alone = text[match.start() - 1 : match.start()] in (",", ";", ":", "。", "\n")
    return not alone or text[match.end() : match.end() + 1] not in ("", ";", "。", "\n")


_JUDGES: Final[Mapping[str, _Judge]] = {
    "within": _within,
    "stretch": _stretch,
    "half": _half,
    "weekin": _week,
    "open": _soon,
    "quarter": _quarter,
    "year": _year,
    "month": _month,
    "tenday": _tenday,
}
"""Kinds of limits that need more than their form."""
