"""The fields of the page (title, date, publisher) and of the meeting (body, kind, term, number, day, chair). (字段)"""

from kg.fields.meeting import find_meeting_fields
from kg.fields.page import find_notice_fields

__all__ = ["find_meeting_fields", "find_notice_fields"]
