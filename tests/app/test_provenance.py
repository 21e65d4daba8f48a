"""Whose data a file holds, whatever names it uses for saying so; and whether it lies far away."""

from pathlib import Path

import pytest

from mrapp.app.ports import Services
from mrapp.app.projects import new_project, prepare_file
from mrapp.io.capsule import CapsuleStore
from mrapp.io.readers import read_file
from mrapp.model.project import Provenance
from mrapp.studies.sun import sun_at
from mrapp.studies.terrain import estimate_ground
from tests.app.moments import NOON

SERVICES = Services(read_file, estimate_ground, sun_at, CapsuleStore(), lambda: NOON)
RIJSSEN, DORDRECHT = (229_400.0, 476_200.0, 0.0), (105_400.0, 424_560.0, 0.0)
TILE = "cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_2092.json"
APARTMENT = "gltf/gkjohnson/dream-apartment/dream-apartment.glb"


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        (
            TILE,  # CityJSON 1.0
            Provenance(
                source="3D BAG: Up-to-date, open 3D building models of the Netherlands Tile 2092",
                date="2021-09-19",
                author="3D Geoinformation Group",
                attribution="3D BAG: Up-to-date, open 3D building models of the Netherlands "
                "Tile 2092, 3D Geoinformation Group",
            ),
        ),
        (
            "cityjson/stac/delft.city.json",  # CityJSON 2.0
            Provenance(source="3DBAG", author="3DBAG Team", attribution="3DBAG, 3DBAG Team"),
        ),
        (
            APARTMENT,  # glTF, by the extras that Sketchfab writes
            Provenance(
                source="Apartment layout of a dream house",
                author="Maxim Lukyanov (https://sketchfab.com/Mad_Huron)",
                licence="CC-BY-4.0 (http://creativecommons.org/licenses/by/4.0/)",
                attribution="Apartment layout of a dream house, Maxim Lukyanov (https://sketchfab.com/Mad_Huron)",
            ),
        ),
        ("mesh/obj2gltf/box/box.obj", Provenance(source="box.obj")),
    ],
)
def test_the_makers_are_known(
    tmp_path: Path, testdata: Path, file: str, wanted: Provenance
) -> None:
    opened = new_project(SERVICES, tmp_path / "p", "p", RIJSSEN)
    assert prepare_file(SERVICES, opened, testdata / file).provenance == wanted


def test_a_file_from_elsewhere_is_told(tmp_path: Path, testdata: Path) -> None:
    """A hundred kilometres from the project something is probably wrong; beside it, nothing is."""
    far = new_project(SERVICES, tmp_path / "far", "far", DORDRECHT)
    told = prepare_file(SERVICES, far, testdata / TILE).mesh.report.warnings
    assert told[0].text("en") == (
        "It lies 133 km from this project's zero. Is this the right file?"
    )
    near = new_project(SERVICES, tmp_path / "near", "near", RIJSSEN)
    warnings = prepare_file(SERVICES, near, testdata / TILE).mesh.report.warnings
    assert not any("km from" in notice.text() for notice in warnings)
    assert "(And 20 more like it.)" in warnings[-1].text()
