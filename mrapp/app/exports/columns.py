"""One column of a table of remarks, with its line in the data dictionary."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from mrapp.model.remark import clean_text
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

Cell = str | int | float | bool | datetime | None
"""One value; None where there is none. A time is in UTC."""

CellType = Literal["text", "whole", "number", "truth", "time"]

Part = Literal["fact", "said", "spelled"]
"""fact: what mrapp noted. said: what the citizen said. spelled: a column before it once more, in
words or taken apart."""

LIST_SIGN = "|"
"""What stands between the codes of a list in one cell."""

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST_ID = 60


@dataclass(frozen=True)
class Column:
    """A column: its cells, one a remark, and what they mean.

    id: a name that every format can carry. codes: what stands for what, where cells are codes;
    is_list: several codes in a cell. unit: of numbers. source: which question it belongs to, as
    questionnaire/question.
    """

    id: str
    type: CellType
    title: LocalText
    meaning: LocalText
    cells: Sequence[Cell] = field(repr=False)
    part: Part = "fact"
    codes: Mapping[str, LocalText] = field(default_factory=dict)
    is_list: bool = False
    unit: str = ""
    source: str = ""

    def called(self, column_id: str) -> "Column":
        """Return the same column under another id."""
        return self if column_id == self.id else replace(self, id=column_id)


def clean(text: str) -> str:
    """Return a text without what no format can carry; quick for the many that are clean."""
    return text if text.isprintable() or not _UNCLEAN.search(text) else clean_text(text)


def cleaned(texts: Sequence[str | None]) -> list[str | None]:
    """Return texts of which most are alike, such as codes, each as `clean` makes it."""
    known: dict[str | None, str | None] = {
        text: clean(text) for text in set(texts) - {None} if text
    }
    return [known.get(text) for text in texts]


def column_id(*names: str) -> str:
    """Return a name of small letters, digits and _ from ids that may hold anything."""
    plain = unicodedata.normalize("NFKD", "_".join(names)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:_LONGEST_ID] or "column"


def local(phrase: Phrase, **values: object) -> LocalText:
    """Return a phrase of our own as texts by language, as the project has them."""
    return {"nl": phrase.text("nl", **values), "en": phrase.text("en", **values)}
