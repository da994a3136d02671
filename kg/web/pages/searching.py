"""Words in quotes, titles, names and the running text, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.errors import UsageError
from kg.index import asking
from kg.index.asking import Hit
from kg.index.entries import KIND_WORDS
from kg.messages import message
from kg.query import days_of
from kg.web.addresses import with_values
from kg.web.asked import Asked
from kg.web.indexed import opened_index
from kg.web.page import Page, Shelf
from kg.web.tables import Table
from kg.web.whose import whose

_SHOWN: Final = 60
_AROUND: Final = 70
"""Signs of a long text that are shown before the first hit; twice as many behind it."""


def searching(asked: Asked, shelf: Shelf) -> Page:
    """What holds the words ``q``: of one ``kind``, of meetings from ``since`` to ``until``, where they are given."""
    values: dict[str, object] = {
        "kinds": list(KIND_WORDS),
        "hits": [],
        "counts": (),
        "total": 0,
        "remark": None,
        "undated": 0,
    }
    if not asked.value("q"):
        return Page("search.html", values)
    wanted = _wanted(asked)
    with opened_index(shelf) as (index, remark):
        answer = asking.search(index, wanted, _SHOWN)
        undated = len(asking.of_unknown_day(index, wanted))
    values |= {
        "hits": [
            (hit, list(_segments(hit)), shelf.address(hit.iri), whose(hit.kind, hit.iri, shelf)) for hit in answer.hits
        ],
        "counts": answer.counts,
        "total": answer.total(),
        "remark": remark,
        "undated": undated,
        "elsewhere": "" if asked.value("kind") == "text" else with_values("", {**asked.values, "kind": "text"}),
    }
    rows = [[asking.cells(hit)[name] for name in asking.COLUMNS] for hit in answer.hits]
    return Page("search.html", values, table=Table(asking.COLUMNS, rows).written)


def _wanted(asked: Asked) -> asking.Wanted:
    kind = asked.value("kind")
    if kind and kind not in KIND_WORDS:
        raise UsageError(
            message("There is no kind {unknown!r}; there are: {kinds}.", unknown=kind, kinds=", ".join(KIND_WORDS))
        )
    since, until = days_of(asked.value("since") or None, asked.value("until") or None)
    kinds = (kind,) if kind else asking.USUAL_KINDS
    return asking.Wanted(asking.terms_of(asked.value("q")), kinds, since, until)


def _segments(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it was looked for; of a long one what stands around its first hit."""
    low, high = 0, len(hit.text)
    if high > 4 * _AROUND and hit.spans:
        low = max(0, hit.spans[0][0] - _AROUND)
        high = min(high, max(hit.spans[0][1], low) + 2 * _AROUND)
    if low:
        yield "…", False
    at = low
    for start, end in hit.spans:
        if start < high and end > low:
            yield hit.text[at : max(start, low)], False
            yield hit.text[max(start, low) : min(end, high)], True
            at = min(end, high)
    yield hit.text[at:high], False
    if high < len(hit.text):
        yield "…", False
