"""Paragraphs under a number: what the number counts, and whether the line only names a matter or a kind of matters. (标题与序号)"""

from __future__ import annotations

import re

from kg.agenda.paragraphs import ParagraphReader

# 四、关于集中供暖收费。会议研究认为,…: the heading is the paragraph's first sentence.
_TOPIC_SENTENCE = re.compile("[^、.]{1,3}[、.]\\s*关于[^,。;]{2,30}。")
# 二、审议议题, 一、第一议题, 三、传达学习和通报议题: a heading of what kind the matters below it are, each with its own number.
_KIND_HEADING = re.compile(
    "[^、.]{1,3}[、.]\\s*(?P<kind>[^,。;:《]{0,14}?)(?:(?P<matters>议题|议程)|事项|环节|内容|文件|类)?:?"
)
_FIRST = re.compile("第[一二三四五六七八九十]")
_OTHER_HEADING = re.compile("[^、.]{1,3}[、.]\\s*(?:其他|其它)(?:事项|议题|工作|事宜|方面)?:?")
_TOPIC = re.compile(
    "^[^、]{1,3}、(?:关于|研究)|(?:问题|事宜|事项|工作|情况|方面|建设|项目|方案|议题|治理|改造|费用|规划|搬迁|管理|产业|赛|修复|建设)$|》$"
)


class Headings:
    """Tells headings from other paragraphs. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader) -> None:
        self.reader = reader
        self.scan = reader.scan
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
        found = _KIND_HEADING.fullmatch(self.reader.line(index))
        if found is None or self.naming.words.tells(_FIRST.sub("", found["kind"])):
            return False
        return found["matters"] is not None or any(event.kind == "treat" for event in self.reader.events(index))

    def is_topic(self, index: int) -> bool:
        """一、关于重点镇污水处理厂移交有关问题: names a matter and asks for nothing."""
        line = self.reader.line(index)
        if _TOPIC_SENTENCE.match(line) is not None:
            return True
        if line.startswith("议题") and "。" not in line[:-1]:
            return len(line) <= 60  # 议题一:县住建局关于…的汇报: it says itself that it names one
        return len(line) <= 50 and "。" not in line and _TOPIC.search(line) is not None

    def is_other(self, index: int) -> bool:
        """五、其他事项"""
        return _OTHER_HEADING.fullmatch(self.reader.line(index)) is not None
