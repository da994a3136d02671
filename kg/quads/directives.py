"""Directives: who must do what, with whom, by when, and where it says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kg.quads.lines import OF_ITEM, OF_MEETING, A
from kg.quads.terms import escape
from kg.vocab import DCTERMS, KG, ODRL, WORDS, XSD

if TYPE_CHECKING:
    from kg.model import Deadline, Directive, PartyRole
    from kg.quads.account import Account
    from kg.quads.lines import Ink

_BASES: Final = {word: f"> <{KG.basis}> <{basis}" for word, basis in WORDS["addressee-basis"].items()}
_MODALITIES: Final = {word: f"> <{KG.modality}> <{iri}" for word, iri in WORDS["modalities"].items()}
_PRECISIONS: Final = {word: f"> <{KG.precision}> <{iri}" for word, iri in WORDS["deadline-precision"].items()}
_ROLES: Final = {word: f"> <{KG.role}> <{role}" for word, role in WORDS["party-roles"].items()}

_DIRECTIVE: Final = f"{A}{KG.Directive}"
_ALLOCATION: Final = f"{A}{KG.Allocation}"
_DEADLINE: Final = f"{A}{KG.Deadline}"
_HAS_ALLOCATION: Final = f"> <{KG.allocation}> <"
_HAS_DEADLINE: Final = f"> <{KG.deadline}> <"
_HAS_OTHER_DEADLINE: Final = f"> <{KG.otherDeadline}> <"
_PARTY: Final = f"> <{KG.party}> <"
_SURFACE: Final = f'> <{KG.surface}> "'
_DUE: Final = f'> <{KG.due}> "'
_REASONS: Final = {word: f"> <{KG.supervisionReason}> <{iri}" for word, iri in WORDS["supervision-reasons"].items()}
_TOPICS: Final = {word: f"> <{DCTERMS.subject}> <{topic}" for word, topic in WORDS["topics"].items()}
_SUPERVISABLE: Final = {
    True: f'> <{KG.supervisable}> "true"^^<{XSD.boolean}',
    False: f'> <{KG.supervisable}> "false"^^<{XSD.boolean}',
}

# The plain triple that look-ups and graph tools follow; the allocation is the record of it.
_SHORTCUTS: Final[dict[PartyRole, str]] = {
    "lead": f"> <{ODRL.assignee}> <",
    "responsible": f"> <{ODRL.assignee}> <",
    "co-actor": f"> <{KG.coActor}> <",
    "overseen": f"> <{KG.oversees}> <",
}


def directive_quads(account: Account) -> Iterator[str]:
    """Every directive with its parties and deadline. Numbers begin anew under each item, and are 0.n under none."""
    told, counts = account.told, defaultdict[int | None, int](int)
    kind, of_meeting = f"{_DIRECTIVE}{told.next}", f"{OF_MEETING}{account.meeting}{told.next}"
    known: dict[object, list[str]] = {}
    for directive in account.analysis.directives:
        counts[directive.item] += 1
        node = f"/directive/{0 if directive.item is None else directive.item}.{counts[directive.item]}"
        by, sure = account.ground(directive.rule, directive.confidence)
        details = f"{node}{node.join(_details(account, directive, known))}"
        yield (
            f"{told.open}{node}{kind}{node}{of_meeting}{node}{_BASES[directive.basis]}{told.next}"
            f"{node}{account.cite}{account.offsets(directive.span)}{told.next}"
            f"{node}{_SUPERVISABLE[directive.supervision.supervisable]}{told.next}{details}{node}{by}{node}{sure}"
        )
        if directive.parties:
            yield from _parties(account, node, directive)
        if directive.deadline is not None:
            yield _deadline(account, node, directive.deadline)
        for number, other in enumerate(directive.other_deadlines, start=2):
            yield _other_deadline(account, node, number, other)


def _details(account: Account, directive: Directive, known: dict[object, list[str]]) -> list[str]:
    """What more a directive says, from the end of the subject on; ``known`` remembers it for the next one that says so."""
    key = directive.modality, directive.item, directive.topic, directive.supervision.reasons
    found = known.get(key)
    if found is None:
        found = known[key] = _read_details(account, directive)
    return found


def _read_details(account: Account, directive: Directive) -> list[str]:
    found = [_word(_MODALITIES, KG.modalWord, directive.modality, account.told)]
    item = directive.item
    if item is not None:
        found.append(f"{OF_ITEM}{account.iri}/item/{item}{account.told.next}")
    if directive.topic is not None:
        found.append(_word(_TOPICS, KG.topic, directive.topic, account.told))
    for reason in dict.fromkeys(directive.supervision.reasons):
        found.append(_word(_REASONS, KG.note, reason, account.told))
    return found


def _word(scheme: Mapping[str, str], other: str, word: str, ink: Ink) -> str:
    """The concept of ``word``; where the scheme does not have it, the word itself by the predicate ``other``."""
    known = scheme.get(word)
    return f"{known}{ink.next}" if known is not None else f'> <{other}> "{escape(word)}{ink.next_text}'


def _parties(account: Account, directive: str, entry: Directive) -> Iterator[str]:
    told, agencies = account.told, account.agencies
    has, kind = f"{_HAS_ALLOCATION}{account.iri}", f"{_ALLOCATION}{told.next}"
    shortcuts: dict[tuple[str, str], None] = {}  # one agency may be named twice
    for number, party in enumerate(entry.parties, start=1):
        node, agency = f"{directive}/allocation/{number}", agencies[party.surface]
        shortcuts[_SHORTCUTS[party.role], agency] = None
        yield (
            f"{told.open}{directive}{has}{node}{told.next}{node}{kind}"
            f"{node}{account.cite}{account.offsets(party.span)}{told.next}"
            f"{node}{_PARTY}{agency}{told.next}{node}{_ROLES[party.role]}{told.close}"
        )
    for shortcut, who in shortcuts:
        yield f"{told.open}{directive}{shortcut}{who}{told.close}"


def _deadline(account: Account, directive: str, deadline: Deadline) -> str:
    node = f"{directive}/deadline"
    text = _deadline_record(account, directive, node, _HAS_DEADLINE, deadline)
    if deadline.date is None:
        return text
    told, due = account.told, f"{_DUE}{escape(deadline.date)}"
    return f"{text}{told.open}{node}{due}{told.next_date}{directive}{due}{told.close_date}"


def _other_deadline(account: Account, directive: str, number: int, deadline: Deadline) -> str:
    """What a directive says by when besides: kept beside its deadline, whose day alone is the directive's own."""
    node = f"{directive}/deadline/{number}"
    text = _deadline_record(account, directive, node, _HAS_OTHER_DEADLINE, deadline)
    if deadline.date is None:
        return text
    return f"{text}{account.told.open}{node}{_DUE}{escape(deadline.date)}{account.told.close_date}"


def _deadline_record(account: Account, directive: str, node: str, has: str, deadline: Deadline) -> str:
    told = account.told
    by, sure = account.ground(deadline.rule, deadline.confidence)
    return (
        f"{told.open}{directive}{has}{account.iri}{node}{told.next}{node}{_DEADLINE}{told.next}"
        f"{node}{_PRECISIONS[deadline.precision]}{told.next}"
        f"{node}{account.cite}{account.offsets(deadline.span)}{told.next}"
        f"{node}{_SURFACE}{escape(deadline.surface)}{told.next_text}{node}{by}{node}{sure}"
    )
