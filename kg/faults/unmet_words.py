"""Rows of lexicons that nothing ever meets: no text has such a form, or another row has decided before they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from kg.faults.entries import Entry
from kg.faults.fault import Fault
from kg.hanzi import simplify
from kg.lexicon import FOLDER, load_lexicon, rows
from kg.mentions.document_kinds import kind_of
from kg.messages import Message, message
from kg.scan import fold

_LONGEST_KIND: Final = 6
_LONGEST_SURNAME: Final = 2
_LEAST_ACT: Final = 2
_LONGEST_DRAFT: Final = 24
_MARKS: Final = re.compile(r"[。!?;,:、()《》〈〉“”\s]")

_Forms = Mapping[str, frozenset[str]]
"""Table -> its forms, ours and the user's, for tables in which a shorter form decides before a longer one."""


def never_met(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Rows whose form is written as no text is searched for it, or that never come to their turn."""
    forms = {table: _forms_of(table, entries) for table in ("chrome", "acts")}
    for entry in entries:
        folded = _as_met(entry.form)
        if folded != entry.form:
            what = message("is never met: texts are folded before they are searched")
            yield entry.fault(what, message("write {folded}", folded=folded))
            continue
        why_not = _WHY_NOT.get("heads" if entry.suffix else entry.table)
        found = None if why_not is None else why_not(entry, forms)
        if found is not None:
            yield entry.fault(message("is never met: {found}", found=found), message("remove it, or change it"))


def _forms_of(table: str, entries: Sequence[Entry]) -> frozenset[str]:
    ours = frozenset(cells[0] for cells, _ in rows(FOLDER / f"{table}.tsv"))
    return ours | {entry.form for entry in entries if entry.table == table}


def _as_met(form: str) -> str:
    """``form`` as texts are searched for it. Signs that simplified writing has as well (著, 乾) stay."""
    return "".join(char if _is_simplified(char) else simplify(char) for char in fold(form))


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _head(entry: Entry, forms: _Forms) -> Message | None:
    mark = _MARKS.search(entry.form)
    return None if mark is None else message("no name holds {mark!r}", mark=mark[0])


def _surname(entry: Entry, forms: _Forms) -> Message | None:
    if len(entry.form) > _LONGEST_SURNAME:
        return message("a surname has {most} characters at most", most=_LONGEST_SURNAME)
    return None


def _act(entry: Entry, forms: _Forms) -> Message | None:
    if len(entry.form) < _LEAST_ACT:
        return message("an act has {least} characters at least", least=_LEAST_ACT)
    for length in range(_LEAST_ACT, len(entry.form)):
        if entry.form[:length] in forms["acts"] and entry.form[length] not in "性化":
            return message("{word} has decided already", word=entry.form[:length])
    return None


def _page_word(entry: Entry, forms: _Forms) -> Message | None:
    shorter = next((word for word in sorted(forms["chrome"]) if word != entry.form and word in entry.form), None)
    return None if shorter is None else message("{word} has decided already", word=shorter)


def _draft(entry: Entry, forms: _Forms) -> Message | None:
    if "(" in entry.form or ")" in entry.form or len(entry.form) > _LONGEST_DRAFT:
        return message("a mark is what stands in a bracket, {most} characters at most", most=_LONGEST_DRAFT)
    return None


def _document_kind(entry: Entry, forms: _Forms) -> Message | None:
    if len(entry.form) > _LONGEST_KIND:
        return message("an ending has {most} characters at most", most=_LONGEST_KIND)
    return None


def _known_document(entry: Entry, forms: _Forms) -> Message | None:
    found, _, _ = kind_of(entry.form, load_lexicon())
    if entry.cells[1] in (found, "条例") or found == "条例":
        return None
    return message("its ending makes it {kind} at once", kind=found)


_WHY_NOT: Final[dict[str, Callable[[Entry, _Forms], Message | None]]] = {
    "heads": _head,
    "surnames": _surname,
    "acts": _act,
    "chrome": _page_word,
    "drafts": _draft,
    "document_kinds": _document_kind,
    "known_documents": _known_document,
}
