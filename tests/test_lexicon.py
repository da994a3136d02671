"""The words: every table is well formed, no row is dead or said twice, and a user's own folder extends them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from case_tables import notice

from kg.errors import InputError
from kg.faults.entries import OF_KINDS
from kg.lexicon import FOLDER, SCANNED, SUFFIX_KINDS, Lexicon, load_lexicon, rows
from kg.pipeline import analyse
from kg.scan import fold

FILES = sorted(FOLDER.glob("*.tsv"))
# Columns of a data row: form, kind, value, note for scanned words; form, value, note for tables; form, note for lists.
COLUMNS = {
    "chrome": 3,
    "charges": 3,
    "clauses": 3,
    "demands": 3,
    "document_words": 3,
    "group_words": 3,
    "limits": 3,
    "lines": 3,
    "meetings": 3,
    "page_labels": 3,
    "post_titles": 3,
    "organisation_names": 3,
    "party_names": 3,
    "person_names": 3,
    "confidence": 3,
    "document_kinds": 3,
    "drafts": 3,
    "group_heads": 3,
    "known_documents": 3,
    "supervision": 3,
    "proceedings": 3,
    "table_cells": 3,
    "table_columns": 3,
    "topics": 3,
}
KINDS = {
    "actors": {
        "tail",
        "town",
        "department",
        "name",
        "inert",
        "head",
        "head-people",
        "head-site",
        "head-venue",
        "place-tail",
    },
    "cues": {"cue", "inert"},
    "modals": {"modal", "modal-tail", "need", "inert"},
    "posts": {"post", "press"},
    "punctuation": {"stop", "semicolon", "comma", "colon", "enum-comma", "open", "close"},
    "relations": {"with", "oversee", "by", "ask", "lead", "agree", "inert", "head-people"},
    "speech": {"speech", "verb-speech", "inert"},
    "treatments": {"treat", "report", "inert"},
}
shipped = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def data(file: Path) -> list[list[str]]:
    return [cells for cells, _ in rows(file)]


def test_every_scanned_file_is_there() -> None:
    assert {file.stem for file in FILES} >= set(SCANNED)
    assert len(FILES) >= 18


@shipped
def test_table_is_well_formed(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert "\r" not in text
    width = COLUMNS.get(file.stem, 4 if file.stem in SCANNED else 2)
    for cells in data(file):
        assert len(cells) == width, cells
        assert cells[0]
        assert [cell.strip() for cell in cells] == cells


@shipped
def test_form_stands_once_in_its_table(file: Path) -> None:
    # 负责人 may end a name and hide a word at once: those two kinds of rows are looked up apart.
    forms = Counter((cells[0], len(cells) > 2 and cells[1] in SUFFIX_KINDS) for cells in data(file))
    assert [form for form, count in forms.items() if count > 1] == []


def test_form_stands_once_among_all_scanned_words() -> None:
    places: dict[str, list[str]] = {}
    for name in SCANNED:
        for cells, place in rows(FOLDER / f"{name}.tsv"):
            if cells[1] not in SUFFIX_KINDS:
                places.setdefault(cells[0], []).append(place)
    assert {form: at for form, at in places.items() if len(at) > 1} == {}


@shipped
def test_form_can_be_met_in_folded_text(file: Path) -> None:
    """A form with a full-width comma or a traditional character would never be found: folding removes both."""
    assert [cells[0] for cells in data(file) if fold(cells[0]) != cells[0]] == []


@pytest.mark.parametrize("name", sorted(KINDS))
def test_kinds_are_those_that_the_rooms_know(name: str) -> None:
    assert {cells[1] for cells in data(FOLDER / f"{name}.tsv")} <= KINDS[name]


HEADED = [
    *(FOLDER / f"{name}.tsv" for name in OF_KINDS),
    FOLDER.parent / "registers" / "name_words.tsv",
    FOLDER.parent / "read" / "page_facts.tsv",
    FOLDER.parent / "read" / "line_beginnings.tsv",
]


@pytest.mark.parametrize("file", HEADED, ids=lambda file: file.stem)
def test_each_kind_of_word_is_explained_at_the_head_of_its_file(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    head = set(re.findall(r"[a-z][a-z-]*", " ".join(line for line in lines if line.startswith("#"))))
    kinds = {kind for line in lines if line and not line.startswith("#") for kind in line.split("\t")[1].split()}
    assert kinds - head == set()


def test_treatments_are_words_of_the_guideline() -> None:
    known = set(
        "传达学习 学习 传达 听取 观看 审议 审议通过 原则通过 原则同意 研究 讨论 部署 通报 解读 安排 其他".split()
    )
    for cells in data(FOLDER / "treatments.tsv"):
        if cells[1] == "treat":
            treatments, _, outcome = cells[2].partition("/")
            assert set(treatments.split("+")) <= known, cells
            assert outcome == "" or outcome in known | {"暂缓", "不予通过"}, cells


# ── a user's own words ────────────────────────────────────────────────────────────────────────────────────────


def folder_with(tmp_path: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (tmp_path / f"{name}.tsv").write_text(text, "utf-8")
    return tmp_path


def names(text: str, lexicon: Lexicon) -> list[str]:
    return [person.name for person in analyse(notice(text), lexicon).people]


def test_own_folder_extends_scanned_words(tmp_path: Path) -> None:
    text = "5月8日，县政府召开常务会议，审议有关文件。总河长赵一山汇报了有关情况。"
    own = load_lexicon(folder_with(tmp_path, posts="# form\tkind\tvalue\tnote\n总河长\tpost\tgov\t我县的叫法\n"))
    assert names(text, load_lexicon()) == []
    assert names(text, own) == ["赵一山"]


def test_own_folder_extends_tables_and_lists(tmp_path: Path) -> None:
    text = "5月8日，县政府召开常务会议，审议《东河清淤图谱》。副县长髙一山汇报了有关情况。"
    tables = {"document_kinds": "图谱\t清单\t\n", "surnames": "髙\t异体\n", "topics": "清淤\t水利\t\n"}
    own = load_lexicon(folder_with(tmp_path, **tables))
    assert [d.kind for d in analyse(notice(text), load_lexicon()).documents] == ["其他"]
    assert [d.kind for d in analyse(notice(text), own).documents] == ["清单"]
    assert own.surnames == load_lexicon().surnames | {"髙"}
    assert own.topics == {**load_lexicon().topics, "清淤": "水利"}


def test_own_empty_folder_changes_nothing(tmp_path: Path) -> None:
    own, shipped_words = load_lexicon(tmp_path), load_lexicon()
    assert (own.kinds, own.values, own.heads, own.topics) == (
        shipped_words.kinds,
        shipped_words.values,
        shipped_words.heads,
        shipped_words.topics,
    )


def test_own_row_takes_the_place_of_a_shipped_one_in_the_file_of_the_same_name(tmp_path: Path) -> None:
    text = "5月8日，县政府召开常务会议，会议强调，须加强值守。"
    own = load_lexicon(folder_with(tmp_path, modals="须\tinert\t\t我县的纪要从不这样写\n"))
    assert [d.modality for d in analyse(notice(text), load_lexicon()).directives] == ["须"]
    assert analyse(notice(text), own).directives == ()


def test_row_that_clashes_with_another_file_is_named_with_both_places(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, posts="# own posts\n河长\tpost\tgov\t\n要\tpost\tgov\t\n")
    with pytest.raises(InputError, match=r"posts\.tsv:3.*'要'.*modal.*modals\.tsv:\d+"):
        load_lexicon(folder)


def test_word_that_a_table_gives_twice_is_named_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "themes.tsv").write_text("苗木\tforest\n苗木\twater\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"themes\.tsv:2: '苗木' is forest in .*themes\.tsv:1 already; keep one"):
        load_lexicon(tmp_path)


def test_row_without_a_kind_is_named_with_its_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, cues="# own cues\n\n主持人说\n")
    with pytest.raises(InputError, match=r"cues\.tsv:3: .*'主持人说'"):
        load_lexicon(folder)


def test_file_that_is_no_utf8_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "posts.tsv").write_bytes("河长\tpost\tgov\t\n".encode("gb18030"))
    with pytest.raises(InputError, match=r"posts\.tsv.*UTF-8"):
        load_lexicon(tmp_path)


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        load_lexicon(tmp_path / "nowhere")
