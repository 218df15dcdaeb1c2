"""Where things are: the ontology folder (beside the package in a checkout, inside it in an installed wheel) and the cache."""

import os
from pathlib import Path


def ontology_dir() -> Path:
    """The folder with the vocabulary, shapes, gazetteer, rules and questions."""
    inside = Path(__file__).parent / "_ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"


def cache_dir() -> Path:
    """Where what can be made again is kept: ``$XDG_CACHE_HOME/jinqiao`` or ``~/.cache/jinqiao``."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "jinqiao"
