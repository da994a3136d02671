"""Work in a process of its own that can be ended at any moment.

A running Oxigraph query cannot be cancelled, neither by a signal nor from another thread; a process can.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NoReturn

from kg import errors
from kg.errors import KgError, TimeoutExpired, why
from kg.messages import message

_FRAME: Final = struct.Struct(">cI")
_DATA, _ERROR, _END = b"D", b"E", b"Z"


def killable(work: Callable[[], Iterable[bytes]], *, timeout: float | None = None) -> Iterator[bytes]:
    """What ``work()`` gives, run in a child process that is killed when ``timeout`` seconds are over.

    It is killed, too, when the caller stops iterating, is interrupted, or dies. ``work`` must open by itself what it
    reads; call this before any thread was started (the process is forked). Raises TimeoutExpired, and whatever KgError
    ``work`` raises.
    """
    deadline = None if timeout is None else time.monotonic() + timeout
    reading, writing = os.pipe()
    watching, living = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.close(living)
        _serve(work, writing, watching)
    os.close(writing)
    os.close(watching)
    ended = False
    try:
        while not ended:
            kind = _read(reading, _FRAME.size, deadline, timeout)
            tag, size = _FRAME.unpack(kind)
            payload = _read(reading, size, deadline, timeout)
            if tag == _ERROR:
                name, sentence = pickle.loads(payload)  # from our own child
                raise getattr(errors, name, KgError)(sentence)
            ended = tag == _END
            if not ended:
                yield payload
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(living)


def _read(source: int, size: int, deadline: float | None, timeout: float | None) -> bytes:
    """``size`` bytes of the pipe, or TimeoutExpired; KgError where the child ended without a word."""
    parts = []
    while size:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([source], [], [], left)
        if not ready:
            raise TimeoutExpired(
                message("The query was ended: it had not answered within {timeout:g} s (--timeout).", timeout=timeout)
            )
        part = os.read(source, min(size, 1 << 16))
        if not part:
            raise KgError(
                message("The process that ran the query ended before its time; it may have run out of memory.")
            )
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _serve(work: Callable[[], Iterable[bytes]], writing: int, watching: int) -> NoReturn:
    """The child's whole life. Leaves by ``os._exit``, so that nothing of the parent's is flushed or run twice."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_die_with_parent, args=(watching,), daemon=True).start()
    status = 0
    try:
        for payload in work():
            _send(writing, _DATA, payload)
        _send(writing, _END, b"")
    except KgError as error:
        _send(writing, _ERROR, pickle.dumps((type(error).__name__, why(error))))
    except BrokenPipeError:
        status = 1  # the parent stopped listening
    except BaseException:  # the process ends here whatever it was; without this line it would go on as the parent
        traceback.print_exc()
        sys.stderr.flush()
        status = 1
    os._exit(status)


def _send(writing: int, tag: bytes, payload: bytes) -> None:
    data = memoryview(_FRAME.pack(tag, len(payload)) + payload)
    while data:
        data = data[os.write(writing, data) :]


def _die_with_parent(watching: int) -> None:
    """Wait until the parent's end of the pipe is closed, by itself or by its death, then end."""
    os.read(watching, 1)
    os._exit(1)
