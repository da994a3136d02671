"""Questions to the store: SPARQL text, a file, or one of the shipped queries in ``kg/queries``."""

from kg.query.answering import answer, asked, columns_of, in_store
from kg.query.parameters import days_of, iso_date, term_of
from kg.query.questions import Question, free_question, question_of
from kg.query.shipped import Parameter, ShippedQuery, shipped_queries, shipped_query

__all__ = [
    "Parameter",
    "Question",
    "ShippedQuery",
    "answer",
    "asked",
    "columns_of",
    "days_of",
    "free_question",
    "in_store",
    "iso_date",
    "question_of",
    "shipped_queries",
    "shipped_query",
    "term_of",
]
