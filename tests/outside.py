"""Programs that are not ours and that the slow tests open our files with. CI has them all; elsewhere a test is skipped."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

READERS = Path(__file__).parent / "readers"


def program(*names: str) -> str:
    """The path of the first of ``names`` that is installed. Without any the test is skipped, but fails in CI."""
    for name in names:
        if found := shutil.which(name):
            return found
    return _missing(f"needs {' or '.join(names)}")


def node_packages() -> Path:
    """The folder with the packages of ``readers/package.json``."""
    if not (READERS / "node_modules" / "playwright-core").is_dir():
        _missing(f"needs the packages of {READERS.name}/package.json: make readers")
    return READERS


def _missing(what: str) -> str:
    if os.environ.get("CI"):
        pytest.fail(f"{what}; .ci/run is to install it")
    pytest.skip(what)
