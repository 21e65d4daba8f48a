"""The command line as scripts use it: outcomes on stdout, one line on stderr, exit 0, 1 or 2."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from mrapp.cli.main import run
from tests.cli.boxes import box


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run(["info", "--json", *words])
    return code, orjson.loads(capsys.readouterr().out)


def test_info_tells_what_is_in_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, info = told(capsys, str(box(tmp_path)))
    assert code == 0
    assert info["objects"] == {"Building": 1}
    assert (info["surfaces"], info["triangles"], info["lods"]) == (6, 12, ["2.2"])
    assert info["extent"] == {"low": [105_400, 424_560, 1], "high": [105_410, 424_568, 7]}
    assert (info["crs"], info["textures"], info["errors"]) == ("EPSG:7415", 0, [])


def test_info_tells_what_is_in_a_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, info = told(capsys, str(project))
    assert (code, info["objects"], info["triangles"]) == (0, {"Building": 1}, 12)


def test_info_counts_the_triangles_in_the_lod_that_the_project_shows(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asset = project / "assets" / "box.city.json"
    document = orjson.loads(asset.read_bytes())
    document["CityObjects"]["box-1"]["geometry"].append(
        {"type": "MultiSurface", "lod": "0", "boundaries": [[[0, 1, 3, 2]]]}
    )
    asset.write_bytes(orjson.dumps(document))
    file = project / "project.json"
    layers = orjson.loads(file.read_bytes())["layers"]
    layers[0]["lod"] = "0"
    file.write_bytes(orjson.dumps({**orjson.loads(file.read_bytes()), "layers": layers}))
    assert told(capsys, str(project))[1]["triangles"] == 2


def test_warnings_are_told_in_the_language_of_the_user(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MRAPP_LANGUAGE", "nl")
    file = box(tmp_path, "tower.json")
    document = orjson.loads(file.read_bytes())
    del document["metadata"]
    file.write_bytes(orjson.dumps(document))
    assert run(["add", str(project), str(file)]) == 0
    assert "coördinatenstelsel" in capsys.readouterr().err


def test_what_cannot_be_written_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert run(["demo", "--out", str(tmp_path / "file" / "demo")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("mrapp: ")
    assert error.count("\n") == 1


def test_a_design_goes_into_a_variant_that_is_made_on_the_spot(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["add", str(project), str(box(tmp_path, "tower.json")), "--variant", "tall"]) == 0
    assert told(capsys, str(project))[1]["variants"] == ["tall"]


def test_the_same_file_twice_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / "project.json").read_bytes()
    assert run(["add", str(project), str(box(tmp_path))]) == 1
    assert "already" in capsys.readouterr().err
    assert run(["add", str(project), str(box(tmp_path)), "--variant", "tall"]) == 1
    assert (project / "project.json").read_bytes() == before


def _house(folder: Path, *, library: str = "house.mtl") -> Path:
    """Write an OBJ file with a material in a file of its own: a pyramid of 10 by 10 by 6 m."""
    folder.mkdir()
    (folder / "house.mtl").write_text("newmtl brick\nKd 0.6 0.3 0.2\n")
    corners = "v 0 0 0\nv 10 0 0\nv 10 0 -10\nv 0 0 -10\nv 5 6 -5\n"
    faces = "f 1 2 5\nf 2 3 5\nf 3 4 5\nf 4 1 5\nf 4 3 2 1\n"
    file = folder / "house.obj"
    file.write_text(f"mtllib {library}\no House\n{corners}usemtl brick\n{faces}")
    return file


def test_a_design_without_a_place_is_put_where_it_is_asked(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its materials beside it; the chain from file to place is told."""
    words = ["add", str(project), str(_house(tmp_path / "house")), "--variant", "huis"]
    place = ["--at", "105410.5", "424570.25", "1.5", "--turn", "30", "--scale", "2"]
    assert run([*words, *place]) == 0
    assert capsys.readouterr().out.strip().endswith("assets/house/house.obj")
    _, report = told(capsys, str(project))
    assert report["materials"] == 1
    (placed,) = report["placed"]
    assert (placed["id"], placed["asset"]) == ("house", "assets/house/house.obj")
    assert placed["steps"] == [
        "y points up in the file",
        "2 times as large",
        "turned by 30°, counter-clockwise",
        "to RD 105410.500, 424570.250, NAP 1.500",
    ]


