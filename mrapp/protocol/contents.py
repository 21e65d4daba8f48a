"""What the content of an entry says, as values of the model."""

from pydantic import BaseModel, ConfigDict

from mrapp.app.remarks.receipts import Seal
from mrapp.model.remark import Addition, Remark, Withdrawal


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)


class SaidRemark(_Said):
    """A remark with what opens it."""

    remark: Remark
    seal: Seal


class SaidAddition(_Said):
    """An addition; with the seal where a phone sends it, to show that the remark is its own."""

    addition: Addition
    seal: Seal | None = None


class SaidWithdrawal(_Said):
    """A withdrawal; with the seal, so that the receipt still tells that it was done."""

    withdrawal: Withdrawal
    seal: Seal | None = None


def said_in(content: bytes) -> SaidRemark:
    """Return the remark in the content of an entry; raises ValidationError, a ValueError."""
    return SaidRemark.model_validate_json(content)


Said = SaidRemark | SaidAddition | SaidWithdrawal


def said_in_entry(kind: str, entry_id: str, about: str | None, content: str | bytes) -> Said:
    """Return what an entry says, where it goes with its chain part; raises ValueError.

    Strictly: the tables are filled from it as it stands, not as a lenient reader understands it.
    """
    said: Said
    value: Remark | Addition | Withdrawal
    if kind == "remark":
        said = SaidRemark.model_validate_json(content, strict=True)
        value, remark_id = said.remark, None
    elif kind == "addition":
        said = SaidAddition.model_validate_json(content, strict=True)
        value, remark_id = said.addition, said.addition.remark
    else:
        said = SaidWithdrawal.model_validate_json(content, strict=True)
        value, remark_id = said.withdrawal, said.withdrawal.remark
    if (value.id, remark_id) != (entry_id, about):
        raise ValueError("an entry is about something else")
    return said
