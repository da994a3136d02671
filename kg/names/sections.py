"""Sections of the organ that met: 政策法规科 in the minutes of a bureau, 集团综合管理部 in those of a company, 公路局 of a ministry. (内设机构)"""

from __future__ import annotations

import re

_BUREAU = re.compile("(?<!办公)(?:局|厅)$")
_SECTION = re.compile("(?:科|股|室|处|办公室|^机关党委|^机关纪委)$")
_OWN = re.compile("^[厅局](?=办公室|机关)")  # 厅|办公室: the bureau calls itself so
_MINISTRY = re.compile("^中华人民共和国[一-鿿]+部$")
_OF_MINISTRY = re.compile("(?:(?<!公)司|(?<!海事)局|办公厅)$")  # the 海事局 has a full name of its own
_LEVEL_FIRST = re.compile("[省市县区州盟旗镇乡]|国家|中央|中国")


def section_of(body: str, surface: str) -> str | None:
    """What ``surface`` is called behind the full name ``body`` of the organ that met; None where it is no section of such an organ.

    Bureaus that a zone's minutes name may be its own or the city's; whose 财务管理部 is in a company's, a parent or a
    subsidiary may say as well.
    """
    if body.endswith("公司"):
        return surface.removeprefix("集团") if surface.startswith("集团") else None
    of_bureau = _SECTION if _BUREAU.search(body) is not None else None
    sections = of_bureau if _MINISTRY.match(body) is None else _OF_MINISTRY
    if sections is None or sections.search(surface) is None or _LEVEL_FIRST.match(surface):
        return None
    return _OWN.sub("", surface)
