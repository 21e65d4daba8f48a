"""The demo project holds together: it is whole, small, level where it should be, and fictitious."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point, Polygon
from shapely.strtree import STRtree

from mrapp.model.project import Project

pytestmark = [pytest.mark.slow, pytest.mark.long]


Json = dict[str, Any]
Points = NDArray[np.float64]

FOLDER = Path(__file__).parents[2] / "models" / "spoorzone"
ASSETS = FOLDER / "assets"
CONTEXT = ("ground", "buildings", "rail", "green", "street")
PLAN = ("plan_tower", "plan_tower_square", "plan_low", "plan_low_square")
GROUND_KINDS = {"Road", "TransportSquare", "Railway", "WaterBody", "LandUse", "PlantCover"}


@cache
def city(name: str) -> Json:
    document: Json = json.loads((ASSETS / f"{name}.city.json").read_bytes())
    return document


@cache
def vertices(name: str) -> Points:
    """Vertices in metres from the RD origin, (n, 3)."""
    return np.array(city(name)["vertices"], dtype=np.float64) * 0.001


@cache
def project() -> Project:
    return Project.model_validate_json((FOLDER / "project.json").read_bytes())


def surfaces(geometry: Json) -> list[list[list[int]]]:
    """The polygons of a MultiSurface or Solid, each a list of rings."""
    nested: list[Any] = geometry["boundaries"]
    if geometry["type"] == "Solid":
        return [surface for shell in nested for surface in shell]
    return nested


def polygons(name: str) -> Iterator[tuple[str, list[Points]]]:
    """Each polygon of a file with its object's id, templates first."""
    document = city(name)
    templates = document.get("geometry-templates", {})
    corners = np.array(templates.get("vertices-templates", []), dtype=np.float64)
    for geometry in templates.get("templates", []):
        for rings in surfaces(geometry):
            yield "template", [corners[ring] for ring in rings]
    for key, thing in document["CityObjects"].items():
        for geometry in thing["geometry"]:
            if geometry["type"] != "GeometryInstance":
                for rings in surfaces(geometry):
                    yield key, [vertices(name)[ring] for ring in rings]


def normal_of(ring: Points) -> Points:
    made = np.cross(ring, np.roll(ring, -1, axis=0)).sum(axis=0)
    return np.asarray(made / np.linalg.norm(made), dtype=np.float64)


def level_polygons(name: str) -> list[tuple[str, Polygon, float]]:
    """The tops of the ground pieces of a file: id, shape in plan, height NAP."""
    found = []
    for key, rings in polygons(name):
        kind = city(name)["CityObjects"].get(key, {}).get("type")
        if kind in GROUND_KINDS and np.ptp(rings[0][:, 2]) == 0:
            shape = Polygon(rings[0][:, :2], [r[:, :2] for r in rings[1:]])
            found.append((key, shape, float(rings[0][0, 2])))
    return found


@pytest.mark.slow
@pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="other systems' builds of numpy and Pillow may round the last digit otherwise",
)
def test_made_again_it_has_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "models.maker", "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=FOLDER.parents[1], timeout=3_600)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in files_in(tmp_path)}
    kept = {p.relative_to(FOLDER): p.read_bytes() for p in files_in(FOLDER)}
    assert made.keys() == kept.keys()
    assert [str(p) for p in made if made[p] != kept[p]] == [], "run `make demo`, look, commit"


