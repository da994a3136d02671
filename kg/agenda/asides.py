"""Paragraphs that belong to no matter: who was there, a digest of the text, what was before or after the meeting. (题外段落)"""

from __future__ import annotations

import re

from kg.agenda.lead import is_digest
from kg.agenda.paragraphs import ParagraphReader
from kg.scan import Marks

# 会前,…召开党组会议; 会后,…实地察看了…
_AROUND_MEETING = re.compile(
    "[^,。;]{2,14}对会议进行了?报道|[^,。;]{0,12}会议?(?:开始|结束)?之?[前后],?[^。;]{0,24}(?:主持召开|召开|察看|查看|调研|考察|走访|参观|慰问)"
)
_OTHER_ONLY = re.compile("(?:会议)?(?:还|同时|并)?(?:研究|讨论|审议|听取|安排|通报)")
_ROLL_CALL = re.compile(
    "^(?:列席|出席|参加)(?:了)?(?:本次|此次|这次)?会议的?(?:人员|领导|同志|单位)?(?:还?有|是|为|:)|(?:列席|出席|参加)(?:了)?会议。|"
    "(?:列席|出席|参加)(?:了)?(?:会议|(?:有关|相关)议题(?:的(?:研究|讨论|审议))?)?[。;,]?$"
)
# In every match of it.
_HAN = re.compile("[一-鿿]{2}")
_BYLINE = re.compile("\\s*\\([^()]{2,40}\\)$")
_ATTENDS = re.compile("列席|出席|参加")


class Asides:
    """Tells what is beside the business of the meeting. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.naming = reader.naming
        self.paragraphs = reader.outline.paragraphs
        self.lead = reader.lead
        self.attendance = Marks(_ATTENDS, self.scan.text)

    def body(self) -> list[int]:
        """The paragraphs of the notice that may be on a matter."""
        first = self.reader.outline.lead or 0
        body = [i for i in range(first, len(self.paragraphs)) if self.paragraphs[i].role == "body" and self._says(i)]
        return [i for i in self._without_digest(body) if not self._only_other_matters(i) and not self._is_roll_call(i)]

    def is_around_meeting(self, index: int) -> bool:
        """What came before or after the meeting belongs to no matter of it: 会前,赵一山召开了党组会议…"""
        paragraph = self.paragraphs[index]
        return _AROUND_MEETING.match(self.scan.text, paragraph.start, paragraph.end) is not None

    def _without_digest(self, body: list[int]) -> list[int]:
        """会议摘要:… before the text tells what the text tells again."""
        return [
            i for i in body if not (i != self.lead and i != body[-1] and is_digest(self.scan, *self.paragraphs[i][:2]))
        ]

    def _says(self, index: int) -> bool:
        """Whether a paragraph has Chinese words: the name of a picture's file has none."""
        return _HAN.search(self.scan.text, *self.paragraphs[index][:2]) is not None

    def _only_other_matters(self, index: int) -> bool:
        """会议还研究了其他事项。 and nothing else."""
        line = _BYLINE.sub("", self.reader.line(index))
        return (
            len(line) < 40
            and "《" not in line
            and "。" not in line[:-1]
            and self.naming.counts_others(*self.paragraphs[index][:2])
            and _OTHER_ONLY.match(line) is not None
        )

    def _tells_attendance(self, index: int) -> bool:
        start, end = self.paragraphs[index][:2]
        return self.attendance.after(start) < end and _ROLL_CALL.search(self.reader.line(index)) is not None

    def _is_roll_call(self, index: int) -> bool:
        """A paragraph that says who was there: 县政协副主席…列席会议。"""
        if index == self.lead or not self._tells_attendance(index):
            return False
        start = self.paragraphs[index].start
        return not any(
            e.kind == "speech" or (e.kind == "treat" and e.start - start < 12) for e in self.reader.events(index)
        )
