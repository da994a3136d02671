"""Doubts: what was seen and is left open is kept, and what is clear raises none."""

from __future__ import annotations

import re
from pathlib import Path

from case_tables import Row, analysed, cases, check, joined, rows

from kg.catalogues import words
from kg.messages import Message, said
from kg.model import Doubt
from kg.pipeline import extract
from kg.query.doubt_notes import NOTES, note_told
from kg.read import read_path
from kg.resolve.joined_lines import LINES_JOINED

GOLD = Path(__file__).parent.parent / "examples" / "gold"
KG = Path(__file__).parent.parent / "kg"
SOURCES = [
    KG / "doubts.py",
    KG / "directives" / "doubtful_limits.py",
    KG / "directives" / "tables.py",
    KG / "directives" / "unclaimed_labels.py",
    KG / "directives" / "unread.py",
    KG / "task_tables" / "rows.py",
    KG / "thin_readings.py",
]


@cases("doubts")
def test_doubt_is_kept_where_the_text_leaves_something_open(row: Row) -> None:
    analysis = analysed(row["text"])
    got = joined([f"{doubt.kind}={analysis.notice.quote(doubt.span)}" for doubt in analysis.doubts], "|")
    check(row, got, {doubt.kind for doubt in analysis.doubts})


def test_every_kind_of_doubt_has_a_row_where_it_arises_and_one_where_it_must_not() -> None:
    code = "\n".join(source.read_text("utf-8") for source in SOURCES)
    kinds = re.findall(r'Doubt\(\s*"([a-z-]+)"', code)
    assert len(kinds) >= 13
    assert {(row["rule"], row["fires"]) for row in rows("doubts")} == {
        (kind, fires) for kind in kinds for fires in ("yes", "no")
    }


# ── what people read of them ──────────────────────────────────────────────────────────────────────────────────


def is_told(doubt: Doubt) -> bool:
    """Whether the note is one of the sentences of its kind, which can be said in other words."""
    told = note_told(doubt.kind, doubt.note)
    return isinstance(told, Message) and told == doubt.note


@cases("doubts")
def test_the_note_of_a_doubt_can_be_said_in_other_words(row: Row) -> None:
    assert all(map(is_told, analysed(row["text"]).doubts))


def test_a_limit_without_a_year_says_what_is_missing_and_one_that_has_no_day_in_any_year_does_not():
    def notes(beginning: str, limit: str) -> list[str]:
        told = analysed(f"{beginning}县长赵一山主持召开县政府常务会议。会议强调，县财政局要在{limit}拿出方案。")
        return [doubt.note for doubt in told.doubts if doubt.kind == "deadline-open"]

    for limit in ("6月20日前", "五月十日前", "年底前"):
        assert [note.partition("; ")[0] for note in notes("", limit)] == [
            f"{limit} fixes no day: the year of the meeting is not known"
        ]
        assert notes("2024年5月8日，", limit) == []
    assert notes("", "汛期前") == notes("2024年5月8日，", "汛期前") == ["汛期前 fixes no day"]


def test_so_can_those_of_doubts_about_identities() -> None:
    doubts = [doubt for notice in read_path(GOLD) for doubt in extract(notice).resolution.doubts]
    assert doubts
    assert all(map(is_told, doubts))
    nameless = [note_told(doubt.kind, doubt.note) for doubt in doubts if doubt.kind == "unknown-agency"]
    assert not [note for note in nameless if re.search("[a-z]", str(said(note, words("zh"))))], "why, too"


def test_every_kind_of_doubt_has_its_notes() -> None:
    code = "\n".join(source.read_text("utf-8") for source in (*SOURCES, KG / "resolve" / "open_identities.py"))
    assert set(NOTES) == {*re.findall(r'Doubt\(\s*"([a-z-]+)"', code), LINES_JOINED}


def test_a_note_of_another_form_stays_as_it_is() -> None:
    assert note_told("deadline-open", "something else") == note_told("of a kind to come", "something else")
    assert not isinstance(note_told("deadline-open", "something else"), Message)
    assert (
        note_told("second-deadline", "月底前 is stated besides another").said(Upper())
        == "月底前 IS STATED BESIDES ANOTHER"
    )


class Upper:
    """A language that shouts."""

    def gettext(self, message: str) -> str:
        return re.sub(r"[a-z]+(?![^{]*\})", lambda word: word[0].upper(), message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


def test_a_doubt_of_a_notice_whose_text_names_no_organ_stands_on_words_that_people_can_look_at(tmp_path: Path) -> None:
    """A passage without words keeps to no shape, and nobody finds its place."""
    path = tmp_path / "a.txt"
    path.write_text("\n  工作推进会召开\n会上，县农业农村局要牵头做好项目库建设。\n", encoding="utf-8")
    (notice,) = read_path(path)
    quotes = {doubt.kind: notice.quote(doubt.span) for doubt in extract(notice).resolution.doubts}
    assert quotes == {"place-unknown": "工作推进会召开", "unknown-agency": "县农业农村局"}
