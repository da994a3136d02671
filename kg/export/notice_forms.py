"""Forms that are made of what notices say: annotations, pages of meetings, a table of directives."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.export.form import OF_NOTICES, FileForm, FolderForm, Form
from kg.export.request import Request
from kg.export.wanted import wanted_accounts
from kg.messages import message

if TYPE_CHECKING:
    from kg.source import Source


def _annotations(opened: Source, request: Request, output: IO[bytes]) -> str | None:
    from kg.export.annotations import write_annotations

    return _none_of(
        message("annotations"), write_annotations(wanted_accounts(opened, request.wanted()), opened, output)
    )


def _parquet(opened: Source, request: Request, output: IO[bytes]) -> str | None:
    from kg.export.directive_records import directive_records
    from kg.export.parquet import write_parquet

    found = directive_records(wanted_accounts(opened, request.wanted()), opened)
    return _none_of(message("directives"), write_parquet(found, output))


def _html(opened: Source, request: Request, folder: Path) -> str | None:
    from kg.export.pages import write_pages

    return _none_of(message("meetings"), write_pages(wanted_accounts(opened, request.wanted()), opened, folder))


def _none_of(what: str, count: int) -> str | None:
    return None if count else message("nothing found: no {things} fit what was asked for", things=what)


FORMS: Final[tuple[Form, ...]] = (
    FileForm("annotations", OF_NOTICES, _annotations),
    FolderForm("html", OF_NOTICES, _html),
    FileForm("parquet", OF_NOTICES, _parquet),
)
"""In the order in which the help names them."""
