"""Which pictures of the sheet lie where for pins and clusters, and in which order. Numpy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.pins import Pinned
from mrapp.scene.pin_groups import Groups
from mrapp.scene.pin_sheet import Sheet
from mrapp.scene.pose import Vec3

Array = NDArray[np.float64]
_PALE = 140


@dataclass(frozen=True, eq=False)
class Laid:
    """Pictures in drawing order, q of them.

    places: (q, 3) local metres. boxes: (q, 4) left, bottom, right and top, pixels from the place.
    corners: (q, 4) the same in the sheet. alpha: (q,).
    """

    places: Array
    boxes: Array
    corners: Array
    alpha: NDArray[np.uint8]


def chosen_of(pinned: Pinned) -> int | None:
    """Return the number of the chosen one among what is pinned."""
    if pinned.chosen is None or pinned.chosen not in pinned.columns.ids:
        return None
    found = np.flatnonzero(pinned.numbers == pinned.columns.ids.index(pinned.chosen))
    return int(found[0]) if len(found) else None


def laid_out(
    pinned: Pinned,
    places: Array,
    groups: Groups,
    pale: NDArray[np.bool_],
    sheet: Sheet,
    eye: Vec3,
) -> Laid:
    """Return what is drawn for pins at places (n, 3), local metres, as they are grouped.

    pale: (m,) marks that stand behind something.
    """
    chosen = chosen_of(pinned)
    looks = pinned.looks[pinned.numbers[groups.at]]
    single = groups.counts == 1
    main = np.where(single, sheet.of_looks(looks), sheet.of_counts(groups.counts))
    mark, picture = [np.arange(len(main))], [main]
    aside, layer = [np.zeros(len(main))], [np.ones(len(main))]
    many = np.flatnonzero(~single)
    for has, sign, shift in sheet.signs(groups.counts[many]):
        mark.append(many[has])
        picture.append(sign)
        aside.append(shift)
        layer.append(np.full(len(has), 2.0))
    ring = np.flatnonzero(groups.at == chosen) if chosen is not None else many[:0]
    mark.append(ring)
    picture.append(np.full(len(ring), sheet.ring))
    aside.append(np.zeros(len(ring)))
    layer.append(np.zeros(len(ring)))
    at = places[groups.at]
    near = -np.linalg.norm(at - np.array(eye), axis=1)
    near[ring] = 1.0
    marks = np.concatenate(mark)
    # The far ones first: what is near lies over them.
    order = np.lexsort((np.concatenate(layer), marks, near[marks]))
    alpha = np.where(pale & (groups.at != chosen), _PALE, 255).astype(np.uint8)
    pictures = np.concatenate(picture)[order]
    boxes = sheet.boxes[pictures].astype(np.float64)
    boxes[:, [0, 2]] += np.concatenate(aside)[order, None]
    return Laid(
        at[marks[order]],
        boxes,
        sheet.corners[pictures].astype(np.float64),
        alpha[marks[order]],
    )
