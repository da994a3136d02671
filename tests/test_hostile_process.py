"""Broken and hostile files through the command line as a user runs it: a sentence each, the rest is read, little memory."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from test_hostile_input import BROKEN, MIB, packed

pytestmark = pytest.mark.slow

KG = [sys.executable, "-m", "kg"]
NOTICE = """雷州市政府召开第{number}次常务会议
2024年3月5日，市长赵一山主持召开雷州市人民政府第十八届第{number}次常务会议。会议强调，市水务局要在5月底前完成水库除险。
"""
MOST_MEMORY = 200  # MB; about 90 of these are the interpreter and the words
# A child counts the memory that it had before it became another program, so it must not be born of this large one.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
sys.exit(code)
"""


class Done(NamedTuple):
    code: int
    out: str
    err: str
    peak: int  # MB


def kg(*arguments: object, cwd: Path) -> Done:
    """Run the command; its peak of memory is the kernel's word."""
    command = [sys.executable, "-c", MEASURED, "peak", *KG, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=120, check=False)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return Done(done.returncode, out, err, int((cwd / "peak").read_text()))


def good(number: int) -> bytes:
    return NOTICE.format(number=number).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """``in``: everything that is broken or hostile, and a good notice after each."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "in").mkdir()
    files = {name: content() for name, content, _ in BROKEN}
    files["nested.zip"] = packed({"inner.zip": packed({"a.txt": good(900)}), "good.txt": good(901)})
    files["bomb.zip"] = packed({"bomb.txt": b"\0" * (300 * MIB), "good.txt": good(902)})
    for number, (name, content) in enumerate(files.items()):
        (place / "in" / f"{number:02} {name}").write_bytes(content)
        (place / "in" / f"{number:02} {name}.txt").write_bytes(good(number))
    for name in ("line.txt", "line.html"):
        with (place / "in" / name).open("wb") as file:
            file.truncate(200 * MIB)
    with (place / "in" / "line.csv").open("wb") as file:
        file.write("正文\n".encode())
        file.writelines(b"x" * MIB for _ in range(200))
    row = json.dumps({"text": NOTICE.format(number=903)}, ensure_ascii=False).encode()
    with (place / "in" / "line.jsonl").open("wb") as file:
        file.writelines(b"x" * MIB for _ in range(200))
        file.write(b"\n" + row)
    yield place
    shutil.rmtree(place)


def test_a_build_reads_what_can_be_read_names_the_rest_and_leaves_with_4(folder: Path) -> None:
    done = kg("build", "in", "-s", "store", "--no-exports", cwd=folder)
    assert done.code == 4, done.err
    assert done.peak < MOST_MEMORY
    report = kg("build", "in", "-s", "store", "--out", "exports", cwd=folder)
    assert report.code == 4
    failed = {failure["source"] for failure in json.loads((folder / "exports" / "report.json").read_text())["failed"]}
    broken = {path.name for path in (folder / "in").iterdir() if not path.name.startswith("line")}
    broken -= {name for name in broken if name.endswith(".txt") and name[: -len(".txt")] in broken}
    expected = {name for name in broken if not name.endswith((" nested.zip", " bomb.zip"))}
    archives = sorted(name for name in broken if name.endswith((" nested.zip", " bomb.zip")))
    expected |= {f"{archives[0]}!inner.zip", f"{archives[1]}!bomb.txt"}
    expected |= {"line.txt", "line.html", "line.csv", "line.jsonl#1"}
    assert failed == expected
    counted = kg("query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?g a kg:Notice } }", "-s", "store", cwd=folder)
    assert counted.out.split()[1] == str(len(BROKEN) + 2 + 3)


def test_an_extraction_of_the_folder_gives_all_good_notices_and_a_sentence_for_each_bad(folder: Path) -> None:
    done = kg("extract", "in", cwd=folder)
    assert done.code == 4
    assert len(done.out.splitlines()) == len(BROKEN) + 2 + 3
    lines = done.err.splitlines()
    assert len(lines) == len(BROKEN) + 2 + 4
    assert all(line.startswith("kg: ") and line.count(": ") >= 2 for line in lines), lines
    assert done.peak < MOST_MEMORY


@pytest.mark.parametrize("name", ["line.txt", "line.html", "line.csv", "line.jsonl"])
def test_each_line_of_200_mb_is_left_in_little_memory(folder: Path, name: str) -> None:
    done = kg("extract", f"in/{name}", cwd=folder)
    assert done.code == (4 if name == "line.jsonl" else 3)
    (line,) = done.err.splitlines()
    assert "MB" in line
    assert done.peak < MOST_MEMORY


def test_a_member_that_unpacks_to_much_within_the_ratio_stays_within_memory(tmp_path: Path) -> None:
    """45 MB of numbered lines: no bomb, no notice, only large."""
    text = "".join(f"{number} 会议要求，各部门要抓好落实。\n" for number in range(900_000))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text + text)
    done = kg("extract", "a.zip", cwd=tmp_path)
    assert done.code == 3
    assert "larger than the 50 MB that one document may have" in done.err
    assert done.peak < MOST_MEMORY
