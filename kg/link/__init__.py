"""What a mention means: one entity of the gazetteer, or a new one with a name of its own."""

from kg.link.linker import Linker

__all__ = ["Linker"]
