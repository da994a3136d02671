"""Words, names and columns that a build leaves out are those of the last build, and what is different is said."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pkgutil
import signal
import sqlite3
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest
from command import complaint, kg
from test_build import Stop, stopped
from test_store import dump, written

from kg import build, store
from kg.errors import InputError
from kg.export import export_file
from kg.read import ReadOptions
from kg.settings import Settings
from kg.store import build_state, built_with
from kg.store.care import info

TEXT = """雷州市人民政府召开第十八届第{number}次常务会议
2024年3月{day}日，市长赵一山主持召开雷州市人民政府第十八届第{number}次常务会议。会议审议并原则通过《雷州市内涝点处置图谱》。
会议强调，市数字城管中心要在5月底前完成井盖排查。
"""
COLUMNS = ("--text-column", "内文", "--title-column", "题目")
DEPARTMENTS = (
    "canonical\taliases\tlevels\tprovinces\tof\treason\n数字化城市管理服务中心\t数字城管中心\tDX\t44\tgov\t本市\n"
)
AS_BEFORE = "words, names and columns as in the last build"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two notices as JSON lines with names of columns of their own, one as text, and own words and names."""
    for name in ("in", "words", "names"):
        (tmp_path / name).mkdir()
    table(tmp_path / "in" / "t.jsonl", 61, 62)
    (tmp_path / "note.txt").write_text(TEXT.format(number=63, day=13), "utf-8")
    (tmp_path / "words" / "document_kinds.tsv").write_text("图谱\t清单\t本市用语\n", "utf-8")
    (tmp_path / "names" / "departments.tsv").write_text(DEPARTMENTS, "utf-8")
    return tmp_path


def table(path: Path, *numbers: int) -> None:
    rows = ({"内文": TEXT.format(number=n, day=n - 50), "题目": f"标题{n}", "又题": f"别题{n}"} for n in numbers)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def built(folder: Path, *arguments: str | Path, to: str = "s") -> list[str]:
    """What a build said, line by line, but for the counts of what was found."""
    done = kg("build", *arguments, "-s", to, "--no-exports", cwd=folder, check=0)
    return [line for line in done.err.splitlines() if not line.startswith(("found in them", "left open"))]


def first_build(folder: Path) -> None:
    built(folder, "in", *COLUMNS, "--lexicon", "words", "--register", "names")


def run(folder: Path, *paths: str | Path, **more: object) -> list[str]:
    """What a build in this process said of its options."""
    said: list[str] = []
    more.setdefault("options", ReadOptions())
    build.build([str(folder / path) for path in paths], folder / "s", say=said.append, **more)
    return [line.replace(f"{folder}/", "") for line in said]


def facts(folder: Path) -> list[str]:
    return [f"{name} = {value}".replace(f"{folder}/", "") for name, value in info(folder / "s")]


# ── left out ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_left_out_is_as_in_the_last_build_and_nothing_is_read_again(folder):
    first_build(folder)
    before = dump(folder / "s")
    assert built(folder, "in") == [
        f"{AS_BEFORE}: --lexicon words; --register names; --text-column 内文 --title-column 题目 (in)",
        "2 notices read: 0 new, 0 changed, 2 unchanged, 0 failed",
        "nothing is new: the store was left as it is",
    ]
    assert dump(folder / "s") == before
    assert any("标题61" in line for line in before)


def test_a_build_of_what_is_as_it_was_writes_nothing_into_the_memory(folder):
    first_build(folder)
    before = written(folder / "s")
    run(folder, "in")
    assert written(folder / "s") == before


def test_a_store_without_such_options_says_nothing_of_them(folder):
    for _ in range(2):
        assert run(folder, "note.txt") == []


def test_an_option_that_is_given_as_before_is_no_difference(folder):
    first_build(folder)
    said = built(folder, "in", *COLUMNS, "--lexicon", "words", "--register", "names")
    assert said[0] == "2 notices read: 0 new, 0 changed, 2 unchanged, 0 failed"


def test_the_others_are_remembered_beside_the_one_that_is_given(folder):
    first_build(folder)
    said = built(folder, "in", "--title-column", "又题")
    assert said[0] == f"{AS_BEFORE}: --lexicon words; --register names; --text-column 内文 (in)"
    assert said[1].startswith("in: not read as in the last build (--title-column 又题 in place of 题目): ")
    assert "0 new, 2 changed" in said[2]


