"""What a page says of itself in every form: labels by marks, publishers by places, days by how they are written. (页面信息的各种写法)"""

from __future__ import annotations

from itertools import product

import pytest

import kg

TITLE = "平塘县政府召开第40次常务会议"
BODY = (
    "5月8日，县委副书记、县长赵一山主持召开县政府第40次常务会议。会议听取了县水利局关于防汛工作情况的汇报。"
    "会议强调，县水利局要加强值守。\n会议还研究了其他事项。"
)
LABELS = (
    "来源 信息来源 文章来源 稿件来源 来源单位 转载自 稿源 发布单位 发布机构 发布部门 信息提供 信息提供单位 供稿单位 发文单位 公开机构"
).split()
MARKS = ("{}：", "{}:", "{}: ", "{}： ", "{}｜", "{}丨", "{} | ", "【{}】", "[{}]")
PUBLISHERS = "平塘县融媒体中心 平塘县人民政府办公室 黔南日报 县政府办公室 平塘县人民政府 中国平塘网 平塘发布 新华社 平塘县电视台".split()
PLACES = (  # each with the publisher and the day, above and below the notice
    ("来源：{} 发布时间：2024-05-09", ""),
    ("2024-05-09 来源：{}", ""),
    ("[来源：{}] [发布时间：2024-05-09]", ""),
    ("2024-05-09 | 来源：{} | 【字体：大 中 小】", ""),
    ("发布时间：2024-05-09\t来源：{}\t浏览次数：", ""),
    ("来源：\n{}\n发布时间：2024-05-09", ""),
    ("发布时间：2024-05-09", "来源：{}\n编辑：王小明"),
    ("发布时间：2024-05-09", "（来源：{}）"),
)
DAYS = {
    "2024-05-09": "2024-05-09",
    "2024年5月9日": "2024-05-09",
    "2024年05月09日 17:51": "2024-05-09T17:51",
    "2024年5月9日17时51分": "2024-05-09T17:51",
    "2024-05-09 17:51:56": "2024-05-09T17:51:56",
    "2024/05/09": "2024-05-09",
    "2024/5/9 17:51": "2024-05-09T17:51",
    "2024.5.9": "2024-05-09",
    "[2024-05-09]": "2024-05-09",
    "（2024-05-09）": "2024-05-09",
    "2024-5-9 8:05": "2024-05-09T08:05",
    "2024年5月9日 星期四": "2024-05-09",
    "2024-05-09T17:51:56": "2024-05-09T17:51:56",
}
DAY_LINES = ("发布时间：{}", "{}", "来源：县融媒体中心 {}", "来源：县融媒体中心 | 时间：{}")


def fields_of(head: str, foot: str = "") -> tuple[str | None, ...]:
    notice = kg.extract(f"{TITLE}\n{head}\n{BODY}\n{foot}\n").analysis.fields
    return tuple(field and field.value for field in (notice.title, notice.publisher, notice.published))


@pytest.mark.parametrize(("label", "mark"), list(product(LABELS, MARKS)))
def test_a_label_tells_who_published(label: str, mark: str) -> None:
    head = f"{mark.format(label)}平塘县融媒体中心 发布时间：2024-05-09"
    assert fields_of(head) == (TITLE, "平塘县融媒体中心", "2024-05-09")


@pytest.mark.parametrize(("publisher", "place"), list(product(PUBLISHERS, PLACES)))
def test_a_publisher_is_read_wherever_its_label_stands(publisher: str, place: tuple[str, str]) -> None:
    head, foot = place
    assert fields_of(head.format(publisher), foot.format(publisher)) == (TITLE, publisher, "2024-05-09")


@pytest.mark.parametrize(("day", "line"), list(product(DAYS, DAY_LINES)))
def test_a_day_is_read_however_it_is_written(day: str, line: str) -> None:
    title, _, published = fields_of(line.format(day))
    assert (title, published) == (TITLE, DAYS[day])


@pytest.mark.parametrize("day", [*DAYS, "二〇二四年五月九日"])
@pytest.mark.parametrize("parts", ["\n", " ", "\u3000\u3000"])
def test_a_signature_tells_who_and_when(day: str, parts: str) -> None:
    told = fields_of("政务公开", f"\n平塘县人民政府办公室{parts}{day}")
    assert told == (TITLE, "平塘县人民政府办公室", DAYS.get(day, "2024-05-09"))
