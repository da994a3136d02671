"""The paper of an item that only a demand to revise it names: 要按会议意见修改《甲》, which was on the table. (会上文件)"""

from __future__ import annotations

from kg.agenda.matter import Matter
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.verbs import VerbReader


def name_revised_papers(matters: list[Matter], verbs: VerbReader) -> None:
    """Give papers to the items that have none and whose speech demands to revise one by the meeting's opinions; a paper of another item
    is that item's."""
    revises = meeting_act_words(verbs.scan.lexicon).revises
    taken = {title for matter in matters for title in matter.documents}
    for matter in matters:
        if matter.documents or not matter.sections:
            continue
        for found in revises.finditer(verbs.scan.text, matter.start, matter.end):
            titles = verbs.documents(found.end(), found.end() + 1)
            matter.documents.extend(title for title in titles if title not in taken)
            taken.update(titles)
