"""A SPARQL 1.1 server on loopback for tests: Oxigraph in memory behind http.server, with the faults that servers have."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from kg.sparql_text import names_graphs

MOST = 1 << 24


@dataclass
class Server:
    """One server. ``rows``: how many it gives at most; ``tells``: whether it says so, as Virtuoso does.

    ``delay``: seconds before each answer; ``broken``: answers end in their middle; ``refuse``: a status to answer with;
    ``login``: user and password that writing needs.
    """

    store: Store = field(default_factory=Store)
    rows: int | None = None
    tells: bool = False
    delay: float = 0.0
    broken: bool = False
    refuse: tuple[int, str] | None = None
    login: tuple[str, str] | None = None
    partial: bool = False
    kind: str = "Oxigraph/0.5"
    drop_after: int | None = None  # requests to write after which the server loses what it is sent
    requests: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    """Answers as ``told``, which each server sets in a class of its own, says."""

    protocol_version = "HTTP/1.1"
    told: Server

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST))
        path = urlsplit(self.path)
        time.sleep(self.told.delay)
        if self.told.refuse is not None:
            self._say(self.told.refuse[0], "text/plain", self.told.refuse[1].encode())
        elif path.path == "/query":
            form = parse_qs(body.decode("ascii"))  # a form is percent-encoded: nothing but ASCII may arrive
            self._ask(form["query"][0])
        elif not self._may_write():
            self._say(401, "text/plain", b"who are you?", {"WWW-Authenticate": 'Basic realm="tests"'})
        elif path.path == "/update":
            text = parse_qs(body.decode("ascii"))["update"][0]
            self.told.requests.append(("update", text))
            self.told.store.update(text)
            self._say(204, "text/plain", b"")
        else:
            self._keep(body, parse_qs(path.query)["graph"][0], replace=self.command == "PUT")

    do_PUT = do_POST  # noqa: N815  (http.server's names)

    def _may_write(self) -> bool:
        if self.told.login is None:
            return True
        wanted = base64.b64encode(":".join(self.told.login).encode()).decode()
        return self.headers.get("Authorization") == f"Basic {wanted}"

    def _keep(self, body: bytes, graph: str, *, replace: bool) -> None:
        self.told.requests.append((self.command, graph))
        if self.told.drop_after is not None:
            self.told.drop_after -= 1
            if self.told.drop_after < 0:
                self._say(204, "text/plain", b"")
                return
        name = NamedNode(graph)
        triples = [Quad(q.subject, q.predicate, q.object, name) for q in parse(body, format=RdfFormat.TURTLE)]
        if replace:
            self.told.store.remove_graph(name)
        self.told.store.extend(triples)
        self._say(204, "text/plain", b"")

    def _ask(self, text: str) -> None:
        self.told.requests.append(("query", text))
        try:
            found = self.told.store.query(text, use_default_graph_as_union=not names_graphs(text))
        except SyntaxError as error:
            self._say(400, "text/plain", f"cannot parse: {error}\nmore".encode())
            return
        headers = {}
        if isinstance(found, QuerySolutions):
            data = found.serialize(format=QueryResultsFormat.TSV) or b""
            head, *lines = data.split(b"\n")[:-1]
            kept = lines if self.told.rows is None else lines[: self.told.rows]
            if self.told.tells and len(kept) < len(lines):
                headers["X-SPARQL-MaxRows"] = str(self.told.rows)
            shown = parse_query_results(b"\n".join([head, *kept, b""]), format=QueryResultsFormat.TSV)
            body, kind = shown.serialize(format=QueryResultsFormat.JSON), "application/sparql-results+json"
        elif isinstance(found, QueryBoolean):
            body, kind = found.serialize(format=QueryResultsFormat.JSON), "application/sparql-results+json"
        else:
            body, kind = serialize(found, format=RdfFormat.N_TRIPLES), "application/n-triples"
        if self.told.partial:
            headers["X-SQL-State"] = "S1TAT"
        self._say(200, kind, body or b"", headers)

    def _say(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if self.told.broken else body)
        if self.told.broken:
            self.close_connection = True

    def version_string(self) -> str:
        return self.told.kind

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """``server``, listening on loopback until the end of the block."""
    listening = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"told": server}))
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{listening.server_port}/query"
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
