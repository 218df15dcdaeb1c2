"""Institutions, places, documents and tools by name: read from ontology/gazetteer, compiled once, searched fast."""

from kg.gazetteer.entry import Entry, Name, within
from kg.gazetteer.gazetteer import Gazetteer, Hit, load_gazetteer

__all__ = ["Entry", "Gazetteer", "Hit", "Name", "load_gazetteer", "within"]
