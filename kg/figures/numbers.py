"""Numbers as Chinese prose writes them: 1,387, 18.73, 两, 三十五, 百余. Exact, never through binary fractions."""

from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}

_HAN = "零〇一二两三四五六七八九十百千"
NUMERALS = f"0-9{_HAN}"  # inside a set of characters
# A number: 1,387 and 1，520 (separators of either width), 18.73 and 0．15, 三十五. It begins with a plain set,
# which lets the search skip all other characters at full speed; what must not stand before it (A50, 3.14) comes after.
NUMBER = rf"""[0-9{_HAN}] (?<![0-9A-Za-z.．{_HAN}].)
    (?: (?<=[0-9]) (?: [0-9]{{0,2}} (?: [,，][0-9]{{3}} ){{1,7}} (?![0-9]) | [0-9]{{0,24}} ) (?: [.．][0-9]{{1,12}} )?
      | (?<![0-9]) [{_HAN}]{{0,12}} )"""


def parse_number(surface: str) -> Decimal | None:
    """The value of a number in digits or Chinese numerals; None for an inexact one (三五, 七八, 几).

    >>> parse_number("1,387"), parse_number("18.73"), parse_number("三十五"), parse_number("两千零八")
    (Decimal('1387'), Decimal('18.73'), Decimal('35'), Decimal('2008'))
    >>> parse_number("百"), parse_number("二〇二一"), parse_number("三五")
    (Decimal('100'), Decimal('2021'), None)
    >>> parse_number("十百千"), parse_number("一百一十")
    (None, Decimal('110'))
    """
    if surface[:1].isascii():
        if not surface.isdigit():
            surface = surface.replace(",", "").replace("，", "").replace("．", ".")
        return Decimal(surface)
    if not any(character in _PLACES for character in surface):
        if len(surface) == 2 or len(surface) == 3:  # 七八家, 三五百: about that many
            return None
        return Decimal(int("".join(str(_DIGITS[character]) for character in surface)))
    total = digit = 0
    pending, last = False, 0
    for character in surface:
        if character in _PLACES:
            if not pending and last and _PLACES[character] > last:  # 十百千亿: sizes, no number
                return None
            last = _PLACES[character]
            total += (digit if pending else 1) * _PLACES[character]
            digit, pending = 0, False
        else:
            if pending and digit:  # 七八十家
                return None
            digit, pending = _DIGITS[character], True
    return Decimal(total + digit)
