"""Words in and around titles of documents, as patterns over ``lexicons/document_words.tsv``. (文件用词)"""

from __future__ import annotations

from functools import cache

from kg.lexicon import Lexicon
from kg.word_patterns import WordPatterns, part, pattern


class DocumentWords(WordPatterns, table="document_words"):
    """Patterns made once for a lexicon."""

    centre = part("(?:中共中央|国务院|中央)(?:办公厅)?")

    # Brackets that hold no document: newspapers, columns and books are told by the word before or after, or by name.
    no_document_before = pattern("‹no-document-before›$")
    no_document_after = pattern("‹no-document-after›")
    lecture_after = pattern("‹lecture-after›")  # 以《依法行政的要义》|为题: what a lecture is called
    medium = pattern("(?:‹medium›|[一-鿿]{2,6}‹paper›)$")
    book = pattern(r"‹book›|‹book-end›(?:\(|$|第)")  # what meetings study besides: 《…文选》, 《…读本》, and volumes
    # 中共东河县委办公室|关于印发…: the group ``issuer``
    issuer = pattern(
        "(?P<issuer>(?:‹:centre›|[一-鿿]{2,16}?‹issuer-end›)"
        "(?:[、 ](?:中共中央|国务院|[一-鿿]{2,16}?)‹issuer-beside›?){0,3})(?=关于|印发)"
    )
    # 关于印发|X方案|的通知: the group ``inner``, with the group ``prints`` where the title prints it
    holds = pattern("关于(?:(?P<prints>‹prints›)|‹carries-out›)(?P<inner>.+?)‹printed-end›$")
    national = pattern("‹national›")
    party = pattern("‹party›")
    of_free_port = pattern("‹free-port›")  # 海南自由贸易港|…规定: its congress makes them
    of_place = pattern("[一-鿿]{2,7}?‹place›")  # 东河省|防汛条例


@cache
def document_words(lexicon: Lexicon) -> DocumentWords:
    """The patterns for ``lexicon``. Cached."""
    return DocumentWords(lexicon)
