"""Numbers in Arabic and Chinese numerals. (数目)"""

from __future__ import annotations

_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "O": 0,  # the letter, as many pages print 二O二四
    "Ｏ": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


def chinese_number(text: str) -> int | None:
    """The number that ``text`` writes, in Arabic or Chinese numerals up to 9999 (四十二, 一百二十六, 62); None if none."""
    text = text.strip()
    if text.isdigit():
        return int(text)
    if not text or any(char not in _DIGITS and char not in "十百千" for char in text):
        return None
    if not any(char in "十百千" for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            unit = {"十": 10, "百": 100, "千": 1000}[char]
            total += (digit or (1 if unit == 10 and total == 0 else digit or 1)) * unit
            digit = 0
    return total + digit


NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十百零〇○]{1,7})"
