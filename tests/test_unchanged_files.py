"""Files whose bytes are as they were are not parsed; nothing else is passed over, and the store is the same either way."""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hand_made import notice, reading_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from test_store import dump, written

from kg import build, store
from kg.build import unchanged_files
from kg.model import Notice
from kg.read import ReadOptions, read_path
from kg.read.paths import InputFile
from kg.settings import Settings
from kg.store.build_state import opened
from kg.store.file_memory import FileMemory
from kg.vocab import DC


def text(number: int) -> str:
    return notice(number).text


def html(number: int, title: str) -> str:
    return f"<title>{title}</title><body><p>{'</p><p>'.join(text(number).splitlines())}</p></body>"


def jsonl(*numbers: int) -> str:
    return "".join(json.dumps({"text": text(number)}, ensure_ascii=False) + "\n" for number in numbers)


def packed(members: Mapping[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), member)
    return content.getvalue()


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def run(folder: Path, *paths: Path, version: str = "1", **options):
    return build.build([str(path) for path in paths], folder, reader=reading_of, version=version, **options)


def counts(report) -> tuple[int, ...]:
    """New, changed, unchanged, duplicates, removed, failures."""
    return (report.new, report.changed, report.unchanged, report.duplicates, report.removed, len(report.failures))


@pytest.fixture
def parsed(monkeypatch):
    """Names of the files that were parsed since it was last emptied."""
    names: list[str] = []
    read = InputFile.read

    def reading(file: InputFile):
        names.append(file.name)
        return read(file)

    monkeypatch.setattr(InputFile, "read", reading)
    return names


def of_every_kind(folder: Path) -> None:
    put(folder / "a.txt", text(60))
    put(folder / "b.html", html(61, "县政府召开会议"))
    put(folder / "c.jsonl", jsonl(62, 63))
    put(folder / "d.csv", f'正文\n"{text(64)}"\n"{text(65)}"\n')
    put(folder / "e.zip", packed({"x.txt": text(66), "y/z.jsonl": jsonl(67, 68)}))
    put(folder / "f.txt", f"{text(69)}\n==========\n{text(70)}")
    pyarrow.parquet.write_table(pyarrow.table({"text": [text(71), text(72)]}), folder / "g.parquet")


def test_an_unchanged_input_is_not_parsed_and_nothing_is_written(tmp_path, parsed):
    of_every_kind(put(tmp_path / "in" / "a.txt", "").parent)
    assert counts(run(tmp_path / "s", tmp_path / "in")) == (13, 0, 0, 0, 0, 0)
    assert len(parsed) == 7
    before = written(tmp_path / "s")
    for prune in (False, True):
        parsed.clear()
        report = run(tmp_path / "s", tmp_path / "in", prune=prune)
        assert (counts(report), report.read, parsed) == ((0, 0, 13, 0, 0, 0), 13, [])
        assert not report.wrote
        assert written(tmp_path / "s") == before


def test_only_the_changed_file_is_parsed_and_its_old_notices_go_with_prune(tmp_path, parsed):
    of_every_kind(put(tmp_path / "in" / "a.txt", "").parent)
    run(tmp_path / "s", tmp_path / "in")
    put(tmp_path / "in" / "c.jsonl", jsonl(62, 80))
    put(tmp_path / "in" / "e.zip", packed({"x.txt": text(66), "y/z.jsonl": jsonl(67)}))
    parsed.clear()
    report = run(tmp_path / "s", tmp_path / "in", prune=True)
    assert (counts(report), parsed) == ((0, 1, 11, 0, 1, 0), ["c.jsonl", "e.zip"])
    run(tmp_path / "t", tmp_path / "in")
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_rows_that_are_gone_but_were_not_pruned_are_pruned_later(tmp_path):
    table = put(tmp_path / "t.jsonl", jsonl(60, 61))
    run(tmp_path / "s", table)
    put(table, jsonl(60))
    assert counts(run(tmp_path / "s", table)) == (0, 0, 1, 0, 0, 0)
    assert counts(run(tmp_path / "s", table, prune=True)) == (0, 0, 1, 0, 1, 0)


