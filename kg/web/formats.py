"""In which format a page is wanted: by ``?format=``, else by the Accept header, else HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.requests import Request

_NAMED: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/csv": "csv",
    "application/json": "json",
    "application/sparql-results+json": "json",
    "text/turtle": "ttl",
    "*/*": "html",
    "text/*": "html",
}


def wanted_format(request: Request) -> str:
    """The name of the format; one that does not exist is left to the page to refuse."""
    return request.query_params.get("format") or accepted(request.headers.get("accept", ""))


def accepted(header: str) -> str:
    """The format that an Accept header likes best (RFC 9110, 12.5.1); of equals the first, and HTML where none is known."""
    liked = [(quality, _NAMED[kind]) for quality, kind in ranges(header) if kind in _NAMED]
    best = max((quality for quality, _ in liked), default=0.0)
    return next((name for quality, name in liked if quality == best > 0), "html")


def ranges(header: str) -> list[tuple[float, str]]:
    """What a header accepts, in lower case, each with its quality, in the order of the header."""
    parts = ([part.strip().lower() for part in one.split(";")] for one in header.split(","))
    return [(_quality(parameters), kind) for kind, *parameters in parts if kind]


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
