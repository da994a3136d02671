"""Which document a title is: its number, its full title where it stands alone, else its place (and year) and title."""

from __future__ import annotations

import re

from kg.iris import Minter
from kg.model import Analysis, Document, DocumentRef
from kg.names.name_words import name_words
from kg.names.patterns import as_simplified
from kg.register import COUNTRY
from kg.scope import Context, full_prefix

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|—|-|－|–|~)")
# 国办发（2025）7号 is 国办发〔2025〕7号, the form of GB/T 9704.
_YEAR_OF_NUMBER = re.compile(r"[（(\[［〔]((?:19|20)\d\d)[）)\]］〕]")
_STATE = "中华人民共和国"
_OF_THE_STATE = frozenset({"宪法", "法律", "行政法规", "党内法规"})
# Words that say whose it is only to a reader of the notice (全市…方案, 县政府…要点).
_RELATIVE = re.compile(
    "全[省市县区州盟旗]|^[省市县区州盟旗](?:政府|委|级|直|属)|[我本][省市县区州]|(?:19|20)\\d\\d年[省市县区州盟旗]"
)
_DECIDED_HERE = frozenset({"审议", "审议通过", "原则通过", "原则同意", "研究", "讨论"})


def document_refs(analysis: Analysis, context: Context, minter: Minter) -> dict[str, DocumentRef]:
    """Identities of all titles in ``analysis``, those inside a 关于印发…的通知 too, by title."""
    decided = {
        title for item in analysis.agenda if _DECIDED_HERE.intersection(item.treatments) for title in item.documents
    }
    year = analysis.meeting.date.value[:4] if analysis.meeting.date is not None else None
    refs: dict[str, DocumentRef] = {}
    for document in analysis.documents:
        local = document.title in decided
        refs[document.title] = document_ref(document, analysis.notice.id, context, minter, local=local, year=year)
    for document in analysis.documents:
        if document.printed is not None and document.printed.value not in refs:
            inner = Document(document.printed.value, document.span, "其他", None, ())
            refs[inner.title] = document_ref(inner, analysis.notice.id, context, minter, local=False, year=year)
    return refs


def document_ref(
    document: Document, notice: str, context: Context, minter: Minter, *, local: bool, year: str | None
) -> DocumentRef:
    """The identity of one document; ``local``: the meeting itself decided on it, so a bare title is of its place.

    ``year`` (of the meeting) tells apart documents that come again each year under one title.
    """
    title = as_simplified(document.title)
    number = document.number.value if document.number is not None else None
    if number is not None:
        number = _YEAR_OF_NUMBER.sub(r"〔\1〕", number)
        return DocumentRef(minter.document(title, notice=notice, number=number), title, None, "number")
    full = context.register.documents.get(title)
    if full is None and document.kind == "法律" and not title.startswith(_STATE):
        full = _STATE + title
    if full is not None:
        return DocumentRef(minter.document(full, notice=notice), full, COUNTRY.code, "register")
    scope = full_prefix(title, context.register)
    if scope is not None and title not in context.register.yearly_titles:
        return DocumentRef(
            minter.document(title, notice=notice), title, scope.place.code if scope.place else None, "place"
        )
    if document.kind in _OF_THE_STATE or title.startswith(name_words(context.register).centre_title):
        return DocumentRef(minter.document(title, notice=notice), title, COUNTRY.code, "state")
    yearly = title in context.register.yearly_titles
    if not (local or yearly or _RELATIVE.search(title)):
        return DocumentRef(minter.document(title, notice=notice), title, None, "title")
    place = context.place.code if context.place is not None and context.zone is None else None
    iri = minter.document(
        title, notice=notice, alone=False, place=place, year=year if yearly and not _YEAR.search(title) else None
    )
    return DocumentRef(iri, title, place, "place-and-title" if place is not None else "notice-and-title")
