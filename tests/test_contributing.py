"""CONTRIBUTING.md says that one row of data is enough: its own rows are followed here, step by step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_tables import notice
from test_agenda import treated

from kg.lexicon import FOLDER, Lexicon, load_lexicon
from kg.names import canonical_name
from kg.pipeline import analyse
from kg.register import Register, load_register
from kg.scope import Context

PAGE = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```tsv (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def folder_with(tmp_path: Path, table: str) -> Path:
    (tmp_path / Path(table).name).write_text(BLOCKS[table], "utf-8")
    return tmp_path


def case(table: str) -> dict[str, str]:
    """The row of a case table that the page shows."""
    columns, row = BLOCKS[table].rstrip("\n").split("\n")
    return dict(zip(columns.split("\t"), row.split("\t"), strict=True))


def test_the_page_shows_data_and_cases() -> None:
    assert [name for name in BLOCKS if not (Path(__file__).parent.parent / name).exists()] == []
    assert len(BLOCKS) == 6


def test_the_tables_of_the_page_name_each_file_of_words() -> None:
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+`) \|$", PAGE, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == {file.stem for file in FOLDER.glob("*.tsv")}


def test_the_case_rows_have_the_columns_of_their_tables() -> None:
    for name, text in BLOCKS.items():
        table = (Path(__file__).parent.parent / name).read_text("utf-8").splitlines()
        head = next(line for line in table if not line.startswith("#"))
        if name.startswith("tests/") or "/registers/" in name:
            assert text.split("\n")[0] == head


def test_an_abbreviation_is_one_row(tmp_path: Path) -> None:
    row = case("tests/cases/names.tsv")

    def named(register: Register) -> str | None:
        context = Context(register, register.place(row["code"]), row["name"])
        return canonical_name(row["surface"], "organization", context).canonical

    assert named(load_register()) != row["canonical"]
    assert named(load_register(folder_with(tmp_path, "kg/registers/departments.tsv"))) == row["canonical"]


def test_a_cue_word_is_one_row(tmp_path: Path) -> None:
    row = case("tests/cases/agenda.tsv")
    ((treatments, documents, _, _),) = treated(row["expected"])

    def items(lexicon: Lexicon) -> list[tuple[str, str]]:
        agenda = analyse(notice(row["text"]), lexicon).agenda
        return [("+".join(item.treatments), "+".join(item.documents)) for item in agenda]

    assert items(load_lexicon()) != [(treatments, documents)]
    own = load_lexicon(folder_with(tmp_path, "kg/lexicons/treatments.tsv"))
    assert items(own) == [(treatments, documents)]


def test_a_kind_of_document_is_one_row(tmp_path: Path) -> None:
    row = case("tests/cases/documents.tsv")
    title, kind = row["expected"].rstrip("]").split(" [")

    def kinds(lexicon: Lexicon) -> list[tuple[str, str]]:
        return [(document.title, document.kind) for document in analyse(notice(row["text"]), lexicon).documents]

    assert kinds(load_lexicon()) != [(title, kind)]
    assert kinds(load_lexicon(folder_with(tmp_path, "kg/lexicons/document_kinds.tsv"))) == [(title, kind)]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.tsv")), ids=lambda file: file.stem)
def test_the_page_says_what_each_file_of_words_is_for(file: Path) -> None:
    made_otherwise = {"confidence", "punctuation"}  # measured, and fixed by what folding does
    assert file.stem in made_otherwise or f"`{file.stem}`" in PAGE or f"`kg/lexicons/{file.name}`" in PAGE
