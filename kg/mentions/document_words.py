"""Words in and around titles of documents, as patterns over ``lexicons/document_words.tsv``. (文件用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of

_HAN = "一-鿿"


@dataclass(frozen=True, slots=True, eq=False)
class DocumentWords:
    """Patterns made once for a lexicon."""

    # Brackets that hold no document: newspapers, columns and books are told by the word before or after, or by name.
    no_document_before: re.Pattern[str]
    no_document_after: re.Pattern[str]
    lecture_after: re.Pattern[str]  # 以《依法行政的要义》|为题: what a lecture is called
    medium: re.Pattern[str]
    book: re.Pattern[str]  # what meetings study besides: 《…文选》, 《…读本》, and volumes
    issuer: re.Pattern[str]  # 中共东河县委办公室|关于印发…: the group ``issuer``
    holds: re.Pattern[
        str
    ]  # 关于印发|X方案|的通知: the group ``inner``, with the group ``prints`` where the title prints it
    national: re.Pattern[str]
    party: re.Pattern[str]
    of_place: re.Pattern[str]  # 东河省|防汛条例


@cache
def document_words(lexicon: Lexicon) -> DocumentWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.document_words
    centre = "(?:中共中央|国务院|中央)(?:办公厅)?"
    return DocumentWords(
        no_document_before=re.compile(f"{any_of(words['no-document-before'])}$"),
        no_document_after=re.compile(any_of(words["no-document-after"])),
        lecture_after=re.compile(any_of(words["lecture-after"])),
        medium=re.compile(f"(?:{any_of(words['medium'])}|[{_HAN}]{{2,6}}{any_of(words['paper'])})$"),
        book=re.compile(f"{any_of(words['book'])}|{any_of(words['book-end'])}(?:\\(|$|第)"),
        issuer=re.compile(
            f"(?P<issuer>(?:{centre}|[{_HAN}]{{2,16}}?{any_of(words['issuer-end'])})"
            f"(?:[、 ](?:中共中央|国务院|[{_HAN}]{{2,16}}?){any_of(words['issuer-beside'])}?){{0,3}})(?=关于|印发)"
        ),
        holds=re.compile(
            f"关于(?:(?P<prints>{any_of(words['prints'])})|{any_of(words['carries-out'])})(?P<inner>.+?){any_of(words['printed-end'])}$"
        ),
        national=re.compile(any_of(words["national"])),
        party=re.compile(any_of(words["party"])),
        of_place=re.compile(f"[{_HAN}]{{2,7}}?{any_of(words['place'])}"),
    )
