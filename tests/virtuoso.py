"""Virtuoso 7 as Debian packs it, started for a test on loopback in a folder of its own, and ended by its process id."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from outside import program

_SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = ., {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
MaxQueryMem = 500M
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 4
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
Charset = UTF-8
[Replication]
ServerName = db
ServerEnable = 1
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Virtuoso:
    """A running server: the address of its endpoint, its port for SQL, and what it is called by its owner."""

    url: str
    sql: int
    user: str = "dba"
    password: str = "dba"

    def isql(self, statement: str) -> str:
        """What the server's own client prints for an SQL statement."""
        command = ["isql-vt", f"127.0.0.1:{self.sql}", self.user, self.password, f"exec={statement}"]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@contextmanager
def virtuoso(place: Path, *, rows: int, folder: Path) -> Iterator[Virtuoso]:
    """A server with its files in ``place``, which gives at most ``rows`` rows and may read files in ``folder``."""
    executable = program("virtuoso-t")
    place.mkdir(parents=True, exist_ok=True)
    http, sql = _free_ports(2)
    (place / "virtuoso.ini").write_text(_SETTINGS.format(http=http, sql=sql, rows=rows, folder=folder), "utf-8")
    command = [executable, "+configfile", "virtuoso.ini", "+foreground"]
    with (place / "out.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{http}/sparql"
        _wait(process, url, place / "virtuoso.log")
        yield Virtuoso(url, sql)
    finally:
        process.kill()  # its files are thrown away
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"Virtuoso did not start: {log.read_text('utf-8', 'replace') if log.exists() else 'no log'}")


def _free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
