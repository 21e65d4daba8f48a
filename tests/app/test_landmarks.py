"""A design placed at Dordrecht's landmarks stands there to 1 cm, whatever is done afterwards."""

import csv
from dataclasses import dataclass
from math import atan2, degrees
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.placing import place_item
from mrapp.app.ports import Services
from mrapp.app.projects import added, new_project, prepare_file
from mrapp.app.session import Session
from mrapp.io.capsule import CapsuleStore
from mrapp.io.readers import read_file
from mrapp.model.project import Placement
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON

SERVICES = Services(read_file, estimate_ground, sun_at, CapsuleStore(), lambda: NOON)
STATION = (105_400.0, 424_560.0, 0.0)
CENTIMETRE = 0.01


@dataclass(frozen=True)
class Landmark:
    """Where something stands by the reference: RD, NAP, and the RD direction of its x axis."""

    name: str
    at: tuple[float, float, float]
    axis: tuple[float, float]


def _landmarks(testdata: Path) -> list[Landmark]:
    with (testdata / "dordrecht" / "landmarks_reference.csv").open(encoding="utf-8") as lines:
        return [
            Landmark(
                row["name"],
                (float(row["rd_x"]), float(row["rd_y"]), float(row["ground_nap_m"])),
                (float(row["xaxis_x"]), float(row["xaxis_y"])),
            )
            for row in csv.DictReader(lines)
        ]


def _wanted(landmark: Landmark, scale: float) -> NDArray[np.float64]:
    """Return the corners of the box (1 m about its zero) there, by the axes of the reference."""
    along = np.array([*landmark.axis, 0.0]) / np.hypot(*landmark.axis)
    across, up = np.array([-along[1], along[0], 0.0]), np.array([0.0, 0.0, 1.0])
    corners = np.array([(x, y, z) for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)])
    return np.asarray(landmark.at + scale * corners @ np.stack([along, across, up]))


def _off_m(points: NDArray[np.float64], wanted: NDArray[np.float64]) -> float:
    """Return how far the farthest wanted corner is from the nearest point."""
    return float(np.linalg.norm(points[None] - wanted[:, None], axis=2).min(axis=1).max())


@pytest.mark.parametrize("where", ["folder", "capsule.mrapp"])
def test_a_glb_stands_at_each_landmark(tmp_path: Path, testdata: Path, where: str) -> None:
    box = testdata / "gltf" / "gltf-transform" / "core" / "test" / "in" / "Box_glTF-Binary"
    opened = new_project(SERVICES, tmp_path / where, "Dordrecht", STATION)
    session = Session(opened, SERVICES)
    landmarks = _landmarks(testdata)
    assert len(landmarks) == 3
    for number, landmark in enumerate(landmarks):
        x, y, nap = landmark.at
        turn = degrees(atan2(landmark.axis[1], landmark.axis[0]))
        prepared = prepare_file(SERVICES, session.opened, box / "Box.glb")
        session.add_mesh(prepared.asset, prepared.mesh)
        place = Placement(x=x, y=y, nap=nap, turn_deg=turn, scale=1.0 + number)
        session.apply(added(session.moment, prepared, "landmarks", place))

    def check(seen: Session) -> None:
        designs = seen.project.variant("landmarks")
        assert designs is not None
        for number, (landmark, design) in enumerate(zip(landmarks, designs.adds, strict=True)):
            wanted = _wanted(landmark, 1.0 + number)
            mesh = seen.meshes[design.mesh_key]
            assert _off_m(mesh.points_rd, wanted) < CENTIMETRE, landmark.name
            origin = seen.project.origin.frame()
            drawn = origin.rd_from_local(origin.local_from_rd(mesh.points_rd))
            assert _off_m(drawn, wanted) < CENTIMETRE, landmark.name

    check(session)
    moved = Placement(x=105_000.0, y=425_000.0, nap=9.0, turn_deg=77.0, scale=0.5)
    for design in session.project.items():
        session.apply(place_item(session.moment, design.id, moved))
        session.undo()
        session.redo()
        session.undo()
    check(session)
    session.save()
    again = Session(SERVICES.projects.load(tmp_path / where), SERVICES)
    for asset in again.missing_assets():
        again.add_mesh(asset, read_file(again.opened.asset_path(asset)))
    check(again)
