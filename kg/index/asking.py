"""Asking the index for words: what contains them first, then what holds the same words with others in between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kg.errors import UsageError
from kg.index.entries import KIND_WORDS
from kg.index.keeping import Index
from kg.index.tokens import BREAK, folded, parts, signs
from kg.messages import message
from kg.tables import Cell

USUAL_KINDS: Final = tuple(kind for kind in KIND_WORDS if kind != "text")
"""Where words are looked for unless the user says otherwise: what directives and items say stands in the text once more."""
COLUMNS: Final = (
    "kind", "text", "marked", "match", "date", "meeting", "source", "start", "end", "hits", "notice", "iri", "score",
)  # fmt: skip
TABLE: Final = {
    "kind_word": message("kind"),
    "window": message("content"),
    "date": message("date"),
    "meeting": message("meeting"),
    "place": message("source"),
}
_AROUND: Final = 60
"""Signs of a long text that a table shows before the first hit, and after it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to be found: exactly these words, or, unless ``exact``, all their parts in one text."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for, and where: kinds of entries, days of meetings (ISO, inclusive), directives to one agency (IRI)."""

    terms: tuple[Term, ...]
    kinds: tuple[str, ...] = USUAL_KINDS
    since: str | None = None
    until: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One text that was found. ``spans`` are the places of the words in it; ``start`` and ``end`` its own place in the
    notice, both half-open in code points. ``exact``: the words stand in it as they were asked for.
    """

    kind: str
    iri: str
    text: str
    notice: str | None
    start: int | None
    end: int | None
    date: str | None
    meeting: str | None
    source: str | None
    exact: bool
    score: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best hits, and how many there are of each kind."""

    hits: tuple[Hit, ...]
    counts: tuple[tuple[str, int], ...]

    def total(self) -> int:
        """How many there are in all."""
        return sum(count for _, count in self.counts)


def terms_of(text: str) -> tuple[Term, ...]:
    """What the user wrote: words between blanks, each of which must be found; in quotes, exactly so.

    Raises UsageError where nothing is left that could be looked for.
    """
    found = []
    for quoted, plain in re.findall(r'["“「]([^"”」]+)["”」]|(\S+)', text):
        term = Term(quoted or plain, bool(quoted))
        if any(sign.isalnum() for sign in term.text):
            found.append(term)
    if not found:
        raise UsageError(
            message("There is nothing to look for in {text!r}: give words, letters or numbers.", text=text)
        )
    return tuple(found)


def search(index: Index, wanted: Wanted, limit: int) -> Answer:
    """The first ``limit`` hits, best first: the exact ones, then by rank (BM25, words before signs), then the latest."""
    loose, exact = (_expression(wanted.terms, exact=only) for only in (False, True))
    where, values = _filters(wanted)
    counts = index.db.execute(
        f"SELECT e.kind, COUNT(*) FROM found JOIN entry e ON e.id = found.rowid WHERE found MATCH ? {where} GROUP BY e.kind",
        (loose, *values),
    ).fetchall()
    exactly = "found.rowid IN (SELECT rowid FROM found WHERE found MATCH ?)" if exact != loose else "? IS NOT NULL"
    rows = index.db.execute(
        "SELECT e.kind, e.iri, e.text, e.notice, e.start, e.end, e.date, e.meeting, e.source, "
        f"{exactly} AS exact, ROUND(bm25(found, 1.0, 3.0), 4) AS score "
        f"FROM found JOIN entry e ON e.id = found.rowid WHERE found MATCH ? {where} "
        "ORDER BY exact DESC, score, e.date DESC, e.notice, e.start, e.kind, e.iri, e.text LIMIT ?",
        (exact, loose, *values, limit),
    )
    hits = tuple(_hit(row, wanted.terms) for row in rows)
    ranked = {kind: place for place, kind in enumerate(KIND_WORDS)}
    return Answer(hits, tuple(sorted(Counter(dict(counts)).items(), key=lambda one: ranked[one[0]])))


def of_unknown_day(index: Index, wanted: Wanted) -> list[str]:
    """The files, one for each hit, of what ``search`` leaves out only because its meeting's day is not known, and so in no period.

    Names of agencies, people, places have no day either, whatever they are looked for with: they are not counted.
    """
    if wanted.since is None and wanted.until is None:
        return []
    where, values = _filters(replace(wanted, since=None, until=None))
    rows = index.db.execute(
        "SELECT e.source, e.notice FROM found JOIN entry e ON e.id = found.rowid "
        f"WHERE found MATCH ? {where} AND e.date IS NULL AND e.notice IS NOT NULL",
        (_expression(wanted.terms, exact=False), *values),
    )
    return [source or notice for source, notice in rows]


