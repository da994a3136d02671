"""Which lines of a page are the notice, and which are the page around it.

Chinese sentences are full of ``，。；、``; menus, breadcrumbs and footers have next to none. So the body is the
innermost element that holds nine tenths of the page's marks, unless stepping inwards would leave out a sentence that
stands beside the rest in like dress (the same tag and class), or any words in a ``p`` or in no element of their own.
From there back up to the headline, the lines are kept too: date and source stand there, and evidence must point at
characters. When in doubt a line of the page stays in; a sentence of the notice is never left out for it.

Tried before: trafilatura 2.3. It dropped a short last sentence, ran paragraphs together that ``br`` or ``section``
parts, and gave pages laid out by tables as a table with pipes; its import takes 0.3 s.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, Final

from kg.patterns import any_of
from kg.read.own_words import words_of
from kg.read.page_lines import SEAM, PageLines

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HAN: Final = "\u4e00-\u9fff"
_MARKS: Final = re.compile(f"[，。；、！？]|(?<=[{_HAN}])[,;]")
_WORDS: Final = re.compile(f"[{_HAN}](?:.{{0,20}}?[{_HAN}]){{3}}", re.DOTALL)
_SHARE: Final = 0.9
_KNOWN_SHARE: Final = 0.5
_HEADLINE_WITHIN: Final = 40  # lines above the body
_FACTS_ABOVE: Final = 30  # lines over the headline: index tables, and pages that print day and source first
_UNKNOWN_ABOVE: Final = 12
_SENTENCE: Final = re.compile("[，。].*[，。]")
_FACTS_BELOW: Final = 12
_FOLDED: Final = re.compile(r"[\W_]+")


def body_lines(page: PageLines, titles: tuple[str, ...]) -> tuple[list[str], str | None]:
    """The lines of the notice with its headline, and the headline where the page prints one of ``titles``."""
    marks = [0, *itertools.accumulate(len(_MARKS.findall(line)) for line in page.lines)]
    start, end = _body_span(page, marks)
    body = [_joined(line) for line in page.lines[start:end]]
    headline = _headline(page.lines, start, end, titles)
    title = None if headline is None else _joined(page.lines[headline])
    first = _first_fact(page.lines, start if headline is None else min(headline, start), headline)
    above = [
        title if number == headline and title is not None else _spaced(page.lines[number])
        for number in range(first, start)
    ]
    below = [_spaced(line) for line in page.lines[end : _last_fact(page.lines, end)]]
    return [*above, *body, *below], title


def _first_fact(lines: list[str], before: int, headline: int | None) -> int:
    """The first line above the body that is to be kept: of a label such as 发布日期:, with the headline over it."""
    found = [n for n in range(max(before - _FACTS_ABOVE, 0), before) if _fact().search(lines[n])]
    if headline is not None:
        return found[0] if found else before
    # Where no line is known to be the headline, it is one of those closest above, short of another article's sentence.
    first = min([before, *found])
    while first > 0 and before - first < _UNKNOWN_ABOVE and not _SENTENCE.search(lines[first - 1]):
        first -= 1
    return first


def _last_fact(lines: list[str], end: int) -> int:
    """Up to where lines below the body are to be kept: the last label of source, day or editor close by."""
    last = end
    for number in range(end, min(end + _FACTS_BELOW, len(lines))):
        if _other_matter().search(lines[number]):
            break
        if _fact().search(lines[number]):
            last = number + 1
    return last


def _joined(line: str) -> str:
    return line.replace(SEAM, "")


def _spaced(line: str) -> str:
    return " ".join(filter(None, (piece.strip() for piece in line.split(SEAM))))


def _body_span(page: PageLines, marks: list[int]) -> tuple[int, int]:
    everything = (0, len(page.lines))
    if not marks[-1]:
        return everything
    inside: HtmlElement | None = None
    span = everything
    for element, (start, end) in page.spans.items():
        share = (marks[end] - marks[start]) / marks[-1]
        if share < _KNOWN_SHARE or (share < _SHARE and not _is_known_body(element)):
            continue
        if start < span[0] or end > span[1]:
            continue  # beside the element chosen, not in it
        if inside is not None and _leaves_sentences(inside, element):
            break
        inside, span = element, (start, end)
    return span


def _leaves_sentences(outer: HtmlElement, inner: HtmlElement) -> bool:
    """Whether ``outer`` holds a sentence outside ``inner`` that looks like one of its paragraphs."""
    node = inner
    while node is not outer:
        parent = node.getparent()
        if parent is None:
            return False
        if _WORDS.search(parent.text or "") or any(_WORDS.search(child.tail or "") for child in parent):
            return True
        if any(sibling is not node and _is_paragraph(sibling, node) for sibling in parent):
            return True
        node = parent
    return False


def _is_paragraph(sibling: HtmlElement, node: HtmlElement) -> bool:
    """Whether what stands beside ``node`` reads as part of the same text."""
    if sibling.tag in ("p", "section"):
        return bool(_WORDS.search(sibling.text_content()))
    if sibling.tag in ("span", "font") or (sibling.tag == node.tag and sibling.get("class") == node.get("class")):
        return "。" in sibling.text_content()
    return False


def _is_known_body(element: HtmlElement) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}".lower().split()
    return not _known_bodies().isdisjoint(names)


@functools.cache
def _known_bodies() -> frozenset[str]:
    return frozenset(words_of("page_bodies"))


@functools.cache
def _fact() -> re.Pattern[str]:
    """A label of what a page says about itself: 文章来源:, 发布日期:, 索 引 号."""

    def one(kind: str, *, spaced: bool = False) -> str:
        return any_of(words_of("page_facts", kind), spaced=spaced)

    return re.compile(
        f"(?<![{_HAN}])(?:[{_HAN}]{{0,2}}{one('source', spaced=True)}|{one('label')}|{one('spaced', spaced=True)}"
        f"|{one('day-of')}?{one('day')}|{one('issued')}{one('issuer')})\\s*(?:[:：|\t]|$)"
    )


@functools.cache
def _other_matter() -> re.Pattern[str]:
    return re.compile(any_of(words_of("page_facts", "other-matter")))


def _headline(lines: list[str], start: int, end: int, titles: tuple[str, ...]) -> int | None:
    """The line nearest above the body (or among its first three) that the page's own title repeats."""
    folded = tuple(filter(None, map(_fold, titles)))
    near = itertools.chain(
        range(start, min(start + 3, end)), range(start - 1, max(start - 1 - _HEADLINE_WITHIN, -1), -1)
    )
    for number in near:
        line = _fold(lines[number])
        if any(line == title or (len(line) * 2 >= len(title) and len(line) >= 6 and line in title) for title in folded):
            return number
    return None


def _fold(text: str) -> str:
    return _FOLDED.sub("", text)
