"""The readers that the assembly of directives asks, each with those that it asks itself. (各读取器的组合)"""

from __future__ import annotations

from dataclasses import dataclass

from kg.directives.acts import ActReader
from kg.directives.assisting import AssistReader
from kg.directives.charges import ChargeReader
from kg.directives.citing import CitedReader
from kg.directives.clauses import ClauseReader
from kg.directives.demanded import DemandedReader
from kg.directives.joining import JoinReader
from kg.directives.labels import LabelReader
from kg.directives.named_heads import NamedHeadReader, with_repeated
from kg.directives.openings import OpeningReader
from kg.directives.own_limits import OwnLimitReader
from kg.directives.parties import PartyReader
from kg.directives.points import PointReader
from kg.directives.prefaces import PrefaceReader
from kg.directives.proposals import ProposalReader
from kg.directives.reporting_clauses import ReportingClauseReader
from kg.directives.sentences import SentenceReader
from kg.directives.waiting import WaitingReader
from kg.model import AgendaItem, Span
from kg.scan import Scan
from kg.structure import Outline


@dataclass(frozen=True, slots=True)
class Readers:
    """One notice's readers; all hold only look-ups."""

    parties: PartyReader
    clauses: ClauseReader
    openings: OpeningReader
    sentences: SentenceReader
    speech: ReportingClauseReader
    citations: CitedReader
    labels: LabelReader
    acts: ActReader
    points: PointReader
    demanded: DemandedReader
    proposals: ProposalReader
    charges: ChargeReader
    assists: AssistReader
    prefaces: PrefaceReader
    own_limits: OwnLimitReader
    waiting: WaitingReader
    joining: JoinReader
    treated: frozenset[int]  # starts of the clauses whose verb is the meeting's own (审议…)
    item_starts: frozenset[int]  # of the agenda
    turns: frozenset[int]  # where a speech on several matters turns from one to another


def readers_of(
    scan: Scan,
    outline: Outline,
    parties: PartyReader,
    agenda: tuple[AgendaItem, ...],
    treated: frozenset[int],
    names: tuple[Span, ...],
) -> Readers:
    """The readers for one notice; arguments as of ``assembly.find_directives``."""
    names = with_repeated(scan.text, names)
    clauses = ClauseReader(scan, parties)
    openings = OpeningReader(scan, parties, clauses, names)
    sentences = SentenceReader(outline, clauses, openings, treated)
    labels = LabelReader(scan, outline, parties)
    item_starts = frozenset([item.span.start for item in agenda])
    turns = frozenset([passage.start for item in agenda for passage in item.passages])
    heads = NamedHeadReader(scan, parties, names)
    acts = ActReader(scan, parties, clauses, labels, sentences, item_starts, heads)
    waiting = WaitingReader(scan, parties, clauses, sentences, heads)
    charges, prefaces = ChargeReader(parties, heads), PrefaceReader(outline, clauses)
    assists = AssistReader(scan, parties, charges)
    return Readers(
        parties=parties,
        clauses=clauses,
        openings=openings,
        sentences=sentences,
        speech=ReportingClauseReader(scan, parties, names),
        citations=CitedReader(clauses),
        labels=labels,
        acts=acts,
        points=PointReader(clauses, sentences, item_starts, treated),
        demanded=DemandedReader(parties, clauses, sentences, heads),
        proposals=ProposalReader(parties, clauses, sentences),
        charges=charges,
        assists=assists,
        prefaces=prefaces,
        own_limits=OwnLimitReader(parties, clauses, prefaces),
        waiting=waiting,
        joining=JoinReader(parties, clauses, charges, acts, waiting, sentences, assists),
        treated=treated,
        item_starts=item_starts,
        turns=turns,
    )