def test_what_failed_is_tried_again_with_all_of_its_file(tmp_path, parsed):
    folder = tmp_path / "in"
    put(folder / "a.zip", packed({"x.txt": text(60), "y.txt": ""}))  # a member that cannot be read
    put(
        folder / "b.jsonl", jsonl(61) + json.dumps({"text": notice(62, extra="出错").text}) + "\n"
    )  # nor this worked out
    put(folder / "c.txt", "")
    put(folder / "d.txt", text(63))
    for expected in ((3, 0, 0, 0, 0, 3), (0, 0, 3, 0, 0, 3), (0, 0, 3, 0, 0, 3)):
        report = run(tmp_path / "s", folder)
        assert counts(report) == expected
        assert [failure.source for failure in report.failures] == ["a.zip!y.txt", "b.jsonl#2", "c.txt"]
    assert parsed == ["a.zip", "b.jsonl", "c.txt", "d.txt", *["a.zip", "b.jsonl", "c.txt"] * 2]


def test_a_failure_that_comes_later_is_not_hidden_by_an_earlier_success(tmp_path, parsed):
    page = put(tmp_path / "a.txt", text(60))
    run(tmp_path / "s", page)
    put(page, "")
    assert counts(run(tmp_path / "s", page)) == (0, 0, 0, 0, 0, 1)
    put(page, text(60))
    parsed.clear()
    assert (counts(run(tmp_path / "s", page)), parsed) == ((0, 0, 1, 0, 0, 0), ["a.txt"])


@pytest.mark.parametrize("change", ["version", "words", "options", "library"])
def test_another_version_other_words_options_or_libraries_read_everything_again(tmp_path, parsed, monkeypatch, change):
    page = put(tmp_path / "a.html", html(60, "县政府召开会议"))
    words = tmp_path / "words"
    words.mkdir()
    wanted = Settings(lexicon=words)
    arguments = {"reader": reading_of, "settings": wanted}
    build.build([str(page)], tmp_path / "s", **arguments)
    match change:
        case "version":
            arguments["version"] = "2"
        case "words":
            (words / "modals.tsv").write_text("务必须\tmodal\n", "utf-8")
            monkeypatch.setattr(Settings, "require_whole", lambda _: None)
        case "options":
            arguments["options"] = ReadOptions(encoding="utf-8")
        case "library":
            monkeypatch.setattr(unchanged_files, "_libraries", lambda: ("3.11.0", "lxml 0"))
    parsed.clear()
    build.build([str(page)], tmp_path / "s", **arguments)
    assert parsed == ["a.html"]
    parsed.clear()
    build.build([str(page)], tmp_path / "s", **arguments)
    assert parsed == []


def test_each_option_of_reading_is_part_of_the_digest(tmp_path):
    page = put(tmp_path / "a.csv", "正文\n会议\n")
    values = {"format": "tsv", "split": False, "encoding": "utf-8", "published": "name", **{f"{kind}_column": "列" for kind in
              ("text", "title", "date", "url", "publisher", "id")}}  # fmt: skip
    limits = {name: value + 1 for name, value in asdict(ReadOptions()).items() if name.startswith("max_")}
    assert {*values, *limits} == set(asdict(ReadOptions()))
    with opened(tmp_path / "state") as state:
        files = unchanged_files.Files(state.files, "1")

        def digest(name: str = "a.csv", **options) -> str:
            file = InputFile(str(page), name, ReadOptions(**options))
            return files._digest(file, file.digest())

        assert digest() == digest() == digest("sub/a.csv")
        others = [digest(**{name: value}) for name, value in (values | limits).items()]
        assert len({digest(), digest("a.tsv"), *others}) == len(others) + 2


def test_a_moved_file_is_parsed_and_its_graph_says_where_it_lies(tmp_path, parsed):
    folder = put(tmp_path / "in" / "a.zip", packed({"x.txt": text(60)})).parent
    run(tmp_path / "s", folder)
    (folder / "a.zip").rename(folder / "b.zip")
    parsed.clear()
    assert counts(run(tmp_path / "s", folder, prune=True)) == (0, 1, 0, 0, 0, 0)
    assert parsed == ["b.zip"]
    run(tmp_path / "t", folder)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_a_folder_that_is_read_from_higher_up_has_the_same_files(tmp_path, parsed):
    put(tmp_path / "in" / "a.jsonl", jsonl(60, 61))
    run(tmp_path / "s", tmp_path / "in")
    parsed.clear()
    assert counts(run(tmp_path / "s", tmp_path / "in", tmp_path / "in" / "a.jsonl")) == (0, 0, 2, 2, 0, 0)
    assert parsed == ["a.jsonl"]  # the second time


