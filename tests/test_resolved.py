"""From one notice's names to identities: the body that met, organisations, groups, documents, people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from analyses import BASE, REGISTER, analysis, body_of, said, span

from kg.model import (
    AgencyKind,
    AgendaItem,
    Analysis,
    Notice,
    Post,
    Span,
)
from kg.posts import organ_of_post
from kg.resolve import resolve
from kg.resolve.group_rules import expand_group, group_rule


@pytest.mark.parametrize(
    ("body", "kind", "canonical", "key"),
    [
        ("市政府", "常务会议", "雷州市人民政府", "人民政府"),
        ("市政府", "党组会议", "雷州市人民政府党组", "人民政府党组"),
        ("市政府党组", "常务会议", "雷州市人民政府", "人民政府"),
        ("市政府党组", "党组(扩大)会议", "雷州市人民政府党组", "人民政府党组"),
        ("市委", "常委会会议", "中共雷州市委员会常务委员会", "中共委员会常务委员会"),
        ("市委常委会", "常委会会议", "中共雷州市委员会常务委员会", "中共委员会常务委员会"),
        ("市安委会", "全体会议", "雷州市安全生产委员会", "安全生产委员会"),
    ],
)
def test_body_in_full(body: str, kind: str, canonical: str, key: str) -> None:
    found = resolve(analysis(f"雷州市人民政府网 {body}召开会议。", body, kind=kind), REGISTER)
    assert body_of(found) == canonical
    assert found.meeting == f"{BASE}meeting/440882/{key}/{kind.replace('(', '（').replace(')', '）')}/2023-11-09"


@pytest.mark.parametrize("called", ["集团", "公司", "集团公司", "本公司", "我公司"])
def test_a_company_that_names_itself_by_a_common_word_is_the_one_that_its_minutes_print(called: str) -> None:
    full = "青川县城市建设有限公司"
    text = f"{called}召开办公会议。{full}要落实安全责任，{full}要按月调度。县水利公司要配合。"
    agencies: dict[str, AgencyKind] = {full: "organization", "县水利公司": "organization"}
    found = resolve(analysis(text, called, kind="办公会议", agencies=agencies), REGISTER)
    assert body_of(found) == full


def test_a_standing_meeting_of_nobody_named_is_the_own_government_s() -> None:
    made = analysis("雷州市人民政府网 市政府召开会议。", "市政府")
    silent = replace(made, meeting=replace(made.meeting, body=None))
    assert body_of(resolve(silent, REGISTER)) == "雷州市人民政府"
    other = replace(made, meeting=replace(made.meeting, body=None, kind=said("专题会议")))
    assert resolve(other, REGISTER).body is None


def test_the_day_of_the_meeting_decides_between_a_name_and_the_one_before_it() -> None:
    made = analysis("雷州市人民政府网 市政府召开会议，市编办参加。", "市政府", agencies={"市编办": "organization"})
    before = replace(made, meeting=replace(made.meeting, date=said("2016-05-04")))
    undated = replace(made, meeting=replace(made.meeting, date=None))
    published = replace(undated, fields=replace(undated.fields, published=said("2016-05-06")))
    names = [resolve(notice, REGISTER).agencies["市编办"].canonical for notice in (made, before, undated, published)]
    now, then = "中共雷州市委机构编制委员会办公室", "雷州市机构编制委员会办公室"
    assert names == [now, then, now, then]


def chaired(post: str, kind: str) -> Analysis:
    text = f"来源：泸州市人民政府网\n{post}甲乙主持召开会议，泸州经开区各单位参加。"
    made = analysis(text, "会议", kind=kind, people={"甲乙": post})
    posts = tuple(Post(part, span(text, part)) for part in post.split("、"))
    people = tuple(replace(person, posts=posts, role="chair") for person in made.people)
    return replace(made, meeting=replace(made.meeting, body=None), people=people)


def test_a_meeting_that_the_head_of_a_zone_chairs_is_its_committee_s() -> None:
    assert body_of(resolve(chaired("泸州经开区管委会主任", "办公会议"), REGISTER)) == "泸州经济技术开发区管理委员会"
    # A mayor who also heads the zone speaks for the city; and not every meeting is the committee's.
    for post in ("市长、管委会主任", "市委书记、管委会主任"):
        assert resolve(chaired(post, "办公会议"), REGISTER).body is None
    assert resolve(chaired("泸州经开区管委会主任", "专题会议"), REGISTER).body is None


def test_the_same_names_in_two_notices_give_the_same_iris() -> None:
    made = analysis("雷州市人民政府网 市政府要求市财政局落实。", "市政府", agencies={"市财政局": "organization"})
    other = replace(made, notice=Notice("fedcba9876543210", made.notice.text, "elsewhere"))
    one, two = resolve(made, REGISTER), resolve(other, REGISTER)
    assert one.agencies == two.agencies
    assert one.meeting == two.meeting
    assert one.notice != two.notice


def test_department_is_part_of_its_government() -> None:
    made = analysis("雷州市人民政府网 市政府要求市财政局落实。", "市政府", agencies={"市财政局": "organization"})
    found = resolve(made, REGISTER)
    assert found.body is not None
    assert found.agencies["市财政局"].parent == found.body.iri == BASE + "org/440882/人民政府"


def test_places_come_with_what_holds_them_first() -> None:
    made = analysis("雷州市人民政府网 市政府召开会议。", "市政府")
    assert [place.code for place in resolve(made, REGISTER).places] == ["440000", "440800", "440882"]


def test_base_of_iris_is_a_setting() -> None:
    made = analysis("雷州市人民政府网 市政府召开会议。", "市政府")
    assert resolve(made, REGISTER, base="https://example.org/x/").meeting.startswith("https://example.org/x/meeting/")


@pytest.mark.parametrize(
    ("surface", "code", "rule", "closed"),
    [
        ("各镇(街)", "440882", "乡镇街道@440882", True),
        ("各乡镇（街道）", "520328", "乡镇街道@520328", True),
        ("各县（市、区）", "320600", "县级区划@320600", True),
        ("各市州", "620000", "地级区划@620000", True),
        ("各部门", "440882", "部门@440882", False),
        ("各有关镇", "440882", "乡镇街道@440882", False),
        ("各镇（街）各部门", "440882", "乡镇街道+部门@440882", False),
        ("各乡镇", "320600", "乡镇街道@320600", False),
    ],
)
def test_group_says_which_organs_of_which_place(surface: str, code: str, rule: str, closed: bool) -> None:
    assert group_rule(surface, REGISTER.place(code), REGISTER) == (rule, closed)


def test_group_of_an_unknown_place_is_open() -> None:
    assert group_rule("各镇(街)", None, REGISTER) == ("乡镇街道@?", False)


def test_closed_group_expands_to_the_governments_of_its_members() -> None:
    made = analysis("雷州市人民政府网 市政府要求各镇(街)落实。", "市政府", agencies={"各镇(街)": "group"})
    ref = resolve(made, REGISTER).agencies["各镇(街)"]
    names = {member.canonical for member in expand_group(ref, REGISTER)}
    assert {"雷州市附城镇人民政府", "雷州市人民政府雷城街道办事处"} <= names
    assert len(names) == len(REGISTER.towns_of("440882"))


def test_open_group_expands_to_nothing() -> None:
    made = analysis("雷州市人民政府网 市政府要求各部门落实。", "市政府", agencies={"各部门": "group"})
    assert expand_group(resolve(made, REGISTER).agencies["各部门"], REGISTER) == ()


@pytest.mark.parametrize(
    ("title", "kind", "decided", "key"),
    [
        ("工会法", "法律", False, "doc/中华人民共和国工会法"),
        ("中华人民共和国工会法", "法律", False, "doc/中华人民共和国工会法"),
        ("政府信息公开条例", "行政法规", False, "doc/中华人民共和国政府信息公开条例"),
        ("雷州市某办法", "办法", True, "doc/雷州市某办法"),
        ("质量强国建设纲要", "纲要", False, "doc/质量强国建设纲要"),
        ("政府工作报告", "报告", False, "doc/440882/2023/政府工作报告"),
        ("关于规范评审的通知", "通知", True, "doc/440882/关于规范评审的通知"),
        ("关于规范评审的通知", "通知", False, "doc/关于规范评审的通知"),
        ("全市防汛方案", "方案", False, "doc/440882/全市防汛方案"),
    ],
)
def test_document_key(title: str, kind: str, decided: bool, key: str) -> None:
    text = f"雷州市人民政府网 市政府召开会议，《{title}》。"
    made = analysis(text, "市政府", documents={title: kind})
    item = AgendaItem(1, Span(0, 5), ("审议" if decided else "传达学习",), (), (title,), Span(0, 5), "test", 1.0)
    assert resolve(replace(made, agenda=(item,)), REGISTER).documents[title].iri == BASE + key


@pytest.mark.parametrize("number", ["国发〔2023〕5号", "国发（2023）5号", "国发(2023)5号", "国发[2023]5号"])
def test_number_of_a_document_identifies_it_whatever_its_brackets(number: str) -> None:
    made = analysis("雷州市人民政府网 市政府学习《某通知》。", "市政府", documents={"某通知": "通知"})
    numbered = replace(made.documents[0], number=said(number))
    assert (
        resolve(replace(made, documents=(numbered,)), REGISTER).documents["某通知"].iri == BASE + "doc/国发〔2023〕5号"
    )


def test_person_is_known_within_the_organ_of_the_notice_only() -> None:
    made = analysis(
        "雷州市人民政府网 市政府召开会议，市财政局局长甲乙汇报。", "市政府", people={"甲乙": "市财政局局长"}
    )
    person = resolve(made, REGISTER).people["甲乙"]
    assert person.iri == BASE + "person/440882/人民政府/甲乙"
    assert person.post_agencies == {"市财政局局长": BASE + "org/440882/财政局"}
    assert person.posts == {"市财政局局长": BASE + "org/440882/财政局/post/市财政局局长"}


@pytest.mark.parametrize(
    ("post", "organ"),
    [
        ("市长", "市政府"),
        ("常务副县长", "县政府"),
        ("东河县副县长", "东河县政府"),
        ("西河市代市长", "西河市政府"),
        ("七台河市长", "七台河市政府"),
        ("片区长", None),
        ("欧阳市长", None),
        ("原市长", None),
        ("东河县副市长", None),
        ("政府县长", "县政府"),
        ("东河县人民政府副县长", "东河县人民政府"),
        ("市委副书记", "市委"),
        ("市委常委", "市委"),
        ("市政府党组成员", "市政府"),
        ("市财政局局长", "市财政局"),
        ("市人大常委会副主任", "市人大常委会"),
        ("自治区主席", "自治区政府"),
        ("记者", None),
        ("教授", None),
    ],
)
def test_post_is_in_an_organ(post: str, organ: str | None) -> None:
    assert organ_of_post(post) == organ


def test_a_district_is_called_the_same_by_every_notice_and_its_name_with_the_city_stands_beside() -> None:
    city = resolve(
        analysis(
            "荆门市人民政府召开会议，东宝区教育局汇报。", "荆门市人民政府", agencies={"东宝区教育局": "organization"}
        ),
        REGISTER,
    )
    own = resolve(
        analysis("东宝区政府召开会议，区教育局汇报。", "东宝区政府", agencies={"区教育局": "organization"}), REGISTER
    )
    from_city, from_district = city.agencies["东宝区教育局"], own.agencies["区教育局"]
    assert from_city.canonical == "荆门市东宝区教育局"
    assert from_district.canonical == "东宝区教育局"
    assert {(ref.iri, ref.label, ref.alternative) for ref in (from_city, from_district)} == {
        (BASE + "org/420802/教育局", "东宝区教育局", "荆门市东宝区教育局")
    }


def test_the_police_station_of_a_town_s_notice_is_the_one_there_and_in_a_county_s_it_is_all_of_them() -> None:
    group: dict[str, AgencyKind] = {"派出所": "group"}
    in_town = resolve(
        analysis("平塘县克度镇人民政府召开镇长办公会议。派出所要加强巡查。", "平塘县克度镇人民政府", agencies=group),
        REGISTER,
    )
    in_county = resolve(
        analysis("平塘县人民政府召开常务会议。派出所要加强巡查。", "平塘县人民政府", agencies=group), REGISTER
    )
    assert in_town.agencies["派出所"].canonical == "平塘县公安局克度派出所"
    assert in_county.agencies["派出所"].canonical is None


def test_words_for_the_town_area_are_a_district_only_of_the_city_that_has_one() -> None:
    group: dict[str, AgencyKind] = {"城区": "group"}
    for city, meant in (("阳泉市", "阳泉市城区人民政府"), ("六安市", None)):
        text = f"{city}人民政府召开常务会议。城区要督促物业服务企业。"
        found = resolve(analysis(text, f"{city}人民政府", agencies=group), REGISTER)
        assert found.agencies["城区"].canonical == meant
