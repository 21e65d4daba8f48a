"""A project that was opened, and where its files lie."""

from dataclasses import dataclass, field
from pathlib import Path

from mrapp.model.project import Project


@dataclass(frozen=True)
class OpenProject:
    """A project with the place it came from and the folder where its assets lie.

    `keep` holds on to unpacked capsules for as long as the project is open: what was read from one
    may name images in it. `stamp` tells what was saved there when it was read or written last.
    """

    project: Project
    path: Path
    folder: Path
    keep: object = field(default=None, compare=False, repr=False)
    stamp: str = field(default="", compare=False, repr=False)

    def asset_path(self, asset: str) -> Path:
        """Return where the file of an asset lies."""
        return self.folder / asset
