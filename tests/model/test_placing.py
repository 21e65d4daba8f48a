"""A design comes to stand where its numbers say, to well under a millimetre."""

from dataclasses import replace

import numpy as np
import pytest

from mrapp.model.citymesh import CityMesh, Corners, FileReport
from mrapp.model.placing import chain, placed, rd_from_model
from mrapp.model.project import Placement


def _mesh(up: str) -> CityMesh:
    none = np.zeros(0, np.int32)
    report = FileReport(
        "glTF", "2.0", "", {}, 1, 1, (), None, None, 0, 0, placed=False, up="y"
    )  # fmt: skip
    return CityMesh(
        points_rd=np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 3.0]]),
        triangles=np.array([[0, 1, 2]], np.int32),
        object_index=none,
        surface=np.zeros(1, np.uint8),
        material=none,
        texture=none,
        lines=np.zeros((0, 2), np.int32),
        line_object=none,
        spots=none,
        spot_object=none,
        objects=(),
        materials=(),
        textures=(),
        report=report if up == "y" else replace(report, up="z"),
        normals=Corners(np.array([[0.0, -1.0, 0.0]] * 3, np.float32)),
    )


@pytest.mark.parametrize("up", ["y", "z"])
def test_a_model_stands_where_its_numbers_say(up: str) -> None:
    """Its x axis points along the turn, its height upwards, at the scale asked."""
    place = Placement(x=104_898.5, y=425_308.7, nap=2.6, turn_deg=90.0, scale=2.0)
    mesh = placed(_mesh(up), place)
    wanted = [[104_898.5, 425_308.7, 2.6], [104_898.5, 425_310.7, 2.6], [104_898.5, 425_308.7, 8.6]]
    assert mesh.points_rd == pytest.approx(np.array(wanted), abs=1e-6)
    assert mesh.normals is not None
    assert mesh.normals.at(mesh)[0, 0] == pytest.approx([1.0, 0.0, 0.0], abs=1e-6)
    assert mesh.report.placed
    assert mesh.report.extent is not None
    assert mesh.report.extent.high == pytest.approx((104_898.5, 425_310.7, 8.6))


def test_what_points_up_can_be_said() -> None:
    """A file whose z points up although its format says y stands upright all the same."""
    place = Placement(x=100_000.0, y=400_000.0, nap=0.0, up="z")
    # The reader took the file's y for up, so what is z in the file came to it as -y.
    matrix = rd_from_model(place, "y")
    assert matrix @ (0.0, -3.0, 0.0, 1.0) == pytest.approx([100_000.0, 400_000.0, 3.0, 1.0])


def test_the_chain_is_told_from_file_to_place() -> None:
    """Four steps, whose product is the whole way from the file's own axes."""
    place = Placement(x=104_000.0, y=425_000.0, nap=1.5, turn_deg=30.0, scale=0.001)
    steps = chain(place, "y")
    assert [step.text("nl") for step in steps] == [
        "y wijst omhoog in het bestand",
        "0,001 maal zo groot",
        "30° gedraaid, tegen de klok in",
        "naar RD x 104000,000 en y 425000,000, NAP 1,500",
    ]
    assert steps[1].text("en") == "0.001 times as large"
    assert steps[3].text("en") == "to RD 104000.000, 425000.000, NAP 1.500"
    product = steps[3].matrix @ steps[2].matrix @ steps[1].matrix @ steps[0].matrix
    # One metre up in the file, given in millimetres.
    assert product @ (0.0, 1000.0, 0.0, 1.0) == pytest.approx([104_000.0, 425_000.0, 2.5, 1.0])
