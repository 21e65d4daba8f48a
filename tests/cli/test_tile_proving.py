"""`mrapp tile proof` as staff runs it."""

from pathlib import Path

import cv2
import orjson
import pytest

from mrapp.cli.main import run
from tests.cli.proofs import prove_all
from tests.cli.running import said

HERE = ("--at", "105405", "424564", "1.5", "--heading", "30")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")


@pytest.mark.slow
def test_a_small_tile_to_be_read_from_afar_comes_short(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tile", "settings", str(project), "--host", "spoorzone.example"]) == 0
    made = said(capsys, "tile", "add", str(project), *HERE, "--size", "100")
    before = (project / "project.json").read_bytes()
    command = ["tile", "proof", str(project), "--quick", "--read-from", "3", "--json"]
    command += ["--reflectance", "0.7", "0.1"]
    assert run([*command, "--out", str(tmp_path / "out")]) == 1
    out = capsys.readouterr()
    (told,) = orjson.loads(out.out)
    assert told["tile"] == made["id"]
    assert not told["passed"]
    assert told["reflectances"] == [0.7, 0.1]
    assert "3 m" in told["why"]["en"]
    assert f"proof-{made['id']}.png" in out.err
    sheet = cv2.imread(str(tmp_path / "out" / f"proof-{made['id']}.png"))
    assert sheet is not None
    assert orjson.loads((tmp_path / "out" / f"proof-{made['id']}.json").read_bytes())["frames"] > 0
    # A quick proof is no ground to print on.
    assert (project / "project.json").read_bytes() == before


@pytest.mark.slow
def test_a_distance_holds_for_later_proofs_only_where_somebody_asked_for_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sheet for a table that became a tile in the street was tried from the table's edge."""
    assert run(["tile", "settings", str(project), "--host", "spoorzone.example"]) == 0
    made = said(capsys, "tile", "add", str(project), *HERE, "--size", "300")
    for asked_m, proved_m in ((None, 1.8), (0.4, 0.8)):
        prove_all(project, asked_m=asked_m)
        assert run(["tile", "change", str(project), made["id"], "--size", "400"]) == 0
        capsys.readouterr()
        assert run(["tile", "proof", str(project), "--quick", "--json"]) == 0
        out = capsys.readouterr()
        (told,) = orjson.loads(out.out)
        assert (told["asked_m"], told["read_m"]) == (asked_m, proved_m)
        assert ("0.8 m" in out.err) == (asked_m is not None)


def test_what_cannot_be_proved_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tile", "proof", str(project), "x"]) == 2
    assert run(["tile", "proof", str(project)]) == 0
    for wrong in (("--read-from", "0.01"), ("--reflectance", "0.1", "0.9")):
        with pytest.raises(SystemExit):
            run(["tile", "proof", str(project), *wrong])
        assert wrong[0] in capsys.readouterr().err
