"""The web application: which address is which page, and in which language and format it is wanted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.catalogues import LANGUAGES, has_catalogue
from kg.errors import InputError, KgError, TimeoutExpired
from kg.messages import message
from kg.web import processes
from kg.web.addresses import PAGE, home, path_of_tail, prefix, tail_of
from kg.web.asked import Asked, Limits, Place, Reply
from kg.web.formats import wanted_format
from kg.web.guard import Guard
from kg.web.languages import accepted_language

STATIC: Final = Path(__file__).parent / "static"
_AT_ONCE: Final = 4
"""Pages that are made at the same time; others wait their turn."""
_QUERIES_AT_ONCE: Final = _AT_ONCE // 2
"""Of these, how many readers' own queries may take: however long they go on, the others stay free for pages."""
_PATIENCE: Final = 3.0
"""Seconds that a query waits for its turn before the reader is told to come back later."""
_AGAIN: Final = 10
"""Seconds after which that reader may ask again."""
_LONGEST: Final = 16_384
"""Octets of an address: no page needs more, and a query that is longer belongs into a file (kg query -f)."""

_SINGLE: Final = {"/": "home", "/search": "search", "/queries": "queries", "/sparql": "sparql"}
_WITH_PATH: Final = {
    "/list/": "list",
    "/query/": "query",
    PAGE: "thing",
    "/statements/": "statements",
    "/graph/": "graph",
}
_BY_READER: Final = {"vary": "Accept, Accept-Language"}
_Handler = Callable[[Request], Awaitable[Response]]


def create_app(place: Place, limits: Limits | None = None, hosts: Iterable[str] = ()) -> Starlette:
    """The application over the store at ``place``. ``hosts``: names by which it is asked, besides those of this machine.

    Raises InputError where the catalogue of a language is not installed.
    """
    for language in LANGUAGES:
        if not has_catalogue(language):
            raise InputError(
                message(
                    "The words of the language {language!r} are not installed; install huiyi-kg anew.",
                    language=language,
                )
            )
    processes.prepare()
    maker = _Maker(place, limits or Limits())
    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/id/{rest:path}", _identified, methods=["GET"]),
            Route("/", _first(maker.handler("home", "zh")), methods=["GET"]),
            Route("/zh/", maker.handler("home", "zh"), methods=["GET"]),
            Mount("/en", routes=_pages("en", maker)),
            *_pages("zh", maker),
        ],
        middleware=[Middleware(Guard, hosts=tuple(hosts))],
        exception_handlers={HTTPException: maker.refused},
    )


def _pages(language: str, maker: _Maker) -> list[BaseRoute]:
    return [
        *(Route(path, maker.handler(page, language), methods=["GET"]) for path, page in _SINGLE.items()),
        *(
            Route(f"{path}{{rest:path}}", maker.handler(page, language, path), methods=["GET"])
            for path, page in _WITH_PATH.items()
        ),
    ]


def _first(chinese: _Handler) -> _Handler:
    """What answers at the address of the server itself: the ``chinese`` first page, or the way to that in English, for browsers of
    readers who like it better."""

    async def handle(request: Request) -> Response:
        if wanted_format(request) == "html" and _language(request) != "zh":
            return RedirectResponse(home("en"), status_code=303, headers=_BY_READER)
        response = await chinese(request)
        response.headers.update(_BY_READER)
        return response

    return handle


def _language(request: Request) -> str:
    return accepted_language(request.headers.get("accept-language", ""))


async def _identified(request: Request) -> Response:
    """The IRI of a thing leads to its page (303), in the format and the language that are wanted."""
    wanted = wanted_format(request)
    path = prefix(_language(request)) + path_of_tail(_rest(request, "/id/"))
    query = "" if wanted == "html" else f"?format={wanted}"
    return RedirectResponse(path + query, status_code=303, headers=_BY_READER)


def _rest(request: Request, behind: str) -> str:
    """What stands in the path behind ``behind``, as the IRIs of the store write it."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode("utf-8")
    return tail_of(raw.partition(b"?")[0].partition(behind.encode())[2])


def _here(request: Request, language: str) -> str:
    """The address of this page behind the language, as it came."""
    raw: bytes = request.scope.get("raw_path") or b"/"
    path = raw.partition(b"?")[0].decode("ascii", "replace").removeprefix(home(language).rstrip("/")) or "/"
    return f"{path}?{request.url.query}" if request.url.query else path


class _Maker:
    """Makes pages, some at a time."""

    def __init__(self, place: Place, limits: Limits) -> None:
        self._place = place
        self._limits = limits
        self._turns: anyio.CapacityLimiter | None = None
        self._queries: anyio.CapacityLimiter | None = None

    def handler(self, page: str, language: str, behind: str | None = None) -> _Handler:
        """What answers requests for ``page``."""

        async def handle(request: Request) -> Response:
            if len(request.url.path) + len(request.url.query) > _LONGEST:
                raise HTTPException(414)
            path = "" if behind is None else _rest(request, behind)
            values = {name: value for name, value in request.query_params.items() if name != "format"}
            return await self._sent(
                Asked(page, path, values, language, wanted_format(request), _here(request, language))
            )

        return handle

    async def refused(self, request: Request, error: Exception) -> Response:
        """A page for what is not there, or not to be done."""
        status = getattr(error, "status_code", 500)
        asked = Asked("error", language="en" if request.url.path.startswith(prefix("en") + "/") else "zh")
        sentences = {
            404: message("There is no page at this address."),
            405: message("Pages can be read only (GET)."),
            414: message("The address is too long; ask so long a query with kg query -f FILE."),
        }
        sentence = sentences.get(status, message("This cannot be answered."))
        reply = processes.failure(asked, status, KgError(sentence))
        return _response(reply, getattr(error, "headers", None))

    async def _sent(self, asked: Asked) -> Response:
        if self._turns is None or self._queries is None:  # they belong to the loop that runs
            self._turns = anyio.CapacityLimiter(_AT_ONCE)
            self._queries = anyio.CapacityLimiter(_QUERIES_AT_ONCE)
        if asked.page != "sparql" or not asked.value("query"):
            return await self._made(asked, self._turns)
        if not await _in_turn(self._queries):
            return _later(asked)
        try:
            return await self._made(asked, self._turns)
        finally:
            self._queries.release()

    async def _made(self, asked: Asked, turns: anyio.CapacityLimiter) -> Response:
        try:
            async with turns:
                reply = await run_in_threadpool(processes.answered, asked, self._place, self._limits)
        except TimeoutExpired as error:
            reply = processes.failure(asked, 503, error)
        except KgError as error:
            reply = processes.failure(asked, 500, error)
        return _response(reply)


async def _in_turn(places: anyio.CapacityLimiter) -> bool:
    """Take one of ``places``, to be given back; False where none was free in time."""
    with anyio.move_on_after(_PATIENCE):
        await places.acquire()
        return True
    return False


def _later(asked: Asked) -> Response:
    sentence = message("Other queries are being answered; ask again in {seconds} s.", seconds=_AGAIN)
    return _response(processes.failure(asked, 503, KgError(sentence)), {"retry-after": str(_AGAIN)})


def _response(reply: Reply, more: dict[str, str] | None = None) -> Response:
    headers = {"vary": "Accept", "cache-control": "no-cache", **dict(reply.headers), **(more or {})}
    if reply.file is not None:
        headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(reply.file)}"
    return Response(reply.body, reply.status, headers, media_type=reply.media_type)