def test_the_environment_counts_as_given(folder, monkeypatch):
    first_build(folder)
    monkeypatch.setenv("KG_LEXICON", "words")
    monkeypatch.setenv("KG_REGISTER", "names")
    assert built(folder, "in")[0] == f"{AS_BEFORE}: --text-column 内文 --title-column 题目 (in)"


def test_a_notice_added_later_is_read_with_the_same_words(folder):
    first_build(folder)
    assert built(folder, "note.txt")[0] == f"{AS_BEFORE}: --lexicon words; --register names"
    built(folder, "in", "note.txt", *COLUMNS[:4], "--lexicon", "words", "--register", "names", to="t")
    assert dump(folder / "s") == dump(folder / "t")


def test_words_that_were_remembered_must_be_whole(folder):
    first_build(folder)
    (folder / "words" / "posts.tsv").write_text("总河长\n", "utf-8")
    before = written(folder / "s")
    assert "posts.tsv:1" in complaint(kg("build", "in", "-s", "s", cwd=folder), 3)
    assert written(folder / "s") == before


# ── columns belong to a path ──────────────────────────────────────────────────────────────────────────────────


def test_columns_of_a_folder_hold_for_what_lies_in_it_and_for_nothing_beside_it(folder):
    run(folder, "in", options=ReadOptions(text_column="内文"))
    assert run(folder, "in/t.jsonl") == [f"{AS_BEFORE}: --text-column 内文 (in/t.jsonl)"]
    table(folder / "other.jsonl", 64)
    assert run(folder, "other.jsonl") == []
    assert run(folder, "in") == [f"{AS_BEFORE}: --text-column 内文 (in)"]


def test_a_path_may_be_read_otherwise_than_the_folder_around_it(folder):
    run(folder, "in", options=ReadOptions(text_column="内文"))
    said = run(folder, "in/t.jsonl", options=ReadOptions(title_column="题目"))
    assert said[1].startswith("in/t.jsonl: not read as in the last build (--title-column 题目 is new)")
    assert run(folder, "in/t.jsonl") == [f"{AS_BEFORE}: --text-column 内文 --title-column 题目 (in/t.jsonl)"]
    # The folder is read by its own options, its file by those of its own, until others are given for all.
    assert run(folder, "in") == [
        f"{AS_BEFORE}: --text-column 内文 (in); --text-column 内文 --title-column 题目 (in/t.jsonl)"
    ]
    said = run(folder, "in", options=ReadOptions(text_column="内文"))
    assert said[0].startswith("in/t.jsonl: not read as in the last build (--title-column 题目 is left out)")
    assert run(folder, "in/t.jsonl") == [f"{AS_BEFORE}: --text-column 内文 (in/t.jsonl)"]


def test_a_table_keeps_its_columns_when_the_folder_around_it_is_built(folder):
    run(folder, "in/t.jsonl", options=ReadOptions(text_column="内文"))
    before = dump(folder / "s")
    (folder / "in" / "note.txt").write_text(TEXT.format(number=68, day=18), "utf-8")
    for _ in range(2):
        said = built(folder, "in")
        assert said[0] == f"{AS_BEFORE}: --text-column 内文 (in/t.jsonl)"
        assert "3 notices read" in said[1]
        assert "0 failed" in said[1]
    assert built(folder, "in/t.jsonl")[1].startswith("2 notices read: 0 new, 0 changed, 2 unchanged, 0 failed")
    assert set(before) <= set(dump(folder / "s"))


def test_a_table_loses_its_columns_with_those_of_the_folder_when_options_are_forgotten(folder):
    run(folder, "in/t.jsonl", options=ReadOptions(text_column="内文"))
    said = run(folder, "in", forget=True)
    assert said[0].startswith("in/t.jsonl: not read as in the last build (--text-column 内文 is left out)")
    assert run(folder, "in/t.jsonl") == []


def test_columns_given_for_what_was_read_without_are_a_difference_and_for_a_new_path_are_none(folder):
    lines = [json.dumps({"text": TEXT.format(number=61, day=11), "题目": "标题61"}, ensure_ascii=False)]
    (folder / "u.jsonl").write_text("\n".join(lines), "utf-8")
    run(folder, "u.jsonl")
    said = run(folder, "u.jsonl", options=ReadOptions(title_column="题目"))
    assert [line.partition(": notices")[0] for line in said] == [
        "u.jsonl: not read as in the last build (--title-column 题目 is new)"
    ]
    assert run(folder, "in", options=ReadOptions(text_column="内文")) == []


