"""The objects of a document: who belongs to whom, and which geometry of each is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mrapp.io.cityjson import findings as found
from mrapp.io.cityjson.document import Document, Json, Part, as_list, as_mapping
from mrapp.io.findings import Findings
from mrapp.model.citymesh import CityObject

_GROUP = "CityObjectGroup"
_OWN_MEMBERS = frozenset(
    {"type", "attributes", "geometry", "parents", "children", "geographicalExtent"}
)


@dataclass(slots=True)
class Thing:
    """One object while reading: `part` indexes the document's parts, `root` all things."""

    id: str
    type: str
    part: int
    source: Json
    root: int
    lods: tuple[str, ...] = ()
    chosen: list[Json] = field(default_factory=list)


def list_things(document: Document, findings: Findings) -> list[Thing]:
    """Return every object of the document, with its topmost parent as `root`."""
    things: list[Thing] = []
    taken: dict[str, int] = {}
    places = [
        _list_part(part, at, things, taken, findings) for at, part in enumerate(document.parts)
    ]
    for local in places:
        _adopt(local, taken, things, findings)
    return things


def _list_part(
    part: Part, at: int, things: list[Thing], taken: dict[str, int], findings: Findings
) -> dict[str, int]:
    local: dict[str, int] = {}
    for name, source in part.objects.items():
        if type(source) is not dict:
            findings.add(found.BAD_OBJECT, name)
            continue
        unique = name
        if name in taken:
            unique = _renamed(name, taken)
            findings.add(found.DUPLICATE_ID, name, renamed=unique)
        index = len(things)
        local[name] = taken[unique] = index
        things.append(Thing(unique, str(source.get("type")), at, source, index))
    return local


def _renamed(name: str, taken: Mapping[str, int]) -> str:
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _adopt(
    local: Mapping[str, int], taken: Mapping[str, int], things: list[Thing], findings: Findings
) -> None:
    """Give each object of a part its root: up along `parents`, or along the parent's `children`."""
    parent: dict[int, int] = {}
    for index in local.values():
        thing = things[index]
        if thing.type != _GROUP:
            for child in as_list(thing.source.get("children")):
                if type(child) is str and child in local:
                    parent[local[child]] = index
        for name in as_list(thing.source.get("parents")):
            up = local.get(name, taken.get(name)) if type(name) is str else None
            if up is None:
                findings.add(found.BAD_PARENT, thing.id, parent=str(name)[:80])
            elif things[up].type != _GROUP:
                parent[index] = up
                break
    for index in parent:
        things[index].root = _climb(index, parent, things, findings)


def _climb(
    index: int, parent: Mapping[int, int], things: Sequence[Thing], findings: Findings
) -> int:
    seen = {index}
    top = index
    while top in parent:
        top = parent[top]
        if top in seen:
            findings.add(found.PARENT_LOOP, things[index].id)
            return index
        seen.add(top)
    return things[top].root


def choose_geometry(
    things: Sequence[Thing], templates: Sequence[Any], wish: str | None
) -> str | None:
    """Fill in each object's `lods` and `chosen`; return the highest LoD shown.

    Per object the LoD `wish`, else the nearest lower one, else the nearest; without a wish the
    highest. Outlines (LoD below 1) and volumes of one family are never shown together: the
    outline of a building whose parts are shown would lie inside them.
    """
    wished = None if wish is None else lod_rank(wish)
    plans: dict[tuple[str, ...], _Plan] = {}
    levels = [_choose(thing, templates, wished, plans) for thing in things]
    _part_outlines(things, levels, outlines=wished is not None and wished < 1.0)
    shown = {lod for thing in things for each in thing.chosen if (lod := lod_of(each, templates))}
    return max(shown, key=lod_rank, default=None)


class _Plan(NamedTuple):
    """What to show of an object with certain LoDs: which geometries, and at what level."""

    places: tuple[int, ...]
    level: float
    lods: tuple[str, ...]


def _choose(
    thing: Thing,
    templates: Sequence[Any],
    wish: float | None,
    plans: dict[tuple[str, ...], _Plan],
) -> float:
    """Choose the geometries of one object; return their LoD as a number (-1: none)."""
    geometries = as_list(thing.source.get("geometry"))
    if not geometries:
        return -1.0
    if not all(type(each) is dict for each in geometries):
        geometries = [each for each in geometries if type(each) is dict]
    lods = tuple([lod_of(each, templates) for each in geometries])
    plan = plans.get(lods)
    if plan is None:
        plan = plans[lods] = _plan(lods, wish)
    thing.chosen = [geometries[place] for place in plan.places]
    thing.lods = plan.lods
    return plan.level


def _plan(lods: Sequence[str], wish: float | None) -> _Plan:
    ranks = [lod_rank(lod) for lod in lods]
    level = _best(ranks, wish)
    places = tuple(place for place, rank in enumerate(ranks) if rank == level)
    return _Plan(places, level, tuple(sorted(set(lods) - {""}, key=lod_rank)))


def _best(ranks: Sequence[float], wish: float | None) -> float:
    if wish is None:
        return max(ranks, default=-1.0)
    known = [rank for rank in ranks if rank >= 0.0] or [-1.0]
    lower = [rank for rank in known if rank <= wish]
    return max(lower) if lower else min(known)


def _part_outlines(things: Sequence[Thing], levels: Sequence[float], outlines: bool) -> None:
    kinds: dict[int, set[bool]] = {}
    for thing, level in zip(things, levels, strict=True):
        if level >= 0.0:
            kinds.setdefault(thing.root, set()).add(level < 1.0)
    for thing, level in zip(things, levels, strict=True):
        if level >= 0.0 and len(kinds[thing.root]) == 2 and (level < 1.0) != outlines:
            thing.chosen = []


def lod_of(geometry: Json, templates: Sequence[Any]) -> str:
    """Return the LoD of a geometry, "" where it has none; an instance has its template's."""
    lod = geometry.get("lod")
    if type(lod) is str:
        return lod
    if lod is None and geometry.get("type") == "GeometryInstance":
        number = geometry.get("template")
        if type(number) is int and 0 <= number < len(templates):
            lod = as_mapping(templates[number]).get("lod")
    return "" if lod is None else str(lod)


def lod_rank(lod: str) -> float:
    """Return a LoD as a number to compare by, -1 for what is not one."""
    try:
        rank = float(lod)
    except ValueError:
        return -1.0
    return rank if 0.0 <= rank < 1e6 else -1.0


def city_objects(things: Sequence[Thing]) -> tuple[CityObject, ...]:
    """Return the objects as the model knows them, what extensions added among the attributes."""
    return tuple(
        CityObject(
            thing.id, thing.type, things[thing.root].id, attributes_of(thing.source), thing.lods
        )
        for thing in things
    )


def attributes_of(source: Json) -> Json:
    """Return an object's attributes, and every member beside those that CityJSON itself uses."""
    attributes = as_mapping(source.get("attributes"))
    if source.keys() <= _OWN_MEMBERS:
        return attributes
    extra = {key: value for key, value in source.items() if key not in _OWN_MEMBERS}
    return {**attributes, **extra}
