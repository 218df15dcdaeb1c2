"""``make golden``: write the seeds' graph, and the answers in README, anew, for review as a diff.

One file an article, one for what the entities are called and one for the run: short enough to be read. The ontology's own
graph is left out; it is ``ontology/jinqiao.ttl``. An article's text, which its file holds anyway, is left out of its lines.
"""

import shutil
import tempfile
from pathlib import Path

from kg.pipeline import Plan, build
from tests.e2e.test_readme import write_answers

ROOT = Path(__file__).parent.parent.parent
GRAPHS = Path(__file__).parent / "seeds"
_LEFT_OUT = "/graph/ontology"


def split(graph: Path) -> dict[str, str]:
    """The sorted lines of each named graph of an N-Quads file, by the name of the file they belong in."""
    found: dict[str, list[str]] = {}
    for line in graph.read_text(encoding="utf-8").splitlines():
        name = line.rstrip(" .").rpartition(" ")[2].strip("<>")
        if not name.endswith(_LEFT_OUT) and "nif-core#isString> " not in line:
            found.setdefault(f"{name.rpartition('/')[2]}.nq", []).append(line)
    return {name: "".join(f"{line}\n" for line in sorted(lines)) for name, lines in sorted(found.items())}


def main() -> None:
    """Build the seeds and write their graphs."""
    with tempfile.TemporaryDirectory() as folder:
        build(Plan((str(ROOT / "seeds"),), Path(folder)))
        graphs = split(Path(folder) / "graph.nq")
        write_answers(Path(folder))
    shutil.rmtree(GRAPHS, ignore_errors=True)
    GRAPHS.mkdir(parents=True)
    for name, lines in graphs.items():
        (GRAPHS / name).write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
