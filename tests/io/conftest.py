"""A cache and a file for it, for the tests of both of its halves."""

from pathlib import Path

import pytest

from tests.io.kept import Cache, design


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """Return a cache with a folder of its own, empty."""
    return Cache(tmp_path / "cache")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a small design with an image beside it."""
    return design(tmp_path / "design")
