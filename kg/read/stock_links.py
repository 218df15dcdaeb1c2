"""The stock that a hyperlink points to, by the address patterns of the finance sites."""

import re

_EXCHANGE_CODE = re.compile(r"(?:^|[/=_.?&])(?P<exchange>sh|sz|bj|ss)(?P<number>[0-9]{6})(?![0-9])", re.IGNORECASE)
_HONG_KONG_CODE = re.compile(r"(?:^|[/=_.?&])hk(?P<number>[0-9]{5})(?![0-9])", re.IGNORECASE)


def stock_code(href: str, code: str = "") -> str | None:
    """The stock that a link points to, as SH601939, SZ000931, BJ830799 or HK00939; None for any other link.

    >>> stock_code("http://info.stcn.com/dc/stock/?stockcode=SS601939", "601939")
    'SH601939'
    >>> stock_code("https://finance.sina.com.cn/realstock/company/sz000931/nc.shtml"), stock_code("https://a.cn/202112/t1.html")
    ('SZ000931', None)
    """
    if match := _EXCHANGE_CODE.search(href):
        exchange = match["exchange"].upper()
        return ("SH" if exchange == "SS" else exchange) + match["number"]
    if match := _HONG_KONG_CODE.search(href):
        return "HK" + match["number"]
    if re.fullmatch(r"[0-9]{6}", code):
        return _exchange_of(code) + code
    return None


def _exchange_of(code: str) -> str:
    """The exchange that lists an A-share of this number: 6… and 9… in Shanghai, 4…, 8… and 92… in Beijing, else Shenzhen."""
    if code.startswith(("4", "8", "92")):
        return "BJ"
    return "SH" if code.startswith(("6", "9")) else "SZ"
