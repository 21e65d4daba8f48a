"""What a sighting is to a project: one of its tiles, or whose else."""

from collections.abc import Callable

from mrapp.app.tiles.verdict import Verdict, VerdictKind, verdict_on
from mrapp.ar.looking import Judge, Judged
from mrapp.model.project import Project
from mrapp.model.sightings import TileSighting
from mrapp.model.tiles import Tile, TileState

_LEAST_TAGS = 2
_KINDS = {TileState.DAMAGED: VerdictKind.DAMAGED, TileState.REMOVED: VerdictKind.REMOVED}


def judge_for(project: Project, key: Callable[[], bytes | None]) -> Judge:
    """Return what judges sightings for a project. What the code says goes before the tags.

    key: asked for when a code is read that is not in the register, in the thread that looks.
    """
    known: dict[str, Verdict] = {}

    def judge(sighting: TileSighting) -> Judged | None:
        if sighting.contradicts:
            return None
        if sighting.text is None:
            return _by_tags(project.tiles, sighting)
        if sighting.text not in known:
            known[sighting.text] = verdict_on(sighting.text, project, key())
        return Judged(known[sighting.text])

    return judge


def _by_tags(tiles: tuple[Tile, ...], sighting: TileSighting) -> Judged | None:
    """Return the one tile that has at least two of the tags in sight; None where two have."""
    seen = set(sighting.tags)
    found = [tile for tile in tiles if len(seen.intersection(tile.tags)) >= _LEAST_TAGS]
    if len(found) != 1:
        return None
    kind = _KINDS.get(found[0].state, VerdictKind.VALID)
    return Judged(Verdict(kind, found[0]), by_tags=True)
