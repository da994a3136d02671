"""A user's own words, names and base of IRIs: what the how-to promises, and what a build makes of a changed row."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from command import complaint, kg
from test_store import dump

from kg import build, face, store
from kg.errors import InputError, UsageError
from kg.faults import register_faults, word_faults
from kg.gold import to_gold
from kg.iris import BASE
from kg.lookup import one_called
from kg.pipeline import extract
from kg.query import answer, question_of, shipped_query
from kg.query.explain import explain
from kg.read import read_path
from kg.register import load_register
from kg.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
HOWTOS = {"howto-lexicon.md": "| what ", "howto-lexicon.zh-CN.md": "| 内容 "}
"""Each page with what its table of values begins with."""
FILES = re.compile(r"^```(?:tsv|text) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OTHER = "https://data.example.gov.cn/id/"


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the how-to."""
    for name, text in FILES.findall(page("howto-lexicon.md")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def own(folder: Path, base: str | None = None) -> Settings:
    return Settings(folder / "words", folder / "names", base)


def findings(folder: Path, settings: Settings) -> list[str]:
    """The values of the how-to's table, from the top down."""
    (notice,) = read_path(folder / "notice.txt")
    extraction = extract(notice, settings=settings)
    found = to_gold(extraction.analysis, extraction.resolution)
    (canonical,) = [a["canonical"] for a in found["agencies"] if a["surface"] == "市数字城管中心"]
    to_water = [d for d in found["directives"] if "市水务局" in d["addressees"]]
    people = "、".join(person["name"] for person in found["people"])
    return [found["documents"][0]["kind"], canonical, people, str(len(to_water))]


@pytest.mark.parametrize("name", HOWTOS)
def test_the_how_to_says_what_its_rows_do(folder: Path, name: str) -> None:
    rows = page(name).partition(HOWTOS[name])[2].partition("\n\n")[0].splitlines()[2:]
    table = [line.strip("| ").split(" | ") for line in rows]
    assert len(table) == 4
    assert findings(folder, Settings()) == [row[1] for row in table]
    assert findings(folder, own(folder)) == [row[2] for row in table]
    assert word_faults(folder / "words") + register_faults(folder / "names") == ()


def test_the_how_to_shows_the_same_files_and_commands_in_both_languages() -> None:
    one, other = (page(name) for name in HOWTOS)
    assert FILES.findall(one) == FILES.findall(other) != []
    commands = [re.findall(r"^\$ (.+)$", text, re.MULTILINE) for text in (one, other)]
    assert commands[0] == commands[1] != []


def test_the_commands_of_the_how_to_do_what_it_says(folder: Path) -> None:
    commands = re.findall(r"^\$ kg (.+)$", page("howto-lexicon.zh-CN.md"), re.MULTILINE)
    (folder / "notices").mkdir()
    (folder / "notices" / "notice.txt").write_bytes((folder / "notice.txt").read_bytes())
    (folder / "gold").mkdir()
    for ending in ("txt", "json"):
        shutil.copy(ROOT / "examples" / "gold" / f"38-yanbian.{ending}", folder / "gold")
    printed = {command: kg(*shlex.split(command), "--lang", "zh", cwd=folder, check=0).out for command in commands}
    assert "市数字城管中心要在5月底前完成井盖排查" in printed["directives --agency 雷州数字城管中心"]
    assert "雷州市数字化城市管理服务中心" in printed["explain 市数字城管中心"]


def test_a_judgement_of_the_users_holds(folder: Path) -> None:
    notice = folder / "notice.txt"
    notice.write_text(notice.read_text("utf-8").replace("市数字城管中心", "市智慧城管中心"), "utf-8")
    (read,) = read_path(notice)
    extraction = extract(read, settings=own(folder))
    assert extraction.resolution.agencies["市智慧城管中心"].canonical == "雷州市数字化城市管理服务中心"


def test_a_word_of_ones_own_for_printing_another_document_is_one(tmp_path: Path) -> None:
    """Its title ends in that of what it prints, which is what the notice calls it for short."""
    (tmp_path / "document_words.tsv").write_text("制发\tprints\t\n", "utf-8")
    text = "5月8日，县长赵一山主持召开县政府常务会议，审议《关于制发〈东河县校车管理办法〉的通知》。会议原则通过《管理办法》。"
    (tmp_path / "notice.txt").write_text(text, "utf-8")
    (notice,) = read_path(tmp_path / "notice.txt")
    found = {
        settings: extract(notice, settings=settings).analysis.documents for settings in (Settings(), Settings(tmp_path))
    }
    assert [[document.printed and document.printed.value for document in some] for some in found.values()] == [
        [None, None],
        ["东河县校车管理办法"],
    ]


def test_options_and_environment_reach_extraction(folder: Path) -> None:
    def kind(*arguments: str, **variables: str) -> str:
        command = [sys.executable, "-m", "kg", "extract", "notice.txt", *arguments]
        environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **variables}
        done = subprocess.run(command, cwd=folder, capture_output=True, check=True, env=environment, timeout=60)
        return json.loads(done.stdout)["documents"][0]["kind"]

    assert kind() == "其他"
    assert kind("--lexicon", "words") == "清单"
    assert kind(KG_LEXICON="words", KG_REGISTER="names") == "清单"


