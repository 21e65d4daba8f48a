"""What both variants of the plan share: ground, trees, people and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from models.maker.cityjson import CityFile
from models.maker.export import add_built, add_ground, add_things
from models.maker.frame import Z_PAVEMENT
from models.maker.layout import SITE
from models.maker.mesh import Face, Faces
from models.maker.partition import Ground, edge_heights, partition, ring_nodes
from models.maker.town import Built, Town


@dataclass(frozen=True)
class PlanFiles:
    """The two files of a variant: its buildings, and its square with green, trees and people."""

    buildings: CityFile
    outside: CityFile


def finish(town: Town, name: str, now: Ground) -> PlanFiles:
    """Make the files of a variant; its ground fits the ground of now along the site's edge."""
    ground = partition(town.pieces, SITE, ring_nodes(now, SITE))
    outside = CityFile(f"Plan {name}: plein en groen")
    heights = edge_heights(ground)
    around = {(b, a): z for (a, b), z in _rim(heights).items()}
    add_ground(outside, ground, {**around, **heights})
    for work in town.works:
        add_built(outside, work, coarse=False)
    add_things(outside, town.things, [ground, now], {})
    buildings = CityFile(f"Plan {name}: gebouwen")
    for built in town.buildings:
        add_built(buildings, built)
    return PlanFiles(buildings, outside)


def _rim(heights: dict[Any, float]) -> dict[Any, float]:
    """Edges on the site's border: they have no neighbour inside; outside lies as high."""
    return {edge: z for edge, z in heights.items() if (edge[1], edge[0]) not in heights}


def add_work(
    town: Town,
    name: str,
    faces: Faces,
    shape: BaseGeometry,
    z: float,
    top: float,
    kind: str = "OtherConstruction",
    **attributes: Any,
) -> None:
    """A loose construction of the plan: a pavilion, a wall, a canopy."""
    town.works.append(Built(name, faces, shape, z, top, attributes, kind))


def add_plan_building(
    town: Town,
    ident: str,
    faces: Sequence[Face],
    footprint: Polygon,
    z: float,
    top: float,
    **attributes: Any,
) -> None:
    """A planned building, its faces already in the city frame."""
    town.buildings.append(
        Built(
            ident,
            list(faces),
            footprint,
            z,
            top,
            {**attributes, "class": "plan", "measuredHeight": round(top - z, 2)},
        )
    )


Patch = tuple[str, str, str, float, Sequence[BaseGeometry], str]


def lay(town: Town, patches: Sequence[Patch]) -> None:
    """Paint the plan's ground: rows of name, type, look, height over the pavement, shapes, use."""
    for name, kind, look, up, shapes, use in patches:
        attributes = {"class": "plan", "function": use}
        town.paint(
            f"plan-{name}",
            kind,
            look,
            Z_PAVEMENT + up,
            shapes,
            edge="coping",
            attributes=attributes,
        )
