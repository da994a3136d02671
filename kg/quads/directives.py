"""Directives: who must do what, with whom, by when, and where it says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.lines import BASIS, CONFIDENCE, DUE, OF_ITEM, OF_MEETING, QUOTED, RULE, SURFACE, A
from kg.quads.terms import DATE, DECIMAL, FALSE, INTEGER, TRUE, decimal, escape
from kg.vocab import KG, ODRL, SCHEMA, WORDS

if TYPE_CHECKING:
    from kg.model import Deadline, Directive, PartyRole, Supervision
    from kg.quads.account import Account

_BASES: Final = WORDS["addressee-basis"]
_MODALITIES: Final = WORDS["modalities"]
_PRECISIONS: Final = WORDS["deadline-precision"]
_ROLES: Final = WORDS["party-roles"]
_TESTS: Final = WORDS["supervision-tests"]

_DIRECTIVE: Final = f"{A}{KG.Directive}>"
_ALLOCATION: Final = f"{A}{KG.Allocation}>"
_DEADLINE: Final = f"{A}{KG.Deadline}>"
_HAS_ALLOCATION: Final = f"> <{KG.allocation}> <"
_PARTY: Final = f"> <{KG.party}> <"
_ROLE: Final = f"> <{KG.role}> <"
_POSITION: Final = f'> <{SCHEMA.position}> "'
_MODALITY: Final = f"> <{KG.modality}> <"
_SUPERVISABLE: Final = f"> <{KG.supervisable}> "
_PASSES: Final = f"> <{KG.passesTest}> <"
_REASON: Final = f'> <{KG.supervisionReason}> "'
_NAMED: Final = _TESTS["named-party"]
_CONCRETE: Final = _TESTS["concrete-act"]
_MEASURABLE: Final = _TESTS["measurable"]

# The plain triple that look-ups and graph tools follow; the allocation is the record of it.
_SHORTCUTS: Final[dict[PartyRole, str]] = {
    "lead": f"> <{ODRL.assignee}> <",
    "responsible": f"> <{ODRL.assignee}> <",
    "co-actor": f"> <{KG.coActor}> <",
    "overseen": f"> <{KG.oversees}> <",
}


def directive_quads(account: Account) -> Iterator[str]:
    """Every directive with its parties and deadline. Numbers begin anew under each item; position runs on."""
    counts: defaultdict[int | None, int] = defaultdict(int)
    for position, directive in enumerate(account.analysis.directives, start=1):
        counts[directive.item] += 1
        node = account.minter.directive(account.iri, directive.item, counts[directive.item])
        yield _directive(account, node, position, directive)
        yield from _parties(account, node, directive)
        if directive.deadline is not None:
            yield _deadline(account, node, directive.deadline)
        yield from _supervision(account, node, directive.supervision)


def _directive(account: Account, node: str, position: int, directive: Directive) -> str:
    end, modality = account.end, _MODALITIES.get(directive.modality)
    text = (
        f"<{node}{_DIRECTIVE}{end}<{node}{OF_MEETING}{account.resolution.meeting}>{end}"
        f"<{node}{_POSITION}{position}{INTEGER}{end}<{node}{BASIS}{_BASES[directive.basis]}>{end}"
        f'<{node}{RULE}{escape(directive.rule)}"{end}'
        f"<{node}{CONFIDENCE}{decimal(directive.confidence)}{DECIMAL}{end}"
        f"<{node}{QUOTED}{account.cite(directive.span)}>{end}"
    )
    if directive.item is not None:
        text += f"<{node}{OF_ITEM}{account.minter.item(account.iri, directive.item)}>{end}"
    if modality is not None:
        text += f"<{node}{_MODALITY}{modality}>{end}"
    else:
        text += f'<{node}> <{KG.modalWord}> "{escape(directive.modality)}"{end}'
    if directive.topic is not None:
        text += f'<{node}> <{KG.topic}> "{escape(directive.topic)}"{end}'
    return text


def _parties(account: Account, directive: str, entry: Directive) -> Iterator[str]:
    end, refs, basis = account.end, account.resolution.agencies, _BASES[entry.basis]
    shortcuts: dict[str, None] = {}
    for number, party in enumerate(entry.parties, start=1):
        node, agency = account.minter.allocation(directive, number), refs[party.surface].iri
        shortcuts[f"<{directive}{_SHORTCUTS[party.role]}{agency}>{end}"] = None
        yield (
            f"<{directive}{_HAS_ALLOCATION}{node}>{end}<{node}{_ALLOCATION}{end}<{node}{_PARTY}{agency}>{end}"
            f"<{node}{_ROLE}{_ROLES[party.role]}>{end}<{node}{BASIS}{basis}>{end}"
            f'<{node}{SURFACE}{escape(party.surface)}"{end}<{node}{QUOTED}{account.cite(party.span)}>{end}'
        )
    yield from shortcuts


def _deadline(account: Account, directive: str, deadline: Deadline) -> str:
    end, node = account.end, f"{directive}/deadline"
    text = (
        f"<{directive}> <{KG.deadline}> <{node}>{end}<{node}{_DEADLINE}{end}"
        f'<{node}{SURFACE}{escape(deadline.surface)}"{end}'
        f"<{node}> <{KG.precision}> <{_PRECISIONS[deadline.precision]}>{end}"
        f'<{node}{RULE}{escape(deadline.rule)}"{end}<{node}{QUOTED}{account.cite(deadline.span)}>{end}'
    )
    if deadline.date is None:
        return text
    date = f"{DUE}{escape(deadline.date)}{DATE}{end}"
    return f"{text}<{node}{date}<{directive}{date}"


def _supervision(account: Account, node: str, supervision: Supervision) -> Iterator[str]:
    end = account.end
    yield f"<{node}{_SUPERVISABLE}{TRUE if supervision.supervisable else FALSE}{end}"
    if supervision.named_party:
        yield f"<{node}{_PASSES}{_NAMED}>{end}"
    if supervision.concrete_act:
        yield f"<{node}{_PASSES}{_CONCRETE}>{end}"
    if supervision.measurable:
        yield f"<{node}{_PASSES}{_MEASURABLE}>{end}"
    for reason in dict.fromkeys(supervision.reasons):
        yield f'<{node}{_REASON}{escape(reason)}"{end}'
