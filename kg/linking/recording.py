"""From decisions to records: what is clear is recorded, what is unclear or would make two things one is named and left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.iris import foreign_iri
from kg.linking.columns import decision_meant
from kg.linking.decisions import Entry
from kg.linking.evidence import BY_RULE
from kg.linking.judgements import IDENTICAL, REJECTED, RELATIONS, Judgement, Pair, judgement_iri, plain_line, standing
from kg.messages import Message, joined, message

Decision = Literal["accept", "reject"]


class Problem(NamedTuple):
    """A row that was left alone: its line, and why, in words that follow it."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Recorder:
    """Who decided, when (ISO date and time with zone), in which table; ``why`` for rows that give no reason of their own."""

    by: str
    at: str
    source: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision on a pair that is to be recorded. ``line``: of the table, for messages. ``shown``: the reason that the table gave
    for showing the pair, which holds where people give none of their own."""

    line: int
    pair: Pair
    relation: str
    why: str | None = None
    rule: str | None = None
    score: str | None = None
    name: str | None = None
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What decisions bring: new records, plain triples that hold no more (N-Quads lines), rows that say nothing new, those that
    were not decided or decided the other way, and what people must look at."""

    new: tuple[Judgement, ...] = ()
    stale: tuple[str, ...] = ()
    unchanged: int = 0
    undecided: int = 0
    otherwise: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Known:
    """What the store holds: what its things are called (None: there is no such thing), decisions on them, where links go."""

    label_of: Callable[[str], str | None]
    judgements: Sequence[Judgement]
    base: str
    graph: str
    _heads: dict[Pair, tuple[Judgement, ...]] = field(init=False)
    _by_entity: dict[str, set[str]] = field(init=False)
    _by_foreign: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._heads = standing(self.judgements)
        self._by_entity, self._by_foreign = defaultdict(set), defaultdict(set)
        for heads in self._heads.values():
            for one in heads:
                self._note(one.pair, one.relation)

    def heads(self, pair: Pair) -> tuple[Judgement, ...]:
        """The decisions on ``pair`` that hold."""
        return self._heads.get(pair, ())

    def made_one(self, pair: Pair) -> str | None:
        """What would be one with an end of ``pair`` if both were the same: another thing of the same source, or of the store."""
        entity, foreign = pair
        others = self._by_foreign[foreign] - {entity}
        if others:
            return min(others)
        same_source = {one for one in self._by_entity[entity] if one != foreign and _host(one) == _host(foreign)}
        return min(same_source, default=None)

    def record(self, judgement: Judgement) -> None:
        """Hold ``judgement`` in place of the decisions on its pair."""
        self._heads[judgement.pair] = (judgement,)
        self._by_entity[judgement.entity].discard(judgement.foreign)
        self._by_foreign[judgement.foreign].discard(judgement.entity)
        self._note(judgement.pair, judgement.relation)

    def _note(self, pair: Pair, relation: str) -> None:
        if relation in IDENTICAL:
            self._by_entity[pair[0]].add(pair[1])
            self._by_foreign[pair[1]].add(pair[0])


def wishes(
    entries: Iterable[Entry], decision: Decision, base: str
) -> tuple[list[Wish], list[Problem], tuple[int, int]]:
    """What ``entries`` ask to ``decision``; rows that are faulty; how many were not decided, and how many decided the other way."""
    found: dict[Pair, list[Wish]] = {}
    problems: list[Problem] = []
    undecided = otherwise = 0
    both: dict[Pair, int] = {}
    for entry in entries:
        meant = _meant(entry, decision)
        if isinstance(meant, Problem):
            problems.append(meant)
        elif meant == "open":
            undecided += 1
        elif meant != decision:
            otherwise += 1
            both.setdefault((entry.entity, foreign_iri(entry.iri) or ""), entry.line)
        else:
            wish = _wish(entry, decision, base)
            if isinstance(wish, Problem):
                problems.append(wish)
            else:
                found.setdefault(wish.pair, []).append(wish)
    asked: list[Wish] = []
    for pair, same in found.items():
        lines = [wish.line for wish in same] + ([both[pair]] if pair in both else [])
        if pair in both or len({wish.relation for wish in same}) > 1:
            told = ", ".join(map(str, sorted(lines)))
            problems.append(
                Problem(min(lines), message("is decided differently in several lines ({lines}); leave one", lines=told))
            )
        else:
            asked.append(same[0])
    return asked, problems, (undecided, otherwise)


def _meant(entry: Entry, decision: Decision) -> str | Problem:
    if entry.problem is not None:
        return Problem(entry.line, entry.problem)
    if entry.decision is None:
        return decision
    if not entry.decision:
        return "open"
    meant = decision_meant(entry.decision)
    if meant is None:
        return Problem(
            entry.line,
            message("has no known decision: {written!r}; write accept or reject", written=entry.decision[:40]),
        )
    return meant