def test_encoding_and_format_are_remembered_too(folder):
    path = folder / "page.dat"
    path.write_bytes(TEXT.format(number=65, day=15).encode("gb18030"))
    run(folder, path.name, options=ReadOptions(encoding="gb18030", format="text"))
    assert run(folder, path.name) == [f"{AS_BEFORE}: --encoding gb18030 --input-format text (page.dat)"]


def test_many_paths_with_the_same_columns_are_one_line(folder):
    names = [f"t{number}.jsonl" for number in range(61, 66)]
    for number, name in enumerate(names, 61):
        table(folder / name, number)
    run(folder, *names, options=ReadOptions(text_column="内文"))
    assert run(folder, *names) == [f"{AS_BEFORE}: --text-column 内文 (t61.jsonl, t62.jsonl, t63.jsonl and 2 more)"]


def test_of_standard_input_nothing_is_remembered(folder):
    text = (folder / "in" / "t.jsonl").read_text("utf-8")
    command = ("build", "-", "-s", "s", "--no-exports")
    kg(*command, "--input-format", "jsonl", *COLUMNS, text=text, cwd=folder, check=0)
    done = kg(*command, text=TEXT.format(number=66, day=16), cwd=folder, check=0)
    assert done.err.startswith("1 notice read: 1 new")


def test_a_file_whose_name_is_no_utf8_can_be_remembered(folder):
    path = os.fsencode(folder) + b"/\xc4\xda.jsonl"
    os.rename(folder / "in" / "t.jsonl", path)  # noqa: PTH104  (a name of bytes)
    name = os.fsdecode(os.path.basename(path))  # noqa: PTH119  (a name of bytes)
    run(folder, name, options=ReadOptions(text_column="内文"))
    assert run(folder, name)[0].startswith(f"{AS_BEFORE}: --text-column 内文")


# ── what is different ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_of_words_that_was_changed_is_named_and_read_as_it_is_now(folder):
    first_build(folder)
    (folder / "words" / "document_kinds.tsv").write_text("图谱\t方案\t本市用语\n", "utf-8")
    (folder / "words" / "topics.tsv").write_text("井盖\t城市建设\t\n", "utf-8")
    said = built(folder, "in")
    assert said[:2] == [
        f"{AS_BEFORE}: --register names; --text-column 内文 --title-column 题目 (in)",
        "words or names are not those of the last build (--lexicon words, changed: document_kinds.tsv, new: topics.tsv): "
        "all 2 notices of the store are read anew",
    ]
    assert "0 new, 2 changed" in said[2]
    assert built(folder, "in")[0].startswith(f"{AS_BEFORE}: --lexicon words; --register names")


def test_names_that_are_gone_are_missed_until_they_are_back(folder):
    first_build(folder)
    before = dump(folder / "s")
    (folder / "names").rename(folder / "elsewhere")
    said = built(folder, "in")
    assert said[1] == (
        "words or names are not those of the last build (--register names is no longer there): "
        "all 2 notices of the store are read anew"
    )
    assert "2 changed" in said[2]
    said = built(folder, "in")
    assert said[1].startswith("--register names is still not there, and this build goes on without it as the last did")
    assert "2 unchanged" in said[2]
    (folder / "elsewhere").rename(folder / "names")
    said = built(folder, "in")
    assert "(--register names, new: departments.tsv): all 2 notices" in said[1]
    assert dump(folder / "s") == before


def test_names_that_moved_are_the_same_names(folder):
    first_build(folder)
    (folder / "names").rename(folder / "elsewhere")
    said = built(folder, "in", "--register", "elsewhere")
    assert "2 unchanged" in said[1]
    assert built(folder, "in")[0].startswith(f"{AS_BEFORE}: --lexicon words; --register elsewhere")


def test_names_of_ones_own_that_come_to_a_store_without_are_said_to_be_new(folder):
    run(folder, "note.txt")
    said = run(folder, "in", settings=Settings(register=folder / "names"), options=ReadOptions(text_column="内文"))
    assert said == [
        "words or names are not those of the last build (--register names is new): "
        "of 1 notice in the store 0 of this input are read anew, the others when their input is built"
    ]


