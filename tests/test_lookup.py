"""Which agency is meant by a name that does not say whose it is: one is taken and named, of several none is taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import complaint, kg

from kg import build, store
from kg.errors import InputError
from kg.lookup import Names, called, one_called

NOTICES = {
    "longyan.txt": """龙岩市人民政府召开第六届市政府第三十次常务会议

2024年3月5日，龙岩市市长林一山主持召开第六届市政府第30次常务会议。

会议听取了财政工作情况汇报。会议强调，市财政局要在3月底前完成预算编制，市审计局要加强监督。
""",
    "leizhou.txt": """雷州市人民政府召开第十七届第五十次常务会议

2024年4月8日，雷州市市长陈一水主持召开十七届雷州市政府第50次常务会议。

会议听取了水务工作情况汇报。会议强调，雷州市财政局要在4月底前拨付资金，市水务局要抓好落实。

会议审议了《雷州市公园管理办法（试行）》《雷州市湖泊管理办法（2019年修订）》《雷州市湖泊管理办法（2023年修订）》。
""",
    "jiashan.txt": """嘉善县人民政府召开第十七届第20次常务会议

2024年5月8日，嘉善县县长沈一川主持召开嘉善县政府第20次常务会议。

会议听取了预算工作情况汇报。会议强调，县财政局要在5月底前完成决算。
""",
    "traditional.txt": """曲阜市人民政府召開第十九屆第二十次常務會議

2024年6月8日，曲阜市市長孔一山主持召開曲阜市政府第20次常務會議。

會議聽取了農業農村工作情況匯報。會議強調，市農業農村局要在6月底前完成整改。
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("lookup")
    for name, text in NOTICES.items():
        (place / name).write_text(text, "utf-8")
    build.build([str(place / name) for name in NOTICES], place / "s")
    return place / "s"


def taken(folder: Path, name: str) -> tuple[str, list[str]]:
    """The last part of the IRI that is taken, with its place, and what is said of it."""
    said: list[str] = []
    with store.opened_for_reading(folder) as opened:
        iri = one_called("agency", name, opened, Names(say=said.append))
    return iri.partition("/org/")[2], said


def test_a_relative_name_that_only_one_agency_may_bear_is_taken_and_said(folder: Path) -> None:
    assert taken(folder, "市水务局") == (
        "440882/水务局",
        ["市水务局 is taken to be 雷州市水务局 (广东省湛江市雷州市), the only agency of this store that may be meant"],
    )


def test_a_full_name_is_taken_without_a_word(folder: Path) -> None:
    assert taken(folder, "龙岩市财政局") == ("350800/财政局", [])


def test_two_cities_of_which_one_is_called_so_by_its_notice_are_asked_about(folder: Path) -> None:
    with pytest.raises(InputError) as asked:
        taken(folder, "市财政局")
    assert str(asked.value) == (
        "'市财政局' may mean 2 agencies (单位): 龙岩市财政局 (福建省龙岩市); 雷州市财政局 (广东省湛江市雷州市); "
        "type the full name of one, such as 龙岩市财政局."
    )


@pytest.mark.parametrize(("name", "iri"), [("县财政局", "330421/财政局"), ("我市审计局", "350800/审计局")])
def test_a_level_word_leaves_out_agencies_of_other_levels(folder: Path, name: str, iri: str) -> None:
    assert taken(folder, name)[0] == iri


def test_no_level_word_means_all_levels(folder: Path) -> None:
    with store.opened_for_reading(folder) as opened:
        assert [iri.partition("/org/")[2] for iri in called("agency", "财政局", opened)] == [
            "330421/财政局",
            "350800/财政局",
            "440882/财政局",
        ]


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("龍巖市財政局", "350800/财政局"),
        ("市農業農村局", "370881/农业农村局"),
        ("市农业农村局", "370881/农业农村局"),
        ("曲阜市農業農村局", "370881/农业农村局"),
        ("曲阜市农业农村局", "370881/农业农村局"),
        ("市水務局", "440882/水务局"),
    ],
)
def test_traditional_and_simplified_characters_find_each_other(folder: Path, name: str, iri: str) -> None:
    assert taken(folder, name)[0] == iri


def test_a_full_name_in_other_characters_is_taken_without_a_word(folder: Path) -> None:
    assert taken(folder, "龍巖市財政局")[1] == []


def test_a_title_without_the_bracket_at_its_end_is_taken_and_said(folder: Path) -> None:
    said: list[str] = []
    with store.opened_for_reading(folder) as opened:
        iri = one_called("document", "《雷州市公园管理办法》", opened, Names(say=said.append))
        assert iri == one_called("document", "雷州市公园管理办法（试行）", opened)
    assert said == [
        "《雷州市公园管理办法》 is taken to be 雷州市公园管理办法（试行）, the only document of this store that may be meant"
    ]


