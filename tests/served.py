"""What the tests of ``kg serve`` ask for: the things of the store that it shows, and the addresses of their pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

EXAMPLES = Path(__file__).parent.parent / "examples"
MEETING = "meeting/533301/人民政府/常务会议/2-41"
NOTICE = "notice/cc8707a827dfb856"
DIRECTIVE = f"{MEETING}@cc8707a8/directive/1.1"
AGENCY = "org/533301/自然资源局"
DOCUMENT = "doc/泸水市老窝火腿地理标志保护和管理办法"
PERSON = "person/533301/人民政府/褚云岭"
PLACE = "place/533301"


def page(thing: str) -> str:
    return f"/page/{quote(thing)}"
