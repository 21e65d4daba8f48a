"""The bench of tiles measures what is there: a finder that is spoiled has other figures."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from bench.bench_tiles import found_figures, outcome
from bench.tile_renders import KNOWN, TAGS, Render, render
from mrapp.markers.detect import Picture, TileFinder
from mrapp.model.sightings import Camera, TileSighting

Spoil = Callable[[TileSighting], TileSighting]


class _Spoiled(TileFinder):
    """Finds tiles, and tells of them what is not so; of every `leaving`-th picture nothing."""

    def __init__(self, spoil: Spoil, leaving: int) -> None:
        super().__init__((KNOWN,))
        self._spoil, self._leaving, self._number = spoil, leaving, 0

    def find(
        self,
        picture: Picture,
        camera: Camera,
        *,
        gravity_camera: NDArray[np.float64] | None = None,
        before: Sequence[TileSighting] = (),
    ) -> tuple[TileSighting, ...]:
        seen = super().find(picture, camera, gravity_camera=gravity_camera, before=before)
        self._number += 1
        if self._number % self._leaving == 0:
            return ()
        return tuple(self._spoil(each) for each in seen)


@cache
def _taken() -> tuple[Render, ...]:
    return tuple(render(1.0, 20 * number, "clean", number) for number in range(3))


def _unmet(spoil: Spoil, leaving: int = 100) -> list[str]:
    finder = _Spoiled(spoil, leaving)
    figures = found_figures([outcome(each, finder) for each in _taken()])
    return [each.name for each in figures if each.met is False]


def _aside(seen: TileSighting) -> TileSighting:
    return replace(
        seen, tags={tag: corners + np.array([0.5, 0.0]) for tag, corners in seen.tags.items()}
    )


def _mixed_up(seen: TileSighting) -> TileSighting:
    others = dict(zip(TAGS, (1, 0, 2, 3), strict=True))
    return replace(seen, tags={others[tag]: corners for tag, corners in seen.tags.items()})


def _misread(seen: TileSighting) -> TileSighting:
    return replace(seen, text="HTTPS://SPOORZONE.EXAMPLE/T/AAAAAAAAAAAA")


def _turned(seen: TileSighting) -> TileSighting:
    assert seen.camera_from_tile is not None
    turn = np.eye(4)
    turn[:3, :3] = cv2.Rodrigues(np.array([0.0, 0.02, 0.0]))[0]
    return replace(seen, camera_from_tile=turn @ seen.camera_from_tile)


def test_what_is_found_meets_the_aims() -> None:
    assert _unmet(lambda seen: seen) == []


@pytest.mark.parametrize(
    ("spoil", "leaving", "tells"),
    [
        (_aside, 100, "corners, median"),
        (_mixed_up, 100, "grid: false ids"),
        (_misread, 100, "grid: false ids"),
        (_turned, 100, "rotation, median"),
        (lambda seen: seen, 3, "grid: found"),
    ],
    ids=["half a pixel aside", "ids swapped", "another text", "a degree off", "a third left out"],
)
def test_a_finder_that_is_spoiled_misses_them(spoil: Spoil, leaving: int, tells: str) -> None:
    assert tells in _unmet(spoil, leaving)
