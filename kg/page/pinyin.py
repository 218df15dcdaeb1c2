"""How the characters of the names are read, so that the page can be searched by pinyin and by its initials."""

import json
import re
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

_HAN = re.compile(r"[\u3400-\u9fff]+")


def readings(names: Iterable[str], folder: Path | None = None) -> dict[str, list[str]]:
    """Each Chinese character in the names with the ways it is read there, sorted: 行 is háng in 银行 and xíng in 行动.

    Given a folder, how each run of characters is read is left there for the next page: loading the dictionary takes longer than
    all the rest.

    >>> readings(["中国银行", "行动方案"])["行"]
    ['hang', 'xing']
    """
    found: dict[str, set[str]] = {}
    for run, sounds in _runs(dict.fromkeys(run for name in names for run in _HAN.findall(name)), folder).items():
        for character, sound in zip(run, sounds, strict=False):
            found.setdefault(character, set()).add(sound)
    return {character: sorted(sounds) for character, sounds in sorted(found.items())}


def _runs(runs: Iterable[str], folder: Path | None) -> dict[str, list[str]]:
    """How each run is read, with what is remembered."""
    file = folder / f"pinyin-{version('pypinyin')}.json" if folder else None
    known = _read(file) if file else {}
    told: dict[str, list[str]] = {}
    fresh = False
    for run in runs:
        sounds = known.get(run)
        if sounds is None:
            from pypinyin import lazy_pinyin  # half a second

            sounds, fresh = lazy_pinyin(run), True
        told[run] = sounds
    if file and fresh:
        _keep(file, told)
    return told


def _read(file: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep(file: Path, told: dict[str, list[str]]) -> None:
    """Write what this page needed, at once or not at all. No error where it cannot be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as stream:
            json.dump(told, stream, ensure_ascii=False)
        Path(stream.name).replace(file)
    except OSError:
        return
