"""Documents: one entry each, under the longest title, with kind, short name, number, issuer and what it prints."""

from __future__ import annotations

from case_tables import Row, analysed, cases, check, joined

from kg.model import Document


def shown(document: Document) -> str:
    parts = [f"{document.title} [{document.kind}]"]
    for name, value in (
        ("short", document.short),
        ("number", document.number and document.number.value),
        ("issuer", document.issuer and document.issuer.value),
        ("printed", document.printed and document.printed.value),
        ("draft", document.draft),
    ):
        if value is not None:
            parts.append(f"{name}={value}")
    return " ; ".join(parts)


def rules_of(document: Document) -> set[str]:
    located = (document.number, document.issuer, document.printed)
    return {document.rule, *(value.rule for value in located if value is not None)}


@cases("documents")
def test_document_is_entered_once_under_its_full_title(row: Row) -> None:
    documents = analysed(row["text"]).documents
    check(row, joined([shown(d) for d in documents], "‖"), set().union(*map(rules_of, documents)))
