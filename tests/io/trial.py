"""A small project with one asset, for the tests of what is kept on disk."""

from pathlib import Path

from mrapp.io.capsule import CapsuleStore
from mrapp.model.project import Layer, OriginSpec, Project

PROJECT = Project(
    id="p1",
    name={"nl": "Proef", "en": "Trial"},
    origin=OriginSpec(x=105_400, y=424_560),
    layers=(Layer(id="city", name={"en": "City"}, asset="assets/city.city.json"),),
)


def made(folder: Path) -> Path:
    """Make a project with one asset; returns its folder."""
    opened = CapsuleStore().create(folder / "trial", PROJECT)
    asset = opened.asset_path("assets/city.city.json")
    asset.parent.mkdir()
    asset.write_bytes(b"{}")
    return opened.path
