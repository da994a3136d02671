"""Lines below a verb and a colon that each name a matter: 会议听取了:| 关于甲的汇报;| 关于乙的汇报。 (冒号下的议题清单)"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.agenda.announcing import Announcing
from kg.agenda.matter import Matter
from kg.agenda.paragraph_words import paragraph_words
from kg.model import Span

_LONGEST_LINE, _LONGEST_FIRST = 100, 24
_MARKS = " \u3000;。"
_NAMES = re.compile(f"《|[一-鿿]{{0,{_LONGEST_FIRST}}}?关于")  # 关于甲的汇报, 县住建局关于乙的请示


class HeadedLists:
    """Reads such a head with its lines. Holds only look-ups."""

    def __init__(self, announcing: Announcing) -> None:
        self.announcing = announcing
        self.reader = announcing.reader
        self.headings = announcing.headings
        self.words = paragraph_words(announcing.scan.lexicon)
        self.treatments = announcing.reader.verbs.treatments
        self.paragraphs = announcing.reader.outline.paragraphs

    def read(self, index: int, later: list[int], *, again: bool) -> tuple[list[Matter], list[int]] | None:
        """(the matters of a paragraph that ends with a verb and a colon and of the lines below it, the numbers of these lines); None
        where no lines stand there, or text stands below each (一、关于甲 | 会议听取了…). ``again``: behind lines below another verb."""
        begins = self.reader.scan.at.get(self.paragraphs[index].start)
        demands = begins is not None and begins.kind == "enum-demand"  # 二要研究:
        counts = self.treatments.counts_points(*self.paragraphs[index][:2])
        if demands or not (counts or self.words.heads_lines.search(self.reader.line(index))):
            return None
        lines: list[int] = []
        for below in later:
            if not self._is_line(below):
                break
            lines.append(below)
        after = later[len(lines) : len(lines) + 1]
        if not lines or any(self.headings.number(i) is not None for i in after):
            return None
        if len(lines) == 1 and not (again or self._stands_alone(lines[0], later)):
            return None
        found = self.reader.matters(index, apart=True)
        head = found.pop() if found else self._head(index)
        return None if head is None else ([*found, *(self._matter(head, i) for i in lines)], lines)

    def _stands_alone(self, line: int, later: list[int]) -> bool:
        """Whether one line is all that the verb names: no number says that text and another may come, or 会议确定: follows."""
        below = later[1:]
        return self.headings.number(line) is None or any(self.announcing.opens_points(i, below[1:]) for i in below[:1])

    def _head(self, index: int) -> Matter | None:
        """会议研究了以下事项: what a verb says of matters that it only counts."""
        clauses = self.reader.clauses.get(index, [])
        verbs = self.reader.verbs.treatments.of(clauses[-1]) if clauses else []
        if not verbs or self.reader.verbs.modals.first(clauses[-1].start, verbs[-1].start) is not None:
            return None  # 要认真研究:
        return self.reader.verbs.matter_of(clauses[-1], verbs[-1:], index)

    def _is_line(self, index: int) -> bool:
        """Whether a paragraph is a line that only names a matter."""
        line = self.reader.line(index)
        if len(line) > _LONGEST_LINE or "。" in line.rstrip(_MARKS):
            return False
        if self.treatments.is_point(self.paragraphs[index].start):
            return True
        if self.reader.treats(index):
            return False
        if self.announcing.speech.speaks(index) or self.words.opens_points.search(line) is not None:
            return False
        return _NAMES.match(self.reader.scan.text, self._begins(index)) is not None

    def _begins(self, index: int) -> int:
        """Past the number of a line."""
        start = self.paragraphs[index].start
        event = self.reader.scan.at.get(start)
        return event.end if event is not None and event.kind.startswith("enum-") else start

    def _matter(self, head: Matter, index: int) -> Matter:
        """The matter of a line, treated as the verb above it says."""
        start, end = self._begins(index), self.paragraphs[index].end
        words = self.reader.scan.text[start:end]
        subject = Span(start, start + len(words.rstrip(_MARKS)))
        heard = "汇报" in words
        treatments = ["听取汇报" if word == "听取" and heard else word for word in head.treatments]
        if not heard:
            treatments = ["听取" if word == "听取汇报" else word for word in treatments]
        return replace(
            head.copy(),
            start=self.paragraphs[index].start,
            end=subject.end,
            paragraph=index,
            treatments=treatments,
            documents=self.reader.verbs.documents(*subject),
            separate=True,
            subject=subject,
            sections=[],
        )
