"""Options that several commands share, described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_STORE = Path("exports/store")

StoreOption = Annotated[
    Path,
    typer.Option("--store", "-s", metavar="DIR", envvar="KG_STORE", help="图库所在文件夹。 The folder of the store."),
]
LexiconOption = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        metavar="DIR",
        envvar="KG_LEXICON",
        resolve_path=True,
        help="自备词表文件夹。 A folder of your own words, beside ours.",
    ),
]
RegisterOption = Annotated[
    Path | None,
    typer.Option(
        "--register",
        metavar="DIR",
        envvar="KG_REGISTER",
        resolve_path=True,
        help="自备名录与判断文件夹。 A folder of your own names and judgements, beside ours.",
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base-iri", metavar="IRI", envvar="KG_BASE_IRI", help="数据 IRI 的前缀，以 / 结尾。 What all IRIs begin with."
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", help="输出格式。 Output format; a table on a terminal, CSV elsewhere."),
]
OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="写入文件（- 为标准输出）。 File to write, - for stdout."),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option(
        "--timeout", metavar="SECONDS", min=0.001, help="超时即终止。 End the query after so long (exit 124)."
    ),
]
