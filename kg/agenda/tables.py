"""Which item a table that gives out work belongs to: the item reaches over it. (议题中的任务表)"""

from __future__ import annotations

from bisect import bisect_left

from kg.model import AgendaItem, Span
from kg.scan import Scan
from kg.structure import Outline, Paragraph
from kg.task_tables import TaskTable


def with_tables(
    items: tuple[AgendaItem, ...], scan: Scan, outline: Outline, tables: tuple[TaskTable, ...]
) -> tuple[AgendaItem, ...]:
    """``items``, each as far as the table right after its last paragraph, where that table is its own."""
    for table in tables:
        place = _owner(items, scan, outline, table)
        if place is not None:
            longer = items[place]._replace(span=Span(items[place].span.start, table.span.end))
            items = (*items[:place], longer, *items[place + 1 :])
    return items


def _owner(items: tuple[AgendaItem, ...], scan: Scan, outline: Outline, table: TaskTable) -> int | None:
    """The item that is to be made longer. A table at the end of a notice with several items may be of all of them: it
    belongs to the last only where the words before it say so."""
    if any(item.span.start <= table.span.start < item.span.end for item in items):
        return None  # the section goes on after its table
    before = _paragraph_before(outline, table)
    if before is None:
        return None
    told = [n for n, item in enumerate(items) if item.span.start < before.end and item.span.end > before.start]
    if len(told) != 1:
        return None  # none, or a paragraph that lists several
    place = told[0]
    words = scan.text[before.start : before.end]
    announced = words.endswith(":") or any(word in words for word in scan.lexicon.cells["announces"])
    later = any(item.span.start > table.span.start for item in items)
    return place if announced or later or len(items) == 1 else None


def _paragraph_before(outline: Outline, table: TaskTable) -> Paragraph | None:
    """The last paragraph of the notice's own text before the table."""
    starts = [paragraph.start for paragraph in outline.paragraphs]
    for paragraph in reversed(outline.paragraphs[: bisect_left(starts, table.span.start)]):
        if paragraph.role == "body":
            return paragraph
    return None
