"""Opening a store: for its one writer, or to be read; and what is said where Oxigraph finds its files damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.messages import message
from kg.store.folder import QUADS, base_of_folder, mark, prepare, require_store
from kg.store.lock import locked

if TYPE_CHECKING:
    from pyoxigraph import Store

_DAMAGED: Final = "Corruption: "


class Writer:
    """A store held for writing. Oxigraph's files are opened at the first use only, since opening alone writes some."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.base = base_of_folder(folder)
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        """The open store. Raises InputError where its files cannot be opened."""
        from pyoxigraph import Store

        if self._store is None:
            try:
                with damage_told(self._folder):
                    self._store = Store(str(self._folder / QUADS))
            except OSError as error:
                raise InputError(
                    message(
                        "The store {folder} cannot be opened for writing: {error}.", folder=self._folder, error=error
                    )
                ) from error
        return self._store

    def close(self) -> None:
        """Let go of Oxigraph's files, as far as nobody else has hold of ``store``."""
        self._store = None


@contextmanager
def writer(folder: Path, *, base: str | None = None) -> Iterator[Writer]:
    """The store in ``folder``, made if there is none yet. Nobody else can open it meanwhile.

    ``base`` is the base of all IRIs in it: that of a new store, and a check on one that is there. Raises InputError:
    the folder holds something else, is of another format or base, is in use, damaged, or cannot be written.
    """
    prepare(folder, base)
    with locked(folder, exclusive=True):
        mark(folder, base)
        held = Writer(folder)
        try:
            with damage_told(folder):
                yield held
        finally:
            held.close()


@contextmanager
def opened_for_writing(folder: Path) -> Iterator[Store]:
    """As ``writer``, for those who will write in any case."""
    with writer(folder) as held:
        yield held.store


@contextmanager
def opened_for_reading(folder: Path) -> Iterator[Store]:
    """The store in ``folder``, read-only. Any number of readers may have it open, but no writer at the same time.

    Oxigraph leaves reading beside a writer of another process undefined, hence the lock.
    Raises InputError: no store there, of another format, being written, unreadable, or damaged, at once or where that
    is met with later.
    """
    from pyoxigraph import Store

    require_store(folder)
    with locked(folder, exclusive=False), damage_told(folder):
        try:
            store = Store() if _is_unborn(folder / QUADS) else Store.read_only(str(folder / QUADS))
        except OSError as error:
            raise InputError(
                message(
                    "The store {folder} cannot be read: {error}; build it anew with: kg build PATH.",
                    folder=folder,
                    error=error,
                )
            ) from error
        yield store


@contextmanager
def damage_told(folder: Path) -> Iterator[None]:
    """Raises InputError, with what to do, where Oxigraph finds that its files in ``folder`` are not as it wrote them."""
    try:
        yield
    except RuntimeError as error:
        # Oxigraph has no class of its own for this; what it says begins with RocksDB's name for the state.
        if not str(error).startswith(_DAMAGED):
            raise
        raise InputError(
            message(
                "The store {folder} is damaged ({why}); put a backup in its place (kg store restore BACKUP "
                "--replace), or build the notices into another folder.",
                folder=folder,
                why=" ".join(str(error).split()).rstrip("."),
            )
        ) from error


def _is_unborn(quads: Path) -> bool:
    """Whether Oxigraph has not come to put anything there: the first build was killed, or found no room, at once."""
    return not (quads / "CURRENT").exists() and not any(quads.glob("*.sst"))
