"""Each page is made in a process of its own, which ends with it: it can be ended at any moment, and holds nothing.

A running Oxigraph query cannot be cancelled; a process can. The processes are forked from a server that has no threads and
has loaded all that pages need (``multiprocessing``'s forkserver), so that one costs some milliseconds.
"""

from __future__ import annotations

import datetime
import gc
import multiprocessing
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Final

from kg import store
from kg.catalogues import LANGUAGES
from kg.errors import InputError, KgError, TimeoutExpired, UsageError, why
from kg.local_time import wall_clock
from kg.messages import message
from kg.web import snapshots
from kg.web.asked import Asked, Limits, Place, Reply
from kg.web.page import Page, Shelf
from kg.web.rendering import environment, html_of, in_language, reply_of

_CONTEXT: Final = multiprocessing.get_context("forkserver")
_LOADED: Final = ["__main__", "kg.web.loaded"]
_AGAIN: Final = 10
"""Seconds after which a store that is being written may be asked again: most builds take no longer."""
_GRACE: Final = 2.0
"""Seconds after its deadline at which a process ends itself, should nobody be there to end it."""


def prepare() -> None:
    """Start the server of processes, which loads what pages need while the first reader is still on the way."""
    _CONTEXT.set_forkserver_preload(_LOADED)
    forkserver.ensure_running()


def answered(asked: Asked, place: Place, limits: Limits) -> Reply:
    """The reply to ``asked``, made in a process of its own within ``limits``. Blocks meanwhile; threads may call it.

    Raises TimeoutExpired, and KgError where the process ended before its time.
    """
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_work, args=(theirs, asked, place, limits), daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(limits.seconds):
            raise TimeoutExpired(message("The page was not ready within {timeout:g} s.", timeout=limits.seconds))
        reply: Reply = ours.recv()
        return reply
    except EOFError:
        raise KgError(
            message("The process that made the page ended before its time; it may have run out of memory.")
        ) from None
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()


def _work(connection: Connection, asked: Asked, place: Place, limits: Limits) -> None:
    """The whole life of the process that makes one page."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    try:
        connection.send(made(asked, place, limits))
    except BrokenPipeError:
        sys.exit(1)  # the reader has gone


def made(asked: Asked, place: Place, limits: Limits) -> Reply:
    """The reply to ``asked``, whatever comes of it: what cannot be is told on a page, too."""
    from kg.web.pages.by_name import PAGES

    try:
        with store.opened_for_reading(place.store) as opened:
            snapshots.keep(place, opened)
            return _told(asked, lambda: PAGES[asked.page](asked, Shelf(opened, place, limits, asked.language)))
    except InputError as error:
        kept = snapshots.last(place)
        if kept is not None:
            with suppress(InputError):  # another page has removed it meanwhile
                return _as_kept(asked, kept, place, limits)
        # What it says names paths and processes of this machine: not for readers.
        sys.stderr.write(f"{why(error)}\n")
        busy = message("The store cannot be read just now, since it is being written or mended; try again in a moment.")
        return failure(asked, 503, KgError(busy), again=_AGAIN)


def _as_kept(asked: Asked, kept: snapshots.Snapshot, place: Place, limits: Limits) -> Reply:
    """The reply from what was ``kept``, which says when it was made. Raises InputError where that is gone."""
    from kg.web.pages.by_name import PAGES

    moment = datetime.datetime.fromtimestamp(kept.at, datetime.UTC)
    earlier = replace(asked, as_of=wall_clock(moment.isoformat(timespec="seconds")))
    place = replace(place, store=kept.path)
    with store.opened_for_reading(place.store) as opened:
        return _told(earlier, lambda: PAGES[earlier.page](earlier, Shelf(opened, place, limits, earlier.language)))


def _told(asked: Asked, maker: Callable[[], Page]) -> Reply:
    try:
        return reply_of(maker(), asked)
    except UsageError as error:
        return failure(asked, 400, error)
    except InputError as error:
        return failure(asked, 404, error)
    except KgError as error:
        return failure(asked, 500, error)
    except Exception:  # a fault of ours: the reader is told so, whoever runs the server sees where
        traceback.print_exc()
        return failure(asked, 500, KgError(message("Something is wrong in kg itself; its log says what.")))


def failure(asked: Asked, status: int, error: KgError, *, again: int | None = None) -> Reply:
    """A page that says what went wrong. ``again``: seconds after which it may be well; such a page says so in every language, since
    a reader of any may have come by an address in another's.
    """
    others = () if again is None else tuple(language for language in LANGUAGES if language != asked.language)
    told = {language: in_language(why(error), language) for language in others}
    body = html_of("error.html", asked, status=status, sentence=why(error), also=told, downloads={})
    headers = () if again is None else (("retry-after", str(again)),)
    return Reply(status, "text/html; charset=utf-8", body, headers=headers)


def warm() -> None:
    """Load what pages need: called in the server of processes, before the first is forked."""
    from kg.catalogues import LANGUAGES
    from kg.concepts import concept_labels
    from kg.index.tokens import words
    from kg.register import load_register
    from kg.web.rendering import TEMPLATES

    for language in LANGUAGES:
        concept_labels(language)
        for template in TEMPLATES.glob("*.html"):
            environment(language).get_template(template.name)
    load_register()
    words("督办")  # what cuts words loads its dictionary at the first
    gc.freeze()  # so that collecting does not copy pages of memory that the processes share
