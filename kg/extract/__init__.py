"""Find what the text names: mentions with their class, extractor and confidence."""

from kg.extract.extractor import Extractor

__all__ = ["Extractor"]
