"""Which tags are one tile, where the tags themselves say more than one thing."""

from collections.abc import Iterator

import numpy as np

from bench.tile_renders import CAMERA, KNOWN, LAYOUT, TAGS, pose
from mrapp.markers.grouping import guesses
from mrapp.markers.known import KnownTile
from mrapp.markers.planes import mapped
from mrapp.markers.tag_reader import TagSeen

KNOWN_OR_NOT: tuple[tuple[KnownTile, ...], ...] = ((KNOWN,), ())


class _Leafed(list[KnownTile]):
    """A register that counts how often somebody goes through it."""

    times = 0

    def __iter__(self) -> Iterator[KnownTile]:
        self.times += 1
        return super().__iter__()


def _tags(far_m: float = 1.0) -> np.ndarray:
    """The corners of a tile's four tags in a picture, (4, 4, 2)."""
    px_from_tile = CAMERA.matrix() @ pose(far_m, 40, 30, (0.0, 0.0), 3)[:3][:, [0, 1, 3]]
    return mapped(px_from_tile, LAYOUT.tag_corners()[:, :, :2])


def test_tags_that_contradict_each_other_are_told_apart() -> None:
    """As in a picture that is broken halfway, or of a screen that is drawn anew meanwhile."""
    random, side = np.random.default_rng(1), 60.0
    for _ in range(60):
        torn = _tags() + random.uniform(-0.2, 0.2, (4, 1, 2)) * side
        torn += random.uniform(-0.1, 0.1, (4, 4, 2)) * side
        seen = [TagSeen(tag, corners) for tag, corners in zip(TAGS, torn, strict=True)]
        for known in KNOWN_OR_NOT:
            told = guesses(seen, [], known, LAYOUT)
            used = [id(tag) for each in told for tag in each.tags.values()]
            assert sorted(used) == sorted(map(id, seen))


def test_a_wall_of_tiles_keeps_nobody_waiting() -> None:
    """Only so many tags are looked at, so of some tiles but one or two are: they search longest."""
    tile = _tags(4.0)
    wall = [
        TagSeen(tag, corners + np.array([80 * across, 80 * down]))
        for across in range(6)
        for down in range(6)
        for tag, corners in zip(TAGS, tile, strict=True)
    ]
    np.random.default_rng(2).shuffle(wall)
    register = _Leafed((KNOWN,))
    told = guesses(wall, [], register, LAYOUT)
    assert register.times < 300
    assert sum(len(each.tags) for each in told) == 100
