"""Texts for tests of what holds for every notice: our example notices, and strings that no one would write."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kg.pipeline import Extraction, extract
from kg.read.notice import read_text

GOLD = Path(__file__).parent.parent / "examples" / "gold"
NOTICES = sorted(GOLD.glob("*.txt"))
EVERY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Pieces of notices, of pages, and of neither; drawn in any order they make texts that no one would write.
WORDS = """
县政府 县财政局 市市场监管局 各镇（街道） 各级各部门 规划、财政等部门 和县公安局 中共东河县委 国务院办公厅 县长 副县长 赵一山 欧阳一 钱 二河
要 须 不得 务必 应当 由 请 责成 同意 会同 督促 配合 牵头 负责 会议强调， 会议要求， 会议决定 强调 一要 二是 （一） 1. 一、 ①
召开 主持 听取 汇报 审议 原则通过 传达学习 研究 《东河县防汛预案》 《 》 （ ） “ ” 〈 〉 【 】 以下简称 关于印发 的通知 〔2024〕15号
年底前 10月31日前 2月30日 2月29日前 五个工作日内 国庆节前 近期 2024年5月8日 第十七届 第62次 常务会议 党组（扩大）会议
责任单位： 完成时限： 出席： 列席： 记者 责任编辑： 来源： 发布时间： 2024-05-08 9:30 1,200 3.5 。 ， ； ： 、 ！ ？ . , ; : ( ) 的 了 和 同志
县水利 产业发展局 牵头、 加强 排查 完成 提高政治站位 河道 安全 成效明显 123 ０１２ abc A·B 𠮷 會議 縣長 強調 < > & " \\
"""
SPACES = (" ", "\t", "\u3000", "\xa0", "\r\n", "\n", "\n\n", "\u2028", "\x85", "\x0c", "\x00", "\x07")
texts = st.lists(st.sampled_from([*WORDS.split(), *SPACES]), max_size=60).map("".join)
anything = st.text(st.characters(), max_size=200)  # control characters, astral planes and lone surrogates too


@cache
def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def extracted(text: str) -> Extraction:
    return extract(read_text(text, source="property.txt"))
