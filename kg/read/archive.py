"""Zip archives of notices: each member read as a file of its name would be. An archive inside is refused."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Final

from kg.messages import message
from kg.model import Notice
from kg.read.buffers import whole
from kg.read.formats import is_beside, suffix_of
from kg.read.office import EXCEL, WORD, is_by
from kg.read.options import ReadOptions
from kg.read.outcome import ReadFailure, Unreadable, said
from kg.read.zipped import DAMAGED, bomb, check_sizes, is_bomb, is_encrypted, is_usual, open_zip

_UTF8_NAME: Final = 0x800
_NESTED: Final = message("is an archive inside an archive: unpack the outer one first")


MemberReader = Callable[[IO[bytes], str, ReadOptions], Iterator[Notice | ReadFailure]]
"""What reads an open member that is called so."""


def read_archive(
    stream: IO[bytes], name: str, options: ReadOptions, read_member: MemberReader, *, packed: bool = False
) -> Iterator[Notice | ReadFailure]:
    """The notices of every member, in the order of the members' names; one bad member does not stop the others.

    Raises Unreadable where the archive as a whole is damaged, too large, or itself ``packed`` in another. Members that
    grow beyond ``max_ratio`` are failures of their own.
    """
    with open_zip(stream, max_members=options.max_zip_members) as archive:
        members = sorted((_member_name(info), info.header_offset, info) for info in archive.infolist())
        if is_by(WORD, archive):
            from kg.read.docx import read_docx

            stream.seek(0)
            yield read_docx(whole(stream, options), name, options)
            return
        if is_by(EXCEL, archive):
            from kg.read.xlsx import read_xlsx

            stream.seek(0)
            yield from read_xlsx(whole(stream, options), name, options)
            return
        if packed:
            raise Unreadable(_NESTED)
        # Ratios are judged member by member below, so that one bomb does not take the others with it.
        check_sizes((info for *_, info in members), max_bytes=options.max_unpacked_bytes, max_ratio=None)
        inner = dataclasses.replace(options, format=None)
        for member, _, info in members:
            if not member.endswith("/") and not is_beside(member):
                yield from _read_member(archive, info, f"{name}!{member}", inner, read_member)


def _read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, options: ReadOptions, read_member: MemberReader
) -> Iterator[Notice | ReadFailure]:
    if is_encrypted(info):
        yield ReadFailure(source, message("needs a password: pack it anew without one"))
    elif not is_usual(info):
        yield ReadFailure(source, message("is packed by a rare method: pack it anew with the usual one (deflate)"))
    elif suffix_of(source) == "zip":
        yield ReadFailure(source, _NESTED)
    elif is_bomb(info, options.max_ratio):
        yield ReadFailure(source, message("looks like a zip bomb ({why}): leave it out", why=bomb(info)))
    else:
        yield from _read_sound_member(archive, info, source, options, read_member)


def _read_sound_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, options: ReadOptions, read_member: MemberReader
) -> Iterator[Notice | ReadFailure]:
    try:
        stream = archive.open(info)
    except (*DAMAGED, OSError, ValueError) as error:
        yield ReadFailure(source, _damaged(error))
        return
    with stream:
        try:
            yield from read_member(stream, source, options)
        except DAMAGED as error:
            yield ReadFailure(source, _damaged(error))


def _damaged(error: Exception) -> str:
    return message("is damaged in the archive ({why}): pack or download it anew", why=said(error))


def _member_name(info: zipfile.ZipInfo) -> str:
    """The member's name; where the archive does not say that it is UTF-8, as Chinese systems wrote it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.orig_filename.partition("\0")[0].encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename
