"""What the meeting took up, how it treated each matter, and with what outcome. (议题)

A clause: ``clauses`` parts verb clauses that 、 joins; ``verbs`` reads those of the meeting (听取…汇报, 审议《…》), with ``treatments``
(the verb), ``counted_points`` (what stands under
numbers behind it), ``numbering`` and ``beginnings`` (what stands before it) and ``agents`` (who acts in the meeting's stead).
A paragraph: ``paragraphs`` reads it clause by clause into a ``gathering``; ``grouping`` joins clauses on one matter, with
``companions`` for papers; ``speech_paragraphs``, ``outcomes`` and ``naming`` answer for it.
The notice: ``sections`` walks the paragraphs into a ``draft``, with ``lead``, ``announcing``, ``headings``, ``asides`` and ``belonging``.
``counted_leads`` takes as many speeches as the lead counts matters, ``uncued_speeches`` paragraphs that no cue opens.
``matching`` gives speech to the matters that were announced: ``aligner`` cuts it into ``pieces`` and finds what each is on (``alignment`` is
the dynamic programme, ``likeness`` and ``themes`` are its evidence), ``guesses`` decides on speeches that tell nothing, and ``parting`` whether a
list is one item or several; ``papers_left`` keeps of a list what no paragraph treats. ``remainder`` ends the walk,
with ``numbered_points`` and ``repeated_matters``. ``agenda_lists`` and ``speech_only`` are for notices of another build; ``put_off`` gives
papers that were put off an item of their own, ``revised_papers`` finds the paper that only a demand to revise it names,
``counted_papers`` those that are only counted, ``outcomes_apart``
gives those with another outcome than others beside them,
``tables`` lets an item reach over the table that gives out its work.
The words are in ``lexicons/proceedings.tsv``, read as patterns by ``meeting_act_words`` and ``paragraph_words``, and in ``matters.tsv``
(``subjects``).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.agenda.clauses import cut_at_verbs
from kg.agenda.counted_papers import name_counted_papers
from kg.agenda.matter import Matter
from kg.agenda.outcomes_apart import OutcomesApart
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.put_off import PutOffReader
from kg.agenda.revised_papers import name_revised_papers
from kg.agenda.sections import SectionReader
from kg.agenda.tables import with_tables
from kg.model import AgendaItem, Document, Span
from kg.scan import Scan
from kg.structure import Outline
from kg.task_tables import TaskTable

__all__ = ["Agenda", "find_agenda"]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in order, and where the clauses start whose verb is the meeting's own (听取…, 审议…)."""

    items: tuple[AgendaItem, ...]
    treated: frozenset[int]


# How sure each rule was thought to be before it was measured.
_PRIORS = {"agenda.section": 0.95, "agenda.listed": 0.9, "agenda.speech": 0.6}


def _rule(matter: Matter) -> str:
    """Which rule found an item: a part that treats it, a clause that lists it, or a speech without either."""
    if not matter.named:
        return "agenda.speech"
    return "agenda.section" if matter.sections else "agenda.listed"


def find_agenda(
    scan: Scan,
    outline: Outline,
    documents: tuple[Document, ...],
    names: tuple[Span, ...] = (),
    tables: tuple[TaskTable, ...] = (),
) -> Agenda:
    """Items in reading order; each has at least one treatment. ``names``: where people are named.

    ``tables``: those that give out work; an item reaches over one that belongs to it.
    """
    reader = ParagraphReader(scan, cut_at_verbs(scan, outline), documents, names)
    put_off = PutOffReader(scan, outline, reader.verbs).apart(SectionReader(reader, documents).read())
    matters = OutcomesApart(reader.outcomes).apart(put_off)
    titles = [(d.title, scan.folded(d.title)) for d in documents if len(d.title) > 5]
    for matter in matters:
        subject = scan.text[matter.subject.start : matter.subject.end]
        # 学习贯彻贵州省茶产业发展条例: a title without its brackets, known from elsewhere in the notice.
        if "《" not in subject and not matter.documents:
            matter.documents.extend(title for title, folded in titles if folded in subject)
    name_revised_papers(matters, reader.verbs)
    name_counted_papers(matters, reader.verbs)
    ordered = sorted(
        (m for m in matters if m.treatments and reader.naming.names_one(m)), key=lambda m: (m.start, m.end)
    )
    items = tuple(
        AgendaItem(
            order=order,
            span=Span(matter.start, matter.end),
            treatments=tuple(dict.fromkeys(matter.treatments)),
            outcomes=tuple(dict.fromkeys(matter.outcomes)),
            documents=tuple(dict.fromkeys(matter.documents)),
            subject=matter.subject,
            rule=(rule := _rule(matter)),
            confidence=scan.lexicon.confidence(rule, _PRIORS[rule]),
        )
        for order, matter in enumerate(ordered, 1)
    )
    items = _with_passages(items, reader)
    return Agenda(with_tables(items, scan, outline, tables), frozenset(reader.treated))


def _with_passages(items: tuple[AgendaItem, ...], reader: ParagraphReader) -> tuple[AgendaItem, ...]:
    """The items with what a speech on several matters says of each; a passage inside the span of an item is no news."""
    found: dict[int, list[Span]] = {}
    for passage, subject in reader.passages.values():
        own = next((item.order for item in items if item.span.start <= subject.start < item.span.end), None)
        if own is not None and not any(item.span.start <= passage.start < item.span.end for item in items):
            found.setdefault(own, []).append(passage)
    if not found:
        return items
    return tuple([item._replace(passages=tuple(sorted(found.get(item.order, ())))) for item in items])
