"""What kg says to people can be said in Chinese, all of it, and says the same."""

from __future__ import annotations

import ast
import json
import pickle
import re
import string
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command import NOTICE, complaint, kg

from kg import catalogues
from kg.cli import language
from kg.counted import counted
from kg.errors import InputError, UsageError, why
from kg.ledger.columns import HEADINGS, Clock, headings
from kg.messages import SEMICOLON, joined, message, plural, said

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from compile_messages import CATALOGUES, compiled, read_po  # noqa: E402  (their folder is in the path from here on)
from make_messages import found  # noqa: E402  (their folder is in the path from here on)

TOLD = {"KgError", "UsageError", "InputError", "GateError", "UnreachableError", "TimeoutExpired", "Unreadable", "Unread",
        "ReadFailure", "Failure", "Problem", "remark", "complain"}  # fmt: skip
"""Classes and functions whose last argument is a sentence for people."""


def catalogue(path: Path):
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name)


def translations(path: Path) -> dict[str, list[str]]:
    """Translations by the English form for one thing; more than one where the language has more forms."""
    return {
        entry.id if isinstance(entry.id, str) else entry.id[0]: [entry.string]
        if isinstance(entry.string, str)
        else list(entry.string)
        for entry in catalogue(path)
        if entry.id
    }


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    for path in CATALOGUES:
        compiled(path)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_message_of_the_code_is_in_the_catalogue_with_a_translation(path: Path) -> None:
    told = translations(path)
    wanted = {words if isinstance(words, str) else words[0] for words in found()}
    assert len(wanted) > 400
    assert wanted - told.keys() == set(), "run: make messages, then translate"
    assert told.keys() - wanted == set(), "run: make messages"
    assert [english for english, forms in told.items() if not all(forms)] == []


