"""Rows of the tables that come with the package: tab-separated, UTF-8; lines that begin with # are for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def shipped_rows(table: Path) -> Iterator[list[str]]:
    """The cells of each row of the file ``table``, in its order. Not for the user's own tables, which may be faulty (``kg.lexicon.rows``)."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))