def files_in(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def test_it_is_small_and_says_that_it_is_fictitious() -> None:
    assert sum(p.stat().st_size for p in files_in(FOLDER)) < 15_000_000
    assert "fictieve" in project().notice["nl"]
    assert "fictitious" in project().notice["en"]
    assert "fictief" in project().name["nl"]
    assert all("fictitious" in city(name)["metadata"]["title"] for name in (*CONTEXT, *PLAN))
    for layer in project().layers:
        credit = layer.provenance.attribution
        assert isinstance(credit, dict)
        assert "fictief" in credit["nl"].lower()
        assert "fictitious" in credit["en"].lower()


def test_it_has_what_a_demo_needs() -> None:
    kinds = [t["type"] for t in city("buildings")["CityObjects"].values()]
    assert kinds.count("Building") >= 600
    assert [v.id for v in project().variants()] == ["tower", "low"]
    assert len(project().viewpoints) == 8
    assert {a.split("/")[1] for a in project().assets()} == {
        f"{name}.city.json" for name in (*CONTEXT, *PLAN)
    }
    statuses: set[object] = {d.status for v in project().variants() for d in v.adds}
    statuses |= {n.status for v in project().variants() for d in v.adds for n in d.objects.values()}
    assert {str(s) for s in statuses} == {"decided", "proposal", "idea"}


def test_both_variants_remove_the_same_objects_and_all_exist() -> None:
    present = {key for name in CONTEXT for key in city(name)["CityObjects"]}
    tower, low = project().variants()
    assert set(tower.removes) == set(low.removes)
    assert set(tower.removes) <= present
    assert {"site-works-0001", "site-parking", "site-tree-0001"} <= set(tower.removes)
    named = {key for v in project().variants() for d in v.adds for key in d.objects}
    assert named <= {key for name in PLAN for key in city(name)["CityObjects"]}


def test_ids_are_unique_within_what_is_shown_together() -> None:
    now = [key for name in CONTEXT for key in city(name)["CityObjects"]]
    for variant in ("tower", "low"):
        files = (f"plan_{variant}", f"plan_{variant}_square")
        added = [key for name in files for key in city(name)["CityObjects"]]
        assert len(set(now + added)) == len(now + added)


@pytest.mark.parametrize("name", [*CONTEXT, *PLAN])
def test_every_polygon_is_flat_and_every_index_points_somewhere(name: str) -> None:
    worst = 0.0
    for _key, rings in polygons(name):
        normal = normal_of(rings[0])
        heights = np.concatenate(rings) @ normal
        worst = max(worst, float(np.ptp(heights)))
    assert worst < 0.01


@pytest.mark.parametrize("name", [*CONTEXT, *PLAN])
def test_each_surface_has_one_texture_or_one_material(name: str) -> None:
    document = city(name)
    looks = document["appearance"]
    for image in looks["textures"]:
        assert (ASSETS / image["image"]).is_file()
    geometries = [g for t in document["CityObjects"].values() for g in t["geometry"]]
    geometries += document.get("geometry-templates", {}).get("templates", [])
    for geometry in geometries:
        if geometry["type"] == "MultiSurface":
            check_looks(geometry, looks)


def check_looks(geometry: Json, looks: Json) -> None:
    count = len(geometry["boundaries"])
    materials = geometry.get("material", {}).get("visual", {}).get("values", [None] * count)
    textures = geometry.get("texture", {}).get("visual", {}).get("values", [[[None]]] * count)
    assert len(materials) == len(textures) == count
    for rings, material, texture in zip(geometry["boundaries"], materials, textures, strict=True):
        assert (material is None) == (texture[0][0] is not None)
        if material is None:
            for ring, drawn in zip(rings, texture, strict=True):
                assert len(drawn) == len(ring) + 1
                assert max(drawn[1:]) < len(looks["vertices-texture"])


@pytest.mark.parametrize("name", ["ground", "plan_tower_square", "plan_low_square"])
def test_ground_pieces_do_not_overlap(name: str) -> None:
    shapes = [shape for _, shape, _ in level_polygons(name)]
    whole = shapely.union_all(shapes)
    assert sum(s.area for s in shapes) == pytest.approx(whole.area, abs=0.5)
    assert len(shapely.get_parts(whole)) == 1
    assert not any(len(part.interiors) for part in shapely.get_parts(whole))


def test_the_plans_ground_takes_the_place_of_what_is_removed() -> None:
    removed = set(project().variants()[0].removes)
    site = shapely.union_all([s for key, s, _ in level_polygons("ground") if key in removed])
    for name in ("plan_tower_square", "plan_low_square"):
        plan = shapely.union_all([shape for _, shape, _ in level_polygons(name)])
        assert plan.symmetric_difference(site).area < 0.5


@pytest.mark.parametrize("name", ["green", "street", "plan_tower_square", "plan_low_square"])
def test_trees_people_and_things_stand_on_the_ground(name: str) -> None:
    below = level_polygons("ground") if name in CONTEXT else level_polygons(name)
    tree = STRtree([shape for _, shape, _ in below])
    for key, thing in city(name)["CityObjects"].items():
        for geometry in thing["geometry"]:
            if geometry["type"] == "GeometryInstance":
                x, y, z = vertices(name)[geometry["boundaries"][0]]
                levels = [below[k][2] for k in tree.query(Point(x, y), predicate="intersects")]
                assert levels, key
                afloat_or_on_a_platform = z in (-0.2, 2.1)
                assert afloat_or_on_a_platform or abs(z - max(levels)) < 0.002, key


def test_surfaces_of_buildings_face_outwards() -> None:
    wrong, walls = [], 0
    for name in ("buildings", "plan_tower", "plan_low"):
        for key, kind, ring, outline in semantic_surfaces(name):
            normal = normal_of(ring)
            if kind == "GroundSurface" and normal[2] > -0.99:
                wrong.append(key)
            if kind == "RoofSurface" and area_of(ring) > 10 and normal[2] < 0:
                wrong.append(key)
            if kind == "WallSurface" and abs(normal[2]) < 0.01:
                inwards = faces_inwards(ring, normal, outline)
                walls += inwards is not None
                wrong += [key] if inwards else []
    assert wrong == []
    assert walls > 3000


def semantic_surfaces(name: str) -> Iterator[tuple[str, str, Points, Polygon]]:
    """Each surface of the fine LoD: id, semantic type, outer ring, and the building's outline."""
    for key, thing in city(name)["CityObjects"].items():
        coarse, fine = thing["geometry"]
        outline = max(
            (Polygon(vertices(name)[rings[0]][:, :2]) for rings in surfaces(coarse)),
            key=lambda shape: shape.area,
        )
        kinds = [s["type"] for s in fine["semantics"]["surfaces"]]
        for rings, value in zip(surfaces(fine), fine["semantics"]["values"], strict=True):
            if value is not None:
                yield key, kinds[value], vertices(name)[rings[0]], outline


def area_of(ring: Points) -> float:
    made = np.cross(ring, np.roll(ring, -1, axis=0)).sum(axis=0)
    return float(np.linalg.norm(made) / 2)


def faces_inwards(ring: Points, normal: Points, outline: Polygon) -> bool | None:
    """Does a wall on the outline look into the building? None for walls that are not on it."""
    middle = (ring[:, :2].min(axis=0) + ring[:, :2].max(axis=0)) / 2
    if outline.exterior.distance(Point(middle)) > 0.02 or np.ptp(ring[:, :2], axis=0).max() < 1:
        return None
    return bool(outline.contains(Point(middle + 0.1 * normal[:2])))


def test_coarse_blocks_are_closed_and_turned_outwards() -> None:
    for key, thing in city("buildings")["CityObjects"].items():
        block = thing["geometry"][0]
        assert (block["lod"], block["type"]) == ("1.2", "Solid")
        rings = [surface[0] for surface in surfaces(block)]
        edges = [(a, b) for ring in rings for a, b in pairwise([*ring, ring[0]])]
        assert len(set(edges)) == len(edges), key
        assert {(b, a) for a, b in edges} == set(edges), key
        assert sum(under(vertices("buildings")[ring]) for ring in rings) > 5.0, key


def under(ring: Points) -> float:
    """Signed volume between a ring and the level of its building's foot, roughly."""
    low = ring - np.array([ring[0, 0], ring[0, 1], 1.12])
    fan = np.cross(low[1:-1] - low[0], low[2:] - low[0])
    return float(fan[:, 2].sum() / 2 * low[:, 2].mean())
