"""The lines of the ledger: one for each addressee of each directive, with what people recorded about it.

Two notices of one meeting that print the same demand to the same addressee make one line; the other places are named.
What was recorded finds its line by ``kg.ledger.keys``. Records whose line is found no more stay as orphans.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.concepts import ADDRESSEE_ROLES, concept_labels
from kg.following.meetings import Meetings
from kg.ledger.around import Around, Sentences
from kg.ledger.doubted import Doubted, about_addressee, about_demand, deadline_open, doubts_of
from kg.ledger.keys import key_of
from kg.ledger.lines import Line, Selection
from kg.ledger.matching import Heads, merged, of_concern, with_records
from kg.ledger.statuses import records, standing
from kg.lookup import label_of
from kg.one_line import on_one_line
from kg.query.directives import ROLE_WORDS
from kg.store.walk import Walk
from kg.vocab import DC, DCTERMS, KG, NIF, PROV, RDF, SCHEMA, SKOS, WORDS

if TYPE_CHECKING:
    from kg.source import Source

_ROLES: Final = WORDS["party-roles"]
_ALLOCATION: Final = "/allocation/"
_TEXTS: Final = 16
"""Texts that are kept: lines are made notice by notice."""

# What speaks against a line, the strongest first.
_AGAINST: Final = ("no-addressee", "exhortation", "open-group", "no-concrete-act")


def ledger_lines(opened: Source, selection: Selection) -> list[Line]:
    """The lines of the ledger by date, meeting and place in the notice.

    Orphans come last. They are chosen by the addressee and the meeting's day that were recorded with them: what a
    record does not tell cannot be asked for.
    """
    heads = standing(records(opened).values())
    lines = None if selection.parties is None else _lines_of_parties(opened, selection.parties, heads)
    if lines is None:
        lines = list(with_records(merged(_lines(opened)), heads))
    return sorted((line for line in lines if _chosen(line, selection)), key=_order)


def _lines_of_parties(opened: Source, parties: Collection[str], heads: Heads) -> list[Line] | None:
    """All lines of the meetings that ask something of ``parties``, as they are among all lines of the store; this costs what
    these meetings hold.

    None where that cannot be told from these meetings: somebody recorded something about one of ``parties``, or in words like
    those of one of their lines, that is not found where it was said, and may have gone over to any line of the store.
    """
    walk = Walk(opened)
    known = Meetings(walk)
    asked = {
        known.identity(meeting, notice)
        for party in sorted(parties)
        for allocation, graph in walk.subjects(KG.party, party)
        for directive, notice in walk.subjects(KG.allocation, allocation, graph)
        for meeting in walk.values(directive, KG.ofMeeting, notice)
    }
    lines = merged(_lines_of_meetings(opened, asked))
    here = {line.key for line in lines}
    theirs = [line for line in lines if not frozenset(parties).isdisjoint(line.concerns)]
    elsewhere = of_concern({key: heads[key] for key in heads.keys() - here}, theirs, parties)
    meetings = {records[-1].meeting for records in elsewhere.values()}
    if elsewhere.keys() - {line.key for line in _lines_of_meetings(opened, filter(None, meetings))}:
        return None
    return list(with_records(lines, {key: heads[key] for key in heads.keys() & here}))


def _lines_of_meetings(opened: Source, meetings: Iterable[str]) -> Iterator[Line]:
    """The lines of these meetings, each of the notices that report one looked at."""
    walk = Walk(opened)
    known = Meetings(walk)
    notices = dict.fromkeys(notice for meeting in sorted(meetings) for notice in known.reports(meeting).notices)
    for notice in notices:
        yield from _lines(opened, walk.subjects(RDF.type, KG.Directive, notice))


def recorded_lines(opened: Source, directives: Collection[tuple[str, str]]) -> dict[str, list[Line]]:
    """The lines of these directives (each with its notice), by directive, with what was recorded about them.

    Only of meetings about whose lines somebody recorded something, and only the notices of these are looked at: this costs
    what is shown and not what the store holds. A record follows its words there as in ``ledger_lines``, but from no other
    meeting.
    """
    heads = standing(records(opened).values())
    walk = Walk(opened)
    known = Meetings(walk)
    meetings = {
        known.identity(meeting, notice)
        for directive, notice in directives
        for meeting in walk.values(directive, KG.ofMeeting, notice)
    } & {same[-1].meeting for same in heads.values()}
    lines = list(_lines_of_meetings(opened, meetings))
    ours = {key: same for key, same in heads.items() if same[-1].meeting in meetings}
    found = {line.key: line for line in with_records(merged(lines), ours)}
    wanted = {directive for directive, _ in directives}
    told: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        directive = (line.allocation or "").rpartition(_ALLOCATION)[0]
        if directive in wanted:
            told[directive].append(found[line.key])
    return told


def _order(line: Line) -> tuple[bool, str, str, str, int, str]:
    # Addressees of one demand stay as their directive names them: the first is the one that answers for it.
    rest = line.key if line.orphan or line.start is None else ""
    return line.orphan, line.date or "", line.meeting, line.notice or "", line.start or 0, rest


def belongs(line: Line) -> bool:
    """Whether a line is one of the ledger: what can be supervised, or what somebody has recorded something about."""
    return line.orphan or line.supervisable or bool(line.standing)


def _chosen(line: Line, selection: Selection) -> bool:
    if not (selection.everything or belongs(line)):
        return False
    if not selection.holds(line.date):
        return False
    return selection.parties is None or not selection.parties.isdisjoint(line.concerns)


def left_out_for(line: Line) -> str:
    """Why a line that does not belong is none, as the word of one reason: the first that alone would do."""
    labels = concept_labels("zh")
    return next((word for word in _AGAINST if labels[WORDS["supervision-reasons"][word]] in line.reasons), _AGAINST[-1])


@dataclass(frozen=True, slots=True)
class _Party:
    allocation: str
    agency: str
    label: str
    surface: str
    role: str
    start: int


def _lines(opened: Source, directives: Iterable[tuple[str, str]] | None = None) -> Iterator[Line]:
    """The lines of ``directives`` (each with its notice), by default of all."""
    walk = Walk(opened)
    meetings = _Labelled(Meetings(walk))
    texts = _Texts(walk)
    told = walk.subjects(RDF.type, KG.Directive) if directives is None else directives
    for directive, notice in sorted(told, key=lambda pair: pair[1]):
        meeting = walk.value(directive, KG.ofMeeting, notice)
        passage = walk.value(directive, PROV.wasQuotedFrom, notice)
        if meeting is None or passage is None:
            continue
        parties = _parties(walk, directive, notice)
        demand = _Demand(directive, notice, passage, meeting, *meetings.told(meeting, notice), parties)
        common = _common(walk, demand, texts)
        addressees = [party for party in parties if party.role in ADDRESSEE_ROLES]
        if not addressees:
            yield common
        for party in addressees:
            yield replace(
                common,
                key=key_of(demand.identity, common.quote, party.surface),
                lead=party.label,
                role=ROLE_WORDS[party.role],
                addressee=party.surface,
                others=_labels(other for other in addressees if other.label != party.label),
                allocation=party.allocation,
                concerns=(party.agency, *(other.agency for other in parties if other.role not in ADDRESSEE_ROLES)),
                doubts=(*common.doubts, *about_addressee(texts.of(notice).doubts, party.surface)),
            )


@dataclass(frozen=True, slots=True)
class _Labelled:
    """Meetings with their labels; the many directives of one look them up once."""

    meetings: Meetings
    _labels: dict[str, str] = field(default_factory=dict)

    def told(self, meeting: str, notice: str) -> tuple[str, str]:
        """The IRI of ``meeting``, all notices considered, and its label."""
        identity = self.meetings.identity(meeting, notice)
        if identity not in self._labels:
            self._labels[identity] = label_of(identity, self.meetings.walk.opened)
        return identity, self._labels[identity]


class _Text(NamedTuple):
    """What one notice says around its demands, and what was left open in it."""

    sentences: Sentences
    doubts: list[Doubted]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of the last notices that were asked for."""

    walk: Walk
    _last: dict[str, _Text] = field(default_factory=dict)

    def of(self, notice: str) -> _Text:
        """The text of ``notice``."""
        if notice not in self._last:
            if len(self._last) == _TEXTS:
                del self._last[next(iter(self._last))]
            sentences = Sentences(self.walk.value(notice, NIF.isString, notice) or "")
            self._last[notice] = _Text(sentences, doubts_of(self.walk, notice))
        return self._last[notice]


