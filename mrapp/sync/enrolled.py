"""Where this machine sends to, in a small file beside the remarks of a project."""

from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from mrapp.app.replacing import replacing
from mrapp.feedback.durable import make_folder


class Enrolled(BaseModel):
    """Where to; server "": nowhere. machine: as the server calls this one; key_in: see `keys`.

    generation: of what the server held when it acknowledged what was sent.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    server: str = ""
    machine: str = ""
    key_in: str = ""
    may_publish: bool = False
    generation: str = ""


class EnrolledFile:
    """The file in the folder of sync, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that need not exist."""
        self.folder: Final = folder
        self._file = folder / "server.json"
        self._held = folder / "held"
        self.key_file: Final = folder / "key"

    @property
    def held(self) -> bool:
        """Whether somebody asked to hold sending."""
        return self._held.exists()

    def hold(self, held: bool) -> None:
        """Hold sending, or resume it; raises OSError."""
        if held:
            make_folder(self.folder)
            self._held.touch()
        else:
            self._held.unlink(missing_ok=True)

    def read(self) -> Enrolled:
        """Return what is there; of a file that is gone or damaged that nothing is known."""
        try:
            return Enrolled.model_validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return Enrolled()

    def write(self, enrolled: Enrolled) -> None:
        """Write it, durably; raises OSError."""
        make_folder(self.folder)
        with replacing(self._file, private=True) as stream:
            stream.write(enrolled.model_dump_json(indent=2).encode())
