"""Paragraphs under a number: what the number counts, and whether the line only names a matter or a kind of matters. (标题与序号)"""

from __future__ import annotations

from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.paragraphs import ParagraphReader


class Headings:
    """Tells headings from other paragraphs. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.words = paragraph_words(reader.scan.lexicon)
        self.naming = reader.naming
        self.paragraphs = reader.outline.paragraphs

    def number(self, index: int) -> str | None:
        """The kind of enumerator that begins the paragraph: 一、 or 1. in front of a matter."""
        start = self.paragraphs[index].start
        event = next(iter(self.scan.between(start, start + 1)), None)
        if event is not None and event.kind == "enum-point" and self.reader.verbs.numbering.counts_matters(index):
            return event.kind
        if event is not None and event.kind == "enum-bracket" and self.reader.verbs.heads_matter(index):
            return event.kind
        return event.kind if event is not None and event.kind in ("enum-heading", "enum-arabic") else None

    def tells_kind(self, index: int) -> bool:
        """二、审议议题: a heading that names no matter, only how those below it were treated."""
        found = self.words.kind_heading.fullmatch(self.reader.line(index))
        if found is None or self.naming.words.tells(self.words.first.sub("", found["kind"])):
            return False
        return found["matters"] is not None or any(event.kind == "treat" for event in self.reader.events(index))

    def is_topic(self, index: int) -> bool:
        """一、关于重点镇污水处理厂移交有关问题: names a matter and asks for nothing."""
        line = self.reader.line(index)
        if self.words.topic_sentence.match(line) is not None:
            return True
        if line.startswith("议题") and "。" not in line[:-1]:
            return len(line) <= 60  # 议题一:县住建局关于…的汇报: it says itself that it names one
        return len(line) <= 50 and "。" not in line and self.words.topic.search(line) is not None

    def is_other(self, index: int) -> bool:
        """五、其他事项"""
        return self.words.other_heading.fullmatch(self.reader.line(index)) is not None
