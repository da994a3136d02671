"""Paragraphs under a number: what the number counts, and whether the line only names a matter or a kind of matters. (标题与序号)"""

from __future__ import annotations

import re
from functools import cached_property

from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.paragraphs import ParagraphReader
from kg.scan import Event
from kg.structure import BULLETS

UNNUMBERED = "line"  # what stands for the kind of number of a heading without one
_LONGEST_UNNUMBERED = 60
_BARE, _LONGEST_BARE = re.compile("[^,。;:!?《》【】]{4,}"), 24
_LONGEST_ALIKE = 12
_BRACKETED, _SEVERAL = frozenset({"enum-bracket", "enum-arabic-bracket"}), 2
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
        if event is not None and event.kind in _BRACKETED and self._counts_section(event, index):
            return event.kind
        if event is not None and event.kind in ("enum-heading", "enum-arabic"):
            return event.kind
        return UNNUMBERED if index in self.unnumbered else None

    def _counts_section(self, number: Event, index: int) -> bool:
        """(一)审议《甲》, (一)关于乙。会议指出,…"""
        if number.kind == "enum-bracket" and self.reader.verbs.heads_matter(index):
            return True
        return index in self.bracketed and index not in self.unnumbered

    @cached_property
    def unnumbered(self) -> frozenset[int]:
        """关于《甲》 | 会议审议通过该办法。 | 【校车管理】 | 会议强调,…: lines that only name a matter, each above what the meeting said of it.
        One alone may be anything."""
        found = [
            index
            for index in range(len(self.paragraphs) - 1)
            if self._names_by_itself(index) and self._is_of_meeting(index + 1)
        ]
        if len(found) < _SEVERAL:
            return frozenset()
        return frozenset(found).union(
            i for i in range(len(self.paragraphs) - 1) if i not in found and self._stands_alike(i, found)
        )

    def _stands_alike(self, index: int, headings: list[int]) -> bool:
        """小黄姜产业|会议审议了…|根治欠薪|会议听取了…, 传达学习|会议传达学习了…: whether a short line that names nothing by itself heads
        what the meeting did, as other lines (``headings``) do that name a matter."""
        start, end, role = self.paragraphs[index]
        if role != "body" or index == self.reader.lead or not {index - 1, index + 1}.isdisjoint(headings):
            return False
        number = self.scan.at.get(start)
        if end - start > _LONGEST_ALIKE or (number is not None and number.kind.startswith("enum")):
            return False
        return (
            _BARE.fullmatch(self.scan.text, start, end) is not None
            and self._is_of_meeting(index + 1)
            and self.scan.text.startswith("会议", self.paragraphs[index + 1].start)
        )

    def _names_by_itself(self, index: int) -> bool:
        start, end, role = self.paragraphs[index]
        if role != "body" or end - start > _LONGEST_UNNUMBERED:
            return False
        number = self.scan.at.get(start)
        if number is not None and number.kind in _BRACKETED:
            return index in self.bracketed and "。" not in self.reader.line(index)
        start = self._past_bullet(start, end)
        return self.words.unnumbered.fullmatch(self.scan.text, start, end) is not None or self._is_bare(index)

    @cached_property
    def bracketed(self) -> frozenset[int]:
        """(一)关于甲|会议指出,…, (一)关于甲。会议指出,…: numbers in brackets that count matters, and no points of one. No 一、 stands above them
        and no 会议议定:, and the lead names most, or the meeting takes them up below by a verb."""
        numbers = {
            i: e
            for i, (start, _, role) in enumerate(self.paragraphs)
            if role == "body" and (e := self.scan.at.get(start))
        }
        above = [i for i, event in numbers.items() if event.kind == "enum-heading"]
        kinds = {i for i in above if self.tells_kind(i)}
        if above and not kinds:
            return frozenset()
        found = [
            i
            for i, event in numbers.items()
            if event.kind in _BRACKETED
            and (not above or max((k for k in above if k < i), default=-1) in kinds)
            and self._heads_section(i, event.end)
        ]
        if len(found) < _SEVERAL or self._opens_points(found[0] - 1):
            return frozenset()
        known = sum(self._is_in_lead(i) or self.reader.treats(i) or self.reader.treats(i + 1) for i in found)
        return frozenset(found) if 2 * known >= len(found) else frozenset()

    def _heads_section(self, index: int, start: int) -> bool:
        """Whether a paragraph names a matter behind its number, up to ``start``, and the meeting speaks of that in it or below."""
        line = self.reader.line(index)
        sentence = self.words.topic_sentence.match(line)
        if sentence is not None:
            return line.startswith("会议", sentence.end())
        end = self.paragraphs[index].end
        if end - start > _LONGEST_UNNUMBERED or index + 1 == len(self.paragraphs) or not self._is_of_meeting(index + 1):
            return False
        return self.words.unnumbered.fullmatch(self.scan.text, start, end) is not None or self._is_bare(index)

    def _opens_points(self, index: int) -> bool:
        """会议议定:, 县长甲强调,要抓好以下工作:"""
        line = self.reader.line(index) if index >= 0 else ""
        spoken = index != self.reader.lead and line.endswith(":") and self.reader.speech.speaks(index)
        return spoken or self.words.opens_points.search(line) is not None

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
        return self.naming.words.tells(line) and self._is_in_lead(index)

    def _is_in_lead(self, index: int) -> bool:
        """Whether the lead has half of what a line, or its first sentence, names."""
        lead = self.reader.line(self.reader.lead) if self.reader.lead is not None else ""
        pairs = self.naming.words.pairs(self.reader.line(index).partition("。")[0])
        return 2 * sum(pair in lead for pair in pairs) >= len(pairs)

    def _is_of_meeting(self, index: int) -> bool:
        """会议经讨论,原则通过…。 or what somebody says"""
        start, end, role = self.paragraphs[index]
        told = role == "body" and (self.scan.text.find("。", start, end) >= 0 or self._leads_to_points(index))
        return told and (self.scan.text.startswith("会议", start) or self.reader.speech.starts(index))

    def _leads_to_points(self, index: int) -> bool:
        """会议审议《甲》,县长乙强调:"""
        return self.reader.line(index).endswith(":") and (self.reader.treats(index) or self.reader.speech.speaks(index))

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
