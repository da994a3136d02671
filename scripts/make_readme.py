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
PAGES = {ROOT / "README.md": "en", ROOT / "README.zh-CN.md": "zh"}
"""Each page, and the language that commands speak on it."""
WIDTH = 150
BLOCK = re.compile(r"(?<=^```console\n)\$ (kg [^\n]*|make demo)\n.*?(?=^```$)", re.MULTILINE | re.DOTALL)


def printed(command: str, language: str) -> str:
    """What ``command`` prints on a terminal of somebody who speaks ``language``. Raises SystemExit with its complaint where it fails."""
    if command == "make demo":
        shutil.rmtree(ROOT / "exports" / "store", ignore_errors=True)
        said, remarks = _run(["make", "--no-print-directory", "demo"], language)
        # Remarks go to stderr, and only the first step, the build, makes any.
        heading, _, rest = said.partition("\n")
        return f"{heading}\n{remarks}{rest}"
    return _run([sys.executable, "-m", *shlex.split(command)], language)[0]


def _run(arguments: list[str], language: str) -> tuple[str, str]:
    """Standard output, written to a terminal, and standard error of a process that must succeed."""
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "KG_LANG": language,
        "COLUMNS": str(WIDTH),
        "PYTHONIOENCODING": "utf-8",
        "TERM": "dumb",
    }
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
    for page, language in PAGES.items():
        known = functools.partial(_block, language=language)
        page.write_text(BLOCK.sub(known, page.read_text("utf-8")), "utf-8")


def _block(found: re.Match[str], language: str) -> str:
    return f"$ {found[1]}\n{printed(found[1], language)}"


if __name__ == "__main__":
    main()