class _Demand(NamedTuple):
    """A directive of a notice, with its passage, its parties, and its meeting: ``identity`` and ``label``, all notices considered."""

    directive: str
    notice: str
    passage: str
    meeting: str
    identity: str
    label: str
    parties: Sequence[_Party]


class _Quoted(NamedTuple):
    """The words of a demand, where they stand, what stands around them, and what was left open about them."""

    quote: str
    start: int | None
    end: int | None
    around: Around
    doubts: tuple[str, ...]


def _quoted(walk: Walk, demand: _Demand, text: _Text) -> _Quoted:
    quote = walk.value(demand.passage, NIF.anchorOf, demand.notice) or ""
    start, end = (walk.number(demand.passage, index, demand.notice) for index in (NIF.beginIndex, NIF.endIndex))
    if start is None or end is None:
        return _Quoted(quote, start, end, Around("", ""), ())
    doubts = about_demand(text.doubts, (start, end), text.sentences.bounds(start, end))
    return _Quoted(quote, start, end, text.sentences.around(start, end), doubts)


def _common(walk: Walk, demand: _Demand, texts: _Texts) -> Line:
    """The line as far as it is the same for all addressees."""
    directive, notice, parties = demand.directive, demand.notice, demand.parties
    said = _quoted(walk, demand, texts.of(notice))
    stated = walk.value(walk.value(directive, KG.deadline, notice), KG.surface, notice)
    due, day = walk.value(directive, KG.due, notice), walk.value(demand.meeting, SCHEMA.startDate, notice)
    return Line(
        key=key_of(demand.identity, said.quote, ""),
        meeting=demand.label,
        meeting_iri=demand.identity,
        date=day,
        item=walk.value(walk.value(directive, KG.ofItem, notice), DCTERMS.title, notice),
        lead=None,
        addressee="",
        others=(),
        co_actors=_labels(party for party in parties if party.role == _ROLES["co-actor"]),
        overseen=_labels(party for party in parties if party.role == _ROLES["overseen"]),
        deadline=stated,
        due=due,
        quote=said.quote,
        source=walk.value(notice, DC.source, notice) or "",
        url=walk.value(notice, SCHEMA.url, notice),
        notice=notice,
        start=said.start,
        end=said.end,
        confidence=_confidence(walk, directive, notice),
        basis=_word(walk.value(directive, KG.basis, notice)),
        supervisable=walk.value(directive, KG.supervisable, notice) == "true",
        reasons=_reasons(walk, directive, notice),
        allocation=None,
        sentence=said.around.sentence,
        condition=said.around.condition,
        concerns=tuple(party.agency for party in parties),
        other_deadlines=_other_deadlines(walk, directive, notice),
        doubts=(*deadline_open(stated, due, day), *said.doubts),
    )