def places(template: str) -> set[tuple[str, str, str]]:
    """What is put into a template, and how it is written."""
    return {
        (name, conversion or "", form or "")
        for _, name, form, conversion in string.Formatter().parse(template)
        if name is not None
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_a_translation_has_the_same_places_for_values(path: Path) -> None:
    # What is one in English may be said without its number.
    wrong = {
        english: form
        for english, forms in translations(path).items()
        for form in forms
        if places(form) ^ places(english) not in (set(), {("count", "", "")})
    }
    assert wrong == {}


def test_a_translation_is_chinese() -> None:
    (path,) = CATALOGUES
    told = translations(path)
    plain = {
        english for english, forms in told.items() if not re.search(r"[\u3000-\u9fff\uff00-\uffef]", "".join(forms))
    }
    assert plain == {"the IRI", "{count} {what}", "{thing} <{iri}>"}


def test_every_sentence_for_people_is_a_message() -> None:
    plain = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOLD and node.args:
                last = node.args[-1]
                if isinstance(last, ast.JoinedStr | ast.BinOp) or isinstance(getattr(last, "value", None), str):
                    plain.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    # What is said where no catalogue can be read.
    assert [place for place in plain if not place.startswith("kg/cli/__init__.py")] == []
    assert len(plain) == 1


# ── one message ───────────────────────────────────────────────────────────────────────────────────────────────


class Loud:
    """A catalogue of a language that is English in capitals."""

    def gettext(self, text: str) -> str:
        return "".join(part if part.startswith("{") else part.upper() for part in re.split(r"(\{[^}]*\})", text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


def test_a_message_is_its_english_text() -> None:
    told = message("{path!r} cannot be read: {why}", path="a", why=message("it is {size:.1f} MB", size=1.25))
    assert told == "'a' cannot be read: it is 1.2 MB"
    assert json.dumps([told]) == "[\"'a' cannot be read: it is 1.2 MB\"]"
    assert [counted(n, "agency", "agencies") for n in (0, 1, 2)] == ["0 agencies", "1 agency", "2 agencies"]


def test_a_message_is_said_with_all_that_is_in_it() -> None:
    parts = joined([message("old {name}", name="x"), "y", counted(2, "file")], SEMICOLON)
    told = message("see {parts}", parts=parts)
    assert told == "see old x; y; 2 files"
    assert told.said(Loud()) == "SEE OLD x; y; 2 FILES"
    assert plural("one", "{count} things of {name}", 1, name="z").said(Loud()) == "ONE"
    assert plural("one", "{count} things of {name}", 3, name="z").said(Loud()) == "3 THINGS OF z"


def test_a_message_goes_from_process_to_process_and_through_errors() -> None:
    for told in (message("see {x}", x=counted(2, "file")), joined([message("a {b}", b=1)])):
        assert pickle.loads(pickle.dumps(told)).said(Loud()) == told.said(Loud()) == told.upper()
    inner = InputError(message("no {x}", x="file"))
    assert message("that is: {error}", error=inner).said(Loud()) == "THAT IS: NO file"
    assert why(inner) is inner.args[0]
    assert why(FileNotFoundError(2, "No such file or directory")).said(Loud()) == "NO SUCH FILE OR DIRECTORY"
    assert why(ValueError("as it is")) == "as it is"


# ── which language ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "environment", "spoken"),
    [
        ("build in", {}, "en"),
        ("build in", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("build in", {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ("build in", {"LANG": "C", "LC_MESSAGES": "zh_TW"}, "zh"),
        ("build in", {"LANG": "zh_CN.UTF-8", "KG_LANG": "en"}, "en"),
        ("build in", {"LANG": "de_DE.UTF-8", "KG_LANG": ""}, "en"),
        ("build in --lang en", {"KG_LANG": "zh"}, "en"),
        ("--lang=zh build in", {"KG_LANG": "en"}, "zh"),
        ("search -- --lang zh", {}, "en"),
    ],
)
def test_the_option_goes_before_the_variable_and_that_before_the_locale(arguments, environment, spoken) -> None:
    assert language.wanted(arguments.split(), environment) == spoken


@pytest.mark.parametrize(
    ("arguments", "environment"), [(["--lang", "fr"], {}), (["--lang"], {}), ([], {"KG_LANG": "x"})]
)
def test_a_language_that_there_is_not_is_refused(arguments, environment) -> None:
    with pytest.raises(UsageError, match="is one of: zh, en; not"):
        language.wanted(arguments, environment)


def test_where_the_words_are_missing_that_is_said_and_english_spoken(monkeypatch, tmp_path, capsys) -> None:
    from kg import cli

    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    cli._speak(["--lang", "zh"])
    assert "the words of the language 'zh' are not installed" in capsys.readouterr().err
    assert language.said(message("nothing was found")) == "nothing was found"


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "zh")


@pytest.mark.usefixtures("in_chinese")
def test_a_build_speaks_chinese_and_its_report_for_machines_stays_english(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(NOTICE, "utf-8")
    (tmp_path / "in" / "b.txt").write_text("", "utf-8")
    done = kg("build", "in", cwd=tmp_path, check=4)
    said = done.err.splitlines()
    assert said[:2] == [
        "读取 1 篇通稿：新增 1、变动 0、不变 0、失败 1",
        "  失败：b.txt：内容为空：请给出通稿正文，或去掉它",
    ]
    assert re.fullmatch(r"其中找到：1 人、1 份文件、\d+ 个单位、.*", said[2])
    assert not re.search(r"[a-z]{3}", re.sub(r"exports/\S+|[ab]\.txt", "", done.err)), "no English is left"
    report = json.loads((tmp_path / "exports" / "report.json").read_text("utf-8"))
    assert report["failed"][0]["reason"] == "is empty: give the notice's text, or leave it out"
    (tmp_path / "in" / "a.txt").unlink()
    assert "此前从该处读入的 1 篇通稿已不在原处（a.txt），仍留在图库中" in kg("build", "in", cwd=tmp_path, check=4).err


@pytest.mark.usefixtures("in_chinese")
def test_a_complaint_is_chinese_also_from_the_process_that_answers(tmp_path: Path) -> None:
    assert complaint(kg("directives", cwd=tmp_path), 3) == (
        "kg: exports/store 处没有图库；请先构建：kg build 路径 --store exports/store。"
    )
    kg("build", "-", "--store", "s", "--no-exports", cwd=tmp_path, text=NOTICE, check=0)
    assert complaint(kg("query", "SELECT *", "-s", "s", cwd=tmp_path), 2).startswith("kg: 查询无法解析：")
    assert complaint(kg("show", "无此单位", "-s", "s", cwd=tmp_path), 3).startswith("kg: 图库中没有叫 '无此单位' 的；")
    english = kg("show", "无此单位", "-s", "s", "--lang", "en", cwd=tmp_path)
    assert complaint(english, 3).startswith("kg: The store holds nothing called '无此单位'; ")


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize(
    "command", ["", "build", "ledger", "ledger import", "store check", "search", "explain", "export"]
)
def test_help_is_chinese(command: str) -> None:
    shown = kg(*command.split(), "--help", check=0).out
    assert shown.startswith(f"用法：{' '.join(['kg', *command.split()])} ")
    assert "选项" in shown
    assert "显示本帮助。" in shown
    # Names of options, files, formats and commands stay; no English sentence does.
    assert re.findall(r"\b(?:the|and|of|is|are|where|which|not|this)\b", shown) == []


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("gaps --nope", "没有选项 --nope（是否指：--store）；详见 kg gaps --help。"),
        ("build", "缺少参数 'PATH...'；详见 kg build --help。"),
        ("build x --jobs", "选项 '--jobs' 须给出值；详见 kg build --help。"),
        ("build x --jobs a", "'--jobs' / '-j' 的值无效：应为整数；详见 kg build --help。"),
        ("build x --jobs 0", "'--jobs' / '-j' 的值无效：不得小于 1；详见 kg build --help。"),
        ("followup --likeness 3", "'--likeness' 的值无效：不得大于 1；详见 kg followup --help。"),
        ("build --prune=3 x", "选项 '--prune' 不带值；详见 kg build --help。"),
        ("gaps x", "多余的参数（x）；详见 kg gaps --help。"),
        ("stroe", "没有命令 'stroe'（是否指 'store', 'trace'）；详见 kg --help。"),
    ],
)
def test_what_the_parser_complains_of_is_chinese(arguments: str, told: str) -> None:
    assert complaint(kg(*arguments.split()), 2) == f"kg: {told}"


@pytest.mark.usefixtures("in_chinese")
def test_tables_that_people_look_at_have_chinese_headings(tmp_path: Path) -> None:
    kg("build", "-", "--store", "s", "--no-exports", cwd=tmp_path, text=NOTICE, check=0)

    def heads(*arguments: str) -> list[str]:
        shown = kg(*arguments, "--format", "markdown", cwd=tmp_path, check=0).out
        return [head.strip() for head in shown.partition("\n")[0].strip("|").split("|")]

    due = ["到期日", "时限", "牵头/承办单位", "会议", "原文", "出处", "起", "止", "要求", "通稿"]
    assert heads("query", "directives-due", "-s", "s") == due
    assert heads("query", "SELECT ?due { ?s ?p ?due } LIMIT 1", "-s", "s") == ["due"], "one's own names stay"
    assert heads("query", "--list") == ["名称", "参数", "回答"]
    assert heads("store", "info", "-s", "s") == ["项目", "值"]
    assert "| 登记的通稿 | 1 |" in kg("store", "info", "-s", "s", "--format", "markdown", cwd=tmp_path, check=0).out
    for one in (ROOT / "examples" / "gold").glob("32-balikun.*"):
        (tmp_path / "gold").mkdir(exist_ok=True)
        (tmp_path / "gold" / one.name).write_bytes(one.read_bytes())
    assert heads("evaluate", "gold") == ["指标", "值", "准确率", "召回率", "正确", "标注", "给出"]
    assert heads("doctor", "lexicon") == ["程度", "位置", "词形", "项目", "处理建议"]


def test_tables_have_headings_in_the_language_of_the_reader_and_files_for_programs_always_the_same(
    tmp_path: Path,
) -> None:
    kg("build", "-", "--store", "s", "--no-exports", cwd=tmp_path, text=NOTICE, check=0)

    def head(command: str, form: str, spoken: str) -> str:
        asked = (*command.split(), "-s", "s", "--format", form, "--lang", spoken)
        return kg(*asked, cwd=tmp_path, check=0).out.partition("\n")[0]

    commands = (
        "directives",
        "ledger",
        "search 除险",
        "gaps",
        "followup",
        "followup --items",
        "stats",
        "trace 雷州市防汛预案",
        "show 雷州市",
        "explain 雷州市",
    )
    for command in commands:
        assert not re.search("[一-鿿]", head(command, "table", "en")), command
        assert not re.search("[a-z]", head(command, "table", "zh").replace("IRI", "")), command
        assert head(command, "csv", "en") == head(command, "csv", "zh"), command
    assert head("ledger", "markdown", "en").startswith("| line no. | meeting | meeting's day |")
    assert head("ledger", "csv", "en").startswith("序号,会议,会议日期,"), "an office hands it in again by these"


def test_the_ledger_has_the_same_headings_in_a_chinese_table_as_in_the_spreadsheet() -> None:
    chinese = catalogues.words("zh")
    assert {heading: str(said(told, chinese)) for heading, told in HEADINGS.items()} == {one: one for one in HEADINGS}
    assert list(HEADINGS) == headings(Clock(date(2024, 6, 5), 20))


@pytest.mark.usefixtures("in_chinese")
def test_a_doubt_is_told_in_chinese_and_stays_english_for_machines(tmp_path: Path) -> None:
    open_limit = NOTICE.replace("5月底前", "汛期来临前")
    assert open_limit != NOTICE
    kg("build", "-", "--store", "s", "--no-exports", cwd=tmp_path, text=open_limit, check=0)
    which = "SELECT ?doubt WHERE { GRAPH ?g { ?doubt kg:doubtKind 'deadline-open' } }"
    doubt = kg("query", which, "-s", "s", "--format", "csv", cwd=tmp_path, check=0).out.splitlines()[1]

    def told(command: str, form: str) -> str:
        return kg(command, doubt, "-s", "s", "--format", form, cwd=tmp_path, check=0).out

    assert "疑点：时限不能定到日期（汛期来临前不能定到某一日）" in told("explain", "markdown")
    assert "疑点：deadline-open 汛期来临前 fixes no day" in told("explain", "json")
    assert "| 汛期来临前 fixes no day | 汛期来临前不能定到某一日 |" in told("show", "markdown")
    assert "不能定到" not in told("show", "json")


@pytest.mark.usefixtures("in_chinese")
def test_the_list_of_doubts_is_chinese_for_people_and_english_for_machines(tmp_path: Path) -> None:
    open_limit = NOTICE.replace("5月底前", "汛期来临前")
    kg("build", "-", "--store", "s", "--no-exports", cwd=tmp_path, text=open_limit, check=0)

    def listed(*arguments: str, kind: str = "时限不能定到日期") -> str:
        return kg("query", "doubts", "-p", f"kind={kind}", "-s", "s", *arguments, cwd=tmp_path, check=0).out

    shown = listed("--format", "table")
    assert "时限不能定到日期" in shown
    assert "汛期来临前不能定到某一日" in shown
    assert not re.search(r"deadline-open|fixes no day", shown)
    assert "deadline-open" in listed("--format", "table", "--lang", "en")
    assert "fixes no day" in listed("--format", "csv")
    own = kg("query", "SELECT ?doubtKind { ?s kg:doubtKind ?doubtKind }", "-s", "s", "--format", "table", cwd=tmp_path)
    assert "deadline-open" in own.out, "a query of one's own shows what the graph has"


@pytest.mark.usefixtures("in_chinese")
def test_a_kind_of_doubt_goes_by_its_chinese_and_its_english_word_and_any_other_is_refused_with_both(
    tmp_path: Path,
) -> None:
    kg(
        "build",
        "-",
        "--store",
        "s",
        "--no-exports",
        cwd=tmp_path,
        text=NOTICE.replace("5月底前", "汛期来临前"),
        check=0,
    )

    def asked(kind: str, *arguments: str) -> Any:
        return kg("query", "doubts", "-p", f"kind={kind}", "-s", "s", "--format", "csv", *arguments, cwd=tmp_path)

    assert asked("时限不能定到日期").out == asked("deadline-open").out != asked("no-meeting").out
    assert asked("时限不能定到日期", "--lang", "en").out == asked("deadline-open").out, "whatever language is spoken"
    for spoken in ("zh", "en"):
        refused = asked("时限未定", "--lang", spoken)
        assert refused.returncode == 2
        assert "deadline-open 时限不能定到日期" in refused.err
        listing = kg("query", "--list", "--format", "table", "--lang", spoken, check=0)
        assert ("deadline-open 时限不能定到日期" in listing.err) == (spoken == "zh")
        assert "deadline-open" in listing.err
    assert "deadline-open" not in kg("query", "--list", "--format", "json", check=0).err


@pytest.mark.usefixtures("in_chinese")
def test_what_is_wrong_in_ones_own_words_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "acts.tsv").write_text("部署\n研 究\n", "utf-8")
    (tmp_path / "places.tsv").write_text("code\tname\tshort\n", "utf-8")
    done = kg("doctor", "lexicon", "--lexicon", tmp_path, "--format", "markdown", check=5)
    assert "词形中不留空白" in done.out or "列之间请用制表符" in done.out
    assert "没有这一名称的文件会被读取" in done.out
    assert not re.search(r"\b(?:the|and|which|has|is)\b", done.out)
    assert re.search(r"词表和名录中有 \d+ 行不合要求（见上表）。", done.err)


@pytest.mark.usefixtures("in_chinese")
def test_what_machines_read_is_the_same_in_every_language(tmp_path: Path) -> None:
    kg("build", "-", "--store", "s", "--no-exports", cwd=tmp_path, text=NOTICE, check=0)
    for command in (
        "directives --format csv", "directives --format json", "ledger --format csv", "query --list --format json",
        "gaps --format tsv", "store info --format csv", "query directives-due --format csv", "doctor --format json",
        "show 雷州市人民政府 --format turtle",
    ):  # fmt: skip
        arguments = [*command.split(), *([] if "--list" in command else ["-s", "s"])]
        chinese, english = (kg(*arguments, "--lang", spoken, cwd=tmp_path, check=0).out for spoken in ("zh", "en"))
        assert chinese == english
