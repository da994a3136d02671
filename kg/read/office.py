"""What a Word file and an Excel workbook are before a library opens them: a zip container that may be hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from kg.messages import message
from kg.read.options import ReadOptions
from kg.read.outcome import Unreadable
from kg.read.plain import refuse_binary
from kg.read.zipped import check_sizes, is_encrypted, is_usual, open_zip


class Program(NamedTuple):
    """What writes such files, how their names end, and the part that none of them lacks."""

    name: str
    ending: str
    part: str

    @property
    def anew(self) -> str:
        """What to do with a file that is not sound."""
        return message("save it from {program} anew", program=self.name)


WORD: Final = Program("Word", ".docx", "word/document.xml")
EXCEL: Final = Program("Excel", ".xlsx", "xl/workbook.xml")


def is_by(program: Program, container: zipfile.ZipFile) -> bool:
    """Whether the container is a file by ``program``, by its parts."""
    names = container.NameToInfo
    return "[Content_Types].xml" in names and program.part in names


@contextmanager
def office_container(data: bytes, program: Program, options: ReadOptions) -> Iterator[zipfile.ZipFile]:
    """The container of a file by ``program``, looked through before its parts are read.

    Raises Unreadable where it is something else, damaged, protected, packed by a rare method, or a zip bomb.
    """
    if not data.startswith(b"PK"):
        refuse_binary(data)
        raise Unreadable(
            message(
                "is no {ending} file (it does not begin as a zip archive does): {anew}",
                ending=program.ending,
                anew=program.anew,
            )
        )
    with open_zip(io.BytesIO(data), max_members=options.max_zip_members) as container:
        members = container.infolist()
        if any(map(is_encrypted, members)):
            raise Unreadable(message("needs a password: save it without one"))
        if not all(map(is_usual, members)):
            raise Unreadable(message("is packed by a rare method: {anew}", anew=program.anew))
        # The libraries hold a document's parts, and the strings of all sheets, in memory at once: so the bound is a
        # document's, not an archive's.
        check_sizes(members, max_bytes=2 * options.max_file_bytes, max_ratio=options.max_ratio)
        yield container
