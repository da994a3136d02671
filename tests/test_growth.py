"""Time grows with the length of a notice and no faster, whatever stands in it."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from strange_texts import NOTICES, text_of

from kg.model import Notice
from kg.pipeline import extract
from kg.read.notice import read_text

ROUNDS = 6


def seconds(notice: Notice) -> float:
    """Processor time of one extraction.

    Without the collector, which goes through all that other tests left each time a long notice has made so many objects: that grows with
    both, and is no cost of the notice. The commands put it off, too.
    """
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        extract(notice)
        return time.process_time() - start
    finally:
        gc.enable()


def grows_within(few: str, many: str, *, bound: float) -> bool:
    """Whether ``many`` costs less than ``bound`` times ``few``.

    The least of several rounds that take turns is compared: what else runs on the machine only ever adds time, and may
    add it to one of the two. After two rounds the first that brings the ratio below the bound decides; so does less than
    0.1 s for ``many``, where a ratio says nothing. A square stays above the bound in all of them.
    """
    notices = [read_text(text, source="property.txt") for text in (few, many)]
    least = [float("inf")] * 2
    for done in range(ROUNDS):
        least = [min(best, seconds(notice)) for best, notice in zip(least, notices, strict=True)]
        if done and (least[1] < 0.1 or least[1] / least[0] < bound):
            return True
    return False


# For four times the text: linear is 4, quadratic 16. For sixteen times: 16 and 256.
FOURFOLD, SIXTEENFOLD = 8, 32
LEAD = "县政府召开第3次常务会议，会议要求，"
RUNS = """
各 、 ， 。 （ ） 《 》 “ 《》 一要 市 县 镇 要 应 由 请 的 不 是 王 年 第 1 １ a 会议 次会议 常务会议 会议还 会议强调， 强调， 县财政局
各镇、 各部门 、财政 王五、 同志 责任编辑： 出席： 责任单位： （以下简称 《关于印发 的通知》 年底前 2024年 20240 审议 听取 汇报 由县财政局
会同 督促 同意 责成 村 开发区 公司 办公室 1. 一、 （一） 一是 北京市 ”〈 〈” 钱规划、财政等部门 、规划部门 县长， 县长王奇， 市直部门 责任编辑，
就防汛工作，会议要求， 会议要求，甲， 关于甲工作，会议要求， 1.甲， 一是甲， 会议要求，加强乙，不得丙， 由县水利局控股，
""".split()


@pytest.mark.slow
@pytest.mark.parametrize("lead", ["", LEAD], ids=["bare", "led"])
@pytest.mark.parametrize("run", [*RUNS, " ", "　", "\n", "记者 "], ids=repr)
def test_long_run_of_one_word_takes_time_in_proportion(run: str, lead: str) -> None:
    short, long = (lead + (run * (size // len(run) + 1))[:size] for size in (4_000, 16_000))
    assert grows_within(short, long, bound=FOURFOLD)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTICES[::8], ids=lambda path: path.stem)
def test_notice_repeated_takes_time_in_proportion(path: Path) -> None:
    text = text_of(path) + "\n"
    assert grows_within(text * 4, text * 64, bound=SIXTEENFOLD)


def titles(count: int, form: str) -> str:
    """A notice of so many different titles, each with a numeral of its own put into ``form``."""
    numerals = ("".join("零一二三四五六七八九"[int(digit)] for digit in str(number)) for number in range(count))
    return f"{LEAD}审议" + "".join(form.format(numeral) for numeral in numerals) + "。"


@pytest.mark.slow
@pytest.mark.parametrize(
    "form",
    [
        "《东河县第{}号治理方案》、",
        "《东河县第{}号治理方案》，研究有关工作。会议听取",
        "《东河县第{0}号治理方案》（以下简称《方案{0}》），会议强调《方案{0}》很好。",
        "《东河县第{0}号治理方案》、《东河县第{0}号治理方案（草案）》、",
        "《{}》",
        "《关于印发第{}号方案的通知》。",
    ],
)
def test_many_different_titles_take_time_in_proportion(form: str) -> None:
    assert grows_within(titles(1_000, form), titles(4_000, form), bound=FOURFOLD)


@pytest.mark.slow
@pytest.mark.parametrize("listed", ["《{}号方案》", "{}号项目、"])
def test_many_matters_with_a_speech_each_take_time_in_proportion(listed: str) -> None:
    def notice(count: int) -> str:
        names = ["".join("零一二三四五六七八九"[int(digit)] for digit in str(number)) for number in range(count)]
        speeches = "\n".join(f"会议强调，要抓好{name}号工作。" for name in names)
        return (
            f"县政府召开第3次常务会议。\n会议审议了{''.join(listed.format(name) for name in names)}等事项。\n{speeches}"
        )

    assert grows_within(notice(150), notice(600), bound=FOURFOLD)


LIST, SPEECH = "研究{}号项目", "会议强调，要抓好{}号工作。"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mark", "listed", "told"),
    [
        ("，", LIST, SPEECH),
        ("；", "审议《{}号方案》", SPEECH),
        ("，", LIST, "就{0}号项目，会议强调，要抓好{0}号工作。"),
        ("；", LIST, "会议原则同意{}号项目。"),
        ("；", "听取{}号项目汇报", "会议原则同意{}号项目汇报。"),
        ("，", LIST, "会议听取了{0}道大桥汇报。\n会议强调，要抓好{0}号工作。"),
        ("，", "部署{}号项目", "赵一山强调，要抓好{}号工作。"),
    ],
)
def test_many_matters_under_a_verb_each_take_time_in_proportion(mark: str, listed: str, told: str) -> None:
    def notice(count: int) -> str:
        names = ["".join("零一二三四五六七八九"[int(digit)] for digit in str(number)) for number in range(count)]
        matters, paragraphs = (listed.format(name) for name in names), (told.format(name) for name in names)
        return f"县长赵一山主持召开县政府第3次常务会议，{mark.join(matters)}。\n" + "\n".join(paragraphs)

    assert grows_within(notice(150), notice(600), bound=FOURFOLD)
