"""The folder that a store is: what lies in it, whether it is one that this version reads, and making an empty one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from kg.errors import InputError, why
from kg.iris import BASE, checked_base
from kg.messages import message

FORMAT: Final = 2
"""Version of the layout that ``kg.store`` describes. Raise it when older programs could no longer read the folder, or read it wrongly."""

MARKER: Final = "huiyi-store.json"
QUADS: Final = "quads"
STATE: Final = "build.sqlite"
INCOMING: Final = "incoming"
LOCK: Final = "lock"


def require_store(folder: Path) -> None:
    """Return if ``folder`` is a store this version reads; else raise InputError saying what it is instead."""
    if not folder.exists():
        raise InputError(
            message("There is no store at {folder}; make one with: kg build PATH --store {folder}.", folder=folder)
        )
    if not folder.is_dir():
        raise InputError(
            message("{folder} is a file, not a store; a store is a folder that kg build made.", folder=folder)
        )
    _require_format(folder)
    if not (folder / QUADS).is_dir():
        raise InputError(
            message("The store {folder} holds no {name} folder; build it anew.", folder=folder, name=QUADS)
        )


def _require_format(folder: Path) -> None:
    """Return if the marker of the store ``folder`` tells the format that this version reads; else raise InputError."""
    found = _format(_marker(folder))
    if found is None:
        raise InputError(
            message("{file} does not say which format the store has; build the store anew.", file=folder / MARKER)
        )
    if found != FORMAT:
        raise InputError(
            message(
                "The store {folder} has format {found}, this version of kg reads format {known}: it was made by a newer "
                "version; use that version, or build the notices into another folder."
                if found > FORMAT
                else "The store {folder} has format {found}, this version of kg reads format {known}: it was made by an "
                "older version; use that version, or build the notices into another folder.",
                folder=folder,
                found=found,
                known=FORMAT,
            )
        )


def _marker(folder: Path) -> str:
    """The text of the file that makes ``folder`` a store. Raises InputError where there is none."""
    try:
        return (folder / MARKER).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(
            message(
                "{folder} is not a store (it holds no {marker}); make one with: kg build PATH.",
                folder=folder,
                marker=MARKER,
            )
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(message("The store {folder} cannot be read: {why}.", folder=folder, why=why(error))) from error


def require_base(folder: Path, base: str | None) -> None:
    """Return if the IRIs of the store ``folder`` have the base ``base``, or None is asked for; else raise InputError."""
    found = base_of_folder(folder)
    if base is not None and base != found:
        raise InputError(
            message(
                "The store {folder} has IRIs below {found}, not below {base}: leave out --base-iri, or build the notices into another folder.",
                folder=folder,
                found=found,
                base=base,
            )
        )


def base_of_folder(folder: Path) -> str:
    """The base of all IRIs in the store ``folder``."""
    marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    return str(marker.get("base", BASE))


def _format(text: str) -> int | None:
    try:
        marker = json.loads(text)
    except ValueError:
        return None
    found = marker.get("format") if isinstance(marker, dict) else None
    return found if isinstance(found, int) else None


def prepare(folder: Path, base: str | None) -> None:
    """Make a folder for a store where there is nothing; leave a store alone; refuse anything else. It is a store once it has
    its marker (``mark``)."""
    if (folder / MARKER).exists():
        _require_store_of(folder, base)
        return
    if base is not None:
        checked_base(base)
    if folder.exists() and not folder.is_dir():
        raise InputError(message("{folder} is a file; name a folder for the store.", folder=folder))
    try:
        if folder.is_dir() and _holds_other_files(folder):
            raise InputError(
                message(
                    "The folder {folder} holds other files and is no store; name an empty or a new one.", folder=folder
                )
            )
        (folder / QUADS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(message("The store {folder} cannot be made: {why}.", folder=folder, why=why(error))) from error


def mark(folder: Path, base: str | None) -> None:
    """Make the prepared ``folder`` a store, below ``base``, where it is none yet. To be called by who has its lock: of two first
    builds at once one makes the store, and the other finds it."""
    if (folder / MARKER).exists():
        _require_store_of(folder, base)
        return
    wanted = BASE if base is None else checked_base(base)
    temporary = folder / f"{MARKER}.tmp"
    try:
        (folder / QUADS).mkdir(exist_ok=True)
        temporary.write_text(json.dumps({"format": FORMAT, "base": wanted}) + "\n", encoding="utf-8")
        temporary.replace(folder / MARKER)
    except OSError as error:
        raise InputError(message("The store {folder} cannot be made: {why}.", folder=folder, why=why(error))) from error


def _require_store_of(folder: Path, base: str | None) -> None:
    require_store(folder)
    require_base(folder, base)


def _holds_other_files(folder: Path) -> bool:
    """Whether ``folder`` holds what is no part of a store that is being made, or whose first build was killed at once."""
    others = {entry.name for entry in folder.iterdir()} - {QUADS, LOCK, f"{MARKER}.tmp"}
    return bool(others) and not (folder / MARKER).exists()
