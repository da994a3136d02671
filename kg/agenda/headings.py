"""Paragraphs under a number: what the number counts, and whether the line only names a matter or a kind of matters. (标题与序号)"""

from __future__ import annotations

import re
from functools import cached_property

from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.paragraphs import ParagraphReader
from kg.structure import BULLETS

_UNNUMBERED = "line"  # what stands for the kind of number of a heading without one
_LONGEST_UNNUMBERED = 60
_BARE, _LONGEST_BARE = re.compile("[^,。;:!?《》【】]{4,}"), 24
_MARKS = " \u3000;。"
_CARD = re.compile("0?[1-9]|[12][0-9]")  # a number in a line of its own


class Headings:
    """Tells headings from other paragraphs. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.words = paragraph_words(reader.scan.lexicon)
        self.naming = reader.naming
        self.paragraphs = reader.outline.paragraphs
        self.acts = tuple(reader.scan.lexicon.acts)

    def number(self, index: int) -> str | None:
        """The kind of enumerator that begins the paragraph: 一、 or 1. in front of a matter."""
        start = self.paragraphs[index].start
        if self.reader.verbs.numbering.card(index) is not None:
            return "enum-heading"
        event = next(iter(self.scan.between(start, start + 1)), None)
        if event is not None and event.kind == "enum-point" and self.reader.verbs.numbering.counts_matters(index):
            return event.kind
        if event is not None and event.kind == "enum-bracket" and self.reader.verbs.heads_matter(index):
            return event.kind
        if event is not None and event.kind in ("enum-heading", "enum-arabic"):
            return event.kind
        return _UNNUMBERED if index in self.unnumbered else None

    @cached_property
    def unnumbered(self) -> frozenset[int]:
        """关于《甲》 | 会议审议通过该办法。 | 【校车管理】 | 会议强调,…: lines that only name a matter, each above what the meeting said of it.
        One alone may be anything."""
        found = [
            index
            for index in range(len(self.paragraphs) - 1)
            if self._names_by_itself(index) and self._is_of_meeting(index + 1)
        ]
        return frozenset(found) if len(found) > 1 else frozenset()

    def _names_by_itself(self, index: int) -> bool:
        start, end, role = self.paragraphs[index]
        if role != "body" or end - start > _LONGEST_UNNUMBERED:
            return False
        start = self._past_bullet(start, end)
        return self.words.unnumbered.fullmatch(self.scan.text, start, end) is not None or self._is_bare(index)

    def _past_bullet(self, start: int, end: int) -> int:
        """◆ |关于防汛工作: where the words of a line begin."""
        while start < end and (self.scan.text[start] in BULLETS or self.scan.text[start].isspace()):
            start += 1
        return start

    def _is_bare(self, index: int) -> bool:
        """校车管理 where the lead names it, or below 01 in a line of its own; not 加强校车管理, which asks for something."""
        start, end = self.paragraphs[index][:2]
        if end - start > _LONGEST_BARE or _BARE.fullmatch(self.scan.text, start, end) is None:
            return False
        line = self.reader.line(index)
        if line.startswith(self.acts) or self.reader.treats(index):
            return False
        if index and _CARD.fullmatch(self.reader.line(index - 1)) is not None:
            return True
        lead = self.reader.line(self.reader.lead) if self.reader.lead is not None else ""
        pairs = self.naming.words.pairs(line)
        return self.naming.words.tells(line) and 2 * sum(pair in lead for pair in pairs) >= len(pairs)

    def _is_of_meeting(self, index: int) -> bool:
        """会议经讨论,原则通过…。 or what somebody says"""
        start, end, role = self.paragraphs[index]
        told = role == "body" and self.scan.text.find("。", start, end) >= 0
        return told and (self.scan.text.startswith("会议", start) or self.reader.speech.starts(index))

    def tells_kind(self, index: int) -> bool:
        """二、审议议题: a heading that names no matter, only how those below it were treated."""
        found = self.words.kind_heading.fullmatch(self.reader.line(index))
        if found is None or self.naming.words.tells(self.words.first.sub("", found["kind"])):
            return False
        return found["matters"] is not None or any(event.kind == "treat" for event in self.reader.events(index))

    def is_topic(self, index: int) -> bool:
        """一、关于重点镇污水处理厂移交有关问题: names a matter and asks for nothing."""
        if index in self.unnumbered:
            return True
        line = self.reader.line(index)
        if self.words.topic_sentence.match(line) is not None:
            return True
        if line.startswith("议题") and "。" not in line[:-1]:
            return len(line) <= 60  # 议题一:县住建局关于…的汇报: it says itself that it names one
        return len(line) <= 50 and "。" not in line and self.words.topic.search(line) is not None

    def is_labelled(self, index: int) -> bool:
        """会议议题|听取甲汇报,审议《乙》|会议内容|…: whether a line of its own says that a paragraph lists the matters."""
        return index > 0 and self.words.agenda_label.fullmatch(self.reader.line(index - 1)) is not None

    def listed_lines(self, index: int, later: list[int]) -> list[int]:
        """会议议题:|1.听取甲汇报;|2.审议《乙》。: the lines that each name a matter and say no more, right below such a label or, whatever the
        label, before the lead (``index``: the first of them); nothing where it is so of one alone."""
        if not (self.is_labelled(index) or index < (self.reader.lead or 0)):
            return []
        kind = self.number(index)
        lines: list[int] = []
        for below in (index, *later):
            one = self.number(below) == kind and "。" not in self.reader.line(below).rstrip(_MARKS)
            if not (one and self.reader.treats(below)):
                break
            lines.append(below)
        return lines if len(lines) > 1 else []

    def is_other(self, index: int) -> bool:
        """五、其他事项"""
        return self.words.other_heading.fullmatch(self.reader.line(index)) is not None
