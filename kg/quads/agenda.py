"""Agenda items, how each was treated, and with what outcome: three resources, never one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.lines import OF_ITEM, OF_MEETING, A
from kg.quads.terms import escape, wire
from kg.vocab import DCTERMS, ELI_DL, KG, SCHEMA, WORDS

if TYPE_CHECKING:
    from kg.model import AgendaItem
    from kg.quads.account import Account

_TREATMENTS: Final = {w: f"> <{ELI_DL.had_activity_type}> <{iri}" for w, iri in WORDS["treatments"].items()}
_OUTCOMES: Final = {w: f"> <{ELI_DL.decision_outcome}> <{iri}" for w, iri in WORDS["outcomes"].items()}
_ITEM: Final = f"{A}{KG.AgendaItem}"
_TREATMENT: Final = f"{A}{KG.Treatment}"
_DECISION: Final = f"{A}{KG.Decision}"
_POSITION: Final = f'> <{SCHEMA.position}> "'
_TITLE: Final = f'> <{DCTERMS.title}> "'
_SUBJECT: Final = f"> <{KG.subjectPassage}> <"
_ABOUT: Final = f"> <{KG.aboutDocument}> <"


def item_quads(account: Account) -> Iterator[str]:
    """Every agenda item with its treatments and outcomes, one node per verb and per outcome.

    Raises KeyError for a word that the schemes do not have: they are closed lists.
    """
    told = account.told
    for item in account.analysis.agenda:
        node = f"/item/{item.order}"
        yield _item(account, node, item)
        of_item = f"{OF_ITEM}{account.iri}{node}{told.next}"
        for number, word in enumerate(item.treatments, start=1):
            act = f"{node}/treatment/{number}"
            yield f"{told.open}{act}{_TREATMENT}{told.next}{act}{of_item}{act}{_TREATMENTS[word]}{told.close}"
        for number, word in enumerate(item.outcomes, start=1):
            act = f"{node}/decision/{number}"
            yield f"{told.open}{act}{_DECISION}{told.next}{act}{of_item}{act}{_OUTCOMES[word]}{told.close}"


def _item(account: Account, node: str, item: AgendaItem) -> str:
    told, documents = account.told, account.resolution.documents
    by, sure = account.ground(item.rule, item.confidence)
    about = [
        f"{told.open}{node}{_ABOUT}{wire(iri)}{told.close}"
        for iri in dict.fromkeys(documents[title].iri for title in item.documents)
    ]
    return (
        f"{told.open}{node}{_ITEM}{told.next}{node}{OF_MEETING}{account.meeting}{told.next}"
        f"{node}{_SUBJECT}{account.notice}#char={account.offsets(item.subject)}{told.next}"
        f"{node}{account.cite}{account.offsets(item.span)}{told.next}"
        f"{node}{_TITLE}{escape(account.analysis.notice.words(item.subject))}{told.next_text}"
        f"{node}{_POSITION}{item.order}{told.next_integer}{node}{by}{node}{sure}{''.join(about)}"
    )
