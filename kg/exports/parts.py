"""The graph in parts for other engines: ``part-00000.nq.gz`` and on, N-Quads in UTF-8 and normal form C, no blank nodes.

The same graph and number of parts give the same bytes, and the parts are of about the same size. A named graph stands in one
part, unless it is larger than 8 MB, as that of the entities may be.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import StoreError

_BLANK = re.compile(r"""(?:^|[ ])_:""")  # at the start of a line, or after a blank outside a literal
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
_LEVEL = 6
_PORTION = 8 << 20  # bytes of a graph held at a time
_OURS = re.compile(r"part-\d{5,}\.nq\.gz")


def write_parts(graph: Path, folder: Path, number: int) -> list[Path]:
    """Write ``number`` parts of the N-Quads file ``graph`` into ``folder``, in place of an earlier export's; their paths.

    The last parts may be empty, where there are fewer graphs than parts. They appear when all are written.

    Raises:
        StoreError: A line bears a blank node or is not in normal form C, or a file cannot be read or written.
    """
    paths = [folder / f"part-{place:05}.nq.gz" for place in range(number)]
    drafts = [path.with_name(f".{path.name}.draft") for path in paths]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with graph.open("rb") as lines:
            whole, given = graph.stat().st_size, _graphs(lines)
            held = next(given, None)
            written = 0
            for place, draft in enumerate(drafts, 1):
                with draft.open("wb") as raw, gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as part:
                    while held is not None and (place == number or written + len(held) / 2 < whole * place / number):
                        part.write(held)
                        written += len(held)
                        held = next(given, None)
        for draft, path in zip(drafts, paths, strict=True):
            draft.replace(path)
        for other in folder.iterdir():
            if _OURS.fullmatch(other.name) and other not in paths:
                other.unlink()
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise StoreError(f"the parts cannot be written: {problem}", where=str(error.filename or folder)) from error
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return paths


def _graphs(lines: BinaryIO) -> Iterator[bytes]:
    """The lines of each graph together, checked; of a large graph in portions, which may part anywhere."""
    held: list[bytes] = []
    size, tail = 0, b"\0"
    for number, line in enumerate(lines, 1):
        if not line.endswith(tail) or size > _PORTION:
            if held:
                yield b"".join(held)
            held, size, tail = [], 0, line[line.rindex(b" <") :]
        _check(line, number)
        held.append(line)
        size += len(line)
    if held:
        yield b"".join(held)


def _check(line: bytes, number: int) -> None:
    if b"_:" not in line and line.isascii():
        return
    text = line.decode()
    if not unicodedata.is_normalized("NFC", text):
        raise StoreError("a line is not in normal form C", where="graph.nq", line=number, remedy="build with --fresh")
    if "_:" in text and _BLANK.search(_LITERAL.sub('""', text)):
        raise StoreError("a line bears a blank node", where="graph.nq", line=number, remedy="build with --fresh")
