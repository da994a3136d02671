"""What every answer says to browsers, and whom the server answers at all.

Pages ask nothing of any other machine and run no script, so the policy allows nothing but our own style sheet. A request
that names another host is refused: a page elsewhere could else read the store through the reader's browser (DNS
rebinding). So is one that a page elsewhere makes in the background (an image, a frame, a script that fetches), as browsers tell
by Sec-Fetch-Site and Origin: it could make the server work, or measure what it answers. A link from elsewhere is followed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def name_of(host: str) -> str:
    """The name or address in a Host header, without its port, in lower case: [::1]:8000 gives ::1, and so does a bare ::1, as people
    type it."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host if host.count(":") > 1 else host.partition(":")[0]


_OURS: Final = (None, b"same-origin", b"none")
"""Sec-Fetch-Site of what our own pages or the reader ask for; None of programs, and of browsers that do not tell."""


def is_asked_from_elsewhere(headers: Iterable[tuple[bytes, bytes]], hosts: Collection[str]) -> bool:
    """Whether a page that is none of ``hosts``' makes this request without the reader going there.

    Another port of the same machine is elsewhere, too (same-site). See the Fetch Metadata and Fetch standards of W3C and WHATWG.
    """
    told = dict(headers)
    origin = told.get(b"origin")
    if origin is not None and _host_of(origin) not in hosts:
        return True
    followed = told.get(b"sec-fetch-mode") == b"navigate" and told.get(b"sec-fetch-dest") == b"document"
    return told.get(b"sec-fetch-site") not in _OURS and not followed


def _host_of(origin: bytes) -> str:
    """The name in an Origin header; empty where it names none (null) or is none at all."""
    try:
        return name_of(urlsplit(origin.decode("latin-1")).netloc)
    except ValueError:  # brackets that are never closed, or hold no address
        return ""


class Guard:
    """Wraps an application: requests for unknown hosts, and those that pages elsewhere make, are refused; every answer gets ``HEADERS``."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        # Without an empty name, which is what a request that names nobody has.
        self._hosts = LOCAL | {name for host in hosts if (name := name_of(host))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or name_of(named[0]) not in self._hosts:
            await _refuse(
                guarded,
                421,
                b"This server does not answer for the host of this request (kg serve --allow-host NAME).\n",
            )
        elif is_asked_from_elsewhere(scope["headers"], self._hosts):
            await _refuse(guarded, 403, b"A page elsewhere asked for this; open it by its address, or by a link.\n")
        else:
            await self._app(scope, receive, guarded)


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
