"""Verb clauses that 、 parts, which elsewhere parts members of a list. (顿号分句)

传达学习全国会议精神、|听取了防汛情况汇报; 审议《甲》、|研究茶产业发展工作;
对防汛工作进行了研究、|对校车安全进行了部署; 传达学习《条例》、|传达学习省长讲话精神
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kg.agenda.meeting_act_words import MeetingActWords, meeting_act_words
from kg.agenda.subjects import matter_words
from kg.scan import Event, Scan
from kg.structure import Clause, Outline

_LEAST_OBJECT = 4
_LONGEST_END = 6
# What follows a verb that begins a clause; 研究、部署工作 and 传达、学习精神 are verbs of one.
_BEGINS = ("了", "《", "关于")


def cut_at_verbs(scan: Scan, outline: Outline) -> Outline:
    """``outline`` with such clauses cut in two; the same one where there are none."""
    text, verbs = scan.text, scan.plain("treat")
    acts = meeting_act_words(scan.lexicon)
    last: Event | None = None
    cuts: dict[int, bool] = {}  # where a clause may begin -> whether its verb stands there
    for verb in verbs.events:
        again = last is not None and text[slice(*last[:2])] == text[slice(*verb[:2])]
        if text[verb.start - 1 : verb.start] == "、" and (again or _begins_clause(text, verb, acts)):
            cuts[verb.start] = True
        elif text.startswith("、", verb.end) and acts.begins_on.match(text, verb.end + 1) is not None:
            cuts[verb.end + 1] = False  # 对甲进行了研究、|对乙进行了研究
        last = verb
    if not cuts:
        return outline
    clauses = list(outline.clauses)
    starts = [clause.start for clause in clauses]
    for at in sorted(cuts, reverse=True):
        place = bisect_right(starts, at) - 1
        clause = clauses[place] if place >= 0 else None
        if clause is None or at >= clause.end:
            continue
        before = verbs.first(clause.start, at)
        parted = at - 1 - before.end >= _LEAST_OBJECT if before is not None and cuts[at] else before is not None
        if parted and verbs.first(at, clause.end) is not None:
            clauses[place : place + 1] = [clause._replace(end=at - 1), Clause(at, clause.end, 1, clause.paragraph)]
    return replace(outline, clauses=tuple(clauses))


def _begins_clause(text: str, verb: Event, acts: MeetingActWords) -> bool:
    """Whether a verb behind 、 takes up a matter: 、|审议《甲》, 、|听取…, 《甲》、|研究茶产业发展工作"""
    if text[verb.end - 1] == "了" or text.startswith(_BEGINS, verb.end) or verb.value.startswith("听取"):
        return True
    ended = acts.ends_matter.search(text, max(0, verb.start - 1 - _LONGEST_END), verb.start - 1) is not None
    names = acts.has_object.match(text, verb.end) if ended else None
    return names is not None and matter_words(acts.lexicon).tells(names[0])
