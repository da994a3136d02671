"""How many notices are expected for the progress bar, and what the bar says."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.build.expected import expected
from kg.read import read_path

ROOT = Path(__file__).resolve().parent.parent
TEXT = "县政府召开第{number}次常务会议，会议听取了县水务局的汇报。\n"


def place(folder: Path, kind: str, many: int) -> Path:
    """So many notices in a file or folder of that kind."""
    texts = [TEXT.format(number=number) for number in range(many)]
    path = folder / f"notices.{kind}"
    if kind == "folder":
        (path / "below").mkdir(parents=True)
        for number, text in enumerate(texts):
            (path / ("below" if number % 2 else ".") / f"{number}.txt").write_text(text)
        (path / "picture.png").write_bytes(b"\x89PNG")
        (path / "s").mkdir()
        (path / "s" / "huiyi-store.json").write_text("{}")
        (path / "s" / "a.txt").write_text("no notice")
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for number, text in enumerate(texts):
                archive.writestr(f"{number}.txt", text)
    elif kind == "jsonl":
        path.write_text("\n".join(f'{{"text": "{text.strip()}"}}' for text in texts))
    elif kind == "csv":
        path.write_text("text\n" + "".join(texts))
    elif kind == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow.parquet import write_table

        write_table(pyarrow.table({"text": texts}), path)
    return path


@pytest.mark.parametrize("kind", ["folder", "zip", "jsonl", "csv", "parquet"])
def test_as_many_are_expected_as_come(tmp_path, kind):
    path = place(tmp_path, kind, 7)
    assert expected(str(path)) == len(list(read_path(path))) == 7


def test_nothing_is_expected_of_what_cannot_be_counted(tmp_path):
    assert expected("-") is None
    assert expected(str(tmp_path / "none.jsonl")) == 1  # told when it is read
    (tmp_path / "broken.zip").write_bytes(b"PK")
    assert expected(str(tmp_path / "broken.zip")) == 1


def built_on_a_terminal(place: Path, notices: str) -> str:
    """What a build of ``notices`` in ``place`` shows on stderr, a terminal, without what only moves and colours."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "kg", "build", notices, "-s", "s", "--no-exports"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "160"}
    environment.pop("NO_COLOR", None)
    running = subprocess.Popen(command, cwd=place, stderr=slave, env=environment)
    os.close(slave)
    said = b""
    while piece := read(master):
        said += piece
    os.close(master)
    assert running.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said.decode())


def test_on_a_terminal_the_bar_says_how_many_how_fast_and_how_long_yet(tmp_path):
    place(tmp_path, "folder", 40)
    plain = built_on_a_terminal(tmp_path, "notices.folder")
    assert re.search(r"reading \S+ .* 40/40 +[\d.]+/s \d:\d\d:\d\d left \d:\d\d:\d\d", plain), plain[-2000:]
    assert "40 new" in plain


def test_a_file_whose_name_looks_like_markup_is_named_as_it_is(tmp_path):
    place(tmp_path, "folder", 2)
    named = tmp_path / "notices.folder" / "[bold]甲[nope].txt"
    next((tmp_path / "notices.folder").glob("*.txt")).rename(named)
    assert named.name in built_on_a_terminal(tmp_path, "notices.folder")


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # nobody has the other end any more
        return b""
