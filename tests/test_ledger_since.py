"""A ledger beside an earlier one: what is new, what changed, what is gone; and lines by how they stand."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from command import kg, rows
from ledgers import TODAY, entry_of, lines_in, saved, take

from kg import build
from kg.cli.ledger_choice import STANDS
from kg.ledger import choosing, columns
from kg.ledger.comparing import NEW, compared
from kg.ledger.filled import read_filled

HEAD = "沂源县人民政府第十八届第{number}次常务会议召开\n2024年5月{day}日，县长赵一山主持召开沂源县人民政府第十八届第{number}次常务会议。\n"
FIRST = (
    HEAD.format(number=30, day=8) + "会议强调，县水利局要在5月底前完成水库除险。县林业局要在6月底前补齐防火隔离带。\n"
)
SECOND = HEAD.format(number=31, day=15) + "会议强调，县公安局要在7月10日前完成校车专项检查。\n"


@pytest.fixture
def place(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "30.txt").write_text(FIRST, encoding="utf-8")
    build.build([str(tmp_path / "in")], tmp_path / "s")
    return tmp_path


def since(place, earlier):
    """What the lines have that ``earlier`` had not, by addressee; and who is gone."""
    comparison = compared(read_filled(earlier), lines_in(place / "s"))
    return {line.lead: line.since for line in comparison.lines}, [entry.lead for entry in comparison.gone]


def test_a_line_is_new_changed_or_as_it_was_and_what_is_not_there_any_more_is_told(place):
    earlier = saved(place / "s", place / "l.xlsx")
    assert since(place, earlier) == ({"沂源县水利局": "", "沂源县林业局": ""}, [])
    text = FIRST.replace("5月底前", "6月10日前").replace("县林业局要在6月底前补齐防火隔离带。", "")
    (place / "in" / "30.txt").write_text(text, encoding="utf-8")
    (place / "in" / "31.txt").write_text(SECOND, encoding="utf-8")
    build.build([str(place / "in")], place / "s")
    told, gone = since(place, earlier)
    assert told == {
        "沂源县水利局": "较上次：完成时限 5月底前 → 6月10日前，到期日 2024-05-31 → 2024-06-10",
        "沂源县公安局": NEW,
    }
    assert gone == ["沂源县林业局"]


def test_what_was_recorded_since_is_a_change_and_what_the_file_had_is_none(place):
    water, forest = lines_in(place / "s")
    earlier = saved(place / "s", place / "l.xlsx")
    take(place / "s", [entry_of(water, status="在办", progress="已开工")])
    later = saved(place / "s", place / "later.xlsx")
    assert since(place, earlier)[0][water.lead] == "较上次：状态 无 → 在办，进展已更新"
    assert since(place, later)[0] == {water.lead: "", forest.lead: ""}


def test_a_file_that_excel_saved_as_csv_is_the_same_ledger(place):
    """Excel writes 2024/5/31 for a day."""
    path = place / "l.csv"
    kg("ledger", "-s", place / "s", "-o", path, check=0)
    table = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    for row in table:
        row[columns.DUE] = row[columns.DUE].replace("-0", "/").replace("-", "/")
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)
    assert "2024/5/31" in path.read_text(encoding="gb18030")
    assert since(place, path) == ({"沂源县水利局": "", "沂源县林业局": ""}, [])


def test_two_rows_that_could_be_one_line_are_no_change_of_it(place):
    """Which of two the corrected one is nobody can tell."""
    water, _ = lines_in(place / "s")
    old = [
        replace(
            entry_of(water), key=f"00000000-000000000000000{number}", quote=water.quote.replace("5月底", day),
            deadline=f"{day}前", lead=water.lead, meeting=water.meeting,
        )
        for number, day in enumerate(("4月底", "3月底"))
    ]  # fmt: skip
    both, one = compared(old, [water]), compared(old[:1], [water])
    assert (both.lines[0].since, len(both.gone)) == (NEW, 2)
    assert (one.lines[0].since[:3], len(one.gone)) == ("较上次", 0)


@pytest.mark.parametrize(
    ("wanted", "due", "status", "stands"),
    [
        ("overdue", "2024-06-04", "", True),
        ("overdue", "2024-06-05", "", False),
        ("overdue", "2024-06-04", "在办", True),
        ("overdue", "2024-06-04", "办结", False),
        ("overdue", None, "", False),
        ("soon", "2024-06-05", "", True),
        ("soon", "2024-06-12", "", True),
        ("soon", "2024-06-13", "", False),
        ("soon", "2024-06-04", "", False),
        ("soon", "2024-06-12", "取消", False),
        ("open", None, "", True),
        ("open", None, "销号", False),
    ],
)
def test_lines_by_how_they_stand_on_a_day(place, wanted, due, status, stands):
    water, _ = lines_in(place / "s")
    if status:
        take(place / "s", [entry_of(water, status=status)])
        water, _ = lines_in(place / "s")
    assert choosing.stands_so(replace(water, due=due), [wanted], TODAY, 7) is stands


def test_the_command_takes_what_can_stand_so_and_says_what_came(place):
    assert STANDS == choosing.STANDS
    earlier = place / "l.csv"
    kg("ledger", "-s", place / "s", "-o", earlier, check=0)
    (place / "in" / "31.txt").write_text(SECOND, encoding="utf-8")
    (place / "in" / "30.txt").write_text(FIRST.replace("县林业局要在6月底前补齐防火隔离带。", ""), encoding="utf-8")
    build.build([str(place / "in")], place / "s")

    def asked(*arguments):
        return kg("ledger", "-s", place / "s", "--today", "2024-06-05", "--format", "csv", *arguments, check=0)

    done = asked("--only", "new", "--against", earlier)
    assert [row[columns.LEAD] for row in rows(done)] == ["沂源县公安局"]
    assert [row[columns.REMARK] for row in rows(done)] == ["新增"]
    assert f"since {earlier}: 1 new, 0 changed, 1 gone" in done.err
    assert "gone: 沂源县人民政府第18届第30次常务会议 沂源县林业局: 县林业局要在6月底前补齐防火隔离带" in done.err
    late = asked("--only", "overdue")
    assert [row[columns.LEAD] for row in rows(late)] == ["沂源县水利局"]
    nobody = asked("--only", "overdue", "-a", "沂源县公安局")
    assert rows(nobody) == []
    assert "no line of the ledger stands so: overdue" in nobody.err
    same = asked("--against", earlier, "-a", "沂源县公安局")
    assert [row[columns.LEAD] for row in rows(same)] == ["沂源县公安局"]
    assert "1 new, 0 changed" in same.err
    assert "needs an earlier ledger" in kg("ledger", "-s", place / "s", "--only", "new", check=2).err
    assert "--only is one of: overdue, soon" in kg("ledger", "-s", place / "s", "--only", "late", check=2).err
    assert kg("ledger", "-s", place / "s", "--against", place / "none.xlsx").returncode == 3
