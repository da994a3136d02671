"""People in every form: names by the places where they may stand, posts by what those who bear them did, labels by marks. (人员的各种写法)"""

from __future__ import annotations

from itertools import product

import pytest

import kg

TITLE = "平塘县政府召开第40次常务会议"
LEAD = f"{TITLE}\n发布时间：2024-05-09\n5月8日，县委副书记、县长莫启恒主持召开县政府第40次常务会议。"
BODY = f"{LEAD}会议听取了县水利局关于防汛工作情况的汇报。会议强调，县水利局要加强值守。\n会议还研究了其他事项。"
NAMES = (
    "王海平 李立 欧阳建国 要卫东 须一鸣 曲直中 斯琴高娃 扎西次仁 符亚三 易成 时光 向阳 成果 高飞 全龙 文明 和平 党建国 仝立新 尚和平 单于明 丘为民"
    " 应有为 强国栋 何方 江山 宗旨明 温和 明确立 包括生 屈从文 米来"
).split()
SENTENCES = {  # each with the role and the post of the one between the bars
    "副县长{}出席会议。": ("副县长", "attendee"),
    "副县长周明、{}、陈静出席会议。": ("副县长", "attendee"),
    "副县长周明、陈静、{}参加会议。": ("副县长", "attendee"),
    "副县长周明，县政协副主席{}应邀列席。": ("县政协副主席", "observer"),
    "副县长{}及县直有关部门负责人列席会议。": ("副县长", "observer"),
    "县领导周明、{}、陈静出席会议。": ("", "attendee"),
    "县领导{}、周明、陈静出席会议。": ("", "attendee"),
    "\n出席：周明、{}、陈静": ("", "attendee"),
    "\n列席：周明 {} 陈静": ("", "observer"),
}
POSTS = (
    "副县长|县政府党组成员、副县长|县人大常委会副主任|县政府办公室主任|县发改局局长|县委常委、常务副县长|县委常委、县纪委书记、县监委主任|县法院院长"
    "|县检察院检察长|县人武部部长|三级调研员|县公安局政委|县政府副秘书长"
).split("|")
CAME = {
    "出席会议": "attendee",
    "参加": "attendee",
    "列席会议": "observer",
    "应邀列席": "observer",
    "同志出席": "attendee",
    "等参加会议": "attendee",
}
ROLLS = {
    "出席": "attendee", "列席": "observer", "参会人员": "attendee", "出席人员": "attendee", "请假": "other", "缺席人员": "other", "出 席": "attendee",
    "列　席": "observer", "出席领导": "attendee", "列席单位": "observer", "与会人员": "attendee", "出席对象": "attendee", "会议列席": "observer",
}  # fmt: skip
LISTS = {  # what stands behind the label, and the posts
    "李建明、陈静": ("", ""),
    "李建明  陈静": ("", ""),
    "副县长李建明、陈静": ("副县长", "副县长"),
    "李建明（副县长）、陈静（兼县发改局局长）": ("副县长", "县发改局局长"),
    "县发改局李建明，县水利局陈静": ("", ""),
    "李建明（出差）、陈静，县直有关部门主要负责人": ("", ""),
}
LABELS = (
    "记者 通讯员 编辑 责编 责任编辑 审核 校对 作者 撰稿 供稿 摄影 全媒体记者 实习记者 编审 一审 二审 三审 签发 监制 主编 值班编辑 美编 审签"
).split()
WEAK = "总编 统筹 策划 制作 审定 录入 复核 责审 编发".split()  # words that say other things, too
PAGES = ("{title}\n{by} 2024-05-09\n{body}\n", "{body}\n{by}\n", "{body}（{by}）\n", "{body}\n（{by}）\n")


def people_of(text: str) -> dict[str, tuple[str, str]]:
    people = kg.extract(text).analysis.people
    return {person.name: ("、".join(post.surface for post in person.posts), person.role) for person in people}


@pytest.mark.parametrize(("name", "sentence"), list(product(NAMES, SENTENCES)))
def test_a_name_is_read_wherever_it_stands(name: str, sentence: str) -> None:
    assert people_of(f"{LEAD}{sentence.format(name)}\n").get(name) == SENTENCES[sentence]


@pytest.mark.parametrize(("post", "came"), list(product(POSTS, CAME)))
def test_posts_are_those_of_all_who_share_them(post: str, came: str) -> None:
    found = people_of(f"{LEAD}{post}李建明、陈静{came}。\n")
    assert (found.get("李建明"), found.get("陈静")) == ((post, CAME[came]), (post, CAME[came]))


@pytest.mark.parametrize(("label", "names"), list(product(ROLLS, LISTS)))
@pytest.mark.parametrize("mark", ["：", ":", "： "])
def test_a_label_says_who_was_there(label: str, names: str, mark: str) -> None:
    found = people_of(f"{LEAD}\n{label}{mark}{names}\n")
    first, second = LISTS[names]
    assert (found.get("李建明"), found.get("陈静")) == ((first, ROLLS[label]), (second, ROLLS[label]))


@pytest.mark.parametrize(("label", "page"), list(product([*LABELS, *WEAK], PAGES)))
@pytest.mark.parametrize("mark", ["：", ":", "： ", "丨", "｜", "/", " "])
def test_a_byline_is_read_with_its_label(label: str, page: str, mark: str) -> None:
    found = people_of(page.format(title=TITLE, body=BODY, by=f"{label}{mark}李建明"))
    wanted = None if label in WEAK and mark == " " else (label, "other")
    assert found.get("李建明") == wanted


@pytest.mark.parametrize(
    "text", ["会议强调，统筹推进项目：县水利局要加强值守。", "会议要求做好复核工作。", "会议审定了方案。"]
)
def test_a_label_in_a_sentence_names_nobody(text: str) -> None:
    assert set(people_of(f"{LEAD}{text}\n")) == {"莫启恒"}
