"""The labelled sets: the seeds with their labels here, and those that are only where the shared material lies beside us."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Articles and their labels."""

    name: str
    articles: Path
    labels: Path

    @property
    def present(self) -> bool:
        return self.articles.exists() and self.labels.is_dir()


SETS = (
    LabelledSet("seeds", ROOT / "seeds", Path(__file__).parent / "gold"),
    LabelledSet("dev", SHARED / "dev" / "articles", SHARED / "dev" / "gold"),
    LabelledSet("dev2", SHARED / "dev2" / "articles.jsonl", SHARED / "dev2" / "gold"),
)