def test_a_changed_row_has_notices_read_again(folder: Path) -> None:
    run = partial(build.build, [str(folder / "notice.txt")], folder / "s", settings=own(folder))
    assert run().new == 1
    assert run().unchanged == 1
    (folder / "words" / "topics.tsv").write_text("井盖\t城市建设\t\n", "utf-8")
    assert run().changed == 1


def test_a_faulty_row_ends_a_build_before_it_begins(folder: Path) -> None:
    (folder / "words" / "posts.tsv").write_text("总河长\n", "utf-8")
    with pytest.raises(InputError, match=r"posts\.tsv:1"):
        build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    (folder / "words" / "posts.tsv").unlink()
    (folder / "names" / "zones.tsv").write_text("code\tname\taliases\n440882\t甲\t乙\t丙\n", "utf-8")
    with pytest.raises(InputError, match=r"zones\.tsv line 2"):
        build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    assert not (folder / "s").exists()


def test_a_name_of_ones_own_is_explained_by_the_row_of_ones_own(folder: Path) -> None:
    build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    with store.opened_for_reading(folder / "s") as opened:
        centre = one_called("agency", "市数字城管中心", opened)
        with_own = explain(centre, opened, load_register(folder / "names"))
        without = explain(centre, opened)
    row = "names/departments.tsv:2  数字化城市管理服务中心 | 数字城管中心 | DX | 44 | gov | 本市三定规定"
    assert row in with_own[0].register
    assert any(line.startswith("places.tsv:") for line in with_own[0].register)
    assert not any("数字化" in line for reason in without for line in reason.register)