def _confidence(walk: Walk, directive: str, notice: str) -> float | None:
    told = walk.value(directive, KG.confidence, notice)
    return None if told is None else float(told)


def _reasons(walk: Walk, directive: str, notice: str) -> tuple[str, ...]:
    """Why it is, or is no, line of the ledger: words of ours, then what was noted."""
    reasons = filter(None, map(_word, walk.values(directive, KG.supervisionReason, notice)))
    return (*reasons, *walk.values(directive, KG.note, notice))


def _other_deadlines(walk: Walk, directive: str, notice: str) -> tuple[str, ...]:
    """10月底前（2024-10-31）: what is stated besides the deadline, in reading order."""
    told = []
    for deadline in sorted(walk.values(directive, KG.otherDeadline, notice)):
        due = walk.value(deadline, KG.due, notice)
        told.append(f"{walk.value(deadline, KG.surface, notice) or ''}{f'（{due}）' if due else ''}")
    return tuple(told)


def _parties(walk: Walk, directive: str, notice: str) -> list[_Party]:
    """In reading order."""
    parties = []
    for allocation in walk.values(directive, KG.allocation, notice):
        passage = walk.value(allocation, PROV.wasQuotedFrom, notice)
        surface = on_one_line(walk.value(passage, NIF.anchorOf, notice) or "")
        agency = walk.value(allocation, KG.party, notice) or ""
        label = walk.shared(agency, SKOS.prefLabel) or surface
        role = walk.value(allocation, KG.role, notice) or ""
        parties.append(
            _Party(allocation, agency, label, surface, role, walk.number(passage, NIF.beginIndex, notice) or 0)
        )
    return sorted(parties, key=lambda party: (party.start, party.allocation))


def _labels(parties: Iterable[_Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.label for party in parties))


def _word(concept: str | None) -> str | None:
    return None if concept is None else concept_labels("zh").get(concept, concept.rpartition("/")[2])
