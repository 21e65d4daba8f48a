"""What is sent, and where what sending needs is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mrapp.app.opened import OpenProject
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.feedback.stores import FolderStores
from mrapp.io.project_file import project_bytes
from mrapp.model.remark import sha256_of


@dataclass(frozen=True)
class Place:
    """What is sent. project: its id; folder: for what sync keeps, beside the remarks.

    open_store: opens the remarks; document_hash: SHA-256 of the project.json that is open here.
    """

    project: str
    folder: Path
    open_store: Callable[[], RemarkStore]
    document_hash: Callable[[], str] = field(default=lambda: "")


def place_of(stores: FolderStores, opened: OpenProject) -> Place:
    """Return the place of a project that is open; raises `StoreUnusableError` where there is none.

    The hash is of the document as a capsule has it, whoever wrote the one in the folder.
    """
    project = opened.project
    return Place(
        project.id,
        stores.folder(project.id) / "sync",
        lambda: stores.open(project.id),
        cache(lambda: sha256_of(project_bytes(project))),
    )
