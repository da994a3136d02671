"""The register: look-ups by code and name, short forms, departments by level and province, a user's own rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.register import FOLDER, load_register
from kg.register.lines import lines_behind
from kg.register.rows import read_rows

REGISTER = load_register()
TABLES = sorted(FOLDER.glob("*.tsv"))


def test_place_knows_its_level_and_what_holds_it() -> None:
    place = REGISTER.place("440882")
    assert place is not None
    assert (place.name, place.level, place.parents) == ("雷州市", "county", ("440000", "440800"))


def test_unknown_code_is_no_place() -> None:
    assert REGISTER.place("449999") is None
    assert REGISTER.place("440882999") is None


@pytest.mark.parametrize(
    ("code", "parents"),
    [("110108", ("110000",)), ("469005", ("460000",)), ("429004", ("420000",)), ("659001", ("650000",))],
)
def test_county_without_a_prefecture_hangs_from_its_province(code: str, parents: tuple[str, ...]) -> None:
    place = REGISTER.place(code)
    assert place is not None
    assert place.parents == parents


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("雷州市", "440882"),
        ("雷州", "440882"),
        ("恩施州", "422800"),
        ("长阳县", "420528"),
        ("科右前旗", "152221"),
        ("内蒙古", "150000"),
        ("兴安盟", "152200"),
        ("长垣县", "410728"),
        ("浦东新区", "310115"),
    ],
)
def test_place_is_found_by_full_name_short_form_and_alias(name: str, code: str) -> None:
    assert code in {place.code for place in REGISTER.places_named(name)}


def test_several_places_of_one_name_are_all_given() -> None:
    assert {place.code[:2] for place in REGISTER.places_named("鼓楼区")} == {"32", "35", "41"}


def test_short_form_that_is_a_common_word_is_no_place_name() -> None:
    assert REGISTER.places_named("合作")
    assert not REGISTER.is_place_name("合作")
    assert REGISTER.is_place_name("合作市")
    assert "合作" not in set(REGISTER.place_names())


def test_zones_are_no_divisions() -> None:
    assert not REGISTER.places_named("滁州经济技术开发区")


def test_former_county_keeps_its_code_and_lends_its_successor_the_towns() -> None:
    former = REGISTER.places_named("宁乡县")[0]
    assert former.code == "430124"
    assert REGISTER.towns_of(former.code) == REGISTER.towns_of("430182") != ()
    assert [place.code for place in REGISTER.places_named("宁乡")] == ["430182"]


def test_towns_have_nine_digits_and_hang_from_their_county() -> None:
    towns = REGISTER.towns_of("440882")
    assert {"附城镇", "雷城街道"} <= {town.name for town in towns}
    assert all(len(town.code) == 9 and town.parents == ("440000", "440800", "440882") for town in towns)
    assert REGISTER.place(towns[0].code) == towns[0]


def test_counties_are_found_by_a_town() -> None:
    assert "440882" in set(REGISTER.counties_with_town("附城镇"))
    assert not set(REGISTER.counties_with_town("没有这个镇"))


@pytest.mark.parametrize(
    ("form", "code", "canonical"),
    [
        ("市场监管局", "440882", "市场监督管理局"),
        ("住房城乡建设局", "440882", "住房和城乡建设局"),
        ("文旅局", "371321", "文化和旅游局"),
        ("文旅局", "440882", "文化广电旅游体育局"),
        ("住建局", "440300", "住房和建设局"),
        ("住建局", "440800", "住房和城乡建设局"),
        ("文旅局", "350981", "文化体育和旅游局"),
        ("旅文局", "469005", "旅游和文化广电体育局"),
        ("政府办", "620000", "{gov}办公厅"),
        ("政府办", "440882", "{gov}办公室"),
        ("法院", "440882", "{place}人民法院"),
        ("法院", "440800", "{place}中级人民法院"),
    ],
)
def test_department_is_named_as_its_level_and_province_name_it(form: str, code: str, canonical: str) -> None:
    row = REGISTER.department(form, REGISTER.place(code))
    assert row is not None
    assert row.canonical == canonical


def test_hainans_abbreviation_means_nothing_elsewhere() -> None:
    assert REGISTER.department("旅文局", REGISTER.place("440882")) is None


def test_department_forms_hold_names_and_abbreviations_without_patterns() -> None:
    forms = set(REGISTER.department_forms())
    assert {"市场监督管理局", "市场监管局", "政府办公室"} <= forms
    assert not any("{" in form for form in forms)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_says_what_it_is_and_every_row_has_its_columns(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    head = next(line for line in lines if not line.startswith("#"))
    assert lines[0].startswith("#"), "the first line explains the table"
    rows = list(read_rows(path, len(head.split("\t"))))
    assert all(cell == cell.strip() for row in rows for cell in row)


@pytest.mark.parametrize("table", ["zones", "landmarks", "newspapers", "place_aliases", "places_former"])
def test_codes_in_tables_are_codes_of_places(table: str) -> None:
    column = 1 if table in {"landmarks", "newspapers"} else 0
    codes = {row[column] for row in read_rows(FOLDER / f"{table}.tsv", 3)}
    assert {code for code in codes if REGISTER.place(code) is None} == set()


def test_patterns_in_departments_use_known_placeholders() -> None:
    import re

    from kg.names.patterns import values_of
    from kg.scope import Context, Scope

    place = REGISTER.place("441303")
    known = set(values_of(Scope("惠阳区", place), Context(REGISTER, place)))
    used = {name for row in REGISTER.departments for name in re.findall(r"\{(\w*)\}", row.canonical)}
    assert used <= known


def test_users_rows_come_before_ours(tmp_path: Path) -> None:
    head = "canonical\taliases\tlevels\tprovinces\tof\treason\n"
    (tmp_path / "departments.tsv").write_text(head + "乌有局\t乌有办\t\t\tgov\ttest\n", "utf-8")
    row = load_register(tmp_path).department("乌有办", None)
    assert row is not None
    assert row.canonical == "乌有局"
    assert load_register(tmp_path).department("市场监管局", None) is not None


def test_a_form_that_meant_another_name_before_shows_both_rows() -> None:
    shown = lines_behind(REGISTER, "市编办", "雷州市机构编制委员会办公室", "440882")
    tables = [line.partition(":")[0] for line in shown]
    assert tables == ["places.tsv", "departments.tsv", "departments_former.tsv"]


def test_missing_register_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        load_register(tmp_path / "nowhere")


def test_row_of_a_wrong_shape_is_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "zones.tsv").write_text("# zones\ncode\tname\taliases\n440800\ta\tb\tc\n", "utf-8")
    with pytest.raises(InputError, match=r"zones\.tsv line 3"):
        _ = load_register(tmp_path).zones


def test_loading_reads_no_towns_and_nothing_heavy() -> None:
    program = (
        "import sys; from kg.register import load_register; r = load_register(); "
        "assert '_towns' not in vars(r); "
        "heavy = {'rdflib', 'jieba', 'pyoxigraph', 'opencc', 'networkx'} & set(sys.modules); assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
