"""The plan of the house: imports only point down, libraries stay home, no stray rooms."""

import ast
import graphlib
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "kg"

# From the ground up. Stages are strangers to each other; elsewhere neighbours may call each other as long as nobody goes round.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "regex", "resources"),
    ("records",),
    ("ontology", "gazetteer"),
    ("read", "segment", "extract", "link", "relate", "figures", "graph"),
    ("report", "check", "store", "ask", "exports", "page", "pipeline", "cluster", "curation", "evaluation", "diff", "verify"),
    ("cli", "server", "site", "__main__"),
)
STAGES = FLOORS[3]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

# rdflib may cross rooms; every other library has its home.
HOMES = {
    "jieba": {"gazetteer"},
    "bs4": {"read"},
    "daachorse": {"gazetteer"},
    "feedparser": {"read"},
    "httpx": {"ask", "read"},
    "jinja2": {"site"},
    "lightgbm": {"evaluation"},  # training only, not needed to build
    "networkx": {"page"},
    "numpy": {"evaluation"},  # training only, not needed to build
    "oxrdflib": {"store"},
    "pandas": {"ask"},  # an optional extra
    "pyoxigraph": {"ask", "check", "diff", "graph", "ontology", "server", "site", "store", "verify"},
    "pypinyin": {"page"},
    "pyshacl": {"check"},
    "pyvis": {"page"},
    "rdflib": set(FLOOR),
    "rustworkx": {"page"},
    "starlette": {"server", "site"},
    "uvicorn": {"server"},
    "rjieba": {"extract", "segment"},
    "scipy": {"evaluation"},
    "yaml": {"read"},
}


def rooms() -> dict[str, list[Path]]:
    """The modules of each room."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        if inside.parts[0] not in ("_ontology", "__init__.py"):
            found.setdefault(inside.parts[0].removesuffix(".py"), []).append(path)
    return found


def imports(path: Path) -> Iterator[str]:
    """The dotted names a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: write the whole name instead of a relative import"
            yield node.module or ""
            if node.module == "kg":
                yield from (f"kg.{name.name}" for name in node.names if name.name in FLOOR)


def called_rooms(modules: list[Path]) -> set[str]:
    """The rooms that these modules import."""
    return {name.split(".")[1] for path in modules for name in imports(path) if name.startswith("kg.")}


def test_there_is_no_stray_room() -> None:
    assert set(rooms()) <= set(FLOOR)


def test_imports_point_down() -> None:
    for room, modules in rooms().items():
        for other in called_rooms(modules) - {room}:
            assert FLOOR[other] <= FLOOR[room], f"{room} must not reach up to {other}"
            assert room not in STAGES or other not in STAGES, f"the stages {room} and {other} are strangers"


def test_nobody_goes_round_in_circles() -> None:
    graphlib.TopologicalSorter({room: called_rooms(modules) - {room} for room, modules in rooms().items()}).prepare()


def test_libraries_stay_home() -> None:
    for room, modules in rooms().items():
        for path in modules:
            for library in {name.partition(".")[0] for name in imports(path)} - {"kg"} - sys.stdlib_module_names:
                assert room in HOMES.get(library, ()), f"{library} has no home in {room}"


def test_importing_the_package_does_no_work() -> None:
    for modules in rooms().values():
        for path in modules:
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                loop = isinstance(node, ast.For | ast.While | ast.With)
                assert not loop or path.name == "__main__.py", f"{path}:{node.lineno} works at import time"
