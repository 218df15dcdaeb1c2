"""Where the ontology folder is: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path


def ontology_dir() -> Path:
    """The folder with the vocabulary, shapes, gazetteer, rules and questions."""
    inside = Path(__file__).parent / "_ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"
