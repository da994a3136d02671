"""Who chaired the meeting, and for whom. (主持人)"""

from __future__ import annotations

from kg.fields.meeting_words import meeting_words
from kg.mentions.people import PersonMention
from kg.mentions.people.person_words import person_words
from kg.model import Located, Span
from kg.patterns import lazy
from kg.scan import Scan
from kg.structure import Outline

_DELEGATED = lazy("受(?P<posts>[^,。;]{0,24}?)(?P<name>[一-鿿]{2,4})(?:同志)?(?:的)?委托")


def find_chair(
    scan: Scan, outline: Outline, people: tuple[PersonMention, ...], zones: list[Span]
) -> Located[str] | None:
    """Who the words before 主持 name; with a delegation the one who in fact held it."""
    labelled = [m for m in people if m.role == "chair" and m.rule == "people.labelled"]
    chairs = labelled or [m for m in people if m.role == "chair"]
    if not chairs:
        chairs = [m for m in people if _then_chairs(scan, m)]
    inside = [m for m in chairs if any(z.start <= m.span.start < z.end for z in zones)] or chairs
    if not inside:
        return None
    body = [m for m in inside if outline.lead is not None and m.span.start >= outline.paragraphs[outline.lead].start]
    first = (body or inside)[0]
    return Located(scan.notice.quote(first.span), first.span, "fields.chair", 0.96)


def _then_chairs(scan: Scan, mention: PersonMention) -> bool:
    adverb = person_words(scan.lexicon).begins_adverb.match(scan.text, mention.span.end)  # 甲|亲自|主持
    end = mention.span.end if adverb is None else adverb.end()
    match = meeting_words(scan.lexicon).then_chairs.match(scan.text, end)
    return match is not None and "、" not in match[0]


def find_delegator(scan: Scan, zones: list[Span]) -> Located[str] | None:
    """受市长甲委托: in whose place the meeting was chaired."""
    for zone in zones if "委托" in scan.text else ():
        match = _DELEGATED.search(scan.text, zone.start, zone.end)
        if match is None:
            continue
        end = match.end("name")
        for length in (3, 2, 4):
            start = end - length
            if start >= match.start() + 1 and scan.text[start] in scan.lexicon.surnames:
                span = Span(start, end)
                return Located(scan.notice.quote(span), span, "fields.delegated", 0.95)
    return None
