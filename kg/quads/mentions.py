"""Who and what is named where; what was left open; and the passages that all the others quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.lines import CONFIDENCE, RULE, A
from kg.quads.terms import Wire, decimal, escape, wire
from kg.vocab import KG, NIF

if TYPE_CHECKING:
    from kg.model import Span
    from kg.quads.account import Account

_DOUBT: Final = f"{A}{KG.Doubt}"
_DOUBT_KIND: Final = f'> <{KG.doubtKind}> "'
_NOTE: Final = f'> <{KG.note}> "'
_REFERS: Final = f"> <{KG.refersTo}> <"
_SHORT_NAME: Final = f'> <{KG.shortName}> "'
_DRAFT: Final = f'> <{KG.draftState}> "'
_BEGIN: Final = f'> <{NIF.beginIndex}> "'
_END: Final = f'> <{NIF.endIndex}> "'
_ANCHOR: Final = f'> <{NIF.anchorOf}> "'


def mention_quads(account: Account) -> Iterator[str]:
    """Which passage refers to which agency, document, person or post; by which rule, how surely."""
    here = account.here
    open_, next_iri, next_text = f"{here.open}#char=", f"{here.next}#char=", f"{here.next_text}#char="
    refer: dict[Span, set[Wire]] = {}
    grounds: dict[tuple[str, float], tuple[str, str]] = {}
    for entity, spans, rule, confidence in _mentions(account):
        ground = grounds.get((rule, confidence))
        if ground is None:
            ground = grounds[rule, confidence] = (
                f"{RULE}{escape(rule)}{next_text}",
                f"{CONFIDENCE}{decimal(confidence)}{here.close_decimal}",
            )
        by, sure = ground
        refers = f"{_REFERS}{entity}"
        for span in spans:
            named = refer.get(span)
            at = account.offsets(span)
            if named is None:
                refer[span] = {entity}
                yield f"{open_}{at}{refers}{next_iri}{at}{by}{at}{sure}"
            # Words that stand for two things (one short name of two documents) have one ground, the first's.
            elif entity not in named:
                named.add(entity)
                yield f"{open_}{at}{refers}{here.close}"


def _mentions(account: Account) -> Iterator[tuple[Wire, tuple[Span, ...], str, float]]:
    """What is referred to, where, by the rule that found the words and the one that said whose they are."""
    analysis, resolution = account.analysis, account.resolution
    for agency in analysis.agencies:
        ref = resolution.agencies[agency.surface]
        rule, confidence = f"{agency.rule} > {ref.rule}", agency.confidence * ref.confidence
        yield account.agencies[agency.surface], agency.mentions, rule, confidence
    for document in analysis.documents:
        which = resolution.documents[document.title]
        spans = (document.span, *document.mentions)
        yield wire(which.iri), spans, f"{document.rule} > {which.rule}", document.confidence
    for person in analysis.people:
        who = resolution.people[person.name]
        yield wire(who.iri), (person.span,), person.rule, person.confidence
        for post in person.posts:
            if post.surface in who.posts:
                yield wire(who.posts[post.surface]), (post.span,), person.rule, person.confidence


def local_name_quads(account: Account) -> Iterator[str]:
    """What this notice calls its documents, and in which draft it saw them: true of them in this notice only."""
    close = account.here.close_text
    lines: dict[str, None] = {}  # two titles may be one document
    for document in account.analysis.documents:
        node = f"<{wire(account.resolution.documents[document.title].iri)}"
        if document.short is not None:
            lines[f"{node}{_SHORT_NAME}{escape(document.short)}{close}"] = None
        if document.draft is not None:
            lines[f"{node}{_DRAFT}{escape(document.draft)}{close}"] = None
    yield from lines


def doubt_quads(account: Account) -> Iterator[str]:
    """What reading and resolving left open, in that order."""
    here = account.here
    for number, doubt in enumerate((*account.analysis.doubts, *account.resolution.doubts), start=1):
        node = f"/doubt/{number}"
        yield (
            f"{here.open}{node}{_DOUBT}{here.next}{node}{account.cite}{account.offsets(doubt.span)}{here.next}"
            f"{node}{_DOUBT_KIND}{escape(doubt.kind)}{here.next_text}{node}{_NOTE}{escape(doubt.note)}{here.close_text}"
        )


def passage_quads(account: Account) -> Iterator[str]:
    """Every passage that was cited, once, in the order in which they were.

    Offsets are xsd:integer and not NIF's xsd:nonNegativeInteger: Oxigraph gives all integers back as xsd:integer.
    """
    text, open_, close = account.analysis.notice.text, f"{account.here.open}#char=", account.here.close_text
    offset = f"{account.here.next_integer}#char="
    for (start, end), at in account.cited.items():
        yield f"{open_}{at}{_BEGIN}{start}{offset}{at}{_END}{end}{offset}{at}{_ANCHOR}{escape(text[start:end])}{close}"
