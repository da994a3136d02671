"""What the page says about itself: title, time of publication, publisher. (页面字段)"""

from __future__ import annotations

from kg.fields.page_title import find_title
from kg.fields.published import find_published
from kg.fields.publisher import find_publisher
from kg.fields.stamps import as_iso, is_day, otherwise_written, stamps_in
from kg.mentions.dates import sound_date
from kg.mentions.numerals import chinese_number
from kg.model import Located, NoticeFields
from kg.scan import Scan
from kg.structure import Outline


def find_notice_fields(scan: Scan, outline: Outline) -> NoticeFields:
    """Title, time of publication and publisher, from the page's metadata if it has them, else from its text.

    A day that neither tells is the one that the user gives (``Page.given_day``)."""
    page = scan.notice.page
    return NoticeFields(
        title=_told(page.title) or find_title(scan, outline),
        published=_told_day(page.published) or find_published(scan, outline) or _given_day(page.given_day),
        publisher=_told(page.publisher) or find_publisher(scan, outline),
    )


def _told(words: str | None) -> Located[str] | None:
    return Located(words, None, "fields.page", 0.95) if words else None


def _given_day(day: str | None) -> Located[str] | None:
    return None if day is None else Located(day, None, "fields.given-day", 0.95)


def _told_day(day: str | None) -> Located[str] | None:
    """The time of publication in the page's metadata, however it is written; None where it is no time at all."""
    if day is None:
        return None
    stamp = next(iter(stamps_in(day)), None)
    if stamp is not None and is_day(stamp):
        return Located(as_iso(stamp), None, "fields.page", 0.97)
    written = otherwise_written(day)
    if written is None:
        return None
    found = sound_date(*(chinese_number(written[key]) for key in "ymd"))
    return None if found is None else Located(found.isoformat(), None, "fields.page", 0.97)
