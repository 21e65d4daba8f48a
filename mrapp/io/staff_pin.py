"""The PIN of a kiosk's staff, in a file of its own."""

import logging
from pathlib import Path

from pydantic import ValidationError

from mrapp.app.kiosk.staff import TRIES, StaffPin
from mrapp.app.replacing import replacing
from mrapp.model.remark_errors import StoreUnusableError
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

_log = logging.getLogger(__name__)

_BROKEN = Phrase(
    nl="de pincode is beschadigd; verwijder dit bestand om een nieuwe te kiezen",
    en="the PIN is damaged; remove this file to choose a new one",
)


class StaffPinFile:
    """The `StaffPins` in one `file`. A damaged file opens nothing: that is no way round the PIN.

    How often a wrong PIN was given stands in a file beside it.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._tries = file.with_name("kiosk-tries.txt")

    def load(self) -> StaffPin | None:
        """Return the PIN; None where there is no file."""
        try:
            return StaffPin.model_validate_json(self.file.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise StoreUnusableError(path=self.file, reason=_BROKEN) from error
        except OSError as error:
            raise StoreUnusableError(path=self.file, reason=reason_of(error)) from error

    def save(self, pin: StaffPin) -> None:
        """Keep a PIN."""
        _write(self.file, pin.model_dump_json())

    def wrong(self) -> int:
        """Return how many wrong PINs were given in a row; what cannot be read costs a wait."""
        try:
            return min(max(int(self._tries.read_text(encoding="ascii")), 0), TRIES)
        except FileNotFoundError:
            return 0
        except (OSError, ValueError) as error:
            _log.warning("the wrong PINs are not known: %s", error)
            return TRIES

    def keep_wrong(self, wrong: int) -> None:
        """Keep that number."""
        _write(self._tries, str(wrong))


def _write(file: Path, text: str) -> None:
    try:
        with replacing(file, private=True) as stream:
            stream.write(text.encode())
    except OSError as error:
        raise StoreUnusableError(path=file, reason=reason_of(error)) from error
