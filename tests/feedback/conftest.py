"""A store of one project, and what to put in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mrapp.feedback.store import FolderStore
from mrapp.feedback.stores import FolderStores
from tests.feedback.making import PROJECT, Maker


@pytest.fixture
def maker() -> Maker:
    return Maker(2026)


@pytest.fixture
def stores(tmp_path: Path) -> FolderStores:
    return FolderStores(tmp_path / "remarks")


@pytest.fixture
def store(stores: FolderStores) -> Iterator[FolderStore]:
    opened = stores.open(PROJECT)
    yield opened
    opened.close()
