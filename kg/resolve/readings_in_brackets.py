"""Pages that print a character's reading behind it (區(qū)長): read as if they did not, and told as printed. (夹注拼音)

Some sites convert characters and leave the pinyin of each converted one in brackets: no word with one is found then. The
notice is read without the readings; what is found points into the text as it stands, and quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial

from kg.model import Analysis, Notice, Resolution, Span
from kg.resolve.rewriting import rewritten
from kg.resolve.simplified import rekeyed

# A reading bears a tone mark: (zhì), not (a) or (kg).
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň"
_READING = re.compile(rf"[(（](?<=[一-鿿].)(?=[a-zü]*[{_TONED}])[a-zü{_TONED}]{{1,6}}[)）]")
# One may be a gloss that somebody meant; a damaged page has them in each line.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Damaged:
    """A notice with readings: ``plain`` is the same without them, ``at[i]`` where its character ``i`` stands as printed
    (``at[len]`` is the end of the text)."""

    printed: Notice
    plain: Notice
    at: tuple[int, ...]


def damaged(notice: Notice) -> Damaged | None:
    """``notice`` with and without readings; None where it has none, or too few to be damaged."""
    found = list(_READING.finditer(notice.text)) if "(" in notice.text or "（" in notice.text else []
    if len(found) < _LEAST:
        return None
    at: list[int] = []
    start = 0
    for reading in found:
        at.extend(range(start, reading.start()))
        start = reading.end()
    at.extend(range(start, len(notice.text)))
    plain = "".join(notice.text[i] for i in at)
    return Damaged(notice, replace(notice, text=plain), (*at, len(notice.text)))


def analysis_as_printed(analysis: Analysis, page: Damaged) -> Analysis:
    """``analysis`` of the plain notice, pointing into and quoting the printed one."""
    words = _printed_words(analysis, page)
    told = rewritten(analysis, partial(_moved, page), words)
    # The kind is the name of a concept, not a quotation.
    kind = told.meeting.kind
    plain = analysis.meeting.kind
    if kind is not None and plain is not None:
        told = replace(told, meeting=replace(told.meeting, kind=kind._replace(value=plain.value)))
    return replace(told, notice=page.printed)


def resolution_as_printed(resolution: Resolution, analysis: Analysis, page: Damaged) -> Resolution:
    """``resolution`` of the plain notice (whose ``analysis`` it is of), reached by what is printed as well."""
    words = _printed_words(analysis, page)
    forms = {plain: [printed] for plain, printed in words.items()}
    people = {
        name: replace(ref, posts=rekeyed(ref.posts, forms), post_agencies=rekeyed(ref.post_agencies, forms))
        for name, ref in rekeyed(resolution.people, forms).items()
    }
    doubts = tuple(doubt._replace(span=_moved(page, doubt.span)) for doubt in resolution.doubts)
    return replace(
        resolution,
        agencies=rekeyed(resolution.agencies, forms),
        documents=rekeyed(resolution.documents, forms),
        people=people,
        doubts=doubts,
    )


def _moved(page: Damaged, span: Span) -> Span:
    return Span(page.at[span.start], page.at[span.end])


def _printed_words(analysis: Analysis, page: Damaged) -> Mapping[str, str]:
    """What was quoted from the plain text → how the printed text writes it, where the two differ."""
    words: dict[str, str] = {}
    for text, span in _quoted(analysis):
        if page.plain.quote(span) == text:
            printed = page.printed.quote(_moved(page, span))
            if printed != text:
                words.setdefault(text, printed)
    return words


def _quoted(value: object) -> Iterable[tuple[str, Span]]:
    """Every string that stands beside the span it was quoted from, in nested dataclasses and tuples."""
    parts: tuple[object, ...] = ()
    if is_dataclass(value) and not isinstance(value, type):
        parts = tuple(getattr(value, f.name) for f in fields(value) if f.name != "notice")
    elif isinstance(value, tuple) and not isinstance(value, Span):
        parts = value
    spans = [part for part in parts if isinstance(part, Span)]
    spans += [part[0] for part in parts if isinstance(part, tuple) and part and isinstance(part[0], Span)]
    yield from ((part, span) for part in parts if isinstance(part, str) for span in spans[:1])
    for part in parts:
        yield from _quoted(part)
