"""The work for a notice grows no faster than its length, whatever it is made of.

Time would depend on the machine; the number of calls does not, and every quadratic cost that was ever found showed in it.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

from kg.model import Notice
from kg.pipeline import extract

EXAMPLES = Path(__file__).parent.parent / "examples" / "gold"
# Four times the text may cost five times the calls: what is done once a notice makes short ones dear, never long ones.
MOST = 5.0


def calls(text: str) -> int:
    """How many functions are called to read a notice."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    notice = Notice("0" * 16, text, "-")
    sys.setprofile(note)
    try:
        extract(notice)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", ["02-jiashan-54", "21-lushui", "09-junlian-jiyao"])
def test_a_notice_leaves_memory_as_soon_as_it_is_read(name: str) -> None:
    """Readers that hold each other in a circle would keep it until Python looks for circles: seldom, in a long run."""
    text = (EXAMPLES / f"{name}.txt").read_text("utf-8")
    extract(Notice("0" * 16, text, "-"))  # patterns are compiled, names remembered
    gc.collect()
    gc.disable()
    try:
        extract(Notice("0" * 16, text, "-"))
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize("name", ["02-jiashan-54", "21-lushui", "09-junlian-jiyao"])
def test_four_times_a_notice_is_at_most_five_times_the_work(name: str) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text("utf-8")
    extract(Notice("0" * 16, text, "-"))
    assert calls(text * 16) <= MOST * calls(text * 4)


@pytest.mark.parametrize(
    "words",
    [
        "会议",
        "次会议",
        "会议还",
        "会议强调，",
        "王五、",
        "各镇、",
        "县财政局、",
        "各有关",
        "（",
        "《",
        "《县方案》",
        "年底前",
        "要",
        "一、",
        "一要",
        "县财政局要加强管理，",
        "会议审议了《县方案》。\n",
        "会议强调，要抓好落实。\n",
        "由县财政局牵头，县民政局配合，",
        "张三同志、",
        "督促企业",
    ],
)
def test_one_phrase_again_and_again_is_read_in_the_time_of_its_length(words: str) -> None:
    extract(Notice("0" * 16, words, "-"))
    few = 1200 // len(words)
    assert calls(words * few * 4) <= MOST * calls(words * few)
