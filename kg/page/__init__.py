"""The page: the graph as one HTML file to look at, and as a networkx graph to compute with."""

from kg.page.network import entity_graph
from kg.page.page import write_page

__all__ = ["entity_graph", "write_page"]
