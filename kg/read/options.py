"""How to read: what the user may set, and the bounds that keep hostile input from taking the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

MIB: Final = 1024 * 1024

Format = Literal["text", "markdown", "html", "docx", "pdf", "jsonl", "csv", "tsv", "xlsx", "parquet", "zip"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings of ``read_path``. Sizes are bytes.

    ``encoding``: of text, HTML, JSON lines and CSV; None finds it out and refuses to guess.
    ``format``: taken instead of what a file's name (or, without a known ending, its content) says.
    ``*_column``: columns of tables and keys of JSON lines; None takes the first known name (``columns.tsv``).
    ``id_column``: what a row is called in ``Notice.source``, so that a row which moves is known again; None counts.
    ``published``: the day (ISO) of notices that tell none of their own, or ``name`` for the one in each file's name (``given_day``).
    ``split``: a line of five or more ``=`` alone parts several notices in one text file (see ``split``).
    ``max_file_bytes``: of one document. Tables and zips are streamed and may be larger.
    ``max_line_bytes``: of one line of a table, and of one CSV field.
    ``max_unpacked_bytes``, ``max_ratio``: of all members of a zip together, and unpacked to packed size.
    """

    encoding: str | None = None
    format: Format | None = None
    text_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    url_column: str | None = None
    publisher_column: str | None = None
    id_column: str | None = None
    published: str | None = None
    split: bool = True
    max_file_bytes: int = 50 * MIB
    max_line_bytes: int = 16 * MIB
    max_zip_members: int = 20_000
    max_unpacked_bytes: int = 2048 * MIB
    # Chinese prose deflates about 3 to 1, a page full of scripts 10 to 1; deflate's ceiling is 1032 to 1.
    max_ratio: int = 150
    max_pdf_pages: int = 2000


def mib(size: int) -> str:
    """A size as people read it: ``50 MB``, ``0.3 MB``."""
    return f"{size / MIB:.0f} MB" if size >= 10 * MIB else f"{size / MIB:.1f} MB"
