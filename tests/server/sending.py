"""Entries as a machine sends them, for tests: with salts, digests and receipts as it makes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from mrapp.app.remarks.receipts import Receipt, Seal, new_receipt, seal
from mrapp.model.remark import Channel, Remark, Withdrawal
from mrapp.model.values import Value
from mrapp.protocol.checksums import Kind, digest_of, packed
from mrapp.protocol.messages import Batch, BatchResult, EntryMessage
from tests.feedback.making import NOON, PROJECT, Maker
from tests.server.enrolled import Machine


@dataclass
class Sender:
    """Makes entries, the same ones for the same seed."""

    seed: int = 0
    maker: Maker = field(init=False)
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.maker, self.random = Maker(self.seed), Random(self.seed)

    def remark(
        self, text: str | None = None, files: dict[str, bytes] | None = None
    ) -> tuple[EntryMessage, Receipt, Seal]:
        """Return a remark with what opens it; files: its pictures, by SHA-256."""
        receipt, sealed = self.sealed()
        return self.of_remark(self.maker.remark(text, files), sealed), receipt, sealed

    def of_remark(self, remark: Remark, sealed: Seal) -> EntryMessage:
        """Return the entry of a remark."""
        return self.entry("remark", remark.id, None, {"remark": remark, "seal": sealed})

    def addition(self, remark_id: str, text: str = "En nog iets.") -> EntryMessage:
        """Return an addition."""
        added = self.maker.addition(remark_id, text)
        return self.entry("addition", added.id, remark_id, {"addition": added})

    def withdrawal(self, remark_id: str, sealed: Seal | None) -> EntryMessage:
        """Return a withdrawal."""
        said = Withdrawal(
            id=self.maker.id(), remark=remark_id, made_utc=NOON, channel=Channel.KIOSK
        )
        content = {"withdrawal": said, "seal": sealed}
        return self.entry("withdrawal", said.id, remark_id, content)

    def entry(
        self, kind: Kind, entry_id: str, about: str | None, said: Mapping[str, Value | None]
    ) -> EntryMessage:
        """Return an entry that says something."""
        content = packed({key: x and x.model_dump(mode="json") for key, x in said.items()})
        salt = self.random.randbytes(16).hex()
        return EntryMessage(
            id=entry_id,
            kind=kind,
            about=about,
            salt=salt,
            content=content.decode(),
            digest=digest_of(salt, content),
        )

    def sealed(self) -> tuple[Receipt, Seal]:
        """Return a receipt and its seal, with one round so that tests are quick."""
        receipt = new_receipt(self.random.randbytes)
        return receipt, seal(receipt, self.random.randbytes, rounds=1)


def push(machine: Machine, *entries: EntryMessage) -> BatchResult:
    """Send entries in one batch; returns what became of them."""
    answer = machine.ask("POST", "/entries", content=Batch(entries=entries).on_wire())
    assert answer.status_code == 200, answer.text
    return BatchResult.model_validate_json(answer.content)


def outcomes(machine: Machine, *entries: EntryMessage) -> list[str]:
    """Send entries in one batch; returns the outcomes alone."""
    return [each.outcome.value for each in push(machine, *entries).results]


__all__ = ["NOON", "PROJECT", "Sender", "outcomes", "push"]
