"""Verb clauses that 、 parts, which elsewhere parts members of a list. (顿号分句)

传达学习全国会议精神、|听取了防汛情况汇报; 对防汛工作进行了研究、|对校车安全进行了部署; 传达学习《条例》、|传达学习省长讲话精神
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kg.agenda.meeting_act_words import meeting_act_words
from kg.scan import Event, Scan
from kg.structure import Clause, Outline

_LEAST_OBJECT = 4
# What follows a verb that begins a clause; 研究、部署工作 and 传达、学习精神 are verbs of one.
_BEGINS = ("了", "《", "关于")


def cut_at_verbs(scan: Scan, outline: Outline) -> Outline:
    """``outline`` with such clauses cut in two; the same one where there are none."""
    text, verbs = scan.text, scan.plain("treat")
    begins = meeting_act_words(scan.lexicon).begins_on
    last: Event | None = None
    cuts: dict[int, bool] = {}  # where a clause may begin -> whether its verb stands there
    for verb in verbs.events:
        again = last is not None and text[slice(*last[:2])] == text[slice(*verb[:2])]
        if text[verb.start - 1 : verb.start] == "、" and (again or _begins_clause(text, verb)):
            cuts[verb.start] = True
        elif text.startswith("、", verb.end) and begins.match(text, verb.end + 1) is not None:
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


def _begins_clause(text: str, verb: Event) -> bool:
    return text[verb.end - 1] == "了" or text.startswith(_BEGINS, verb.end) or verb.value.startswith("听取")