def test_a_notice_that_was_pruned_from_the_store_is_read_again(tmp_path, parsed):
    put(tmp_path / "one" / "a.jsonl", jsonl(60, 61))
    put(tmp_path / "two" / "b.jsonl", jsonl(61, 62))
    run(tmp_path / "s", tmp_path / "one", tmp_path / "two")
    with opened(tmp_path / "s" / store.STATE) as state:
        state.forget(notice(61).id)
        state.commit()
    parsed.clear()
    assert counts(run(tmp_path / "s", tmp_path / "two")) == (1, 0, 1, 0, 0, 0)
    assert parsed == ["b.jsonl"]


def test_a_notice_in_two_files_lives_in_the_other_when_one_is_gone(tmp_path, parsed):
    folder = put(tmp_path / "in" / "a.jsonl", jsonl(60, 61)).parent
    put(folder / "b.jsonl", jsonl(61, 60))
    assert counts(run(tmp_path / "s", folder)) == (2, 0, 0, 2, 0, 0)
    (folder / "a.jsonl").unlink()
    parsed.clear()
    assert counts(run(tmp_path / "s", folder, prune=True)) == (0, 2, 0, 0, 0, 0)  # the graph says where it was read
    assert parsed == ["b.jsonl"]
    run(tmp_path / "t", folder)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def source_of(folder: Path, number: int) -> str:
    """What the store says of where the notice of this number was read."""
    with store.opened_for_reading(folder) as opened:
        graph = NamedNode(reading_of(notice(number)).quads.graph)
        (quad,) = opened.quads_for_pattern(None, NamedNode(DC.source), None, graph)
    return quad.object.value


@pytest.mark.parametrize(
    ("first", "then", "source"),
    [
        ({"a.jsonl": (60,), "b.jsonl": (60, 61)}, {"a.jsonl": (62,)}, "b.jsonl#1"),
        ({"a.jsonl": (60,), "b.jsonl": (60, 61)}, {"a.jsonl": (62, 60)}, "a.jsonl#2"),
        ({"a.zip": (60,), "b.jsonl": (60, 61)}, {"a.zip": (62,)}, "b.jsonl#1"),
        ({"a.txt": (60,), "b.txt": (60,)}, {"a.txt": (62,)}, "b.txt"),
        ({"a.jsonl": (61, 60)}, {"a.jsonl": (60, 61)}, "a.jsonl#1"),
        ({"z.jsonl": (60, 61)}, {"a.jsonl": (60,), "z.jsonl": (62, 61)}, "a.jsonl#1"),
        ({"z.jsonl": (60, 61)}, {"a.jsonl": (60,), "z.jsonl": (60, 61)}, "z.jsonl#1"),
        ({"z.jsonl": (60, 61)}, {"a.jsonl": (60,), "z.jsonl": (60, 61, 62)}, "a.jsonl#1"),
    ],
)
def test_a_notice_is_said_to_be_from_where_it_still_stands(tmp_path, first, then, source):
    def fill(numbers_of):
        for name, numbers in numbers_of.items():
            members = {f"{at}.txt": text(number) for at, number in enumerate(numbers)}
            put(
                tmp_path / "in" / name,
                packed(members)
                if name.endswith("zip")
                else "".join(members.values())
                if name.endswith("txt")
                else jsonl(*numbers),
            )

    fill(first)
    run(tmp_path / "s", tmp_path / "in")
    fill(then)
    for _ in range(2):
        report = run(tmp_path / "s", tmp_path / "in")
        assert source_of(tmp_path / "s", 60) == source
    assert not report.wrote


def test_a_row_that_left_its_table_before_it_came_into_another_is_from_there(tmp_path, parsed):
    folder = put(tmp_path / "in" / "t.jsonl", jsonl(61, 60)).parent
    run(tmp_path / "s", folder)
    put(folder / "t.jsonl", jsonl(61))
    assert run(tmp_path / "s", folder).gone == 1
    put(folder / "a.jsonl", jsonl(60))
    assert counts(run(tmp_path / "s", folder)) == (0, 1, 1, 0, 0, 0)
    assert source_of(tmp_path / "s", 60) == "a.jsonl#1"


