"""The site over the graph of the seeds."""

from pathlib import Path

import pytest

from kg.store import open_store
from tests.unit.site.pages import Pages, pages_of


@pytest.fixture(scope="session")
def pages(built: Path) -> Pages:
    return pages_of(open_store(built / "store"), built)
