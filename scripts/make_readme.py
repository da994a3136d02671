"""Run the commands that the README files show, and put what they print under them.

Run: ``make readme``. In each block that begins with ```` ```console ````, the lines after its first line, ``$ make demo`` or
``$ kg …``, are replaced by what the command prints on a terminal of WIDTH columns.
"""

from __future__ import annotations

import functools
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
WIDTH = 150
BLOCK = re.compile(r"(?<=^```console\n)\$ (kg [^\n]*|make demo)\n.*?(?=^```$)", re.MULTILINE | re.DOTALL)


def printed(command: str) -> str:
    """What ``command`` prints on a terminal. Raises SystemExit with its complaint where it fails."""
    if command == "make demo":
        shutil.rmtree(ROOT / "exports" / "store", ignore_errors=True)
        said, remarks = _run(["make", "--no-print-directory", "demo"])
        # Remarks go to stderr, and only the first step, the build, makes any.
        heading, _, rest = said.partition("\n")
        return f"{heading}\n{remarks}{rest}"
    return _run([sys.executable, "-m", *shlex.split(command)])[0]


def _run(arguments: list[str]) -> tuple[str, str]:
    """Standard output, written to a terminal, and standard error of a process that must succeed."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "KG_LANG": "en", "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    with subprocess.Popen(arguments, cwd=ROOT, stdout=theirs, stderr=subprocess.PIPE, env=environment) as running:
        os.close(theirs)
        text = _all_of(ours)
        remarks = running.stderr.read().decode() if running.stderr is not None else ""
    if running.returncode != 0:
        raise SystemExit(f"{shlex.join(arguments)}: {remarks}")
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n", remarks


def _all_of(terminal: int) -> str:
    pieces = []
    with os.fdopen(terminal, "rb", buffering=0) as stream:
        while True:
            try:
                piece = stream.read(1 << 16)
            except OSError:  # how Linux says that the other end of a terminal was closed
                break
            if not piece:
                break
            pieces.append(piece)
    return b"".join(pieces).decode("utf-8")


def main() -> None:
    """Rewrite the pages."""
    known = functools.cache(printed)
    for page in PAGES:
        text = page.read_text("utf-8")
        page.write_text(BLOCK.sub(lambda found: f"$ {found[1]}\n{known(found[1])}", text), "utf-8")


if __name__ == "__main__":
    main()