def _hit(row: Sequence[Any], terms: Sequence[Term]) -> Hit:
    kind, iri, text, notice, start, end, date, meeting, source, exact, score = row
    return Hit(kind, iri, text, notice, start, end, date, meeting, source, bool(exact), -score, _spans(text, terms))


def _expression(terms: Sequence[Term], *, exact: bool) -> str:
    """The terms in the language of FTS5. Nothing of the user's gets into it but single signs and words between quotes."""
    return " AND ".join(f"({_of_term(term, exact=exact or term.exact)})" for term in terms)


def _of_term(term: Term, *, exact: bool) -> str:
    phrase = _phrase(term.text)
    if exact:
        return phrase
    # Signs find every part of a word; that it is a word there, too, raises the rank.
    pieces = [
        f'({_phrase(piece)} OR words : "{piece}")' if is_word else _phrase(piece) for piece, is_word in parts(term.text)
    ]
    return pieces[0] if len(pieces) == 1 else f"{phrase} OR ({' AND '.join(pieces)})"


def _phrase(text: str) -> str:
    return f'signs : "{" ".join(signs(text))}"'


def _filters(wanted: Wanted) -> tuple[str, list[str]]:
    """Conditions on ``e``, each beginning with AND, and their values."""
    unknown = [kind for kind in wanted.kinds if kind not in KIND_WORDS]
    if unknown:
        raise UsageError(
            message(
                "There is no kind {unknown!r}; there are: {kinds}.", unknown=unknown[0], kinds=", ".join(KIND_WORDS)
            )
        )
    where = [f"e.kind IN ({', '.join('?' * len(wanted.kinds))})"]
    values = list(wanted.kinds)
    for condition, value in (
        ("e.date >= ?", wanted.since),
        ("e.date <= ?", wanted.until),
        ("e.id IN (SELECT entry FROM party WHERE agency = ?)", wanted.agency),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    return "".join(f" AND {condition}" for condition in where), values


def _spans(text: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where ``terms`` stand in ``text``, else their parts; what overlaps or touches is one."""
    known = folded(text)
    found: list[tuple[int, int]] = []
    for term in terms:
        whole = list(_places(term.text, known))
        found += whole or [place for piece, _ in parts(term.text) for place in _places(piece, known)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _places(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the signs of ``term`` follow each other in ``text``; blanks between them do not count, as in the index."""
    pattern = r"\s*".join(map(_pattern, signs(term)))
    for match in re.finditer(pattern, text):
        yield match.span()


def _pattern(sign: str) -> str:
    if sign == BREAK:
        return r"(?:[^\w\s]|_)"
    return rf"(?<![a-z0-9]){sign}(?![a-z0-9])" if sign.isascii() else re.escape(sign)


# ── for people and programs ───────────────────────────────────────────────────────────────────────────────────


def cells(hit: Hit) -> dict[str, Cell]:
    """Values by the names in ``COLUMNS`` and ``TABLE``. ``hits`` are places in the notice where it has one, else in ``text``."""
    base = hit.start or 0
    return {
        "kind": hit.kind,
        "text": hit.text,
        "marked": _marked(hit.text, hit.spans),
        "match": "exact" if hit.exact else "parts",
        "date": hit.date,
        "meeting": hit.meeting,
        "source": hit.source,
        "start": hit.start,
        "end": hit.end,
        "hits": tuple(f"{base + start}–{base + end}" for start, end in hit.spans),
        "notice": hit.notice,
        "iri": hit.iri,
        "score": round(hit.score, 2),
        "kind_word": KIND_WORDS[hit.kind],
        "window": _window(hit),
        "place": None
        if hit.source is None
        else hit.source
        if hit.start is None
        else f"{hit.source} {hit.start}–{hit.end}",
    }


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with 【 and 】 around the spans."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "【", text[start:end], "】"]
        at = end
    return "".join([*pieces, text[at:]])


def _window(hit: Hit) -> str:
    """The marked text; of a long one what stands around its first hit."""
    if len(hit.text) <= 3 * _AROUND or not hit.spans:
        return _marked(hit.text, hit.spans)
    start = max(0, hit.spans[0][0] - _AROUND)
    end = min(len(hit.text), max(hit.spans[0][1], start) + 2 * _AROUND)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in hit.spans if a < end and b > start]
    return f"{'…' if start else ''}{_marked(hit.text[start:end], inside)}{'…' if end < len(hit.text) else ''}"
