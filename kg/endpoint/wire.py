"""Requests to a SPARQL server over HTTP, and what goes wrong with them in one sentence.

Queries go by POST in a form, so that no length limit of an address applies and every sign arrives as it is; IRIs with
Chinese characters travel percent-encoded in the form only.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from kg.endpoint.address import PASSWORD, USER, Address
from kg.errors import KgError, TimeoutExpired, UnreachableError, UsageError
from kg.messages import message

if TYPE_CHECKING:
    from types import ModuleType

    import httpx

RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
_SHOWN: Final = 300
_GONE: Final = (502, 503)
_TIMED_OUT: Final = ("S1T00", "timed out", "timeout", "time out")


class Reply(io.RawIOBase):
    """What the server sends, read while it comes. ``headers`` have lower-case names."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.headers = response.headers
        self._pieces = response.iter_bytes()
        self._left = b""
        self.broken: Exception | None = None

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview | bytearray, /) -> int:  # type: ignore[override]  # typeshed's buffer is wider than what readers give
        """Fill ``buffer`` as far as something is there; 0 at the end."""
        try:
            while not self._left:
                self._left = next(self._pieces)
        except StopIteration:
            return 0
        except Exception as error:  # whatever it is, it is raised again; the parser above makes a syntax error of it
            # The parser above would make a syntax error of it.
            self.broken = error
            raise
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


