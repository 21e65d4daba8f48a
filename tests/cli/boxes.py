"""A small CityJSON file near Dordrecht's station, for the tests of the commands."""

from pathlib import Path

import orjson

from mrapp.cli.main import run


def box(folder: Path, name: str = "box.city.json", crs: str = "7415") -> Path:
    """Write a CityJSON file with one building of 10 x 8 x 6 m near Dordrecht's station."""
    corners = [(x, y, z) for z in (1, 7) for y in (0, 8) for x in (0, 10)]
    faces = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [1, 3, 7, 5], [3, 2, 6, 7], [2, 0, 4, 6]]
    kinds = ["GroundSurface", "RoofSurface", "WallSurface"]
    document = {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [1, 1, 1], "translate": [105_400, 424_560, 0]},
        "metadata": {
            "referenceSystem": f"https://www.opengis.net/def/crs/EPSG/0/{crs}",
            "title": "One box",
        },
        "CityObjects": {
            "box-1": {
                "type": "Building",
                "attributes": {"yearOfConstruction": 1901},
                "geometry": [
                    {
                        "type": "Solid",
                        "lod": "2.2",
                        "boundaries": [[[face] for face in faces]],
                        "semantics": {
                            "surfaces": [{"type": kind} for kind in kinds],
                            "values": [[0, 1, 2, 2, 2, 2]],
                        },
                    }
                ],
            }
        },
        "vertices": corners,
    }
    file = folder / name
    file.write_bytes(orjson.dumps(document))
    return file


def trial(tmp_path: Path) -> Path:
    """Make a project with one building in it, by the commands themselves; returns its folder."""
    folder = tmp_path / "trial"
    made = ["new", str(folder), "--origin", "105400", "424560", "0", "--name", "Proef"]
    assert run(made) == 0
    assert run(["add", str(folder), str(box(tmp_path))]) == 0
    return folder
