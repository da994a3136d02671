"""Who and what is named where; what was left open; and the passages that all the others quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.lines import CONFIDENCE, QUOTED, RULE, SURFACE, A
from kg.quads.terms import DECIMAL, OFFSET, decimal, escape
from kg.vocab import KG, NIF

if TYPE_CHECKING:
    from kg.model import Document, Span
    from kg.quads.account import Account

_MENTION: Final = f"{A}{KG.Mention}>"
_PASSAGE: Final = f"{A}{KG.Passage}>"
_DOUBT: Final = f"{A}{KG.Doubt}>"
_DOUBT_KIND: Final = f'> <{KG.doubtKind}> "'
_NOTE: Final = f'> <{KG.note}> "'
_REFERS: Final = f"> <{KG.refersTo}> <"
_IDENTITY_RULE: Final = f'> <{KG.identityRule}> "'
_IDENTITY_CONFIDENCE: Final = f'> <{KG.identityConfidence}> "'
_BEGIN: Final = f'> <{NIF.beginIndex}> "'
_END: Final = f'> <{NIF.endIndex}> "'
_ANCHOR: Final = f'> <{NIF.anchorOf}> "'


def one_mention(
    account: Account, node: str, entity: str, surface: str, spans: Iterable[Span], rule: str, confidence: float
) -> str:
    """The mention ``node``: ``entity`` is named ``surface`` at ``spans``, says ``rule``."""
    end = account.end
    head = (
        f"<{node}{_MENTION}{end}<{node}{_REFERS}{entity}>{end}"
        f'<{node}{SURFACE}{escape(surface)}"{end}<{node}{RULE}{escape(rule)}"{end}'
        f"<{node}{CONFIDENCE}{decimal(confidence)}{DECIMAL}{end}"
    )
    quoted = f"<{node}{QUOTED}"
    return head + "".join([f"{quoted}{account.cite(span)}>{end}" for span in dict.fromkeys(spans)])


def mention_quads(account: Account) -> Iterator[str]:
    """Mentions of agencies and documents, one node for each written form (people: ``people_quads``)."""
    refs, end = account.resolution.agencies, account.end
    stem = f"{account.notice}/mention/agency/"
    for number, agency in enumerate(account.analysis.agencies, start=1):
        node, ref = f"{stem}{number}", refs[agency.surface]
        yield one_mention(account, node, ref.iri, agency.surface, agency.mentions, agency.rule, agency.confidence)
        yield (
            f'<{node}{_IDENTITY_RULE}{escape(ref.rule)}"{end}'
            f"<{node}{_IDENTITY_CONFIDENCE}{decimal(ref.confidence)}{DECIMAL}{end}"
        )
    for number, document in enumerate(account.analysis.documents, start=1):
        yield _document_mention(account, f"{account.notice}/mention/document/{number}", document)


def _document_mention(account: Account, node: str, document: Document) -> str:
    end, ref = account.end, account.resolution.documents[document.title]
    spans = (document.span, *document.mentions)
    text = one_mention(account, node, ref.iri, document.title, spans, document.rule, document.confidence)
    text += f'<{node}{_IDENTITY_RULE}{escape(ref.rule)}"{end}'
    if document.short is not None:
        text += f'<{node}> <{KG.shortName}> "{escape(document.short)}"{end}'
    if document.draft is not None:
        text += f'<{node}> <{KG.draftState}> "{escape(document.draft)}"{end}'
    return text


def doubt_quads(account: Account) -> Iterator[str]:
    """What reading and resolving left open, in that order."""
    end = account.end
    for number, doubt in enumerate((*account.analysis.doubts, *account.resolution.doubts), start=1):
        node = f"{account.notice}/doubt/{number}"
        yield (
            f'<{node}{_DOUBT}{end}<{node}{_DOUBT_KIND}{escape(doubt.kind)}"{end}'
            f'<{node}{_NOTE}{escape(doubt.note)}"{end}<{node}{QUOTED}{account.cite(doubt.span)}>{end}'
        )


def passage_quads(account: Account) -> Iterator[str]:
    """Every passage that was cited, once, in reading order."""
    text, stem, close = account.analysis.notice.text, f"<{account.notice}#char=", account.end
    for start, end in sorted(account.cited):
        node = f"{stem}{start},{end}"
        yield (
            f"{node}{_PASSAGE}{close}{node}{_BEGIN}{start}{OFFSET}{close}"
            f'{node}{_END}{end}{OFFSET}{close}{node}{_ANCHOR}{escape(text[start:end])}"{close}'
        )
