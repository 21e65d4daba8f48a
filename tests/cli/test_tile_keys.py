"""`mrapp tile key` and `mrapp tile check`: a key that is saved, shared and lost loses no tile."""

from pathlib import Path
from shutil import copytree

import pytest

from mrapp.app.tiles.keys import OPEN_KEY, mark_of
from mrapp.cli.main import run
from tests.cli.running import said

pytestmark = pytest.mark.slow

DEMO = Path(__file__).parents[2] / "models" / "spoorzone"
HERE = ("--at", "105405", "424564", "1.5", "--heading", "30")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")
    monkeypatch.setenv("MRAPP_PASSPHRASE", "vier woorden zijn genoeg")


@pytest.fixture
def tiled(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The project, with one tile."""
    assert run(["tile", "settings", str(project), "--host", "ar.dordrecht.nl"]) == 0
    said(capsys, "tile", "add", str(project), *HERE)
    return project


def test_a_colleague_reads_in_the_key_and_goes_on(
    tiled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sealed = tmp_path / "tegels.key"
    mark = said(capsys, "tile", "key", "export", str(tiled), "--file", str(sealed))["mark"]
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "colleague"))
    assert run(["tile", "key", "show", str(tiled)]) == 1
    monkeypatch.setenv("MRAPP_PASSPHRASE", "een ander wachtwoord")
    assert run(["tile", "key", "import", str(tiled), "--file", str(sealed)]) == 1
    assert "passphrase does not fit" in capsys.readouterr().err
    monkeypatch.setenv("MRAPP_PASSPHRASE", "vier woorden zijn genoeg")
    read = ("tile", "key", "import", str(tiled), "--file", str(sealed))
    assert said(capsys, *read)["mark"] == mark == said(capsys, *read)["mark"]
    (kept,) = (tmp_path / "colleague" / "tile-keys").iterdir()
    kept.write_text("damaged")
    assert run(["tile", "key", "show", str(tiled)]) == run([*read]) == 1
    assert said(capsys, *read, "--replace")["mark"] == mark
    assert said(capsys, "tile", "add", str(tiled), *HERE)["tags"] == [4, 5, 6, 7]


def test_another_projects_key_and_no_key_at_all_are_refused(
    tiled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    origin = ("--origin", "105400", "424560", "0", "--name", "Ander plan")
    assert run(["new", str(other), *origin]) == 0
    assert run(["tile", "key", "make", str(other)]) == 0
    sealed, text = tmp_path / "other.key", tmp_path / "text.key"
    assert run(["tile", "key", "export", str(other), "--file", str(sealed)]) == 0
    text.write_text("geen sleutel")
    for file, words in ((sealed, "belongs to the project"), (text, "is no key file")):
        capsys.readouterr()
        assert run(["tile", "key", "import", str(tiled), "--file", str(file)]) == 1
        assert words in capsys.readouterr().err
    assert run(["tile", "key", "show", str(tiled)]) == 0


def test_a_lost_key_is_replaced_and_the_one_before_comes_back(
    tiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = said(capsys, "tile", "key", "show", str(tiled))["mark"]
    assert run(["tile", "key", "make", str(tiled)]) == 1
    before = said(capsys, "tile", "list", str(tiled))[0]
    second = said(capsys, "tile", "key", "make", str(tiled), "--replace")["mark"]
    after = said(capsys, "tile", "list", str(tiled))[0]
    assert first != second
    assert (after["id"], after["check"] != before["check"]) == (before["id"], True)
    assert run(["tile", "printed", str(tiled), after["id"]]) == 0
    assert run(["tile", "key", "import", str(tiled), "--mark", first]) == 1
    third = said(capsys, "tile", "key", "make", str(tiled), "--replace")["mark"]
    assert third not in (first, second)
    # Printed tiles keep their code; that the new key made none of them is no reason to refuse it.
    kept = said(capsys, "tile", "list", str(tiled))[0]
    assert kept["check"] == after["check"]
    added = said(capsys, "tile", "add", str(tiled), *HERE)
    brought = said(capsys, "tile", "key", "import", str(tiled), "--mark", first, "--replace")
    assert brought["mark"] == first
    again = said(capsys, "tile", "list", str(tiled))
    assert again[0]["check"] == kept["check"]
    assert again[1]["check"] != added["check"]
    assert said(capsys, "tile", "check", kept["address"], "--project", str(tiled))["key"]


def test_a_copy_of_a_project_goes_on_with_the_key_that_its_codes_were_made_with(
    tiled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, demo, other = tmp_path / "copy", tmp_path / "demo", tmp_path / "other"
    copytree(tiled, copy)
    first = said(capsys, "tile", "key", "show", str(tiled))["mark"]
    assert said(capsys, "tile", "key", "make", str(tiled), "--replace")["mark"] != first
    assert said(capsys, "tile", "key", "show", str(copy))["mark"] == first
    made = said(capsys, "tile", "add", str(copy), *HERE)
    assert said(capsys, "tile", "check", made["address"], "--project", str(copy))["key"]
    assert run(["tile", "check", made["address"], "--project", str(tiled)]) == 1
    # So does a demo beside one that got a key of its own.
    for each in (demo, other):
        copytree(DEMO, each)
    assert run(["tile", "key", "make", str(other)]) == 0
    assert said(capsys, "tile", "key", "show", str(demo))["mark"] == mark_of(OPEN_KEY)
    said(capsys, "tile", "add", str(demo), *HERE)


def test_check_tells_by_exit_code_and_json(tiled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = said(capsys, "tile", "list", str(tiled))[0]
    asked = ("--project", str(tiled))
    told = said(capsys, "tile", "check", made["address"].lower(), *asked)
    assert (told["verdict"], told["tile"], told["key"]) == ("valid", made["id"], True)
    for words in (made["code"], f"t/{made['code'][:4]} {made['code'][4:].lower()}"):
        assert said(capsys, "tile", "check", words, *asked)["tile"] == made["id"]
    forged = f"https://ar.dordrecht.nl/T/{'Z' * 12}"
    for url, kind in ((forged, "forged"), ("https://evil.nl/\x1b[2J", "foreign-host")):
        assert run(["tile", "check", url, *asked]) == 1
        out = capsys.readouterr().out
        assert out.startswith(kind)
        assert "\x1b" not in out
