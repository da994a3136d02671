"""From files to notices: text, Markdown, HTML, Word, PDF, JSON lines, CSV, Excel, Parquet, zip, folders, standard input.

The only room that opens files, and the only one that decides which characters a notice has: after ``read_text`` made
it, ``Notice.text`` never changes, and every offset counts its Unicode code points. What cannot be read comes out as
a ``ReadFailure`` of one sentence in its place among the notices, and the rest of the batch goes on.
"""

from __future__ import annotations

from kg.read.notice import read_text
from kg.read.options import ReadOptions
from kg.read.outcome import ReadFailure
from kg.read.paths import read_path

__all__ = ["ReadFailure", "ReadOptions", "read_path", "read_text"]
