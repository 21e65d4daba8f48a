"""Where remarks are about: in which part of town, or in which square of a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.columns import local
from mrapp.app.counts import NONE
from mrapp.app.export_columns import Names
from mrapp.model.remark import Remark
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

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


def place_codes(remarks: Sequence[Remark], areas: Sequence[Area]) -> tuple[list[str], Names]:
    """Return per remark the code of where it is about, and what the codes stand for."""
    if areas:
        return _in_areas(remarks, areas), {area.id: area.name for area in areas} | _ELSEWHERE
    codes, names = [], {}
    for remark in remarks:
        if remark.point is None:
            codes.append(NONE)
            continue
        x, y = (int(value // CELL_M) * CELL_M for value in remark.point[:2])
        codes.append(f"{x}-{y}")
        names[codes[-1]] = local(_CELL, x=x, y=y)
    return codes, dict(sorted(names.items()))


def _in_areas(remarks: Sequence[Remark], areas: Sequence[Area]) -> list[str]:
    points = np.array([(r.point or (np.nan,) * 3)[:2] for r in remarks], np.float64).reshape(-1, 2)
    found = np.full(len(remarks), -1)
    for number, area in enumerate(areas):
        near = np.flatnonzero((found < 0) & _about(points, area))
        found[near[_within(points[near], area)]] = number
    beyond = ["elsewhere" if remark.point else NONE for remark in remarks]
    return [
        areas[number].id if number >= 0 else other
        for number, other in zip(found, beyond, strict=True)
    ]


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
