"""What is wrong in a folder of lexicons: files that are not read, rows of a wrong shape, and all that its rows do not do. (词表体检)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.faults.entries import Entry, entries_of, files_read
from kg.faults.fault import Fault
from kg.faults.repeated_words import beside_ours, said_twice
from kg.faults.unknown_words import unknown_words
from kg.faults.unmet_words import never_met
from kg.lexicon import FOLDER
from kg.messages import message

_BAR: Final = " | "
"""What parts the links of a page in its text: a word of the page around a notice may hold it (点评 | 回复)."""
_OTHER_TABLES: Final = frozenset({".csv", ".txt", ".xlsx", ".xls"})


def word_faults(folder: Path) -> tuple[Fault, ...]:
    """Everything odd in the lexicon ``folder``, ours or a user's own, in the order of files and lines.

    Raises InputError where the folder does not exist or a file is no text.
    """
    if not folder.is_dir():
        raise InputError(
            message("The lexicon folder {folder} does not exist; give a folder that holds TSV files.", folder=folder)
        )
    entries = list(entries_of(folder))
    misshapen = {entry.place: fault for entry in entries if (fault := _of_shape(entry)) is not None}
    sound = [entry for entry in entries if entry.place not in misshapen]
    found = [*_of_names(folder), *misshapen.values(), *said_twice(sound), *never_met(sound), *unknown_words(sound)]
    if folder != FOLDER:
        found += beside_ours(sound)
    order = {entry.place: number for number, entry in enumerate(entries)}
    return tuple(sorted(found, key=lambda fault: order.get(fault.place, -1)))


def _of_names(folder: Path) -> Iterator[Fault]:
    for file in sorted(folder.iterdir()) if folder != FOLDER else ():
        if file.suffix in _OTHER_TABLES:
            what, advice = message("only files that end in .tsv are read"), message("save it as tab-separated text")
            yield Fault(str(file), "", what, advice, "note")
        if file.suffix == ".tsv" and file.stem not in files_read():
            advice = message("call it one of: {names}", names=", ".join(sorted(files_read())))
            yield Fault(str(file), "", message("no file of this name is read"), advice)


def _of_shape(entry: Entry) -> Fault | None:
    least, most = entry.columns
    filled = [cell for cell in entry.cells[:least] if cell]
    if len(filled) < least:
        what = message("has {filled} of {least} columns", filled=len(filled), least=least)
        return entry.fault(what, message("put tabs between columns"))
    if len(entry.cells) > most:
        what = message("has {count} columns, {most} are read", count=len(entry.cells), most=most)
        return entry.fault(what, message("remove the rest"))
    if any(cell != cell.strip() for cell in entry.cells):
        return entry.fault(message("has spaces around a cell"), message("remove them"))
    if re.search(r"\s", entry.form.replace(_BAR, "") if entry.table == "chrome" else entry.form):
        return entry.fault(message("holds a space"), message("put a tab between columns, nothing inside a form"))
    return None