NAMED = "雷州数字城管中心"
"""An abbreviation of the user's own behind the place's short form, as no notice writes it."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["directives", "--agency", NAMED],
        ["query", "agency-directives", "-p", f"agency={NAMED}"],
        ["show", NAMED],
        ["explain", NAMED],
        ["search", "城管", "--agency", NAMED],
        ["followup", "--agency", NAMED],
        ["gaps", "--agency", NAMED],
        ["ledger", "--agency", NAMED],
        ["stats", "--agency", NAMED],
        ["export", "gexf", "--ego", NAMED],
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_abbreviation_of_ones_own_finds_the_agency_in_every_command(folder: Path, arguments: list[str]) -> None:
    build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    asked = kg(*arguments, "-s", "s", "--register", "names", cwd=folder, check=0)
    assert asked.out
    assert "--register" not in asked.err
    by_itself = kg(*arguments, "-s", "s", cwd=folder, check=0)
    assert by_itself.out == asked.out
    assert by_itself.err.splitlines()[0] == BY_THE_STORES_OWN
    (folder / "names").rename(folder / "moved")
    assert NAMED in kg(*arguments, "-s", "s", cwd=folder, check=3).err.splitlines()[-1]


BY_THE_STORES_OWN = "names are looked up by --register names, with which the store was built"


def asked_of(folder: Path, *options: str) -> list[str]:
    """What is said beside the directives of an agency that is called as no notice writes it."""
    return kg("directives", "--agency", "市数字城管中心", "-s", "s", *options, cwd=folder, check=0).err.splitlines()


def test_whose_names_a_name_is_looked_up_by_is_said_where_they_are_not_the_stores_or_not_ours(folder: Path) -> None:
    build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    assert asked_of(folder)[0] == BY_THE_STORES_OWN
    (folder / "other").mkdir()
    (folder / "other" / "zones.tsv").write_text("", "utf-8")
    assert asked_of(folder, "--register", "other")[0] == (
        "names are looked up by --register other; the store was built with --register names, which held others"
    )
    copy = folder / "copy"
    copy.mkdir()
    for file in (folder / "names").iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    assert not any("--register" in line for line in asked_of(folder, "--register", "copy"))
    (folder / "names" / "zones.tsv").write_text("", "utf-8")
    assert asked_of(folder)[0] == f"{BY_THE_STORES_OWN} before it was changed (new: zones.tsv)"
    (folder / "names").rename(folder / "moved")
    assert asked_of(folder)[0] == (
        "the store was built with --register names, which is no longer there: names are looked up by the shipped ones alone; "
        "say where it is now by --register DIR"
    )


def test_a_store_of_the_shipped_names_says_so_only_where_others_are_given(folder: Path) -> None:
    build.build([str(folder / "notice.txt")], folder / "s")
    assert not any("--register" in line for line in asked_of(folder))
    said = asked_of(folder, "--register", "names")
    assert said[0] == "names are looked up by --register names; the store was built without it"
    assert kg("directives", "-s", "s", "--register", "names", cwd=folder, check=0).err == "", "no name is looked up"


def test_a_statement_is_explained_by_the_names_that_the_store_was_built_with(folder: Path) -> None:
    build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    done = kg("explain", "市数字城管中心", "-s", "s", "--format", "json", cwd=folder, check=0)
    assert done.err.splitlines()[0] == BY_THE_STORES_OWN
    assert "names/departments.tsv:2  数字化城市管理服务中心" in done.out
    with (
        face.StoreDataset(folder / "s") as opened,
        pytest.warns(UserWarning, match="names are looked up|is taken to be") as warned,
    ):
        assert opened.ask("agency-directives", agency=NAMED)
    assert str(warned[0].message).endswith("with which the store was built")


def test_a_damaged_memory_of_builds_is_said_where_a_name_is_looked_up(folder: Path) -> None:
    build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    (folder / "s" / store.STATE).write_bytes(b"no database" * 100)
    assert asked_of(folder)[0].startswith(
        f"whether the store was built with names of its own cannot be told: s/{store.STATE} cannot be read ("
    )


def test_a_faulty_register_stops_a_question_too(folder: Path) -> None:
    build.build([str(folder / "notice.txt")], folder / "s", settings=own(folder))
    (folder / "names" / "bureaus.tsv").write_text("", "utf-8")
    asked = ("directives", "--agency", NAMED, "-s", "s", "--register")
    assert "a table that nothing reads" in complaint(kg(*asked, "names", cwd=folder), 3)
    assert "nowhere does not exist" in complaint(kg(*asked, "nowhere", cwd=folder), 3)


# ── a base of IRIs of one's own ───────────────────────────────────────────────────────────────────────────────


def test_a_store_keeps_its_base_and_refuses_another(folder: Path) -> None:
    notices = [str(folder / "notice.txt")]
    build.build(notices, folder / "s", settings=Settings(base=OTHER))
    lines = dump(folder / "s")
    assert [line for line in lines if f"<{BASE}" in line] == []
    assert any(
        line.rstrip().endswith(f"<{OTHER}graph/entities> .") or f"<{OTHER}graph/entities>" in line for line in lines
    )
    assert build.build(notices, folder / "s").unchanged == 1
    with pytest.raises(InputError, match=re.escape(f"below {OTHER}, not below {BASE}")):
        build.build(notices, folder / "s", settings=Settings(base=BASE))


def test_shipped_queries_find_the_graphs_of_another_base(folder: Path) -> None:
    def rows(name: str, base: str) -> list[str]:
        build.build([str(folder / "notice.txt")], folder / name, settings=Settings(base=base))
        question = question_of(shipped_query("agency-directives"), {"agency": "市数字城管中心"})
        with store.opened_for_reading(folder / name) as opened:
            return "".join(answer(opened, question, "csv")).replace(base, "").splitlines()

    assert rows("s", OTHER) == rows("t", BASE)
    assert "责任" in rows("s", OTHER)[1]


@pytest.mark.parametrize(
    "base", ["data/", "https://a.b/c", "https://a.b/c d/", "https://a.b/notice/x/", "https://a.b/?x/"]
)
def test_what_cannot_begin_an_iri_is_refused(folder: Path, base: str) -> None:
    with pytest.raises(UsageError, match="base of IRIs"):
        build.build([str(folder / "notice.txt")], folder / "s", settings=Settings(base=base))


@pytest.mark.parametrize(
    ("option", "name", "content", "says"),
    [
        ("--lexicon", "post.tsv", "总河长\tpost\tgov\n", "a table that nothing reads; call it one of: actors.tsv"),
        ("--register", "names.tsv", "a\tb\n", "a table that nothing reads; call it one of: central.tsv"),
        ("--register", "departments.tsv", "城管服务中心\t城管中心\tX\n", "should begin with the heads of its columns"),
    ],
)
def test_own_words_that_would_be_lost_in_silence_are_an_error(tmp_path, option, name, content, says):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).write_text(content, encoding="utf-8")
    for command in (["extract", "-"], ["build", "-", "--no-exports"]):
        done = kg(*command, option, "own", cwd=tmp_path, text="会议要求，要抓好落实。")
        assert says in complaint(done, 3)


def test_own_tables_may_come_from_windows(tmp_path):
    (tmp_path / "own").mkdir()
    head = "canonical\taliases\tlevels\tprovinces\tof\treason"
    table = f"\ufeff{head}\r\n数字化城市管理服务中心\t数字城管中心\tDX\t44\tgov\t三定\r\n"
    (tmp_path / "own" / "departments.tsv").write_bytes(table.encode())
    text = "3月5日，雷州市市长赵一山主持召开市政府常务会议。会议强调，市数字城管中心要完成井盖排查。"
    done = kg("extract", "-", "--register", "own", cwd=tmp_path, text=text, check=0)
    assert "雷州市数字化城市管理服务中心" in done.out
    assert kg("doctor", "lexicon", "--register", "own", cwd=tmp_path, check=0).err.startswith("0 faults")
