"""Notices that tell by no verb what was taken up: each speech is on a matter, which nothing names. (只有讲话的纪要)"""

from __future__ import annotations

from kg.agenda.matching import Matcher
from kg.agenda.matter import Matter
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import unnamed


def spoken_matters(reader: ParagraphReader, matcher: Matcher, body: list[int]) -> list[Matter]:
    """A matter for each speech. Documents that the lead names are what all of it is on."""
    assert reader.lead is not None
    lead = reader.outline.paragraphs[reader.lead]
    documents = reader.verbs.documents(lead.start, lead.end)
    spoken = _speeches(reader, body)
    if documents and spoken:
        spoken = [[index for paragraphs in spoken for index in paragraphs]]
    return [unnamed(matcher.part(tuple(paragraphs), opens=True), documents) for paragraphs in spoken]


def _speeches(reader: ParagraphReader, body: list[int]) -> list[list[int]]:
    """The paragraphs of each speech; who closes the meeting speaks of everything."""
    speech = reader.speech
    found: list[list[int]] = []
    for index in body:
        if index == reader.lead or speech.closes(index):
            continue
        if speech.starts(index) or speech.opens(index):
            found.append([index])
        elif found:
            found[-1].append(index)
    return found
