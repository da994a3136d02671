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
    body = [paragraph for paragraph in outline.paragraphs if paragraph.role == "body"] if tables else []
    for table in tables:
        before = bisect_left(body, table.span)  # how many paragraphs stand before it
        place = _owner(items, scan, body[before - 1], table) if before else None
        if place is not None:
            longer = items[place]._replace(span=Span(items[place].span.start, table.span.end))
            items = (*items[:place], longer, *items[place + 1 :])
    return items


def _owner(items: tuple[AgendaItem, ...], scan: Scan, before: Paragraph, table: TaskTable) -> int | None:
    """The item that is to be made longer; ``before``: the last paragraph before the table. A table at the end of a notice with
    several items may be of all of them: it belongs to the last only where the words before it say so, or are that item's heading
    alone (二、关于防汛工作)."""
    if any(item.span.start <= table.span.start < item.span.end for item in items):
        return None  # the section goes on after its table
    told = [n for n, item in enumerate(items) if item.span.start < before.end and item.span.end > before.start]
    if len(told) != 1:
        return None  # none, or a paragraph that lists several
    place = told[0]
    words = scan.text[before.start : before.end]
    announced = words.endswith(":") or any(word in words for word in scan.lexicon.cells["announces"])
    later = any(item.span.start > table.span.start for item in items)
    number = scan.at.get(before.start) if before.start == items[place].span.start and "。" not in words else None
    headed = number is not None and number.kind.startswith("enum")
    return place if announced or headed or later or len(items) == 1 else None
