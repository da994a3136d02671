"""Which place a notice is of, and which it only speaks of."""

from __future__ import annotations

import pytest
from analyses import BASE, REGISTER, analysis, body_of

from kg.locate import locate
from kg.model import (
    AgencyKind,
    Page,
)
from kg.resolve import resolve


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
            "区政府召开会议。海珠区和番禺区的代表到会，南村镇、石楼镇要落实。",
            "区政府",
            {"南村镇": "place", "石楼镇": "place"},
            None,
            "番禺区",
            "of two districts that are named alike the towns tell which it is",
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
            "来源：秦皇岛经济技术开发区管委\n区管委召开主任办公会，管委主任主持。",
            "区管委",
            {},
            "秦皇岛经济技术开发区管委",
            "秦皇岛经济技术开发区",
            "the committee of a zone by its shortest word",
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
        (
            "区政府召开会议，永年区要抓好老城区改造、老城区管网和新城区建设。",
            "区政府",
            {},
            None,
            "永年区",
            "the old part of a town is no district of that name",
        ),
        (
            "老城区召开区政府会议，老城区要抓好棚户区改造。\n来源：老城区政府办",
            "区政府",
            {},
            "老城区政府办",
            "老城区",
            "where nothing else stands behind it, it is one",
        ),
    ],
)
def test_own_place(
    text: str, body: str, agencies: dict[str, AgencyKind], publisher: str | None, own: str, why: str
) -> None:
    home = locate(analysis(text, body, agencies=agencies, publisher=publisher), REGISTER)
    assert home.context.own is not None, why
    assert home.context.own.name == own, why


def test_one_town_does_not_tell_which_of_two_districts_it_is() -> None:
    text = "区政府召开会议。海珠区和番禺区的代表到会，南村镇要落实。"
    made = analysis(text, "区政府", agencies={"南村镇": "place"})
    home = locate(made, REGISTER)
    assert home.context.own is None
    assert [place.name for place in home.rivals] == ["海珠区", "番禺区"]


def test_several_papers_of_a_county_tell_that_its_city_is_only_cited() -> None:
    titles = ("仪征市医疗救助细则", "仪征市资金管理办法")
    text = f"市政府召开会议。会议审议《{titles[0]}》《{titles[1]}》，贯彻扬州市人民政府第5次专题会议纪要。"
    both = locate(analysis(text, "市政府", documents=dict.fromkeys(titles, "办法")), REGISTER)
    assert both.context.own is not None
    assert both.context.own.name == "仪征市"
    one = locate(analysis(text, "市政府", documents={titles[0]: "细则"}), REGISTER)
    assert one.context.own is not None
    assert one.context.own.name == "扬州市"


def test_a_title_that_opens_with_a_district_behind_its_city_is_the_districts() -> None:
    title = "福州市长乐区近岸养殖整治方案"
    text = f"区政府召开会议，学习滨海新区做法，审议《{title}》。"
    home = locate(analysis(text, "区政府", documents={title: "方案"}), REGISTER)
    assert home.context.own is not None
    assert home.context.own.name == "福州市长乐区"


def test_a_new_town_by_the_sea_is_no_place_of_that_name() -> None:
    assert resolve(analysis("区政府召开会议，研究滨海新城物业用房移交。", "区政府"), REGISTER).place is None


def test_a_title_that_names_a_district_only_within_is_not_the_districts() -> None:
    title = "福州市近岸养殖整治长乐区实施方案"
    text = f"区政府召开会议，学习滨海新区做法，审议《{title}》。"
    assert locate(analysis(text, "区政府", documents={title: "方案"}), REGISTER).context.own is None


def test_a_state_that_convened_is_no_place_that_ends_like_the_verb_before_it() -> None:
    text = "州长甲主持召开州政府常务会议。会前召开州政府务虚会，召开州安委会全体会议。"
    assert locate(analysis(text, "州政府"), REGISTER).context.own is None


def test_a_zone_behind_the_word_for_together_is_none_of_huitong_county() -> None:
    text = "青石新区管委会召开会议，新区产控公司要会同新区投促局推进，新区财政局要会同新区审计局核查。"
    made = analysis(text, "青石新区管委会", agencies={"青石新区管委会": "organization", "新区财政局": "organization"})
    context = locate(made, REGISTER).context
    assert (context.place, context.zone) == (None, "青石新区")


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


@pytest.mark.parametrize(
    ("text", "own", "why"),
    [
        (
            "管委会召开主任办公会，住建局要会同新区投促局做好收尾，管好新建工业园区道路。",
            "河东科创新区",
            "会同 and 新建 are verbs here, no counties",
        ),
        (
            "管委会召开主任办公会，住建局要学习昆山开发区、昆山开发区的经验。",
            "河东科创新区",
            "of the zone of another place the notice only speaks",
        ),
    ],
)
def test_a_zone_of_no_known_place_is_not_taken_for_another_one(text: str, own: str, why: str) -> None:
    made = analysis(own + text, own + "管委会", kind="办公会议", agencies={own + "管委会": "organization"})
    assert body_of(resolve(made, REGISTER)) == own + "管理委员会", why


def test_a_registered_zone_is_not_lost_to_a_verb_before_its_short_form() -> None:
    text = "贵安新区管委会召开主任办公会，住建局要会同新区投促局做好收尾。"
    made = analysis(text, "贵安新区管委会", kind="办公会议", agencies={"新区投促局": "organization"})
    found = resolve(made, REGISTER)
    assert found.agencies["新区投促局"].canonical == "贵州贵安新区投资促进局"


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
