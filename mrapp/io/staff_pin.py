"""The PIN of a kiosk's staff, in a file of its own."""

from pathlib import Path

from pydantic import ValidationError

from mrapp.app.kiosk.staff import StaffPin
from mrapp.app.replacing import replacing
from mrapp.model.remark_errors import StoreUnusableError
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase

_BROKEN = Phrase(
    nl="de pincode is beschadigd; verwijder dit bestand om een nieuwe te kiezen",
    en="the PIN is damaged; remove this file to choose a new one",
)


class StaffPinFile:
    """The `StaffPins` in one `file`. A damaged file opens nothing: that is no way round the PIN."""

    def __init__(self, file: Path) -> None:
        self.file = file

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
        try:
            with replacing(self.file, private=True) as stream:
                stream.write(pin.model_dump_json().encode())
        except OSError as error:
            raise StoreUnusableError(path=self.file, reason=reason_of(error)) from error
