"""Paragraphs that belong to no matter: who was there, a digest of the text, what was before or after the meeting. (题外段落)"""

from __future__ import annotations

import re

from kg.agenda.lead import is_digest
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.paragraphs import ParagraphReader

_PART = re.compile("[,;]")
# In every match of it.
_HAN = re.compile("[一-鿿]{2}")


class Asides:
    """Tells what is beside the business of the meeting. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.words = paragraph_words(reader.scan.lexicon)
        self.naming = reader.naming
        self.paragraphs = reader.outline.paragraphs
        self.lead = reader.lead

    def body(self) -> list[int]:
        """The paragraphs of the notice that may be on a matter."""
        first = self.reader.outline.lead or 0
        body = [i for i in range(first, len(self.paragraphs)) if self.paragraphs[i].role == "body" and self._says(i)]
        body = self._without_explanations(self._without_digest(body))
        captions = self.reader.speech.captions
        return [i for i in body if i not in captions and not self._only_other_matters(i) and not self.is_roll_call(i)]

    def is_around_meeting(self, index: int) -> bool:
        """What came before or after the meeting belongs to no matter of it: 会前,赵一山召开了党组会议…"""
        paragraph = self.paragraphs[index]
        return self.words.around_meeting.match(self.scan.text, paragraph.start, paragraph.end) is not None

    def is_on_another_meeting(self, index: int) -> bool:
        """又讯 5月17日,县长赵一山主持召开常务会议。: a paragraph that tells of another day, and asks for nothing"""
        start, end = self.paragraphs[index][:2]
        told = self.words.another_meeting.match(self.scan.text, start, end) is not None
        return told and self.reader.verbs.modals.first(start, end) is None

    def _without_digest(self, body: list[int]) -> list[int]:
        """会议摘要:… before the text tells what the text tells again."""
        return [
            i for i in body if not (i != self.lead and i != body[-1] and is_digest(self.scan, *self.paragraphs[i][:2]))
        ]

    def _without_explanations(self, body: list[int]) -> list[int]:
        """Without 议题解读, 参会人员 and the lines below them, up to a sentence or the label of another part (会议内容): what others wrote of
        the matters, and who was there."""
        kept, beside = [], False
        for index in body:
            line = self.reader.line(index)
            if self._is_beside(line):
                beside = True
            elif beside and ("。" in line or self._heads_list(line)):
                beside = False
            if not beside:
                kept.append(index)
        return kept

    def _is_beside(self, line: str) -> bool:
        """议题解读, 列席情况: a line that says that what comes is on no matter."""
        if self.words.beside_label.fullmatch(line) is not None:
            return True
        return self.words.part_label.fullmatch(line) is not None and not self._heads_list(line)

    def _heads_list(self, line: str) -> bool:
        """会议议题, 会议内容: what ``agenda_lists`` goes by."""
        return (
            self.words.agenda_label.fullmatch(line) is not None or self.words.minutes_label.fullmatch(line) is not None
        )

    def _says(self, index: int) -> bool:
        """Whether a paragraph has Chinese words, and not only those at a picture."""
        start, end = self.paragraphs[index][:2]
        return (
            _HAN.search(self.scan.text, start, end) is not None
            and self.words.caption.fullmatch(self.scan.text, start, end) is None
        )

    def _only_other_matters(self, index: int) -> bool:
        """会议还研究了其他事项。 and nothing else."""
        line = self.reader.line(index)
        if self.words.other_point.fullmatch(line) is not None:
            return True
        line = self.words.byline.sub("", line) if ")" in line else line
        return (
            len(line) < 40
            and not line.endswith(":")  # 会议研究了以下事项:
            and "《" not in line
            and "。" not in line[:-1]
            and self.naming.counts_others(*self.paragraphs[index][:2])
            and self.words.other_only.match(line) is not None
            and not self._names_first(index)
        )

    def _names_first(self, index: int) -> bool:
        """会议还听取了信访工作汇报,|研究了其他事项; 会议听取甲汇报,|对上述事宜形成了决议,提出了要求: the first clause names a matter."""
        start, end = self.paragraphs[index][:2]
        mark = _PART.search(self.scan.text, start, end)
        return (
            mark is not None
            and not self.naming.counts_others(start, mark.start())
            and self.naming.words.tells(self.scan.text[start : mark.start()])
        )

    def _tells_attendance(self, index: int) -> bool:
        start, end = self.paragraphs[index][:2]
        return (
            self.reader.attendance.after(start) < end
            and self.words.roll_call.search(self.reader.line(index)) is not None
        )

    def is_roll_call(self, index: int) -> bool:
        """A paragraph that says who was there: 县政协副主席…列席会议。"""
        if self.paragraphs[index].role == "roll":
            return True
        if index == self.lead or not self._tells_attendance(index):
            return False
        start = self.paragraphs[index].start
        first = self.scan.at.get(start)
        if first is not None and first.kind.startswith("enum"):
            return False  # (一)由县农业农村局牵头组建专班,东河镇派员参加
        return not any(
            e.kind == "speech" or (e.kind == "treat" and e.start - start < 12) for e in self.reader.events(index)
        )
