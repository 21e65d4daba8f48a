"""Files made of what a server holds: the same as of a machine, over bad lines, and by a key."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import update

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import export_of
from mrapp.cli.main import run
from mrapp.documents.exporter import FileExporter
from mrapp.model.reading_errors import PersonalKeyRefusedError, ServerReadError
from mrapp.model.remark import Attachment, Remark, sha256_of
from mrapp.model.texts import Phrase
from mrapp.protocol.messages import CHUNK_BYTES, ModerationState
from mrapp.server.database.people import personal_keys
from mrapp.sync.exporting import said_at
from tests.server.enrolled import machine_of
from tests.server.keys import reader_key
from tests.server.published import Published, published
from tests.server.sending import PROJECT, outcomes, push
from tests.server.test_files import _send_all, picture
from tests.servers import Running, free_port
from tests.sync.network import network_to

pytestmark = pytest.mark.slow


@pytest.fixture
def project(server: Running) -> Published:
    made = published(server)
    made.say(60)
    made.judge(made.said[:4], ModerationState.HIDDEN)
    return made


@pytest.fixture
def key_file(project: Published, tmp_path: Path) -> Path:
    file = tmp_path / "key.txt"
    file.write_text(reader_key(project.server, "spoorzone") + "\n")
    return file


def _drawn(project: Published, content: bytes) -> Remark:
    """Let somebody draw something."""
    _receipt, sealed = project.sender.sealed()
    drawing = Attachment(
        role="drawing",
        media_type="image/png",
        sha256=sha256_of(content),
        size_bytes=len(content),
    )
    told = {"project": "spoorzone", "text": "Zo", "attachments": (drawing,)}
    remark = project.sender.maker.remark().model_copy(update=told)
    _send_all(project.machine, remark.id, content)
    assert outcomes(project.machine, project.sender.of_remark(remark, sealed)) == ["stored"]
    return remark


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def _export(project: Published, key_file: Path, out: Path, *more: str) -> int:
    asked = ["export", "--from-server", project.server.url, "--key-file", str(key_file)]
    return run([*asked, "--out", str(out), *more])


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_format_is_written(
    project: Published, key_file: Path, kind: ExportKind, tmp_path: Path
) -> None:
    out = tmp_path / f"out.{kind.value}"
    assert _export(project, key_file, out, "--format", kind.value) == 0
    assert out.stat().st_size > 1000


def test_it_is_what_a_machine_exports_without_what_is_hidden_or_withdrawn(
    project: Published, key_file: Path, tmp_path: Path
) -> None:
    _receipt, sealed = project.sender.sealed()
    gone = project.sender.maker.remark().model_copy(update={"project": "spoorzone"})
    push(project.machine, project.sender.of_remark(gone, sealed))
    push(project.machine, project.sender.withdrawal(gone.id, sealed))
    there, here = tmp_path / "there.csv", tmp_path / "here.csv"
    assert _export(project, key_file, there, "--hide-small") == 0
    with said_at(project.server.url, key_file.read_text().strip()) as said:
        ids = [each.id for each in said.kept]
    assert ids == [each.id for each in project.said[4:]]
    kept = project.kept()[4:]
    FileExporter().write(
        ExportKind.CSV, export_of(project.project, kept, "en", hide_small=True), here
    )
    ours, theirs = (
        [{k: v for k, v in row.items() if k != "number"} for row in _rows(path)]
        for path in (here, there)
    )
    assert theirs == ours
    assert _export(project, key_file, there, "--force", "--with-hidden") == 0
    assert len(_rows(there)) == 60


def test_files_come_along_whole_and_those_that_do_not_are_named(
    project: Published, key_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, broken, other = picture(1_500_000), picture(40), picture(50)
    drawn, damaged, gone = (_drawn(project, each) for each in (whole, broken, other))
    folder = project.server.backend.settings.data / "attachments"
    (lies,) = folder.rglob(f"{damaged.id}/{sha256_of(broken)}")
    lies.write_bytes(broken[:-1] + b"x")
    next(folder.rglob(f"{gone.id}/{sha256_of(other)}")).unlink()
    assert len(whole) > CHUNK_BYTES
    out = tmp_path / "out.csv"
    capsys.readouterr()
    assert _export(project, key_file, out) == 1
    told = capsys.readouterr()
    assert told.out.strip() == str(out)
    assert "2 pictures or recordings are missing" in told.err
    assert all(f"{each.id}-drawing.png" in told.err for each in (damaged, gone))
    files = {each.name: each.read_bytes() for each in (tmp_path / "out.csv.files").iterdir()}
    assert files == {f"{drawn.id}-drawing.png": whole}


def test_a_project_that_was_never_published_is_told_in_words(
    server: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine_of(server, PROJECT)
    file, out = tmp_path / "key.txt", tmp_path / "out.csv"
    file.write_text(reader_key(server, PROJECT))
    asked = ["export", "--from-server", server.url, "--key-file", str(file), "--out", str(out)]
    assert run(asked) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert f"The project {PROJECT} was not published there. No file was written" in told
    assert not out.exists()


def test_a_bad_line_goes_on_where_it_was(project: Published, key_file: Path) -> None:
    project.say(500)
    content = picture(1_500_000)
    drawn = _drawn(project, content)
    key = key_file.read_text().strip()
    with network_to(project.server.url, seed=3) as (url, network):
        pauses, told = list[float](), list[tuple[str, float]]()

        def worse(_fraction: float, _what: object) -> None:
            network.badness, network.limit_bytes = 0.3, 600

        def tell(why: Phrase, seconds: float) -> None:
            told.append((why.text("en"), seconds))

        with said_at(url, key, progress=worse, wait=pauses.append, told=tell) as said:
            assert [each.id for each in said.kept] == [
                *(each.id for each in project.said[4:]),
                drawn.id,
            ]
            assert said.file(drawn.attachments[0], drawn.id) == content
        assert network.cut > 0
        assert pauses
        assert [seconds for _, seconds in told] == pauses
        assert all(why for why, _ in told)


def test_a_key_that_ended_is_told_in_words(
    project: Published,
    key_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url, out = project.server.url, tmp_path / "out.csv"
    monkeypatch.delenv("MRAPP_KEY", raising=False)
    assert run(["export", "--from-server", url, "--out", str(out)]) == 1
    assert "There is no key" in capsys.readouterr().err
    monkeypatch.setenv("MRAPP_KEY", key_file.read_text())
    assert run(["export", "--from-server", url, "--out", str(out)]) == 0
    with project.server.backend.database.writing() as conn:
        conn.execute(update(personal_keys).values(revoked_utc=project.server.backend.utc_now()))
    assert run(["export", "--from-server", url, "--out", str(out), "--force"]) == 1
    assert "on the page Keys" in capsys.readouterr().err
    with pytest.raises(PersonalKeyRefusedError), said_at(url, key_file.read_text().strip()):
        pass
    with pytest.raises(ServerReadError), said_at(f"http://127.0.0.1:{free_port()}", "mrapp_x"):
        pass


def test_who_stops_it_leaves_no_file(project: Published, key_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "opinions.csv"
    out.parent.mkdir()
    with network_to(project.server.url) as (url, network):
        words = ["--from-server", url, "--key-file", str(key_file), "--out", str(out)]
        # The server cannot write meanwhile, so the export waits for it.
        with project.server.backend.database.writing():
            process = subprocess.Popen(
                [sys.executable, "-m", "mrapp", "export", *words],
                stderr=subprocess.PIPE,
                env={**os.environ, "MRAPP_LANGUAGE": "en"},
            )
            while not network.count:
                time.sleep(0.02)
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=600)
    assert process.returncode == 1, err
    assert list(out.parent.iterdir()) == []


def test_where_it_comes_from_is_one_place(project: Published) -> None:
    asked = ["export", "--out", "x.csv"]
    wrong = (
        asked,
        [*asked, "--with-hidden", "models/spoorzone"],
        [*asked, "--from-server", project.server.url, "models/spoorzone"],
        [*asked, "--from-server", project.server.url, "--key-file", "/dev/null"],
    )
    for words in wrong:
        with pytest.raises(SystemExit) as ended:
            run(words)
        assert ended.value.code == 2
