"""Processes beside this one that read notices: how they are started, and that none outlives it. (进程)"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import wait

from kg.collecting import collect_seldom


def pool_of(jobs: int) -> ProcessPoolExecutor:
    """``jobs`` processes, started as work is given to them, which is to be done with ``interrupts_held``."""
    # Spawned, not forked: the store's threads must not be copied in the middle of what they do.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C comes when this is over, and never to processes that are started meanwhile.

    Blocked signals stay blocked in them. Here that is not enough: Oxigraph's threads do not block them, and Python then
    interrupts the main thread all the same, in the middle of starting a process, which would complain.
    """
    came: list[int] = []
    here = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, lambda number, _: came.append(number)) if here else None
    # Python's own helper of processes would be started with the first of them, and let Ctrl-C through to that one.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if here:
            signal.signal(signal.SIGINT, signal.SIG_DFL if handler is None else handler)
    if came:
        signal.raise_signal(signal.SIGINT)


def _begin() -> None:
    collect_seldom()  # as ``kg`` itself does: these begin with Python's own settings
    die_with_parent()


def die_with_parent() -> None:
    """End this process when the one that started it is gone, by whatever way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
