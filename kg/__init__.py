"""Jinqiao (金桥): a knowledge graph of Chinese financial policy, made from the news.

In Python, ``kg.open("exports")`` is the graph as an ``rdflib.Dataset``, ``kg.network("exports")`` its entities and facts as a
networkx graph, ``kg.frames("exports")`` its tables as pandas frames.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.ask.frames import Frames

__version__ = "0.1.0"


def open(folder: str | os.PathLike[str] = "exports") -> "rdflib.Dataset":  # noqa: A001 - always called kg.open
    """The graph of a build for reading, backed by its Oxigraph store; see ``kg.store.open_dataset``."""
    from kg.store import open_dataset

    return open_dataset(Path(folder) / "store")


def network(folder: str | os.PathLike[str] = "exports") -> "networkx.MultiDiGraph":
    """The entities of a build and the facts between them; see ``kg.page.entity_graph`` for what nodes and edges hold."""
    from kg.page import entity_graph

    return entity_graph(Path(folder) / "graph.nq")


def frames(folder: str | os.PathLike[str] = "exports") -> "Frames":
    """Entities, mentions, facts and figures as pandas frames; see ``kg.ask.frames.Frames`` for their columns."""
    from kg.ask.frames import frames as load

    return load(Path(folder))
