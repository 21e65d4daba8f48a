"""Who comes back to a kiosk with the code of a receipt: reads, adds, withdraws, all in tasks."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject

from mrapp.app.kiosk import coming_back as back
from mrapp.app.kiosk.staff import Tries
from mrapp.app.remarks.keeping import Kept, RemarkStore
from mrapp.app.remarks.making import addition_of
from mrapp.app.remarks.receipts import Receipt, parse
from mrapp.app.syncing import Became
from mrapp.model.errors import MrappError
from mrapp.model.remark import Channel
from mrapp.model.remark_errors import (
    ReceiptUnknownError,
    ReceiptWrongError,
    RemarkInvalidError,
    RemarkNotKeptError,
    WithdrawnError,
)
from mrapp.model.texts import Notice, Phrase
from mrapp.ui.kiosk.shelf import Shelf
from mrapp.ui.kiosk.visiting import Visiting, told

T = TypeVar("T")

_FINDING = Phrase(nl="Uw mening zoeken", en="Finding your opinion")
_ADDING = Phrase(nl="Uw aanvulling bewaren", en="Keeping what you add")
_TAKING_BACK = Phrase(nl="Uw mening intrekken", en="Withdrawing your opinion")
_NOT_NOW = Notice(
    Phrase(
        nl="Dat lukt nu niet. Er is niets veranderd. Probeer het later nog eens, of vraag een "
        "medewerker.",
        en="That is not possible now. Nothing was changed. Try again later, or ask somebody who "
        "works here.",
    )
)
_FOR_VISITORS = (
    ReceiptUnknownError,
    ReceiptWrongError,
    RemarkInvalidError,
    RemarkNotKeptError,
    WithdrawnError,
)
"""What is said to a visitor in its own words; the rest is for staff."""


class Returning(QObject):
    """Does what `mrapp.app.kiosk.coming_back` tells of; of a visitor who left nothing is shown."""

    def __init__(self, shelf: Shelf, visiting: Visiting, became: Callable[[str], Became]) -> None:
        """became: what came of a remark; asked in tasks."""
        super().__init__(visiting)
        self._shelf, self._visiting, self._became = shelf, visiting, became
        self._tries = Tries()

    @property
    def waits_s(self) -> int:
        """How many seconds no code is taken, after codes that nobody has; 0: one is."""
        return self._tries.waits_s(self._visiting.occasion.clock_s())

    def find(self) -> None:
        """Look which opinion belongs to the code."""
        receipt = self._receipt()
        if receipt is None or self.waits_s:
            return

        def look(store: RemarkStore) -> tuple[Kept, Became]:
            kept = store.of_receipt(receipt)
            return kept, self._became(kept.id)

        def done(found: tuple[Kept, Became]) -> None:
            self._tries = Tries()
            if found[0].remark is None:
                self._visiting.do(back.refused, told(WithdrawnError()))
            else:
                self._visiting.do(back.found, *found)

        self._visiting.do(back.asked)
        refuse = self._to_them(self._refuse)

        def failed(error: MrappError) -> None:
            # Counted whoever is there by then: a stranger would only have to stop and begin anew.
            if isinstance(error, ReceiptUnknownError):
                self._tries = self._tries.after_wrong(self._visiting.occasion.clock_s())
            refuse(error)

        self._shelf.look(_FINDING, look, self._to_them(done), failed)

    def add(self) -> None:
        """Add what was said."""
        receipt, visit, now = self._receipt(), self._visiting.visit, self._now()
        if receipt is None:
            return
        new = addition_of(visit.came.more, visit.language, Channel.KIOSK, now)
        addition = visit.came.adding or new
        self._visiting.do(back.adding, addition)
        self._shelf.keep(
            _ADDING,
            lambda store: store.add_to(receipt, addition),
            self._to_them(lambda added: self._visiting.do(back.added, added)),
            self._to_them(self._refuse),
        )

    def take_back(self) -> None:
        """Withdraw the opinion."""
        receipt, now = self._receipt(), self._now()
        if receipt is None:
            return
        self._visiting.do(back.asked)
        self._shelf.keep(
            _TAKING_BACK,
            lambda store: store.withdraw(receipt, now, Channel.KIOSK),
            self._to_them(lambda _id: self._visiting.do(back.taken)),
            self._to_them(self._refuse),
        )

    def _receipt(self) -> Receipt | None:
        """Return the receipt of the code; None, and told, where it cannot be one."""
        if self._visiting.visit.came.busy:
            return None
        try:
            return parse(self._visiting.visit.came.code)
        except ReceiptWrongError as error:
            self._refuse(error)
            return None

    def _to_them(self, do: Callable[[T], None]) -> Callable[[T], None]:
        """Return what tells an answer to those who asked, and to nobody who comes after them."""
        asked = self._visiting.visit.came
        return lambda answer: do(answer) if self._visiting.visit.came is asked else None

    def _refuse(self, error: MrappError) -> None:
        said = told(error) if isinstance(error, _FOR_VISITORS) else _NOT_NOW
        self._visiting.do(back.refused, said)

    def _now(self) -> datetime:
        return self._visiting.occasion.utc_now()
