"""The how-manieth meeting it was, and of which term: 第十七届, 第62次. (届次)"""

from __future__ import annotations

import re

from kg.fields.meeting_words import meeting_words
from kg.mentions.numerals import NUMBER, chinese_number
from kg.model import Located, Span
from kg.scan import Scan
from kg.structure import Outline
from kg.structure.marks import marks_of

# No more than kg:S011 and kg:S010 of ontology/shapes.ttl allow: a graph is to hold no number that its own shapes refuse.
MOST_MEETINGS, MOST_TERMS = 500, 39
_YEAR = r"(?:19|20)\d{2}年"
_ORDINAL = re.compile(f"(?P<year>{_YEAR})?第?\\s*(?P<number>{NUMBER})\\s*次")
_YEAR_BEFORE = re.compile(f"{_YEAR}(?:度)?$")
_TERM = re.compile(f"第?\\s*(?P<term>{NUMBER})\\s*届")
_TERM_OF_GOVERNMENT = re.compile(f"{_TERM.pattern}[省市县区州盟旗]?(?:人民)?政府")
_BEFORE_NAMING = 40
# (第9次), (2023年第18次), 〔2023〕第18次: a line of its own under the title of minutes. 第36期 counts issues, not meetings.
_LINE_NUMBER = re.compile(
    f"\\(?(?P<year>{_YEAR}|[〔\\[(](?:19|20)\\d{{2}}[〕\\])])?第\\s*(?P<number>{NUMBER})\\s*次\\)?"
)
# 县政府第34次常务会议|学习了…: the sentence below a block of 时间: 主持: that opens the minutes.
_OPENS_MINUTES = re.compile(
    f"(?:[一-鿿]{{0,8}}政府)?(?P<year>{_YEAR})?第\\s*(?P<number>{NUMBER})\\s*次[一-鿿]{{2,6}}会议(?!精神|纪要|议定|决定)"
)
_LONGEST_BLOCK = 14
# 第3次|全国代表大会 is no meeting of this organ.
_COUNTS_OTHERS = re.compile("全国|党(?!组|工委|委)|代表|人大(?!常委会)")


def find_number(scan: Scan, outline: Outline, clauses: list[Span]) -> tuple[Located[int] | None, bool]:
    """The meeting's number from the ``clauses`` that name it, else from a line of its own; whether it counts within a year."""
    for clause in clauses:
        for match in _ORDINAL.finditer(scan.text, clause.start, clause.end):
            value = _ordinal(match["number"], MOST_MEETINGS)
            if value is not None and _counts_meetings(scan, match, clause):
                before = scan.text[max(clause.start, match.start() - 8) : match.start()]
                yearly = match["year"] is not None or _YEAR_BEFORE.search(before) is not None
                span = Span(match.start("number"), match.end("number"))
                return Located(value, span, "fields.number", 0.97), yearly
    for paragraph in outline.paragraphs[: (outline.lead or 0) + 3]:
        line = _LINE_NUMBER.fullmatch(scan.text, paragraph.start, paragraph.end)
        if line is not None and (value := _ordinal(line["number"], MOST_MEETINGS)) is not None:
            return Located(value, Span(*line.span("number")), "fields.number-line", 0.9), line["year"] is not None
    return _opening_minutes(scan, outline)


def _opening_minutes(scan: Scan, outline: Outline) -> tuple[Located[int] | None, bool]:
    """The number in a sentence that opens the minutes below the block that says when and where the meeting was."""
    lead = outline.lead
    if lead is None or marks_of(scan.lexicon).header.match(scan.text, *outline.paragraphs[lead][:2]) is None:
        return None, False
    for paragraph in outline.paragraphs[lead : lead + _LONGEST_BLOCK]:
        opens = _OPENS_MINUTES.match(scan.text, paragraph.start, paragraph.end) if paragraph.role == "body" else None
        value = None if opens is None else _ordinal(opens["number"], MOST_MEETINGS)
        if opens is not None and value is not None:
            return Located(value, Span(*opens.span("number")), "fields.number-line", 0.9), opens["year"] is not None
    return None, False


def _ordinal(written: str, most: int) -> int | None:
    """The number that ``written`` says, from 1 to ``most``; None for any other, which counts no meetings or terms."""
    value = chinese_number(written)
    return value if value is not None and 0 < value <= most else None


def _counts_meetings(scan: Scan, match: re.Match[str], clause: Span) -> bool:
    after = scan.text[match.end() : min(clause.end, match.end() + 18)]
    if _is_of_bracket(scan, match.start(), clause):
        return False
    return "会" in after and _COUNTS_OTHERS.match(after) is None


def _is_of_bracket(scan: Scan, at: int, clause: Span) -> bool:
    """县政府全体会议(县安委会2024年第四次会议): the number is that of another organ's meeting, which a bracket names."""
    opened, closed = (scan.text.rfind(mark, clause.start, at) for mark in "()")
    if opened <= closed or "会" not in scan.text[clause.start : opened]:
        return False
    return any(event.kind in ("tail", "department", "name") for event in scan.between(opened, at))


def find_term(scan: Scan, clauses: list[Span]) -> Located[int] | None:
    """The term of the organ that met, from the ``clauses`` that name the meeting: 第十七届."""
    for clause in clauses:
        for match in _TERM.finditer(scan.text, clause.start, clause.end):
            value = _ordinal(match["term"], MOST_TERMS)
            congress = meeting_words(scan.lexicon).congress.match(scan.text, match.end())
            if value is not None and congress is None:
                return Located(value, Span(match.start("term"), match.end("term")), "fields.term", 0.96)
    return _term_of_both(scan, clauses)


def _term_of_both(scan: Scan, clauses: list[Span]) -> Located[int] | None:
    """县十八届政府党组会议和|第14次常务会议: the government's term stands once, before the first of two meetings."""
    for clause in clauses:
        if clause.start == 0 or scan.text[clause.start - 1] not in "和暨、":
            continue
        left = max(0, clause.start - _BEFORE_NAMING)
        begin = max(left, 1 + max(scan.text.rfind(mark, left, clause.start) for mark in ",。;\n"))
        match = _TERM_OF_GOVERNMENT.search(scan.text, begin, clause.start)
        value = _ordinal(match["term"], MOST_TERMS) if match is not None else None
        if match is not None and value is not None:
            return Located(value, Span(*match.span("term")), "fields.term", 0.96)
    return None
