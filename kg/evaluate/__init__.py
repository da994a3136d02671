"""Measure extractions against gold files, by the rules of the annotation guideline."""

from kg.evaluate.baseline import below, read_baseline
from kg.evaluate.comparing import compare, fold, gold_files, pairs, score, total
from kg.evaluate.scores import ERROR_KINDS, Score

__all__ = [
    "ERROR_KINDS",
    "Score",
    "below",
    "compare",
    "fold",
    "gold_files",
    "pairs",
    "read_baseline",
    "score",
    "total",
]
