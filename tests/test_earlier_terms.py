"""Records and decisions that were saved in the terms of an earlier version: they are read whole, and built upon."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import kg, rows
from ledgers import entry_of, lines_in, put_in, take

from kg import store
from kg.ledger import columns, statuses
from kg.linking import judgements as links
from kg.query.explain import explain
from kg.validate import validate_quads
from kg.vocab import KG, PROV

SAVED = Path(__file__).with_name("records_in_earlier_terms.nq")
"""What the version before wrote: 在办, then 办结, about one line of the series; a link, then a weaker one in its place."""
QUOTE = "水利部要会同国家发展改革委、财政部抓紧制定配套办法，2024年底前出台"


@pytest.fixture
def before(own):
    """A store with what the version before saved in it."""
    with store.opened_for_writing(own / "s") as opened:
        store.load_nquads(opened, SAVED)
    return own / "s"


def test_the_saved_file_has_no_term_of_ours():
    text = SAVED.read_text(encoding="utf-8")
    assert text.count(f"<{PROV.wasDerivedFrom}>") == 4
    assert not any(
        term in text for term in (PROV.wasRevisionOf, KG.demandText, KG.meetingTitle, KG.partyText, KG.ownName)
    )


def test_a_record_is_read_whole_and_only_what_nothing_followed_holds(before):
    with store.opened_for_reading(before) as opened:
        heads = statuses.standing(statuses.records(opened).values())
        (((head,),),) = (heads.values(),)
        (reason,) = explain(head.iri, opened)
    assert (head.by, head.progress, len(head.follows)) == ("乙", "全部完成", 1)
    assert (head.quote, head.addressee, head.meeting_label) == (QUOTE, "水利部", "国务院常务会议(2024-03-08)")
    assert (head.passage or "").endswith("#char=136,171")
    assert reason.context == f"【{QUOTE}】"


def test_the_ledger_shows_it_also_where_its_notice_is_gone(before, tmp_path):
    (row,) = [row for row in rows(kg("ledger", "--store", before, check=0)) if row[columns.STATUS]]
    assert (row[columns.STATUS], row[columns.PROGRESS], row[columns.REMARK]) == ("办结", "全部完成", "")
    other = tmp_path / "other"
    with store.opened_for_writing(other) as opened:
        store.load_nquads(opened, SAVED)
    (row,) = rows(kg("ledger", "--store", other, check=0))
    assert (row[columns.STATUS], row[columns.QUOTE], row[columns.MEETING]) == (
        "办结",
        QUOTE,
        "国务院常务会议(2024-03-08)",
    )


def test_the_next_record_takes_its_place_in_our_terms(before):
    (line,) = [line for line in lines_in(before) if line.latest is not None]
    (new,) = take(before, [entry_of(line, status="销号", version=statuses.version_of(line.standing))], by="丙").new
    assert new.follows == (line.standing[0].iri,)
    (line,) = [line for line in lines_in(before) if line.latest is not None]
    assert [one.by for one in line.standing] == ["丙"]


def test_what_was_merged_in_both_forms_is_one_record(before):
    with store.opened_for_reading(before) as opened:
        known = list(statuses.records(opened).values())
    put_in(before, known)  # as an office with our version has them
    with store.opened_for_reading(before) as opened:
        assert list(statuses.records(opened).values()) == known


def test_of_a_link_whose_place_another_took_nothing_holds(before):
    (row,) = rows(kg("query", "links", "--store", before, check=0))
    assert (row["relation"], row["by"], row["why"]) == ("closeMatch", "乙", "未核实")
    with store.opened_for_reading(before) as opened:
        ((head,),) = links.standing(links.judgements(opened)).values()
    assert (head.relation.endswith("closeMatch"), head.label) == (True, "沂源县水利局")
    assert not [fault for fault in validate_quads(SAVED.read_bytes()) if fault.severity == "violation"]
