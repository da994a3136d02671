"""Where things are shown: from an IRI to the path of its page, and back.

A path is the IRI behind the store's base as a URI has it (RFC 3987, 3.1): what is not ASCII is percent-encoded, what the IRI
encodes itself stays. So the path behind ``/page/`` is that of the IRI itself, and a name server's redirect leads to it.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote, urlencode

from kg.iris import segment

PAGE: Final = "/page/"
_SAFE: Final = "/%~!$&'()*+,;=:@-._"


def prefix(language: str) -> str:
    """What paths begin with in ``language``: nothing in Chinese."""
    return "" if language == "zh" else f"/{language}"


def home(language: str) -> str:
    """The address of the first page in ``language``; ``/`` is that page in the language that the browser likes better."""
    return f"/{language}/"


def path_of(iri: str, base: str) -> str | None:
    """The path of the page of ``iri``, with its fragment; None for what does not lie below ``base``."""
    if not iri.startswith(base):
        return None
    tail, mark, fragment = iri.removeprefix(base).partition("#")
    return f"{path_of_tail(tail)}{mark}{fragment}"


def path_of_tail(tail: str) -> str:
    """The path of the page of the thing whose IRI is ``tail`` behind the base."""
    return PAGE + quote(tail, safe=_SAFE)


def tail_of(raw: bytes) -> str:
    """The IRI behind the base, from the path ``raw`` as it came: each segment is decoded, then written as ``kg.iris`` does.

    So it does not matter what a browser or a person encoded that need not be, and no two things get one path.
    """
    parts = (unquote(part, errors="replace") for part in raw.decode("latin-1").split("/"))
    return "/".join(segment(part) if part else "" for part in parts)


def with_values(path: str, values: dict[str, str]) -> str:
    """``path`` with those of ``values`` that say something."""
    said = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(said)}" if said else path
