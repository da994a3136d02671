"""``kg serve``: the store as pages in a browser."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import remark
from kg.cli.options import DEFAULT_STORE, RegisterOption, StoreOption
from kg.errors import InputError, KgError, why
from kg.messages import message

if TYPE_CHECKING:
    import socket

    from starlette.applications import Starlette

    from kg.web.asked import Place


def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", metavar="N", min=0, max=65_535, help="The port; 0 takes a free one.")
    ] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name this machine is called by in addresses; repeatable."),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="End a page that takes longer.")
    ] = 20.0,
    rows: Annotated[int, typer.Option("--rows", metavar="N", min=1, help="Most rows of an answer to SPARQL.")] = 10_000,
    store: StoreOption = DEFAULT_STORE,
    register: RegisterOption = None,
) -> None:
    """The store as pages for a browser; read-only."""
    _require_packages()
    from kg.store import require_store
    from kg.web.app import create_app
    from kg.web.asked import Limits, Place

    require_store(store)
    limits = Limits(seconds=timeout, rows=rows)
    with _kept_beside(store.resolve()) as kept, _listening(host, port) as listening:
        place = Place(store.resolve(), register, kept)
        _prepare(place)
        application = create_app(place, limits, [host, *(allow_host or [])])
        shown = f"[{host}]" if ":" in host else host
        number = listening.getsockname()[1]
        remark(
            message("serving {store} at http://{host}:{port}/ (Ctrl-C ends it)", store=store, host=shown, port=number)
        )
        _run(application, listening)


def _require_packages() -> None:
    """Return where the packages that pages need are installed; else raise KgError."""
    try:
        for name in ("uvicorn", "kg.web.app"):
            import_module(name)
    except ImportError as error:
        raise KgError(
            message("Pages need more packages ({why}): pip install 'huiyi-kg[web]'.", why=why(error))
        ) from error


def _run(application: Starlette, listening: socket.socket) -> None:
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", server_header=False, lifespan="off"))
    server.run(sockets=[listening])


@contextmanager
def _kept_beside(store: Path) -> Iterator[Path | None]:
    """A folder on the disk of ``store`` for what pages show while it is written, gone with the server; None where there can be none."""
    try:
        folder = tempfile.TemporaryDirectory(
            prefix=f".{store.name}.served-", dir=store.parent, ignore_cleanup_errors=True
        )
    except OSError:  # a disk to read from only: nobody writes the store either
        yield None
        return
    with folder as name:
        yield Path(name)


def _prepare(place: Place) -> None:
    """Bring the index up to date, and keep what the store holds, before anybody waits for a page; while a build writes, that is left
    to the pages."""
    from kg.cli.searching import freshen
    from kg.index import keeping
    from kg.store import opened_for_reading
    from kg.web import snapshots

    try:
        with opened_for_reading(place.store) as opened, keeping.opened(place.store) as index:
            freshen(index, opened, place.store, update=True)
            snapshots.keep(place, opened)
    except InputError as error:
        remark(why(error))


def _listening(host: str, port: int) -> socket.socket:
    """A socket at that address. Raises InputError where there can be none."""
    import socket

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        raise InputError(message("There is no address {host!r}: {why}.", host=host, why=why(error))) from error
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        number = error.errno or 0
        raise InputError(
            message(
                "Nothing can listen at {host}, port {port}: {why}. Choose another with --port N (0 takes a free one) or --host ADDRESS.",
                host=host,
                port=port,
                why=why(OSError(number, os.strerror(number))),  # what the error says besides repeats the address
            )
        ) from error
