"""What a mention means: one entity of the gazetteer, or a new one with a name of its own."""

from kg.link.linker import Linker
from kg.link.nicknames import with_nicknames
from kg.link.numbers import find_numbers
from kg.link.stocks import DoubtfulLink, doubtful_stock_links

__all__ = ["DoubtfulLink", "Linker", "doubtful_stock_links", "find_numbers", "with_nicknames"]
