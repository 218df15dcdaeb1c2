"""How the characters of the names are read, so that the page can be searched by pinyin and by its initials."""

import re
from collections.abc import Iterable
from functools import lru_cache

_HAN = re.compile(r"[\u3400-\u9fff]+")


def readings(names: Iterable[str]) -> dict[str, list[str]]:
    """Each Chinese character in the names with the ways it is read there, sorted: 行 is háng in 银行 and xíng in 行动.

    >>> readings(["中国银行", "行动方案"])["行"]
    ['hang', 'xing']
    """
    found: dict[str, set[str]] = {}
    known: set[str] = set()
    for name in names:
        for run in _HAN.findall(name):
            if run not in known:
                known.add(run)
                for character, sound in zip(run, _read(run), strict=False):
                    found.setdefault(character, set()).add(sound)
    return {character: sorted(sounds) for character, sounds in sorted(found.items())}


@lru_cache(65_536)  # a process that builds again and again sees the same names
def _read(run: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(run))