def test_of_two_papers_that_differ_in_that_bracket_none_is_taken(folder: Path) -> None:
    with store.opened_for_reading(folder) as opened, pytest.raises(InputError, match="may mean 2 things"):
        one_called("document", "雷州市湖泊管理办法", opened)


@pytest.mark.parametrize("name", ["雷州市公园管理", "公园管理办法", "雷州市公园管理办法（送审稿）"])
def test_another_part_of_a_title_or_another_bracket_takes_nothing(folder: Path, name: str) -> None:
    with store.opened_for_reading(folder) as opened:
        assert called("document", name, opened) == []


@pytest.mark.parametrize("words", ["農業農村", "农业农村"])
def test_search_finds_words_in_traditional_and_simplified_characters(folder: Path, words: str) -> None:
    found = kg("search", words, "--kind", "directive", "--store", folder, "--format", "csv", check=0)
    assert "市農業農村局要在6月底前完成整改" in found.out


def _with_organs(opened, *organs: tuple[str, str]):
    """The store in memory, with more agencies: IRI below the base, label."""
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.vocab import KG, RDF, SKOS

    memory = Store()
    memory.extend(opened)
    for path, label in organs:
        organ, graph = NamedNode(f"https://w3id.org/huiyi/id/{path}"), NamedNode(store.ENTITIES)
        memory.add(Quad(organ, NamedNode(RDF.type), NamedNode(KG.Agency), graph))
        memory.add(Quad(organ, NamedNode(SKOS.prefLabel), Literal(label), graph))
    return memory


def test_a_district_name_that_other_cities_have_too_is_said_to_be_so(folder: Path) -> None:
    said: list[str] = []
    with store.opened_for_reading(folder) as opened:
        memory = _with_organs(opened, ("org/320106/财政局", "鼓楼区财政局"))
        assert one_called("agency", "鼓楼区财政局", memory, Names(say=said.append)).endswith("320106/财政局")
    assert said == ["鼓楼区财政局 is taken to be 鼓楼区财政局 (place not known); there are other places called 鼓楼区"]


def test_districts_of_one_name_are_told_apart_by_their_cities(folder: Path) -> None:
    with store.opened_for_reading(folder) as opened:
        memory = _with_organs(
            opened, ("org/320106/财政局", "南京市鼓楼区财政局"), ("org/320302/财政局", "徐州市鼓楼区财政局")
        )
        with pytest.raises(InputError, match=r"may mean 2 agencies .*: 南京市鼓楼区财政局 .*; 徐州市鼓楼区财政局"):
            one_called("agency", "鼓楼区财政局", memory)


def test_organs_whose_place_is_not_known_are_told_apart_by_iri(folder: Path) -> None:
    with store.opened_for_reading(folder) as opened:
        memory = _with_organs(
            opened,
            ("notice/0000000000000001/org/区财政局", "区财政局"),
            ("notice/0000000000000002/org/区财政局", "区财政局"),
        )
        with pytest.raises(InputError, match=r"\(place not known\) <.*>; .* <.*>; type the IRI of one, such as https:"):
            one_called("agency", "区财政局", memory)


def test_many_agencies_are_named_in_part_with_what_lists_them_all(folder: Path) -> None:
    with store.opened_for_reading(folder) as opened:
        places = "济南市 青岛市 淄博市 枣庄市 东营市 烟台市 潍坊市 济宁市 泰安市 威海市".split()
        organs = ((f"org/37{n + 1:02}00/气象局", f"{place}气象局") for n, place in enumerate(places))
        with pytest.raises(
            InputError, match=r"may mean 10 agencies .* and 2 more \(kg search 气象局 --kind agency\); type"
        ):
            one_called("agency", "气象局", _with_organs(opened, *organs, ("org/370100/气象台", "济南市气象台")))


@pytest.mark.parametrize(
    "arguments",
    [
        ["directives", "--agency", "市水务局"],
        ["ledger", "--agency", "市水务局"],
        ["query", "agency-directives", "-p", "agency=市水务局"],
        ["show", "市水务局"],
        ["explain", "市水务局"],
        ["search", "落实", "--agency", "市水务局"],
        ["followup", "--agency", "市水务局"],
        ["gaps", "--agency", "市水务局"],
        ["stats", "--agency", "市水务局"],
        ["export", "graphml", "--agency", "市水务局"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_command_says_which_agency_was_taken_and_asks_where_two_may_be(
    folder: Path, arguments: list[str]
) -> None:
    one = kg(*arguments, "--store", folder, check=0)
    assert "市水务局 is taken to be 雷州市水务局 (广东省湛江市雷州市), the only agency" in one.err
    two = kg(*(word.replace("市水务局", "市财政局") for word in arguments), "--store", folder)
    assert "may mean 2 agencies (单位): 龙岩市财政局 (福建省龙岩市); 雷州市财政局" in complaint(two, 3)