def test_a_table_that_is_not_read_this_time_is_asked_whether_it_is_as_it_was(tmp_path, parsed):
    one, two = put(tmp_path / "one.jsonl", jsonl(60)), put(tmp_path / "two.jsonl", jsonl(60))
    run(tmp_path / "s", one)
    assert counts(run(tmp_path / "s", two)) == (0, 0, 1, 0, 0, 0)
    assert source_of(tmp_path / "s", 60) == "one.jsonl#1"
    put(one, jsonl(61))
    assert counts(run(tmp_path / "s", two)) == (0, 1, 0, 0, 0, 0)
    assert source_of(tmp_path / "s", 60) == "two.jsonl#1"


def columns(first: int, second: int) -> str:
    """A table of one row with two texts, in the columns 甲 and 乙."""
    return f'甲,乙\n"{text(first)}","{text(second)}"\n'


def read_by(column: str) -> ReadOptions:
    return ReadOptions(text_column=column)


def test_a_table_that_is_read_by_another_column_holds_its_notice_no_more(tmp_path):
    folder = put(tmp_path / "in" / "z.csv", columns(60, 61)).parent
    run(tmp_path / "s", folder, options=read_by("甲"))
    put(folder / "a.txt", text(60))  # comes before z.csv, which nobody has read by its new column then
    run(tmp_path / "s", folder, options=read_by("乙"))
    assert source_of(tmp_path / "s", 60) == "a.txt"
    assert not run(tmp_path / "s", folder).wrote


@pytest.mark.parametrize("place", ["in", "in/z.csv"])
def test_a_table_holds_its_notice_when_others_are_read_by_other_columns(tmp_path, place):
    folder = put(tmp_path / "in" / "z.csv", columns(60, 61)).parent
    run(tmp_path / "s", tmp_path / place, options=read_by("甲"))
    other = put(tmp_path / "other" / "b.csv", columns(62, 60))
    assert counts(run(tmp_path / "s", other, options=read_by("乙"))) == (0, 0, 1, 0, 0, 0)
    put(folder / "a.txt", text(60))
    assert counts(run(tmp_path / "s", folder)) == (0, 0, 1, 1, 0, 0)
    assert source_of(tmp_path / "s", 60) == "z.csv#1"


def test_a_file_that_a_new_library_reads_otherwise_holds_its_notice_no_more(tmp_path, monkeypatch):
    folder = put(tmp_path / "in" / "z.txt", text(60)).parent
    run(tmp_path / "s", folder)
    put(folder / "a.txt", text(60))
    as_read_now, read = put(tmp_path / "as-read-now.txt", text(61)), InputFile.read

    def reading(file: InputFile):
        return read(file._replace(path=str(as_read_now)) if file.name == "z.txt" else file)

    monkeypatch.setattr(InputFile, "read", reading)
    monkeypatch.setattr(unchanged_files, "_libraries", lambda: ("3.11.0", "lxml 0"))
    run(tmp_path / "s", folder)
    assert source_of(tmp_path / "s", 60) == "a.txt"
    assert not run(tmp_path / "s", folder).wrote


def test_one_text_with_two_titles_is_as_the_file_that_is_asked_for_has_it(tmp_path, parsed):
    one, two = (
        put(tmp_path / "one.html", html(60, "甲县召开会议")),
        put(tmp_path / "two.html", html(60, "乙县召开会议")),
    )
    run(tmp_path / "s", one, two)
    parsed.clear()
    assert counts(run(tmp_path / "s", two)) == (0, 1, 0, 0, 0, 0)  # its own title, for once
    assert counts(run(tmp_path / "s", two)) == (0, 0, 1, 0, 0, 0)
    assert parsed == ["two.html"]
    assert counts(run(tmp_path / "s", one)) == (0, 1, 0, 0, 0, 0)
    run(tmp_path / "t", one)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_a_notice_that_was_lost_at_an_earlier_path_is_fetched_from_the_unchanged_file(tmp_path, parsed):
    one, two = put(tmp_path / "one" / "a.txt", text(60)), put(tmp_path / "two" / "b.txt", text(61))
    run(tmp_path / "s", one.parent, two.parent)
    with opened(tmp_path / "s" / store.STATE) as state:  # as if two/b.txt had never held it
        state.places.forget(str(two))
        state.places.put(str(one.parent / "gone.txt"), notice(61).id)
        state.commit()
    parsed.clear()
    report = run(tmp_path / "s", one.parent, two.parent, prune=True)
    assert (counts(report), parsed) == ((1, 0, 1, 0, 1, 0), ["b.txt"])
    run(tmp_path / "t", one.parent, two.parent)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_an_unchanged_file_that_changes_before_its_notice_is_fetched_is_a_failure(tmp_path):
    page = put(tmp_path / "a.txt", text(60))
    known = unchanged_files.Known(notice(61).id, "a.txt", "", InputFile(str(page), "a.txt", ReadOptions()))
    assert known.read() is None
    assert known._replace(id=notice(60).id).read() == notice(60, source="a.txt")


