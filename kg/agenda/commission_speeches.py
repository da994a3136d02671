"""What is said at a meeting of a commission or headquarters: 安排部署…, which ends its list, is done by all the speeches below. (议事协调机构会议)"""

from __future__ import annotations

from collections.abc import Sequence

from kg.agenda.matter import Matter, deploys
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.paragraphs import ParagraphReader

_A_LIST = 3


def deployed_by_speeches(reader: ParagraphReader, lead: int, listed: Sequence[Matter], later: Sequence[int]) -> bool:
    """市安委会全体会议召开,传达学习甲,通报乙,听取丙汇报,安排部署下步工作。|会议指出,…|会议强调,…: whether the last of what the lead lists is what all
    speeches do. Everything there is on the commission's one field, so that no word of a speech shows which of the others it is
    on; but one that names a paper of them, or first says what it is on, does."""
    if len(listed) < _A_LIST or not deploys(listed[-1]) or not later:
        return False
    opening = reader.line(lead).partition("。")[0]
    if paragraph_words(reader.scan.lexicon).commission_meets.search(opening) is None:
        return False
    papers = {title for matter in listed for title in matter.documents}
    return not any(
        reader.treats(index)
        or reader.speech.opens_with_topic(index)
        or papers.intersection(reader.verbs.documents(*reader.outline.paragraphs[index][:2]))
        for index in later
    )
