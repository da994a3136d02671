"""Agenda items, how each was treated, and with what outcome: three resources, never one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.lines import CONFIDENCE, OF_ITEM, OF_MEETING, QUOTED, RULE, A
from kg.quads.terms import DECIMAL, INTEGER, decimal, escape
from kg.vocab import DCTERMS, ELI_DL, KG, SCHEMA, WORDS

if TYPE_CHECKING:
    from kg.model import AgendaItem
    from kg.quads.account import Account

_TREATMENTS: Final = WORDS["treatments"]
_OUTCOMES: Final = WORDS["outcomes"]
_ITEM: Final = f"{A}{KG.AgendaItem}>"
_TREATMENT: Final = f"{A}{KG.Treatment}>"
_DECISION: Final = f"{A}{KG.Decision}>"
_POSITION: Final = f'> <{SCHEMA.position}> "'
_ABOUT: Final = f"> <{KG.aboutDocument}> <"
_TYPE: Final = f"> <{ELI_DL.had_activity_type}> <"
_OUTCOME: Final = f"> <{ELI_DL.decision_outcome}> <"


def item_quads(account: Account) -> Iterator[str]:
    """Every agenda item with its treatments and outcomes."""
    for item in account.analysis.agenda:
        node = account.minter.item(account.iri, item.order)
        yield _item(account, node, item)
        yield from _acts(account, node, item)


def _item(account: Account, node: str, item: AgendaItem) -> str:
    end, documents = account.end, account.resolution.documents
    about = dict.fromkeys(documents[title].iri for title in item.documents)
    return (
        f"<{node}{_ITEM}{end}<{node}{OF_MEETING}{account.resolution.meeting}>{end}"
        f"<{node}{_POSITION}{item.order}{INTEGER}{end}"
        f'<{node}> <{DCTERMS.title}> "{escape(account.analysis.notice.quote(item.subject))}"{end}'
        f"<{node}> <{KG.subjectPassage}> <{account.cite(item.subject)}>{end}"
        f'<{node}{RULE}{escape(item.rule)}"{end}<{node}{CONFIDENCE}{decimal(item.confidence)}{DECIMAL}{end}'
        f"<{node}{QUOTED}{account.cite(item.span)}>{end}"
    ) + "".join([f"<{node}{_ABOUT}{document}>{end}" for document in about])


def _acts(account: Account, item: str, entry: AgendaItem) -> Iterator[str]:
    """One node per verb and per outcome. Raises KeyError for a word that the schemes do not have."""
    end = account.end
    for number, word in enumerate(entry.treatments, start=1):
        node = account.minter.treatment(item, number)
        yield f"<{node}{_TREATMENT}{end}<{node}{OF_ITEM}{item}>{end}<{node}{_TYPE}{_TREATMENTS[word]}>{end}"
    for number, word in enumerate(entry.outcomes, start=1):
        node = f"{item}/decision/{number}"
        yield f"<{node}{_DECISION}{end}<{node}{OF_ITEM}{item}>{end}<{node}{_OUTCOME}{_OUTCOMES[word]}>{end}"