def _wish(entry: Entry, decision: Decision, base: str) -> Wish | Problem:
    iri = foreign_iri(entry.iri)
    if not entry.entity:
        return Problem(entry.line, message("names no thing of the store"))
    if iri is None:
        shown = entry.iri[:80]
        return Problem(
            entry.line, message("has no IRI") if not shown else message("has an IRI that is none: {iri!r}", iri=shown)
        )
    if iri.startswith(base):
        return Problem(entry.line, own_iri(iri))
    relation = REJECTED if decision == "reject" else relation_meant(entry.relation or "exactMatch")
    if relation is None:
        return Problem(entry.line, no_relation(entry.relation))
    if entry.score and not _is_score(entry.score):
        return Problem(entry.line, message("has no score from 0 to 1: {score!r}", score=entry.score[:40]))
    rule = entry.evidence.partition("|")[0]
    if rule and rule not in BY_RULE:
        return Problem(entry.line, message("has no known evidence: {rule!r}", rule=rule[:40]))
    return Wish(
        entry.line,
        (entry.entity, iri),
        relation,
        why=entry.note or None,
        rule=rule or None,
        score=entry.score or None,
        name=entry.name or None,
        shown=entry.why or None,
    )


def own_iri(iri: str) -> Message:
    """What is said of an IRI of the store where a foreign one is wanted."""
    return message(
        "names a thing of this store, not a foreign one: {iri}; that two names of the store are one is said in judgements.tsv",
        iri=iri,
    )


def no_relation(written: str) -> Message:
    """What is said of a relation that there is not."""
    return message(
        "has no known relation: {written!r}; use one of: {relations}",
        written=written[:40],
        relations=", ".join(RELATIONS),
    )


def relation_meant(written: str) -> str | None:
    """The IRI of the relation ``exactMatch``, also with its prefix (``skos:exactMatch``); None for none of ours."""
    name = written.strip().rpartition(":")[2]
    return RELATIONS.get(name)


def _is_score(written: str) -> bool:
    whole, dot, part = written.partition(".")
    digits = whole.isascii() and whole.isdecimal() and (not dot or (part.isascii() and part.isdecimal()))
    return digits and len(written) <= 10 and 0 <= float(written) <= 1


def take_in(asked: Iterable[Wish], known: Known, recorder: Recorder, *, override: bool = False) -> Taken:
    """What ``asked`` changes in what is ``known``, which is brought up to date.

    ``override``: also where somebody decided otherwise before, which a table filled in earlier must not undo.
    """
    new: list[Judgement] = []
    stale: list[str] = []
    problems: list[Problem] = []
    unchanged = 0
    for wish in asked:
        heads = known.heads(wish.pair)
        if heads and {head.relation for head in heads} == {wish.relation}:
            unchanged += 1
            continue
        problem = _against(wish, heads, known, override=override)
        if problem is not None:
            problems.append(Problem(wish.line, problem))
            continue
        judgement = _judgement(wish, heads, known, recorder)
        stale += (plain_line(head.pair, head.relation, known.graph) for head in heads if head.accepted)
        known.record(judgement)
        new.append(judgement)
    kept = {plain_line(one.pair, one.relation, known.graph) for one in new if one.accepted}
    return Taken(tuple(new), tuple(sorted(set(stale) - kept)), unchanged, problems=tuple(problems))


def _against(wish: Wish, heads: Sequence[Judgement], known: Known, *, override: bool) -> str | None:
    """Why ``wish`` must not be recorded; None where nothing speaks against it."""
    entity, _ = wish.pair
    if known.label_of(entity) is None:
        return message("names no thing of this store: {entity}", entity=entity[:200])
    if heads and not override:
        return message(
            "was decided otherwise before: {records}; kg link add, or kg link remove first",
            records=joined(told_head(head) for head in heads),
        )
    other = known.made_one(wish.pair) if wish.relation in IDENTICAL else None
    if other is not None:
        return message(
            "would make two things one, for {other} is linked so already; use closeMatch, or kg link remove that first",
            other=other,
        )
    return None


def told_head(head: Judgement) -> Message:
    """A decision in a few words: which, by whom, when."""
    return message("{relation} by {by} on {at}", relation=short_relation(head.relation), by=head.by, at=head.at[:10])


def short_relation(iri: str) -> str:
    """The name of a relation as people type it, ``rejected`` for the decision that two things are two."""
    if iri == REJECTED:
        return "rejected"
    return next((name for name, relation in RELATIONS.items() if relation == iri), iri)


def _judgement(wish: Wish, heads: Sequence[Judgement], known: Known, recorder: Recorder) -> Judgement:
    follows = tuple(sorted(head.iri for head in heads))
    why = wish.why or recorder.why or wish.shown
    return Judgement(
        iri=judgement_iri(known.base, wish.pair, wish.relation, recorder.by, recorder.at, why, follows),
        entity=wish.pair[0],
        relation=wish.relation,
        foreign=wish.pair[1],
        by=recorder.by,
        at=recorder.at,
        why=why,
        follows=follows,
        source=recorder.source,
        rule=wish.rule,
        score=wish.score,
        label=known.label_of(wish.pair[0]),
        name=wish.name,
    )


def _host(iri: str) -> str:
    """Whose things an IRI names: one source has one IRI for a thing."""
    scheme, mark, rest = iri.partition("://")
    return rest.partition("/")[0].lower() if mark else scheme.rpartition(":")[0]
