"""In which language a page is wanted whose address does not say so: by the Accept-Language header, else Chinese."""

from __future__ import annotations

from typing import Final

from kg.web.formats import ranges

CHINESE: Final = "zh"
ENGLISH: Final = "en"


def accepted_language(header: str) -> str:
    """The language that an Accept-Language header likes better (RFC 9110, 12.5.4), of equals the first. Who reads neither, as
    far as it tells, is shown English; a program, which sends none, Chinese.
    """
    liked = [(quality, tag.partition("-")[0]) for quality, tag in ranges(header) if quality > 0 and tag != "*"]
    ours = [(quality, language) for quality, language in liked if language in (CHINESE, ENGLISH)]
    if not ours:
        return ENGLISH if liked else CHINESE
    best = max(quality for quality, _ in ours)
    return next(language for quality, language in ours if quality == best)