def test_one_notice_is_counted_as_one(folder):
    run(folder, "note.txt", settings=Settings(register=folder / "names"))
    (said,) = run(folder, "note.txt", forget=True)
    assert said.endswith("(--register names is left out): the one notice of the store is read anew")


def test_options_are_dropped_on_purpose(folder):
    first_build(folder)
    said = built(folder, "in", "--text-column", "内文", "--forget-options")
    assert said[0].startswith(
        "words or names are not those of the last build (--lexicon words is left out; --register names is left out): all 2"
    )
    assert said[1].startswith("in: not read as in the last build (--title-column 题目 is left out): ")
    assert built(folder, "in")[0] == f"{AS_BEFORE}: --text-column 内文 (in)"
    built(folder, "in", "--text-column", "内文", to="t")
    assert dump(folder / "s") == dump(folder / "t")


def test_names_that_are_gone_can_be_dropped(folder):
    first_build(folder)
    (folder / "names" / "departments.tsv").unlink()
    (folder / "names").rmdir()
    built(folder, "in")
    built(folder, "in", "--lexicon", "words", *COLUMNS, "--forget-options")
    assert built(folder, "in")[0] == f"{AS_BEFORE}: --lexicon words; --text-column 内文 --title-column 题目 (in)"


def test_the_report_has_the_sentences_too(folder):
    first_build(folder)
    said = built(folder, "in", "--report", "r.json")
    assert json.loads((folder / "r.json").read_text("utf-8"))["options"] == [said[0]]


# ── stores made by older versions ─────────────────────────────────────────────────────────────────────────────


def made_older(folder: Path) -> None:
    """Take from the memory what older versions did not write into it."""
    with contextlib.closing(sqlite3.connect(folder / "s" / store.STATE)) as state, state:
        gone = state.execute("DELETE FROM note WHERE name = 'built with words' OR name LIKE 'read with %'").rowcount
    assert gone >= 1


def test_an_older_store_opens_and_says_that_it_does_not_know_its_words(folder):
    first_build(folder)
    made_older(folder)
    assert "options of the last build = not remembered: it was made by an older version of kg" in facts(folder)
    said = run(folder, "in", options=ReadOptions(text_column="内文"))
    assert said == [
        "words or names are not those of the last build (an older version of kg built the store with some, without "
        "remembering which, and none are given now by --lexicon or --register): all 2 notices of the store are read anew"
    ]
    assert run(folder, "in") == [f"{AS_BEFORE}: --text-column 内文 (in)"]


def test_an_older_store_takes_the_words_it_had_without_reading_again(folder):
    first_build(folder)
    made_older(folder)
    arguments = ("in", *COLUMNS, "--lexicon", "words", "--register", "names")
    assert "2 unchanged" in built(folder, *arguments)[0]
    assert built(folder, "in")[0].startswith(f"{AS_BEFORE}: --lexicon words; --register names; --text-column 内文")


def test_an_older_store_of_tables_asks_once_for_their_columns(folder):
    row = json.dumps({"text": TEXT.format(number=61, day=11)}, ensure_ascii=False)
    (folder / "u.jsonl").write_text(row, "utf-8")
    run(folder, "u.jsonl", "note.txt")
    made_older(folder)
    (said,) = run(folder, "u.jsonl", "note.txt")
    assert said.startswith("u.jsonl: an older version of kg built the store without remembering by which columns")
    assert run(folder, "u.jsonl", "note.txt") == []


# ── stops, kills, two machines ────────────────────────────────────────────────────────────────────────────────


def stopping(whole, after):
    """``whole``, whose call number ``after`` (from 0) is the end of the process."""
    calls = count()
    return lambda *arguments, **named: stopped() if next(calls) == after else whole(*arguments, **named)


@pytest.mark.parametrize(
    "where", ["kg.store.build_state.BuildState.commit", "kg.store.loading.carry_out", "kg.store.loading._tidy"]
)
def test_wherever_a_build_with_options_is_stopped_the_next_goes_on_in_them(folder, monkeypatch, where):
    own = Settings(folder / "words", folder / "names")
    options = ReadOptions(text_column="内文", title_column="题目")
    run(folder, "in")  # nothing of it can be read so
    whole = pkgutil.resolve_name(where)
    for after in range(3):
        with monkeypatch.context() as patched:
            patched.setattr(where, stopping(whole, after))
            with contextlib.suppress(Stop):
                run(folder, "in", settings=own, options=options)
        with build_state.opened(folder / "s" / store.STATE) as state:
            known, kept = state.totals()[0], dict(built_with.remembered(state))
            # What was read with them is remembered with them, in one step.
            assert known == 0 or kept["own names (--register)"] == str(folder / "names")
    run(folder, "in", settings=own, options=options)
    run(folder, "in")
    build.build([str(folder / "in")], folder / "t", settings=own, options=options)
    assert dump(folder / "s") == dump(folder / "t")


