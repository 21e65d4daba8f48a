"""Opens the store of a project: the `RemarkStores` of the application."""

import atexit
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from mrapp.feedback.folders import project_folder
from mrapp.feedback.reasons import NOWHERE
from mrapp.model.remark_errors import StoreUnusableError

if TYPE_CHECKING:
    from mrapp.feedback.store import FolderStore


class FolderStores:
    """The stores in one folder, a folder for each project."""

    def __init__(
        self, base: Path | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Keep all in `base`; None: nowhere, so that opening is refused in words."""
        self._base, self._now = base, now

    def open(self, project_id: str) -> "FolderStore":
        """Open, or make, the store of a project; see `RemarkStores`."""
        folder = self.folder(project_id)
        # Late: databases and encryption take a tenth of the time to the first frame.
        from mrapp.feedback.store import FolderStore

        return FolderStore(folder, project_id, self._now)

    def folder(self, project_id: str) -> Path:
        """Return where the store of a project is; raises `StoreUnusableError` where nowhere."""
        if self._base is None:
            raise StoreUnusableError(path="?", reason=NOWHERE)
        return project_folder(self._base, project_id)

    def has(self, project_id: str) -> bool:
        """Tell whether there is a store of a project; see `RemarkStores`."""
        return self._base is not None and project_folder(self._base, project_id).is_dir()


class PassingStores(FolderStores):
    """Stores in a folder of their own, for what is to be nowhere any more afterwards."""

    def __init__(self) -> None:
        folder = Path(mkdtemp(prefix="mrapp-passing-"))
        super().__init__(folder)

        def erase() -> None:
            shutil.rmtree(folder, ignore_errors=True)
            atexit.unregister(erase)

        self.erase = erase
        # Also where the program ends in the middle of it.
        atexit.register(erase)
