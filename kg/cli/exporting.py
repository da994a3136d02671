"""``kg export``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated

import typer

from kg.cli.console import put
from kg.cli.options import DEFAULT_STORE, OutputOption, StoreOption

_PIECE = 1 << 20


def export(
    output_format: Annotated[str, typer.Argument(metavar="FORMAT", help="turtle|nquads|trig|jsonld|graphml")],
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """导出整个图库。 The whole store in another format, sorted."""
    from kg.export import export_file, write_export
    from kg.store import opened_for_reading

    with opened_for_reading(store) as opened:
        if output not in (None, "-"):
            export_file(opened, output_format, Path(str(output)))
            return
        with tempfile.TemporaryFile() as file:
            write_export(opened, output_format, file)
            file.seek(0)
            put(_pieces(file))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
