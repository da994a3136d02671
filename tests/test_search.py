"""Words in quotes, titles and names: what is found, where it stands, in which order, and how the index keeps up."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import build, query, store
from kg.errors import UsageError
from kg.index import keeping
from kg.index.answers import from_index
from kg.index.asking import USUAL_KINDS, Term, Wanted, search, terms_of
from kg.index.entries import KIND_WORDS
from kg.index.tokens import BREAK, folded, parts, signs, words
from kg.lookup import one_called
from kg.query import directives as views
from kg.query.directives import directive_rows

SERIES = Path(__file__).parent.parent / "examples" / "series"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("search") / "s"
    build.build([str(SERIES)], place)
    return place


@pytest.fixture(scope="module")
def index(folder):
    with store.opened_for_reading(folder) as opened, keeping.opened(folder) as index:
        index.update(opened, folder)
        yield index


def found(index, text, limit=100, **wanted):
    return search(index, Wanted(terms_of(text), **wanted), limit).hits


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


# ── what is found ─────────────────────────────────────────────────────────────────────────────────────────────


def test_words_stand_where_the_hit_says(index):
    hits = found(index, "水库", kinds=tuple(KIND_WORDS))
    assert {hit.kind for hit in hits} == {"directive", "text"}
    for hit in hits:
        assert hit.spans
        assert all(hit.text[start:end] == "水库" for start, end in hit.spans)
        if hit.source is not None and hit.start is not None:
            text = (SERIES / hit.source).read_text(encoding="utf-8")
            assert text[hit.start : hit.end] == hit.text


def test_every_text_that_contains_the_words_is_found_and_no_other(index):
    """Checked against a plain scan of everything that was indexed."""
    rows = index.db.execute("SELECT kind, text FROM entry").fetchall()
    for word in ("水", "水库", "库防", "网改造", "县水利局", "2024", "月底", "管理条例", "南麻、悦庄", "年3月"):
        wanted = {(kind, text) for kind, text in rows if word in text}
        exact = {(hit.kind, hit.text) for hit in found(index, f"“{word}”", kinds=tuple(KIND_WORDS), limit=10_000)}
        if word not in ("2024", "年3月"):  # a run of digits is one sign
            assert exact == wanted, word
        assert exact <= wanted, word


@pytest.mark.parametrize(
    ("text", "first", "spans"),
    [
        ("农村供水管网改造", "二、听取农村供水老旧管网改造进展情况汇报", ["农村供水", "管网改造"]),
        ("水库 演练", "县应急管理局要会同县水利局组织水库防汛演练，5月底前完成", ["水库", "演练"]),
        ("校车", None, ["校车"]),
        ("農村供水條例", None, ["农村供水", "条例"]),  # traditional
        ("１０月底前", None, ["10月底前"]),  # full width
        ("《农村供水管理条例》", None, ["《农村供水管理条例》"]),
    ],
)
def test_words_are_found_with_others_in_between_in_other_forms_and_of_other_width(index, text, first, spans):
    hits = found(index, text)
    assert hits
    assert first is None or hits[0].text == first
    assert [hits[0].text[start:end] for start, end in hits[0].spans] == spans


def test_what_contains_the_words_as_they_are_comes_before_what_contains_their_parts(index):
    hits = found(index, "供水管理", kinds=tuple(KIND_WORDS))
    assert [hit.exact for hit in hits] == sorted((hit.exact for hit in hits), reverse=True)
    assert all("供水管理" in hit.text for hit in hits if hit.exact)


def test_a_word_goes_before_the_same_signs_in_other_words(tmp_path):
    head = "县政府召开第3次常务会议\n2024年5月9日，县长柳承岳主持召开沂源县第十九届人民政府第3次常务会议。\n"
    body = "会议要求，县市场监管局要清理城市场地。会议要求，县市场监管局要清理市场摊位。\n"
    (tmp_path / "a.txt").write_text(head + body, encoding="utf-8")
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened, keeping.opened(tmp_path / "s") as index:
        index.update(opened, tmp_path / "s")
        hits = found(index, "市场", kinds=("directive",))
    assert [hit.text[-6:] for hit in hits] == ["清理市场摊位", "理城市场地"] or "市场摊位" in hits[0].text


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"kinds": ("directive",)}, 3),
        ({"kinds": ("directive",), "since": "2024-06-01"}, 2),
        ({"kinds": ("directive",), "until": "2024-06-12"}, 2),
        ({"kinds": ("directive",), "since": "2024-06-12", "until": "2024-06-12"}, 1),
        ({"kinds": ("item",)}, 1),
        ({"kinds": ("document",)}, 0),
        ({"kinds": USUAL_KINDS}, 4),
    ],
)
def test_hits_can_be_limited_to_kinds_and_days(index, wanted, count):
    assert len(found(index, "老旧管网改造", **wanted)) == count


def test_directives_that_name_an_agency(index, folder):
    with store.opened_for_reading(folder) as opened:
        water, police = (one_called("agency", name, opened) for name in ("沂源县水利局", "沂源县公安局"))
        told = {row.quote for row in directive_rows(opened, views.Wanted({water: None}))}
    assert {hit.text for hit in found(index, "县", kinds=("directive",), agency=water)} == {
        q for q in told if "县" in q
    }
    assert found(index, "老旧管网", kinds=("directive",), agency=police) == ()


def test_counts_are_of_all_hits_and_a_limit_gives_the_best(index):
    whole = search(index, Wanted(terms_of("农村供水")), 1000)
    few = search(index, Wanted(terms_of("农村供水")), 2)
    assert few.counts == whole.counts
    assert whole.total() == len(whole.hits) > 2
    assert few.hits == whole.hits[:2]


def test_a_line_that_stands_twice_is_counted_as_often_as_it_is_listed(tmp_path):
    line = "会议强调，安全生产是底线。\n"
    head = "县政府召开第3次常务会议\n2024年5月9日，县长柳承岳主持召开沂源县第十九届人民政府第3次常务会议。\n"
    (tmp_path / "a.txt").write_text(head + line + line, encoding="utf-8")
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened, keeping.opened(tmp_path / "s") as index:
        index.update(opened, tmp_path / "s")
        answer = search(index, Wanted(terms_of("安全生产"), kinds=("text",)), 100)
    assert answer.total() == len(answer.hits) == 2


# ── how text is cut ───────────────────────────────────────────────────────────────────────────────────────────


def test_signs_are_characters_runs_of_letters_and_breaks():
    assert signs("第3次ABC，县 长") == ["第", "3", "次", "abc", BREAK, "县", "长"]
    assert words("住房城乡建设局") != []
    assert list(parts("供水管网3期")) == [("供水", True), ("管网", True), ("3", False), ("期", False)]


@given(st.text(st.sampled_from("县水利局要管网改造 ，。（)Aa１1農議"), max_size=30))
def test_folding_keeps_offsets_and_is_done_once(text):
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)
    assert signs(folded(text)) == signs(text)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("水库 演练", (Term("水库"), Term("演练"))),
        ('"水库 演练" 县', (Term("水库 演练", True), Term("县"))),
        ("“水库”", (Term("水库", True),)),
        ("水库 ，", (Term("水库"),)),
    ],
)
def test_what_the_user_wrote_becomes_terms(text, terms):
    assert terms_of(text) == terms


@pytest.mark.parametrize("text", ["", "  ", "，。", '""'])
def test_marks_alone_are_nothing_to_look_for(text):
    with pytest.raises(UsageError, match="nothing to look for"):
        terms_of(text)


@pytest.mark.parametrize(
    "text", ['水库" OR signs : "县', "水库*", "NOT 县 NEAR(水)", "signs:县", "';-- 县", "县\x00水"]
)
def test_nothing_the_user_writes_is_part_of_the_question_to_the_index(index, text):
    for term in (text, f"“{text}”"):
        for hit in found(index, term, kinds=tuple(KIND_WORDS)):
            assert hit.spans


# ── keeping up with the store ─────────────────────────────────────────────────────────────────────────────────


def entries_of(folder):
    """Everything in the index but row numbers, and what the full text holds of them."""
    with sqlite3.connect(folder / keeping.FILE) as db:
        columns = "of, kind, iri, text, notice, start, end, date, meeting, source"
        rows = sorted(map(str, db.execute(f"SELECT {columns} FROM entry")))
        pairs = sorted(db.execute("SELECT * FROM pair"))
        together = list(db.execute("SELECT * FROM together"))
        parties = sorted(map(str, db.execute("SELECT e.iri, p.agency FROM party p JOIN entry e ON e.id = p.entry")))
        # FTS5 checks its own structure, and that nothing is left of rows that went.
        db.execute("INSERT INTO found (found) VALUES ('integrity-check')")
        hits = sorted(
            map(
                str,
                db.execute(
                    "SELECT e.iri, e.text FROM found JOIN entry e ON e.id = found.rowid WHERE found MATCH ?", ('"县"',)
                ),
            )
        )
        orphans = db.execute("SELECT COUNT(*) FROM found WHERE found MATCH '\"县\"'").fetchone()[0]
        assert orphans == len(hits)
    return rows, pairs, together, parties, hits


def updated(folder):
    with store.opened_for_reading(folder) as opened, keeping.opened(folder) as index:
        return index.update(opened, folder)


def test_an_index_that_was_updated_equals_one_made_afresh(tmp_path):
    notices, folder = tmp_path / "n", tmp_path / "s"
    shutil.copytree(SERIES, notices)
    build.build([str(notices)], folder)
    assert updated(folder).fresh == 8
    assert not updated(folder)

    changed = notices / "4-yiyuan-32-2024-05-14.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("县教育和体育局", "县商务局"), encoding="utf-8")
    (notices / "1-guowuyuan-2024-03-08.txt").unlink()
    build.build([str(notices)], folder, prune=True)
    behind = updated(folder)
    assert (behind.fresh, behind.gone) == (1, 2), "another text is another notice"

    after = entries_of(folder)
    (folder / keeping.FILE).unlink()
    updated(folder)
    assert entries_of(folder) == after


def test_a_moved_notice_is_found_at_its_new_place(tmp_path):
    (tmp_path / "a.txt").write_text(
        (SERIES / "8-yiyuan-36-2024-10-15.txt").read_text(encoding="utf-8"), encoding="utf-8"
    )
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    updated(tmp_path / "s")
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    build.build([str(tmp_path / "b.txt")], tmp_path / "s")
    assert updated(tmp_path / "s").fresh == 1
    with keeping.opened(tmp_path / "s") as index:
        assert {hit.source for hit in found(index, "县", kinds=("directive",))} == {"b.txt"}


def loaded(folder, lines):
    with store.opened_for_writing(folder) as opened:
        store.load_nquads(opened, lines)


def test_graphs_that_no_build_remembers_are_known_by_what_they_say(tmp_path, folder):
    with store.opened_for_reading(folder) as opened:
        lines = tmp_path / "all.nq"
        lines.write_bytes(b"".join(f"{quad} .\n".encode() for quad in opened.quads_for_pattern(None, None, None)))
    build.build([str(SERIES / "8-yiyuan-36-2024-10-15.txt")], tmp_path / "s")
    loaded(tmp_path / "s", lines)
    assert updated(tmp_path / "s").fresh == 8
    assert not updated(tmp_path / "s")


def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path, folder):
    copy = tmp_path / "s"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(keeping.FILE))

    def tick(_):
        raise KeyboardInterrupt

    with store.opened_for_reading(copy) as opened, keeping.opened(copy) as index, pytest.raises(KeyboardInterrupt):
        index.update(opened, copy, tick)
    updated(copy)
    after = entries_of(copy)
    (copy / keeping.FILE).unlink()
    updated(copy)
    assert entries_of(copy) == after


def test_two_processes_that_update_at_once_forget_each_row_once(tmp_path, folder):
    copy = tmp_path / "s"
    shutil.copytree(folder, copy)
    updated(copy)
    with sqlite3.connect(copy / keeping.FILE) as db:
        db.execute("UPDATE notice SET digest = 'of before'")
    command = [sys.executable, "-m", "kg", "search", "水库", "--store", str(copy)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    answers = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert answers[0] == answers[1]
    fresh = tmp_path / "fresh"
    shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns(f"{keeping.FILE}*"))
    updated(fresh)
    assert entries_of(copy) == entries_of(fresh)


def test_an_index_of_an_earlier_form_is_made_anew(tmp_path, folder, monkeypatch):
    copy = tmp_path / "s"
    shutil.copytree(folder, copy)
    updated(copy)
    monkeypatch.setattr(keeping, "version", lambda: "another")
    assert updated(copy).fresh == 8


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_says_what_it_indexed_what_it_found_and_when_it_is_behind(tmp_path):
    notices, folder = tmp_path / "n", tmp_path / "s"
    shutil.copytree(SERIES, notices)
    build.build([str(notices)], folder)
    first = kg("search", "老旧管网", "--store", folder, "--format", "json")
    assert (first.returncode, len(json.loads(first.stdout))) == (0, 4)
    assert "8 notices new or changed" in first.stderr
    assert "found: directive 3, agenda item (item) 1" in first.stderr
    assert kg("search", "老旧管网", "--store", folder, "--format", "json").stdout == first.stdout
    (notices / "1-guowuyuan-2024-03-08.txt").unlink()
    build.build([str(notices)], folder, prune=True)
    behind = kg("search", "老旧管网", "--store", folder, "--no-update")
    assert "the index is behind the store: 0 notices new or changed, 1 gone" in behind.stderr
    assert "behind" not in kg("search", "老旧管网", "--store", folder).stderr


def test_a_table_shows_the_words_in_their_brackets_and_where_they_stand(folder):
    table = kg("search", "老旧管网", "--agency", "县水利局", "--store", folder, "--format", "markdown").stdout
    assert "| directive | 县水利局要在6月底前完成南麻、悦庄两个片区农村供水【老旧管网】改造 | 2024-04-18 |" in table
    assert "3-yiyuan-31-2024-04-18.txt 143–174" in table


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("，",), 2, "nothing to look for"),
        (("水库", "--kind", "law"), 2, "document"),
        (("水库", "--agency", "县水务局"), 3, "沂源县水利局"),
        (("水库", "--agency", "县水利局", "--kind", "item"), 2, "--kind directive"),
        (("水库", "--since", "soon"), 2, "2023-11-09"),
        (("水库", "--format", "svg"), 2, "markdown"),
    ],
)
def test_what_cannot_be_looked_for_is_said_in_one_sentence(folder, arguments, code, said):
    done = kg("search", *arguments, "--store", folder)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_nothing_found_is_a_valid_empty_answer_and_points_to_the_running_text(folder):
    done = kg("search", "高速铁路", "--store", folder, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "--kind text" in done.stderr


def test_a_damaged_index_is_named_with_what_to_do(tmp_path, folder):
    copy = tmp_path / "s"
    shutil.copytree(folder, copy)
    (copy / keeping.FILE).write_bytes(b"not a database, but long enough to be taken for one" * 100)
    done = kg("search", "水库", "--store", copy)
    assert done.returncode == 3
    assert "can be deleted" in done.stderr


# ── answers that the index has ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("output_format", ["csv", "json", "table"])
def test_agencies_together_are_the_same_by_index_and_by_query(tmp_path, output_format):
    folder = tmp_path / "s"
    build.build([str(SERIES), str(SERIES.parent / "gold" / "38-yanbian.txt")], folder)
    asked = query.question_of(query.shipped_query("agencies-together"), {})
    with store.opened_for_reading(folder) as opened:
        assert from_index("together", opened, folder, output_format) is None, "there is no index yet"
    updated(folder)
    with store.opened_for_reading(folder) as opened:
        found = from_index("together", opened, folder, output_format)
        assert found is not None
        by_index, by_query = "".join(found), "".join(query.answer(opened, asked, output_format))
    assert by_index == by_query
    assert len(by_query.splitlines()) >= 20


def test_the_command_answers_from_an_index_that_keeps_up(tmp_path):
    notices, folder = tmp_path / "n", tmp_path / "s"
    shutil.copytree(SERIES, notices)
    first = kg("build", notices, "--store", folder, "--no-exports", "--index")
    assert "the index was brought up to date: 8 notices new or changed, 0 gone" in first.stderr
    with sqlite3.connect(folder / keeping.FILE) as db:  # so that it shows where the answer comes from
        db.execute("UPDATE together SET directives = 77")
    told = list(csv.DictReader(kg("query", "agencies-together", "--store", folder).stdout.splitlines()))
    assert {row["directives"] for row in told} == {"77"}
    (notices / "8-yiyuan-36-2024-10-15.txt").unlink()
    build.build([str(notices)], folder, prune=True)
    after = kg("query", "agencies-together", "--store", folder).stdout
    (folder / keeping.FILE).unlink()
    assert kg("query", "agencies-together", "--store", folder).stdout == after
    assert {row["directives"] for row in csv.DictReader(after.splitlines())} == {"1"}
