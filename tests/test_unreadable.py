"""Why a query cannot be read: the place of the fault, and what could stand there, in one sentence."""

from __future__ import annotations

import pytest

from kg import catalogues
from kg.messages import said
from kg.query.unreadable import unreadable

OPEN = "a variable, a name, a number, a text, '('"


def fault(text: str, error: str = "error at 1:1: expected x") -> str:
    return unreadable(text, SyntaxError(error))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("SELEC * { ?s ?p ?o }", "'SELEC' stands at line 1, column 1; is SELECT meant?"),
        ("SELECT ?s WHER { ?s ?p ?o }", "'WHER' stands at line 1, column 11; is WHERE meant?"),
        ("SELECT ?s { ?s ?p }", f"'}}' stands at line 1, column 19, where it could go on with {OPEN}."),
        ("SELECT ?市 { ?市 a kg:Directive ,, }", f"',' stands at line 1, column 32, where it could go on with {OPEN}."),
        ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", "'?n' stands at line 1, column 19, where it could go on with AS."),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", "'?s' stands at line 1, column 30, where it could go on with BY."),
        ("SELECT ?s { ?s ?p ?o } LIMIT x", "'x' stands at line 1, column 30, where it could go on with a number."),
        ("SELECT ?s { ?s ?p ?o } LIMIT", "it ends where a number should follow."),
        ("SELECT ?s { # {\n  ?s ?p ?o .", "it ends, but '{' at line 1, column 11 is not closed."),
        ("SELECT ?s {\n  ?s ?p ?o FILTER (?o > 2\n}", "'}' stands at line 3, column 1, where it could go on with ')'."),
        ("SELECT ?s { ?s ?p ?o } }", "'}' at line 1, column 24 closes nothing that is open."),
        ("SELECT ?s { ?s ?p 'abc }", '''the text that begins with "'" at line 1, column 19 is not closed on its line.'''),
        ("SELECT ?s { ?s <http://a b> ?o }", "the address that begins with < at line 1, column 16 is not closed, or has"),
        ("SELECT ?s ｛ ?s ?p ?o ｝", "'｛' at line 1, column 11 is a Chinese sign; SPARQL has '{'."),
        ("SELECT ?s { ?s ?p “a” }", "'“' at line 1, column 19 is a Chinese sign; SPARQL has '\"'."),
        ("SELECT ?x { ?s ?p ?x } GROUP BY ?s", "SELECT has a variable by which it does not group"),
        ("SELECT ?s (1 AS ?s) { ?s ?p ?x }", "(… AS ?name) gives a value to a variable that has one already"),
        ("SELECT * { ?s ?p ?o FILTRE (?o) }", "'FILTRE' stands at line 1, column 21; is FILTER meant?"),
        ("SELECT * { FILTER(" + "(" * 12 + " }", "'}' cannot stand at line 1, column 32."),
    ],
)  # fmt: skip
def test_the_sentence_names_the_place_and_what_could_stand_there(text, sentence):
    assert sentence in fault(text)
    assert fault(text).startswith("The query cannot be read: ")


def test_an_empty_query_is_told_to_be_empty():
    assert fault(" \n") == "The query is empty."


def test_what_only_another_server_refuses_is_told_in_its_words():
    said_there = fault("SELECT * { ?s ?p ?o }", "SQ200:\n  no such function")
    assert said_there == "The query cannot be read: SQ200: no such function."


def test_a_query_that_nobody_wrote_by_hand_is_not_looked_through():
    assert (
        fault("SELECT * { " + "?s ?p ?o . " * 10_000, "error at 1:9: x") == "The query cannot be read: error at 1:9: x."
    )


def test_the_sentence_is_chinese_for_a_chinese_reader():
    told = said(unreadable("SELECT ?s { ?s ?p }", SyntaxError("")), catalogues.words("zh"))
    assert told == "查询无法解析：第 1 行第 19 列的 '}' 不能写在这里，此处可写：变量、名称（IRI）、数字、文字、'('。"
