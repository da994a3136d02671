"""Programs that are not ours and that the slow tests open our files with. CI has them all; elsewhere a test is skipped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

READERS = Path(__file__).parent / "readers"


def program(*names: str) -> str:
    """The path of the first of ``names`` that is installed. Without any the test is skipped, but fails in CI."""
    for name in names:
        if found := shutil.which(name):
            return found
    return missing(f"needs {' or '.join(names)}")


def ask_chromium(script: str, *files: Path | str) -> Any:
    """What ``readers/script`` finds in ``files`` (or at these addresses) by opening them in Chromium."""
    done = subprocess.run(
        [program("node"), str(node_packages() / script), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "CHROMIUM": program("chromium", "chromium-browser", "google-chrome")},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def node_packages() -> Path:
    """The folder with the packages of ``readers/package.json``."""
    if not (READERS / "node_modules" / "playwright-core").is_dir():
        missing(f"needs the packages of {READERS.name}/package.json: make readers")
    return READERS


def missing(what: str) -> str:
    if os.environ.get("CI"):
        pytest.fail(f"{what}; .ci/run is to install it")
    pytest.skip(what)
