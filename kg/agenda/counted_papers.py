"""The papers of an item that only counts them: 会议研究了三个行动方案, where three so called were named before. (计数文件)"""

from __future__ import annotations

import re

from kg.agenda.matter import Matter
from kg.agenda.verbs import VerbReader
from kg.mentions.numerals import chinese_number

_COUNTS = re.compile("(?P<number>[二三四五六七八九两2-9])[个项份部](?P<called>[^,。;:、《》]{2,10}?)(?=[,。;:]|$)")
_AFTER = re.compile("[(（][^()（）]*[)）]$")  # 《…方案》(讨论稿) and 《…方案(讨论稿)》 are called 方案


def name_counted_papers(matters: list[Matter], verbs: VerbReader) -> None:
    """Give papers to the items that have none and count some: those before it in the text whose titles end so, if there are as many."""
    kinds = tuple(verbs.scan.lexicon.document_kinds)
    for matter in matters:
        counts = None if matter.documents else _COUNTS.search(verbs.scan.text, *matter.subject)
        if counts is None or not counts["called"].endswith(kinds):
            continue
        named = dict.fromkeys(verbs.documents(0, matter.subject.start))
        papers = [title for title in named if _AFTER.sub("", title).endswith(counts["called"])]
        if len(papers) == chinese_number(counts["number"].replace("两", "二")):
            matter.documents.extend(papers)
