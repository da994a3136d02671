"""Run the ``kg`` commands that the README files show, and put what they print under them.

Run: ``python scripts/make_readme.py`` (``make readme``) after ``make demo``. In each block that begins with ```` ```console ````, the
lines after a ``$ kg …`` line are replaced by what the command prints on a terminal of WIDTH columns. Other commands are left as
they stand.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
WIDTH = 150
BLOCK = re.compile(r"(?<=^```console\n)\$ (kg [^\n]*)\n.*?(?=^```$)", re.MULTILINE | re.DOTALL)


def printed(command: str) -> str:
    """What ``command`` prints on a terminal. Raises SystemExit with its complaint where it fails."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    arguments = [sys.executable, "-m", *shlex.split(command)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=theirs, stderr=subprocess.PIPE, env=environment) as running:
        os.close(theirs)
        text = _all_of(ours)
        complaint = running.stderr.read().decode() if running.stderr is not None else ""
    if running.returncode != 0:
        raise SystemExit(f"{command}: {complaint}")
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


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
    for page in PAGES:
        text = page.read_text("utf-8")
        page.write_text(BLOCK.sub(lambda found: f"$ {found[1]}\n{printed(found[1])}", text), "utf-8")


if __name__ == "__main__":
    main()
