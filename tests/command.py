"""The command line as tests run it: in a process of its own, with what it printed and its exit code."""

from __future__ import annotations

import csv
import ctypes
import io
import os
import subprocess
import sys
from pathlib import Path

TEXT = """雷州市政府召开第{number}次常务会议
2024年3月{day}日，市长赵一山主持召开雷州市人民政府第十八届第{number}次常务会议。会议审议并原则通过《雷州市防汛预案》。
会议强调，市水务局要会同市财政局在5月底前完成水库除险，督促指导各镇（街）落实巡查。要抓好值班值守。
"""
NOTICE = TEXT.format(number=62, day=5)
KG = [sys.executable, "-m", "kg"]


def _give_up_power():
    """Be bound by rights even as root: without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH from the next program on."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def kg(*arguments, cwd=None, text=None, check=None, powerless=False):
    """Run the command; ``check`` is the exit code it must have, ``powerless`` takes away what root may do."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    environment.pop("KG_STORE", None)
    done = subprocess.run(
        [*KG, *map(str, arguments)],
        cwd=cwd,
        input=None if text is None else text.encode(),
        capture_output=True,
        env=environment,
        timeout=60,
        preexec_fn=_give_up_power if powerless else None,
    )
    done.out, done.err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in done.err, done.err
    if check is not None:
        assert done.returncode == check, done.err
    return done


def complaint(done, code):
    """The one sentence on stderr of a command that failed with ``code``."""
    assert done.returncode == code, done.err
    assert done.out == ""
    lines = done.err.strip().split("\n")
    assert len(lines) == 1
    return lines[0]


def rows(done):
    return list(csv.DictReader(io.StringIO(done.out, newline="")))
