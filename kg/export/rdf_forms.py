"""Forms that are the store itself, as RDF."""

from __future__ import annotations

import gzip
from typing import IO, TYPE_CHECKING, Final, cast

from kg.export import FORMATS
from kg.export.form import FileForm, Form
from kg.export.request import Request
from kg.messages import message

if TYPE_CHECKING:
    from kg.source import Source


def _rdf_form(name: str) -> FileForm:
    def write(opened: Source, request: Request, output: IO[bytes]) -> str | None:
        FORMATS[name](opened, output)
        return None if len(opened) else message("nothing found: the store is empty")

    return FileForm(name, frozenset(), write)


def _nquads_gz(opened: Source, request: Request, output: IO[bytes]) -> str | None:
    # No file name and no time in the header: the same store gives the same bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=output, mtime=0) as packed:
        FORMATS["nquads"](opened, cast("IO[bytes]", packed))
    return None if len(opened) else message("nothing found: the store is empty")


FORMS: Final[tuple[Form, ...]] = (
    _rdf_form("turtle"),
    _rdf_form("nquads"),
    FileForm("nquads.gz", frozenset(), _nquads_gz),
    _rdf_form("trig"),
    _rdf_form("jsonld"),
)
"""In the order in which the help names them."""
