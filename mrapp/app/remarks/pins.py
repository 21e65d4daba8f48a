"""Which remarks are pinned in a view, and by what they are told apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.keeping import Columns
from mrapp.model.values import Point3

By = Literal["theme", "mood"]


def moved_to(columns: Columns, points: Mapping[str, Point3]) -> Columns:
    """Return the same remarks at other points, RD/NAP metres, by id; the rest is nowhere."""
    nowhere = (np.nan,) * 3
    rows = [points.get(each, nowhere) for each in columns.ids]
    return replace(columns, points_rd=np.array(rows, np.float64).reshape(-1, 3))


def place_alone(point: Point3) -> "Pinned":
    """Return a place, RD/NAP metres, as the one pin that there is: somebody is speaking of it."""
    none = np.full(1, -1, np.int16)
    columns = Columns(
        ids=("",),
        points_rd=np.array([point], np.float64),
        variants=none,
        themes=none,
        channels=none,
        states=none,
        events=none,
        languages=none,
        moods=np.zeros(1, np.int8),
        made_s=np.zeros(1),
        words={},
    )
    return Pinned(columns, np.ones(1, np.bool_), chosen="")


@dataclass(frozen=True, eq=False)
class Pinned:
    """Remarks as pins: those of `columns` for which `mask` (n,) holds and that have a place.

    by: what gives a pin its shape and colour. chosen: the id of the one that stands out; it is
    never part of a cluster. Compared by identity: to show something else, make another.
    """

    columns: Columns
    mask: NDArray[np.bool_]
    by: By = "theme"
    chosen: str | None = None

    @property
    def numbers(self) -> NDArray[np.intp]:
        """The places in the columns of what is pinned, (k,)."""
        return np.flatnonzero(self.mask & np.isfinite(self.columns.points_rd).all(axis=1))

    @property
    def looks(self) -> NDArray[np.int64]:
        """The look of each remark, (n,): the number of its theme, or its mood less one; -1: none.

        Which theme has which number is the order in `columns.words`.
        """
        one = self.columns.moods.astype(np.int64) - 1
        return one if self.by == "mood" else self.columns.themes.astype(np.int64)