def test_a_file_that_is_written_while_it_is_parsed_is_not_known_afterwards(tmp_path, parsed, monkeypatch):
    table = put(tmp_path / "a.jsonl", jsonl(60, 61))
    read = InputFile.read

    def reading(file: InputFile):
        for number, entry in enumerate(read(file)):
            if number == 0:
                put(table, jsonl(60, 61) + "\n")
            yield entry

    with monkeypatch.context() as patched:
        patched.setattr(InputFile, "read", reading)
        assert counts(run(tmp_path / "s", table)) == (2, 0, 0, 0, 0, 0)
    put(table, jsonl(60, 61))
    parsed.clear()
    run(tmp_path / "s", table)
    assert parsed == ["a.jsonl"]


def test_what_is_remembered_of_files_that_are_gone_goes_with_prune(tmp_path):
    folder = put(tmp_path / "in" / "a.jsonl", jsonl(60)).parent
    put(folder / "b.txt", text(61))
    outside = put(tmp_path / "in-other.txt", text(62))
    run(tmp_path / "s", folder, outside)
    (folder / "a.jsonl").unlink()
    run(tmp_path / "s", folder, prune=True)
    with opened(tmp_path / "s" / store.STATE) as state:
        rows = state.files._db.execute("SELECT path, suffix FROM file JOIN entry ON file = number ORDER BY path")
        assert list(rows) == [(str(outside), ""), (str(folder / "b.txt"), "")]


def test_a_file_with_more_notices_than_are_fetched_at_once_is_known_in_full(tmp_path, parsed, monkeypatch):
    monkeypatch.setattr("kg.store.file_memory._AT_ONCE", 2)
    table = put(tmp_path / "a.jsonl", jsonl(*range(60, 65)))
    run(tmp_path / "s", table)
    parsed.clear()
    assert (counts(run(tmp_path / "s", table, prune=True)), parsed) == ((0, 0, 5, 0, 0, 0), [])


@pytest.mark.parametrize("where", ["kg.store.build_state.BuildState.commit", "kg.store.loading.carry_out"])
def test_a_file_is_not_known_where_the_build_was_stopped_before_its_notices_were_safe(tmp_path, monkeypatch, where):
    class Stop(BaseException):
        pass

    def stopped(*_, **__):
        raise Stop

    table = put(tmp_path / "a.jsonl", jsonl(60, 61))
    with monkeypatch.context() as patched:
        patched.setattr(where, stopped)
        with pytest.raises(Stop):
            run(tmp_path / "s", table)
    run(tmp_path / "s", table)
    run(tmp_path / "t", table)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


NUMBERS = st.lists(st.integers(60, 62), max_size=3)
STATES = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(["a.txt", "b.html", "c.html"]), st.integers(59, 62)), NUMBERS, NUMBERS,
              st.booleans(), st.sampled_from(["1", "2"])),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATES)
def test_whatever_the_history_it_is_as_if_every_file_had_been_parsed(tmp_path_factory, states):
    place = tmp_path_factory.mktemp("history")
    folder = place / "in"
    for pages, rows, members, prune, version in states:
        for old in folder.iterdir() if folder.exists() else ():
            old.unlink()
        put(folder / "t.jsonl", jsonl(*rows) + ("{}\n" if len(rows) == 2 else ""))  # a line without text fails
        put(folder / "z.zip", packed({f"{number}.txt": text(number) for number in set(members)}))
        for name, number in pages.items():
            put(folder / name, text(number) if name == "a.txt" else html(number, f"{name}召开会议"))
        known = run(place / "s", folder, prune=prune, version=version)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(FileMemory, "entries", lambda *_: iter(()))
            anew = run(place / "t", folder, prune=prune, version=version)
        assert (counts(known), known.read, known.failures) == (counts(anew), anew.read, anew.failures)
        assert dump(place / "s") == dump(place / "t")
        stands: dict[str, set[str]] = defaultdict(set)
        for one in read_path(folder):
            if isinstance(one, Notice):
                stands[one.id].add(one.source)
        for number in (60, 61, 62):
            if places := stands[notice(number).id]:
                assert source_of(place / "s", number) in places
