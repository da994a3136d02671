"""Reading shards: only what the manifest says, and only when it is what the manifest says."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from kg.errors import InputError, why
from kg.messages import message
from kg.shards.form import MANIFEST, SHARD, Manifest, Shard
from kg.shards.notices import NoticeQuads, grouped

_DAMAGED: Final = (EOFError, zlib.error, gzip.BadGzipFile)


def read_manifest(folder: Path) -> Manifest:
    """What ``folder`` holds. The shards themselves are not looked into: see ``check_shard`` and ``whole_shards``.

    Raises InputError: no folder, no manifest (the run that wrote the shards did not end), or one of another form.
    """
    if not folder.is_dir():
        raise InputError(message("There is no folder of shards at {folder}.", folder=folder))
    try:
        return Manifest.from_json((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        raise InputError(
            message(
                "{folder} holds no {manifest}: it is no folder of shards, or the run that wrote them did not end; run it again.",
                folder=folder,
                manifest=MANIFEST,
            )
        ) from None
    except ValueError as error:
        raise InputError(
            message("{file} cannot be used: {error}; write the shards anew.", file=folder / MANIFEST, error=error)
        ) from error
    except OSError as error:
        raise InputError(message("{file} cannot be read: {why}.", file=folder / MANIFEST, why=why(error))) from error


def check_shard(folder: Path, shard: Shard) -> None:
    """Return if the file of ``shard`` is there and has the manifest's size and SHA-256; else raise InputError."""
    path = folder / shard.name
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except FileNotFoundError:
        raise InputError(
            message("{path} is missing, though the manifest lists it; copy it there, or write it anew.", path=path)
        ) from None
    except OSError as error:
        raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error
    if (size, digest) != (shard.bytes, shard.sha256):
        raise InputError(
            message(
                "{path} is not what the manifest says (it has {size} bytes, SHA-256 {digest}…, not {listed} "
                "bytes, {other}…); copy it again, or write it anew.",
                path=path,
                size=size,
                digest=digest[:12],
                listed=shard.bytes,
                other=shard.sha256[:12],
            )
        )


def whole_shards(folder: Path) -> Manifest:
    """The manifest of ``folder``, when all its shards are as it says and no other is there; else raise InputError."""
    manifest = read_manifest(folder)
    known = {shard.name for shard in manifest.shards}
    for path in sorted(folder.iterdir()):
        if SHARD.fullmatch(path.name) is not None and path.name not in known:
            raise InputError(message("{path} is not in the manifest; remove it, or write the shards anew.", path=path))
    for shard in manifest.shards:
        check_shard(folder, shard)
    return manifest


@contextmanager
def opened_shard(folder: Path, shard: Shard) -> Iterator[IO[bytes]]:
    """The N-Quads of ``shard``, unpacked while they are read. Raises InputError where they cannot be."""
    path = folder / shard.name
    try:
        with gzip.open(path, "rb") if shard.packed else path.open("rb") as file:
            yield cast(IO[bytes], file)
    except _DAMAGED as error:
        raise InputError(
            message("{path} is damaged ({error}); copy it again, or write it anew.", path=path, error=error)
        ) from error
    except OSError as error:
        raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error


def notices_in(folder: Path, shard: Shard, base: str) -> Iterator[NoticeQuads]:
    """The notices of ``shard``, in order, one at a time in memory; ``base`` is that of the manifest.

    Raises InputError where the file is damaged, holds what no shard may (see ``grouped``), or does not
    hold as many notices and quads as the manifest says.
    """
    path, notices, quads = folder / shard.name, 0, 0
    with opened_shard(folder, shard) as file:
        try:
            for notice in grouped(file, base):
                notices += 1
                quads += notice.quads
                yield notice
        except ValueError as error:
            raise InputError(message("{path} is no shard: {error}.", path=path, error=error)) from error
    if (notices, quads) != (shard.notices, shard.quads):
        raise InputError(
            message(
                "{path} holds {notices} notices and {quads} quads, not {listed} and {listed_quads} as the manifest says.",
                path=path,
                notices=notices,
                quads=quads,
                listed=shard.notices,
                listed_quads=shard.quads,
            )
        )