class Wire:
    """A connection to one server. Not for several threads."""

    def __init__(self, address: Address) -> None:
        try:
            import httpx
        except ImportError:
            raise UsageError(
                message("Asking a SPARQL server needs the library httpx: pip install 'huiyi-kg[endpoint]'.")
            ) from None
        self.address = address
        self._http = httpx
        self._signing: httpx.Auth | None = None
        self._client = httpx.Client(
            timeout=httpx.Timeout(address.silence, connect=address.connecting),
            # What the environment says of proxies holds; a local server is asked directly in any case.
            mounts={f"all://{host}": None for host in ("127.0.0.1", "localhost", "[::1]")},
            headers={"User-Agent": "huiyi-kg"},
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    @contextmanager
    def asked(self, query: str, accept: str) -> Iterator[Reply]:
        """The answer to ``query``, a SPARQL text.

        Raises UsageError where the server cannot read it, TimeoutExpired, UnreachableError, KgError.
        """
        request = self._request("POST", self.address.url, data={"query": query}, headers={"Accept": accept})
        with self.sent(request) as response:
            reply = Reply(response)
            try:
                yield reply
            except (SyntaxError, ValueError, OSError) as error:
                if reply.broken is not None:
                    raise self.failure(reply.broken) from reply.broken
                raise KgError(
                    message(
                        "The SPARQL server at {url} broke its answer off, or sent none that can be read: {error}.",
                        url=self.address.url,
                        error=error,
                    )
                ) from error

    def kind(self) -> str:
        """What the server calls itself (``Virtuoso/07.20…``); empty where it does not say."""
        with self.asked("ASK {}", RESULTS) as reply:
            return str(reply.headers.get("server", ""))

    def put(self, url: str, graph: str, triples: bytes, *, replace: bool) -> None:
        """Graph Store Protocol: make ``triples`` (N-Triples) the whole of ``graph``, or add them to it."""
        request = self._request(
            "PUT" if replace else "POST",
            url,
            params={"graph": graph},
            content=triples,
            headers={"Content-Type": "text/turtle; charset=utf-8"},  # which N-Triples are, and all servers take
        )
        with self.sent(request) as response:
            response.read()

    def update(self, url: str, text: str) -> None:
        """Carry out a SPARQL update."""
        request = self._request("POST", url, data={"update": text})
        with self.sent(request) as response:
            response.read()

    def _request(self, method: str, url: str, **parts: Any) -> httpx.Request:  # noqa: ANN401  (httpx knows their types)
        try:
            return self._client.build_request(method, url, **parts)
        except (self._http.InvalidURL, UnicodeError) as error:  # the latter from names in Punycode that are none
            raise UsageError(
                message("{url} is no address that requests can be sent to: {error}.", url=url, error=error)
            ) from error

    @contextmanager
    def sent(self, request: httpx.Request) -> Iterator[httpx.Response]:
        """The response to ``request``, when the server says that all is well; its body is still to be read."""
        response = None
        try:
            response = self._client.send(request, stream=True, auth=self._auth())
            if response.status_code >= 300:
                response.read()
                raise self._refusal(response)
            yield response
        except self._http.HTTPError as error:
            raise self.failure(error) from error
        finally:
            if response is not None:
                response.close()

    def failure(self, error: Exception) -> KgError:
        """What ``error`` of the HTTP library means to the user."""
        url, seconds = self.address.url, self.address
        if isinstance(error, self._http.ConnectTimeout):
            return UnreachableError(
                message(
                    "The SPARQL server at {url} cannot be reached: no connection within {seconds:g} s.",
                    url=url,
                    seconds=seconds.connecting,
                )
            )
        if isinstance(error, self._http.TimeoutException):
            return TimeoutExpired(
                message(
                    "The SPARQL server at {url} sent nothing for {seconds:g} s; the request was given up.",
                    url=url,
                    seconds=seconds.silence,
                )
            )
        if isinstance(error, self._http.ConnectError):
            return UnreachableError(
                message(
                    "The SPARQL server at {url} cannot be reached ({error}); is it running, and is that its address?",
                    url=url,
                    error=error,
                )
            )
        if isinstance(error, self._http.HTTPError):
            return UnreachableError(
                message(
                    "The connection to the SPARQL server at {url} broke ({why}); try again.",
                    url=url,
                    why=error or type(error).__name__,
                )
            )
        return KgError(
            message("The answer of the SPARQL server at {url} cannot be read: {error}.", url=url, error=error)
        )

    def _auth(self) -> httpx.Auth | None:
        """Digest, which Virtuoso wants, or Basic, as the server asks; nothing is sent before it does."""
        if self.address.user is None:
            return None
        if self._signing is None:
            self._signing = _as_asked(self._http, self.address.user, self.address.password or "")
        return self._signing

    def _refusal(self, response: httpx.Response) -> KgError:
        url, status, said = str(response.url.copy_with(query=None)), response.status_code, _first_line(response.text)
        if status in (401, 403):
            return UnreachableError(
                message(
                    "The SPARQL server at {url} refuses access ({status}); set {user} and {password} to what it wants.",
                    url=url,
                    status=status,
                    user=USER,
                    password=PASSWORD,
                )
            )
        if status in (404, 405) or status < 400:
            return UnreachableError(
                message(
                    "There is no SPARQL endpoint at {url} (it answers {status}); give the whole address.",
                    url=url,
                    status=status,
                )
            )
        if status == 504 or any(word in said for word in _TIMED_OUT):
            return TimeoutExpired(
                message(
                    "The SPARQL server at {url} ended the request because it took too long: {said}.", url=url, said=said
                )
            )
        if status in _GONE:
            return UnreachableError(
                message(
                    "The SPARQL server at {url} is not ready ({status}): {said}.", url=url, status=status, said=said
                )
            )
        if status == 400:
            return UsageError(message("The SPARQL server at {url} cannot carry this out: {said}.", url=url, said=said))
        return KgError(
            message("The SPARQL server at {url} failed ({status}): {said}.", url=url, status=status, said=said)
        )


def _as_asked(http: ModuleType, user: str, password: str) -> httpx.Auth:
    """Digest where the server asks for it (once, then for all further requests), else Basic."""

    class AsAsked(http.Auth):  # type: ignore[misc, name-defined]  # httpx is imported at run time only, so the class has no type here
        """Kept for a whole connection: what the server asked for is remembered."""

        def __init__(self) -> None:
            self._digest = http.DigestAuth(user, password)
            self._basic = http.BasicAuth(user, password)
            self._wants_basic = False

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if not self._wants_basic:
                response = yield from _outcome(self._digest.auth_flow(request))
                asked = response.headers.get_list("www-authenticate")
                self._wants_basic = response.status_code == 401 and any(a.lower().startswith("basic") for a in asked)
            if self._wants_basic:
                yield from self._basic.auth_flow(request)

    return AsAsked()


def _outcome(
    flow: Generator[httpx.Request, httpx.Response, None],
) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
    """Go through ``flow``; the last response it saw."""
    request = next(flow)
    while True:
        response = yield request
        try:
            request = flow.send(response)
        except StopIteration:
            return response


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("<")]
    return lines[0][:_SHOWN].rstrip(".") if lines else message("it does not say why")