@pytest.mark.slow
def test_a_build_with_options_that_is_killed_is_gone_on_with_in_them(folder):
    table(folder / "in" / "t.jsonl", *range(51, 81), *range(151, 181), *range(251, 281))
    slow = (
        "import sys, pathlib; from kg.build import filling, parcels, run; from kg.settings import Settings; from kg.read import ReadOptions; "
        "filling._BATCH = parcels._PARCEL = 4; where = pathlib.Path(sys.argv[1]); "
        "run.build([str(where / 'in')], where / 's', settings=Settings(where / 'words', where / 'names'), "
        "options=ReadOptions(text_column='内文', title_column='题目'))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(build.__file__).parent.parent.parent)}
    for share in (0.2, 0.5, 0.8):
        running = subprocess.Popen([sys.executable, "-c", slow, str(folder)], env=environment)
        while running.poll() is None and notices_in(folder) < 90 * share:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert 0 < notices_in(folder) <= 90
    assert run(folder, "in")[0].startswith(f"{AS_BEFORE}: --lexicon words; --register names; --text-column 内文")
    own = Settings(folder / "words", folder / "names")
    options = ReadOptions(text_column="内文", title_column="题目")
    build.build([str(folder / "in")], folder / "t", settings=own, options=options)
    assert dump(folder / "s") == dump(folder / "t")


def notices_in(folder: Path) -> int:
    try:
        with contextlib.closing(sqlite3.connect(folder / "s" / store.STATE)) as state:
            return int(state.execute("SELECT count(*) FROM notice").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_stores_of_two_machines_merged_equal_one_whether_options_were_remembered_or_given(folder):
    first_build(folder)
    table(folder / "in" / "u.jsonl", 67)
    run(folder, "in")  # one machine remembers
    own = Settings(folder / "words", folder / "names")
    options = ReadOptions(text_column="内文", title_column="题目")
    build.build([str(folder / "note.txt")], folder / "other", settings=own, options=options)  # another is told
    with store.opened_for_reading(folder / "other") as opened:
        export_file(opened, "nquads", folder / "other.nq")
    with store.opened_for_writing(folder / "s") as opened:
        store.load_nquads(opened, folder / "other.nq")
        del opened
    paths = [str(folder / "in"), str(folder / "note.txt")]
    build.build(paths, folder / "together", settings=own, options=options)
    assert dump(folder / "s") == dump(folder / "together")


def test_an_input_that_is_not_there_leaves_nothing_remembered(folder):
    with pytest.raises(InputError):
        run(folder, "nowhere", options=ReadOptions(text_column="内文"))
    assert not any("nowhere" in fact for fact in facts(folder))


# ── looking ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_store_info_shows_what_is_remembered(folder):
    first_build(folder)
    (folder / "names").rename(folder / "elsewhere")
    shown = kg("store", "info", "-s", "s", "--format", "csv", cwd=folder, check=0).out
    rows = [tuple(row) for row in csv.reader(io.StringIO(shown))]
    assert ("own words (--lexicon)", str(folder / "words")) in rows
    assert ("own names (--register)", f"{folder / 'names'}, which is no longer there") in rows
    assert ("read with", f"{folder / 'in'}: --text-column 内文 --title-column 题目") in rows


def test_store_info_names_twenty_paths_and_counts_the_others(folder):
    names = [f"t{number}.jsonl" for number in range(61, 84)]
    for number, name in enumerate(names, 61):
        table(folder / name, number)
    run(folder, *names, options=ReadOptions(text_column="内文"))
    rows = [fact for fact in facts(folder) if fact.startswith("read with")]
    assert (len(rows), rows[-1]) == (21, "read with = … and 3 paths more")


def test_looking_at_a_store_leaves_its_memory_alone(folder):
    first_build(folder)
    made_older(folder)
    before = written(folder / "s")
    facts(folder)
    assert written(folder / "s") == before
