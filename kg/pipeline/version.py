"""One hash of everything that decides what is read out of an article, and how it is written."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import kg
from kg.resources import ontology_dir

_ROOMS = ("read", "segment.py", "gazetteer", "extract", "link", "relate", "figures", "graph")  # what is said
_WRITING = (
    "records.py",
    "ontology.py",
    "check",
    "report.py",
    "exports",
    "page/atlas.py",
    "page/gather.py",
    "pipeline",
)  # how it is kept
_LIBRARIES = ("beautifulsoup4", "daachorse", "jieba", "PyYAML", "pyoxigraph", "rdflib", "rjieba")
_UNREAD = "questions"  # asked of the graph, never of an article


def reading_version(base: str, gazetteers: Sequence[Path]) -> str:
    """The version of a reading: with another one a kept article has to be read again.

    Args:
        base: The start of every IRI.
        gazetteers: The user's own, whose content counts, not where they are.

    Raises:
        OSError: A gazetteer cannot be read.
    """
    state = hashlib.blake2b(digest_size=16)
    state.update(f"{kg.__version__}\0{base}\0{unicodedata.unidata_version}\0".encode())
    for library in _LIBRARIES:
        state.update(f"{library} {version(library)}\0".encode())
    for name, path in _files():
        _add(state, name, path)
    for number, path in enumerate(gazetteers):
        _add(state, f"gazetteer {number}", path)
    return state.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    package = Path(kg.__file__).parent
    for room in (*_ROOMS, *_WRITING):
        modules = sorted((package / room).rglob("*.py")) if (package / room).is_dir() else [package / room]
        yield from ((path.relative_to(package).as_posix(), path) for path in modules)
    folder = ontology_dir()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] != _UNREAD and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def _add(state: "hashlib.blake2b", name: str, path: Path) -> None:
    content = path.read_bytes()
    state.update(f"{name}\0{len(content)}\0".encode())
    state.update(content)