def test_a_file_in_three_places_counts_three_times_where_it_stands(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its extent is that of its places, not of its own frame; each place has a line."""
    _, before = told(capsys, str(project))
    house = str(_house(tmp_path / "house"))
    for x in ("105410", "105430", "105450"):
        place = ["--at", x, "424570", "1.5"]
        assert run(["add", str(project), house, "--variant", "huis", *place]) == 0
        house = str(project / "assets" / "house" / "house.obj")
    _, report = told(capsys, str(project))
    assert report["triangles"] == before["triangles"] + 3 * 6
    assert report["extent"] == {"low": [105400, 424560, 1], "high": [105460, 424580, 7.5]}
    first, *_ = report["placed"]
    assert first["triangles"] == 6
    assert first["extent"] == {"low": [105410, 424570, 1.5], "high": [105420, 424580, 7.5]}
    assert run(["info", str(project)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("placed: ")]
    assert len(lines) == 3
    assert "to RD 105430.000, 424570.000, NAP 1.500" in lines[1]


def test_a_design_without_a_place_stands_at_zero_until_it_is_moved(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["add", str(project), str(_house(tmp_path / "house")), "--variant", "huis"]) == 0
    assert "--at X Y NAP" in capsys.readouterr().err
    _, report = told(capsys, str(project))
    (placed,) = report["placed"]
    assert placed["steps"][-1] == "to RD 105400.000, 424560.000, NAP 0.000"


def test_nothing_is_moved_that_says_itself_where_it_is(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / "project.json").read_bytes()
    there = ["--at", "105410", "424570", "0"]
    assert run(["add", str(project), str(box(tmp_path, "b.city.json")), *there]) == 1
    assert "says itself where it stands" in capsys.readouterr().err
    abroad = ["--at", "905410", "424570", "0"]
    assert run(["add", str(project), str(_house(tmp_path / "house")), *abroad]) == 1
    assert "not in the Netherlands" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        run(["add", str(project), str(tmp_path / "house" / "house.obj"), "--turn", "30"])
    assert "need --at X Y NAP" in capsys.readouterr().err
    assert (project / "project.json").read_bytes() == before


@pytest.mark.parametrize("word", ["ground", "grond"])
def test_a_design_is_put_on_the_ground_that_is_there(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    """The building that is there stands at NAP 1, and so does the ground estimated from it."""
    house = str(_house(tmp_path / "house"))
    there = ["--at", "105420", "424570", word, "--scale", "2", "--turn", "90"]
    assert run(["add", str(project), house, "--variant", "huis", *there]) == 0
    _, report = told(capsys, str(project))
    assert report["placed"][0]["steps"][-1] == "to RD 105420.000, 424570.000, NAP 1.000"
    assert report["placed"][0]["extent"]["low"][2] == 1.0
    before = (project / "project.json").read_bytes()
    far = ["--at", "200000", "500000", word]
    assert run(["add", str(project), house, "--variant", "ver", *far]) == 1
    assert "Give the height in NAP" in capsys.readouterr().err
    assert (project / "project.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scale", "1e300"), "1e300 is no scale from 0.000001 to 1000000"),
        (("--scale", "1e-300"), "no scale from"),
        (("--scale", "0"), "not larger than zero"),
        (("--scale", "-1"), "not larger than zero"),
        (("--scale", "inf"), "not a number"),
        (("--at", "105410", "424570", "1e9"), "no height from -100 to 1000 m NAP"),
        (("--at", "ground", "424570", "0"), "only the height can be ground"),
        (("--at", "105410", "424570", "dak"), "dak is not a number"),
    ],
)
def test_numbers_that_nobody_means_are_refused(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(["add", str(project), str(_house(tmp_path / "house")), *words])
    assert said in capsys.readouterr().err


def test_files_outside_the_models_folder_do_not_come_along(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.mtl").write_text("newmtl brick\nKd 0 1 0\n")
    house = _house(tmp_path / "house", library="../secret.mtl")
    assert run(["add", str(project), str(house), "--variant", "huis"]) == 0
    assert "outside the model's folder" in capsys.readouterr().err
    assert not list(project.rglob("secret.mtl"))


def test_a_file_with_faults_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.city.json"
    file.write_text('{"type": "CityJSON",')
    code, info = told(capsys, str(file))
    assert code == 1
    assert info["errors"]


def test_a_file_that_cannot_be_used_changes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(p.read_bytes() for p in project.rglob("*") if p.is_file())
    swiss = box(tmp_path, "swiss.city.json", crs="2056")
    capsys.readouterr()
    assert run(["add", str(project), str(swiss)]) == 1
    captured = capsys.readouterr()
    assert "2056" in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(p.read_bytes() for p in project.rglob("*") if p.is_file()) == before


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["info", "nowhere.json"],
        ["new", "x", "--origin", "1", "2", "3", "--name", "outside the country"],
        ["new", "x", "--origin", "105400", "nan", "0", "--name", "no number"],
        ["new", "x", "--origin", "east", "424560", "0", "--name", "no number"],
        ["add", "nowhere", "nothing.json"],
        ["snapshot", "nowhere", "--out", "x.png", "--size", "0x5"],
        ["snapshot", "nowhere", "--out", "x.png", "--time", "noon"],
    ],
)
def test_wrong_use_is_said_in_one_line_and_exits_with_2(
    words: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code = run(words)
    except SystemExit as stop:
        code = int(str(stop.code))
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert captured.err.startswith("mrapp")
    assert captured.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "now", "v" * 201])
def test_what_cannot_be_the_name_of_a_variant_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = sorted(project.rglob("*"))
    capsys.readouterr()
    with pytest.raises(SystemExit, match="2"):
        run(["add", str(project), str(box(tmp_path, "tower.json")), "--variant", name])
    assert "cannot be the name of a variant" in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


def test_a_number_that_is_none_is_said_without_names_of_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        run(["new", "x", "--origin", "east", "424560", "0", "--name", "N"])
    assert "east is not a number" in capsys.readouterr().err


def test_a_word_that_is_no_command_and_no_project_leads_to_the_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["bogus"]) == 2
    assert "mrapp --help" in capsys.readouterr().err


def test_the_demo_is_copied_and_never_over_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = tmp_path / "demo"
    assert run(["demo", "--out", str(goal)]) == 0
    assert (goal / "project.json").is_file()
    assert run(["demo", "--out", str(goal)]) == 2
    assert str(goal) in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_to_be_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(["info", str(tmp_path / "nope.json")])
    assert "there is no file" in capsys.readouterr().err
