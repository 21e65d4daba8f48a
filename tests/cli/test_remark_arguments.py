"""The commands about remarks, as people use them: slips of the hand are told and change nothing."""

import io
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mrapp.cli.main import run
from mrapp.model.project import Project
from tests.app.forms import everything
from tests.cli.running import said

pytestmark = pytest.mark.usefixtures("own_store")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--mood", "6"], "1 (heel ontevreden) tot en met 5"),
        (["--text", "x", "--variant", "now"], "geef ook --viewpoint"),
        (["--text", "x", "--eye", "105400", "424500", "2"], "bij --eye hoort --at"),
        (["--text", "x", "--text-file", "y"], "kunnen niet samen"),
        (["--channel", "radio"], "kan niet, kies uit"),
    ],
)
def test_wrong_arguments_are_told_in_the_language_of_the_run(
    project: Path,
    words: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MRAPP_LANGUAGE", "nl")
    (project / "y").write_text("y")
    monkeypatch.chdir(project)
    with pytest.raises(SystemExit) as left:
        run(["remark", str(project), *words])
    assert left.value.code == 2
    assert told in capsys.readouterr().err


def test_a_run_speaks_the_language_it_is_asked_for_also_of_wrong_arguments(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRAPP_LANGUAGE", "en")
    for words in (["--out", "x"], ["--out", "x.csv", "--format", "fax"]):
        with pytest.raises(SystemExit):
            run(["export", str(project), *words, "--language", "nl"])
        told = capsys.readouterr().err
        assert "(zie mrapp export --help)" in told
        assert "kan niet, kies uit" in told or "geef --format" in told
    with pytest.raises(SystemExit):
        run(["export", str(project)])
    assert "are required: --out (see" in capsys.readouterr().err, "the next run is another"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_example_of_answers_can_be_given_as_it_is(
    asking: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    file, form = tmp_path / "answers.json", everything()
    project = asking / "project.json"
    told = Project.model_validate_json(project.read_bytes())
    project.write_text(told.model_copy(update={"questionnaires": (form,)}).model_dump_json())
    example = json.dumps(said(capsys, "remark", str(asking), "--answers-example"))
    # As editors and shells write it on Windows.
    file.write_text(example, encoding=encoding)
    assert said(capsys, "remarks", str(asking)) == [], "an example says nothing"
    said(capsys, "remark", str(asking), "--answers", str(file))
    (kept,) = said(capsys, "remarks", str(asking))
    explained = json.loads(example)["explained"]
    assert set(explained) == {each.id for each in form.questions}
    left_out = set(explained) - set(kept["remark"]["answered"]["answers"])
    assert left_out == {"too-busy"}
    assert explained["too-busy"]["when"] == ["busy is 8 or more"]


def test_words_come_from_a_file_or_from_what_is_piped_in(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(b"\xef\xbb\xbfuit een bestand\r\n")
    said(capsys, "remark", str(project), "--text-file", str(file))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("één pijp".encode())))
    said(capsys, "remark", str(project), "--text-file", "-")
    texts = [each["remark"]["text"] for each in said(capsys, "remarks", str(project))]
    assert texts == ["uit een bestand", "één pijp"]


def test_people_read_times_by_their_own_clock_and_a_place_far_away_is_asked_about(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    far = ["--at", "233000", "581000", "3"]
    assert run(["remark", str(project), "--text", "ver", *far, "--language", "nl"]) == 0
    assert "km van het nulpunt van dit project" in capsys.readouterr().err
    (kept,) = said(capsys, "remarks", str(project))
    local = datetime.fromisoformat(kept["kept"]).astimezone(ZoneInfo("Europe/Amsterdam"))
    monkeypatch.setenv("MRAPP_LANGUAGE", "nl")
    assert run(["remarks", str(project)]) == 0
    assert f"{local:%Y-%m-%d %H:%M %Z} wacht ver" in capsys.readouterr().out
    assert run(["outbox", str(project)]) == 0
    told = capsys.readouterr().out
    assert "wacht op verzenden: 1" in told
    assert f"de eerste wacht sinds: {local:%Y-%m-%d %H:%M %Z}" in told


def test_a_store_is_made_only_by_what_keeps_something_and_that_is_said(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = tmp_path / "away"
    out = str(tmp_path / "x.csv")
    (tmp_path / "stick.age").write_bytes(b"age")
    taking = ["outbox", str(project), "--import", str(tmp_path / "stick.age")]
    with pytest.raises(SystemExit) as left:  # nobody gave a passphrase
        run([*taking, "--store", str(away)])
    assert (left.value.code, away.exists()) == (2, False)
    assert "kept in" not in capsys.readouterr().err
    reading = (["remarks"], ["outbox"], ["export", "--out", out], ["withdraw", "0" * 16])
    for command, *words in reading:
        assert run([command, str(project), *words, "--store", str(away)]) == 2
        assert f"are kept in {away}" in capsys.readouterr().err
        assert not away.exists()
    assert run(["remark", str(project), "--text", "x", "--store", str(away)]) == 0
    assert f"are kept in {away} from now on" in capsys.readouterr().err
    assert run(["remark", str(project), "--text", "y", "--store", str(away)]) == 0
    assert capsys.readouterr().err == ""
    assert run(["remarks", str(project), "--store", str(away)]) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "--out", "there.csv"], "is there already; --force replaces it"),
        (["export", "--out", "nowhere/x.csv"], "there is no folder nowhere"),
        (["export", "--out", "folder.csv"], "is a folder"),
        (["export", "--out", "x.xlsx", "--format", "csv"], "called xlsx, but --format is csv"),
        (["export", "--out", "x"], "give --format"),
        (["outbox", "--export", "there.csv"], "--force"),
        (["outbox", "--export", "nowhere/x.age"], "there is no folder nowhere"),
        (["slip", "--out", "there.csv"], "does not end in .pdf"),
        (["slip", "--out", "there.pdf"], "--force"),
    ],
)
def test_what_is_there_is_replaced_only_by_who_insists(
    project: Path,
    words: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MRAPP_PASSPHRASE", "een heel lang wachtwoord")
    monkeypatch.chdir(project)
    Path("folder.csv").mkdir()
    for name in ("there.csv", "there.pdf"):
        Path(name).write_text("mine")
    before = sorted(project.rglob("*"))
    command, *rest = words
    with pytest.raises(SystemExit) as left:
        run([command, ".", *rest])
    assert left.value.code == 2
    assert told in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before
    if "--force" in told:
        run(["remark", ".", "--text", "x"])
        assert run([command, ".", *rest, "--force"]) == 0
        assert Path(rest[-1]).read_bytes() != b"mine"
