"""Answers that need more than one notice: the way of a document, what was said again, what is missing from a series.

Nothing of it is in the graph: which meetings are one, which titles come of which and which demands are alike is decided
when somebody asks, since it depends on what else the store holds.
"""
