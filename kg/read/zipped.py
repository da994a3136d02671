"""Opening zip containers (archives and Word files) that may be hostile. Nothing is ever unpacked to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO, Final

from kg.messages import message
from kg.read.options import MIB, mib
from kg.read.outcome import Unreadable, said

# A directory entry takes 46 bytes and its name and extras; this much of it may be had for each member allowed.
_ENTRY_BYTES: Final = 512
_SMALL: Final = MIB  # below this, even a ratio of 1000 does no harm
_END: Final = struct.Struct("<4s4H2LH")
_END_64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64: Final = struct.Struct("<4sLQL")
_ENCRYPTED: Final = 0x1

# What zipfile raises on containers and members that are not sound.
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error)


def open_zip(stream: IO[bytes], *, max_members: int) -> zipfile.ZipFile:
    """The container over a seekable ``stream``. Raises Unreadable where it is damaged or lists too many members.

    The size of the directory is looked at first: reading it costs far more memory than its bytes.
    """
    try:
        if _directory_size(stream) > max_members * _ENTRY_BYTES:
            raise Unreadable(
                message(
                    "lists more than {most} members: split it, or in Python raise ReadOptions.max_zip_members",
                    most=max_members,
                )
            )
        archive = zipfile.ZipFile(stream)
    except (*DAMAGED, ValueError, OSError) as error:
        raise Unreadable(message("is damaged or cut off ({why}): make or download it anew", why=said(error))) from None
    if len(archive.infolist()) > max_members:
        raise Unreadable(
            message(
                "lists {count} members, more than {most}: split it, or in Python raise ReadOptions.max_zip_members",
                count=len(archive.infolist()),
                most=max_members,
            )
        )
    return archive


def check_sizes(members: Iterable[zipfile.ZipInfo], *, max_bytes: int, max_ratio: int | None) -> None:
    """Raises Unreadable where members would unpack to too much.

    The sizes are what the directory declares; zipfile never unpacks more than that, and a lie fails its checksum.
    """
    total = 0
    for member in members:
        total += member.file_size
        if max_ratio is not None and is_bomb(member, max_ratio):
            raise Unreadable(message("is a zip bomb: {why}; leave it out", why=bomb(member)))
    if total > max_bytes:
        raise Unreadable(
            message(
                "would unpack to {size}, more than {most} (a zip bomb?): split it", size=mib(total), most=mib(max_bytes)
            )
        )


def is_bomb(member: zipfile.ZipInfo, max_ratio: int) -> bool:
    """Whether one member grows beyond what text can."""
    return member.file_size > _SMALL and member.file_size > max_ratio * max(member.compress_size, 1)


def bomb(member: zipfile.ZipInfo) -> str:
    """What is wrong with it, in words."""
    ratio = member.file_size // max(member.compress_size, 1)
    return message("a member grows {ratio} times, to {size}", ratio=ratio, size=mib(member.file_size))


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """Whether reading it takes a password."""
    return bool(member.flag_bits & _ENCRYPTED)


def is_usual(member: zipfile.ZipInfo) -> bool:
    """Whether it is stored or deflated, the two methods whose memory and errors are known."""
    return member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _directory_size(stream: IO[bytes]) -> int:
    """Bytes of the directory as the end record has them; 0 where there is none (zipfile will say so)."""
    size = stream.seek(0, 2)
    tail_at = max(size - (1 << 16) - _END.size, 0)
    stream.seek(tail_at)
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return 0
    declared: int = _END.unpack_from(tail, at)[5]
    if declared != 0xFFFFFFFF or at < _LOCATOR_64.size:
        return declared
    signature, _, offset, _ = _LOCATOR_64.unpack_from(tail, at - _LOCATOR_64.size)
    if signature != b"PK\x06\x07" or offset > size:
        return declared
    stream.seek(offset)
    record = stream.read(_END_64.size)
    return int(_END_64.unpack(record)[8]) if len(record) == _END_64.size else declared
