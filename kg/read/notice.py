"""The single place where a notice is made, and where characters that cannot be stored are replaced."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from kg.model import Notice, Page
from kg.read.soft_breaks import soft_breaks

_UNSTORABLE: Final = re.compile("[\ud800-\udfff\0]")
_NO_PAGE: Final = Page()


def read_text(text: str, *, source: str, page: Page = _NO_PAGE) -> Notice:
    """The notice that holds ``text`` as it is: no trimming, no folding, CRLF kept.

    Lone surrogates and NUL, which neither UTF-8 nor RDF can carry, become U+FFFD one for one, so offsets hold.
    Where its lines were broken at a width, the breaks within sentences are told (``Notice.soft_breaks``).
    The ``id`` is that of the text so mended: the first 16 hex digits of the SHA-256 of its UTF-8.
    """
    text = storable(text)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    told = page if page is _NO_PAGE else _storable_page(page)
    return Notice(digest[:16], text, storable(source), told, soft_breaks(text))


def storable(text: str) -> str:
    """``text`` with U+FFFD in place of each lone surrogate and NUL; as long as before."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _UNSTORABLE.sub("\ufffd", text)
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _storable_page(page: Page) -> Page:
    return Page(
        title=_field(page.title),
        published=_field(page.published),
        publisher=_field(page.publisher),
        url=_field(page.url),
        given_day=page.given_day,
    )


def _field(value: str | None) -> str | None:
    """One line without white space around it; None where nothing is left."""
    if value is None:
        return None
    return " ".join(storable(value).split()) or None
