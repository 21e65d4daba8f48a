"""Where remarks are about: in which part of town, or in which square of a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.counting.counts import Groups, grouped
from mrapp.app.exports.columns import local
from mrapp.app.exports.export_columns import Names
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

Points = NDArray[np.float64]

CELL_M = 100
"""The side of the squares in which places are counted where there are no areas."""

_CELL = Phrase(nl="Vak van 100 m bij x {x}, y {y}", en="Square of 100 m at x {x}, y {y}")
_ELSEWHERE = {"elsewhere": local(Phrase(nl="Ergens anders", en="Elsewhere"))}


@dataclass(frozen=True)
class Area:
    """A part of town: rings (n, 2) in RD metres; a point within an odd number of them is in it."""

    id: str
    name: LocalText
    rings_rd: tuple[NDArray[np.float64], ...]


def by_place(points_rd: Points, areas: Sequence[Area]) -> tuple[Groups, Names]:
    """Return the rows of each place, and what the codes stand for; points (n, 3), NaN: nowhere."""
    nowhere = np.isnan(points_rd).any(axis=1)
    if areas:
        numbers = np.where(nowhere, -1, _in_areas(points_rd[:, :2], areas))
        names = {area.id: area.name for area in areas} | _ELSEWHERE
        return grouped(numbers, [*(area.id for area in areas), *_ELSEWHERE]), names
    # One number for each square: whole rows take ten times as long to sort.
    east, north = (np.floor(points_rd[~nowhere, :2] / CELL_M) * CELL_M).T
    corners, found = np.unique(east + 1j * north, return_inverse=True)
    numbers = np.full(len(points_rd), -1)
    numbers[~nowhere] = found.reshape(-1)
    squares = [(int(each.real), int(each.imag)) for each in corners.tolist()]
    codes = [f"{x}-{y}" for x, y in squares]
    names = {code: local(_CELL, x=x, y=y) for code, (x, y) in zip(codes, squares, strict=True)}
    return grouped(numbers, codes), dict(sorted(names.items()))


def _in_areas(points_rd: Points, areas: Sequence[Area]) -> NDArray[np.int64]:
    """Return for each point, (n, 2), the number of its area; one more than the last: elsewhere."""
    found = np.full(len(points_rd), len(areas))
    for number, area in enumerate(areas):
        near = np.flatnonzero((found == len(areas)) & _about(points_rd, area))
        found[near[_within(points_rd[near], area)]] = number
    return found


def _about(points_rd: NDArray[np.float64], area: Area) -> NDArray[np.bool_]:
    """Tell which points lie in the smallest upright rectangle around an area: quick to tell."""
    if not area.rings_rd:
        return np.zeros(len(points_rd), bool)
    corners = np.concatenate(area.rings_rd)
    low, high = corners.min(axis=0), corners.max(axis=0)
    near: NDArray[np.bool_] = ((points_rd >= low) & (points_rd <= high)).all(axis=1)
    return near


def _within(points_rd: NDArray[np.float64], area: Area) -> NDArray[np.bool_]:
    """Tell which points, (n, 2), lie in an area: a ray to the east crosses its rings oddly often.

    Source: W. R. Franklin, "PNPOLY" (1970).
    """
    x, y = points_rd.T
    odd = np.zeros(len(points_rd), bool)
    for ring in area.rings_rd:
        for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if y0 == y1:
                continue
            crosses = (y0 > y) != (y1 > y)
            odd ^= crosses & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return odd
