"""Answers to queries as rows, for tests that ask a store of three made meetings."""

from __future__ import annotations

import csv
import io

from kg import query

WATER = "https://w3id.org/huiyi/id/org/530823/水务局"


def rows(opened, question, output_format="csv"):
    return list(csv.DictReader(io.StringIO("".join(query.answer(opened, question, output_format)), newline="")))


def shipped(opened, name, **values):
    return rows(opened, query.question_of(query.shipped_query(name), values))
