"""Verb clauses that 、 parts: 传达学习全国会议精神、|听取了防汛情况汇报. Elsewhere 、 parts members of a list, and no clauses. (顿号分句)"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kg.scan import Scan
from kg.structure import Clause, Outline

_LEAST_OBJECT = 4
# What follows a verb that begins a clause; 研究、部署工作 and 传达、学习精神 are verbs of one.
_BEGINS = ("了", "《", "关于")


def cut_at_verbs(scan: Scan, outline: Outline) -> Outline:
    """``outline`` with such clauses cut in two; the same one where there are none."""
    text = scan.text
    verbs = scan.plain("treat")
    cuts = [
        verb.start
        for verb in verbs.events
        if text[verb.start - 1 : verb.start] == "、"
        and (text[verb.end - 1] == "了" or text.startswith(_BEGINS, verb.end) or verb.value.startswith("听取"))
    ]
    if not cuts:
        return outline
    clauses = list(outline.clauses)
    starts = [clause.start for clause in clauses]
    for at in reversed(cuts):
        place = bisect_right(starts, at) - 1
        clause = clauses[place] if place >= 0 else None
        if clause is None or at >= clause.end:
            continue
        before = verbs.first(clause.start, at)
        if before is not None and at - 1 - before.end >= _LEAST_OBJECT:
            clauses[place : place + 1] = [clause._replace(end=at - 1), Clause(at, clause.end, 1, clause.paragraph)]
    return replace(outline, clauses=tuple(clauses))
