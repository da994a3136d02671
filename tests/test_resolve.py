"""From one notice's names to identities: the notice's own place, organisations, groups, documents, people."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.locate import locate
from kg.model import (
    Agency,
    AgencyKind,
    AgendaItem,
    Analysis,
    Document,
    Located,
    MeetingFields,
    Notice,
    NoticeFields,
    Page,
    Person,
    Post,
    Resolution,
    Span,
)
from kg.posts import organ_of_post
from kg.register import load_register
from kg.resolve import resolve
from kg.resolve.group_rules import expand_group, group_rule

REGISTER = load_register()
BASE = "https://w3id.org/huiyi/id/"


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def located(text: str, part: str) -> Located[str]:
    return Located(part, span(text, part), "test", 1.0)


def said(value: str) -> Located[str]:
    return Located(value, None, "test", 1.0)


def analysis(
    text: str,
    body: str,
    *,
    kind: str = "常务会议",
    agencies: dict[str, AgencyKind] | None = None,
    publisher: str | None = None,
    title: str | None = None,
    documents: dict[str, str] | None = None,
    people: dict[str, str] | None = None,
    page: Page | None = None,
) -> Analysis:
    """An analysis by hand of ``text``; every surface given must stand in it."""
    return Analysis(
        notice=Notice("0123456789abcdef", text, "-", page or Page()),
        fields=NoticeFields(
            title=located(text, title) if title else None,
            publisher=located(text, publisher) if publisher else None,
        ),
        meeting=MeetingFields(body=located(text, body), kind=said(kind), date=said("2023-11-09")),
        agencies=tuple(
            Agency(s, k, tuple(Span(m.start(), m.end()) for m in re.finditer(re.escape(s), text)), "test", 1.0)
            for s, k in (agencies or {}).items()
        ),
        documents=tuple(Document(t, span(text, t), k, None, (span(text, t),)) for t, k in (documents or {}).items()),
        people=tuple(
            Person(n, span(text, n), (Post(p, span(text, p)),), "attendee", "test", 1.0)
            for n, p in (people or {}).items()
        ),
    )


def body_of(found: Resolution) -> str | None:
    return found.body.canonical if found.body is not None else None


# ── the notice's own place ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "body", "agencies", "publisher", "own", "why"),
    [
        (
            "来源：雷州市人民政府办公室\n甲乙市长主持召开市政府会议，学习《湛江市产业转移方案》。各镇(街)要落实。",
            "市政府",
            {"市政府": "organization", "各镇(街)": "group"},
            "雷州市人民政府办公室",
            "雷州市",
            "the prefecture lends its name to the plan only",
        ),
        (
            "来源：南通日报\n昨天，市政府召开会议。启东市、海门区和各县（市、区）要落实，如东县人民政府汇报。",
            "市政府",
            {"启东市": "place", "海门区": "place", "各县（市、区）": "group"},
            "南通日报",
            "南通市",
            "county-level cities of the prefecture are named too",
        ),
        (
            "市政府召开会议。华州区、华阴市、潼关县要落实，《陕西省某条例》要学习，各县（市、区）要对照。",
            "市政府",
            {"华州区": "place", "华阴市": "place", "潼关县": "place", "各县（市、区）": "group"},
            None,
            "渭南市",
            "only counties are named, and they have one prefecture",
        ),
        (
            "首页 涞水要闻\n县政府召开会议，公开县政府信息，示范县、健康县建设要加快。",
            "县政府",
            {},
            None,
            "涞水县",
            "县 after another word is no county of one character",
        ),
        (
            "当前位置：盘山县人民政府网\n县政府召开会议，县财政局汇报。",
            "县政府",
            {"县财政局": "organization"},
            None,
            "盘山县",
            "the page says whose it is",
        ),
        (
            "区政府召开会议。\n主办单位：肇庆市高要区人民政府办公室",
            "区政府",
            {},
            None,
            "肇庆市高要区",
            "the city is printed in front of the district",
        ),
        (
            "兴安日报讯 行署召开会议，盟委要求落实。",
            "行署",
            {},
            None,
            "兴安盟",
            "a league has a 行署",
        ),
        (
            "来源：黄山高新技术产业开发区管委会\n管委会召开主任办公会，黄山高新区各单位参加。",
            "管委会",
            {},
            "黄山高新技术产业开发区管委会",
            "黄山高新技术产业开发区",
            "the committee of a zone",
        ),
        (
            "发布机构：临港区党政办公室\n区管委会召开常务会议，临沂市领导到会。",
            "区管委会",
            {},
            None,
            "临沂临港经济开发区",
            "a zone's short form, and the city that holds it",
        ),
        (
            "发布机构：临港区党政办公室\n区管委会召开常务会议，威海市领导到会。",
            "区管委会",
            {},
            None,
            "威海临港经济技术开发区",
            "the same short form with another city",
        ),
        (
            "新民晚报数字报\n市政府召开常务会议，各区要抓好落实。",
            "市政府",
            {},
            "新民晚报",
            "上海市",
            "a paper that is not called by its place",
        ),
        (
            "三明市市长李平主持召开市政府常务会议，市财政局要于今晚报送进展，学习解放日报有关报道。",
            "市政府",
            {},
            None,
            "三明市",
            "a paper that the text speaks of, and a word like the name of one",
        ),
        (
            "南方日报\n新丰县人民政府召开常务会议。",
            "新丰县人民政府",
            {},
            "南方日报",
            "新丰县",
            "a province's paper writes of all its places",
        ),
        (
            "天津市和平区政府召开常务会议，区各部门要抓好落实。",
            "天津市和平区政府",
            {},
            None,
            "天津市和平区",
            "a district of a name that other cities have too, behind its city",
        ),
        (
            "汕尾市城区区长主持召开区政府常务会议，推进城区改造。",
            "区政府",
            {},
            None,
            "汕尾市城区",
            "a full name that is a common word, behind its city",
        ),
        (
            "青川县召开县政府常务会议。应县政府邀请，专家列席；县水利局代县政府起草方案。",
            "县政府",
            {},
            None,
            "青川县",
            "召开|县, 应|县, 代|县: verbs, and no 开县, 应县, 代县",
        ),
        (
            "代县召开县政府常务会议。",
            "县政府",
            {},
            None,
            "代县",
            "the county, as 召开 behind it tells",
        ),
        (
            "会同县县长主持召开县政府常务会议，县住建局要会同县财政局抓好落实。",
            "县政府",
            {},
            None,
            "会同县",
            "a county whose name is a word as well, before its own head",
        ),
        (
            "2024年5月8日，会同县召开县政府常务会议。",
            "县政府",
            {},
            None,
            "会同县",
            "the same behind the day, where it acts",
        ),
        (
            "平塘县克度镇人民政府召开镇长办公会议，镇财政所汇报。",
            "平塘县克度镇人民政府",
            {},
            None,
            "平塘县克度镇",
            "a town",
        ),
    ],
)
def test_own_place(
    text: str, body: str, agencies: dict[str, AgencyKind], publisher: str | None, own: str, why: str
) -> None:
    home = locate(analysis(text, body, agencies=agencies, publisher=publisher), REGISTER)
    assert home.context.own is not None, why
    assert home.context.own.name == own, why


def test_a_notice_that_names_no_place_stays_unknown() -> None:
    found = resolve(
        analysis("市政府召开会议，市财政局汇报。", "市政府", agencies={"市财政局": "organization"}), REGISTER
    )
    assert found.place is None
    assert body_of(found) is None
    assert found.agencies["市财政局"].canonical is None
    assert found.agencies["市财政局"].iri == BASE + "notice/0123456789abcdef/org/市财政局"
    assert {doubt.kind for doubt in found.doubts} == {"place-unknown", "unknown-agency"}


def test_words_that_are_full_names_of_places_as_well_name_none() -> None:
    text = "县政府召开会议。县住建局要会同县财政局推进城区改造，会同县教育局提升城区、郊区、矿区学校。"
    assert resolve(analysis(text, "县政府"), REGISTER).place is None
    text = "县政府召开会议，由县住建局牵头，会同县政府办负责。\n会同县财政局落实资金，会同县委宣传部做好报道。"
    assert resolve(analysis(text, "县政府"), REGISTER).place is None


def test_the_state_council_needs_no_place() -> None:
    found = resolve(analysis("国务院召开常务会议，要求各部门落实。", "国务院"), REGISTER)
    assert body_of(found) == "国务院"
    assert found.meeting == BASE + "meeting/000000/国务院/常务会议/2023-11-09"
    assert found.doubts == ()


def test_two_places_that_come_as_near_are_no_answer() -> None:
    text = "县政府召开会议，湄潭县、凤冈县有关同志参加。"
    found = resolve(analysis(text, "县政府"), REGISTER)
    assert found.place is None
    assert [doubt.kind for doubt in found.doubts] == ["two-places"]
    assert "湄潭县(520328)" in found.doubts[0].note


def test_a_district_whose_city_is_unknown_still_has_a_name() -> None:
    text = "来源：鼓楼区人民政府办公室\n区政府召开会议，区财政局汇报。"
    made = analysis(text, "区政府", agencies={"区财政局": "organization"}, publisher="鼓楼区人民政府办公室")
    found = resolve(made, REGISTER)
    assert found.place is None
    assert (body_of(found), found.agencies["区财政局"].canonical) == ("鼓楼区人民政府", "鼓楼区财政局")
    assert found.body is not None
    assert found.body.iri.startswith(BASE + "notice/")


def test_the_page_s_own_fields_count_where_the_text_is_silent() -> None:
    made = analysis("县政府召开会议。", "县政府", page=Page(publisher="嘉善县人民政府办公室"))
    assert body_of(resolve(made, REGISTER)) == "嘉善县人民政府"


def test_province_named_by_a_document_does_not_make_a_county_s_notice_its_own() -> None:
    text = "仪陇县人民政府办公室发布：县政府学习《四川省某条例》。"
    assert body_of(resolve(analysis(text, "县政府", documents={"四川省某条例": "地方性法规"}), REGISTER)) == (
        "仪陇县人民政府"
    )


def test_a_town_whose_county_is_unknown_still_has_a_name() -> None:
    text = "龙池镇人民政府镇长主持召开会议。请大竹园村做好工作，由财政所列支。"
    found = resolve(
        analysis(text, "龙池镇人民政府", kind="专题会议", agencies={"大竹园村": "place", "财政所": "organization"}),
        REGISTER,
    )
    assert (found.place, body_of(found)) == (None, "龙池镇人民政府")  # 大竹 of the village is not the county 大竹县
    assert found.agencies["大竹园村"].canonical == "龙池镇大竹园村村民委员会"
    assert found.agencies["财政所"].canonical == "龙池镇财政所"


def test_a_zone_of_no_known_place_is_told_by_its_committee() -> None:
    text = "河东科创新区管委会召开第9次主任办公会。管委会主任主持。"
    agencies: dict[str, AgencyKind] = {"河东科创新区管委会": "organization", "管委会": "organization"}
    found = resolve(analysis(text, "管委会", kind="办公会议", agencies=agencies), REGISTER)
    assert body_of(found) == "河东科创新区管理委员会"


def test_a_leading_group_named_by_its_last_word_is_the_one_that_the_notice_prints() -> None:
    text = "来源：庐江县人民政府\n县城市更新工作领导小组召开会议。领导小组办公室要向领导小组报送进展。"
    surfaces = ("县城市更新工作领导小组", "领导小组", "领导小组办公室")
    agencies: dict[str, AgencyKind] = dict.fromkeys(surfaces, "organization")
    found = resolve(
        analysis(text, surfaces[0], kind="领导小组会议", agencies=agencies, publisher="庐江县人民政府"), REGISTER
    )
    assert [found.agencies[s].canonical for s in surfaces] == [
        "庐江县城市更新工作领导小组",
        "庐江县城市更新工作领导小组",
        "庐江县城市更新工作领导小组办公室",
    ]


def test_the_acting_head_of_a_county_is_not_that_of_the_county_dai() -> None:
    made = analysis("民权县委副书记、代县长主持召开县政府会议。", "县政府")
    assert body_of(resolve(made, REGISTER)) == "民权县人民政府"


# ── the body, organisations, groups ───────────────────────────────────────────────────────────────────────────


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


def test_a_standing_meeting_of_nobody_named_is_the_own_government_s() -> None:
    made = analysis("雷州市人民政府网 市政府召开会议。", "市政府")
    silent = replace(made, meeting=replace(made.meeting, body=None))
    assert body_of(resolve(silent, REGISTER)) == "雷州市人民政府"
    other = replace(made, meeting=replace(made.meeting, body=None, kind=said("专题会议")))
    assert resolve(other, REGISTER).body is None


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


# ── documents and people ──────────────────────────────────────────────────────────────────────────────────────


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
        ("东河县副市长", None),
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
