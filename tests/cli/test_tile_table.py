"""`mrapp tile table`: a folder that any static web server can give to phones, tried on one."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import orjson
import pytest

from mrapp.cli.main import run
from tests.cli.running import said

HERE = ("--at", "105405", "424564", "1.5", "--heading", "30")
NASTY = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and where a plain web server gives it to all."""
    folder = tmp_path / "web"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def _got(url: str) -> str:
    with urlopen(url) as answer:
        return str(answer.read().decode())


def test_a_plain_server_answers_for_each_code_in_capitals_and_small_letters(
    project: Path, site: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, at = site
    assert run(["tile", "settings", str(project), "--host", "ar.dordrecht.nl"]) == 0
    first = said(capsys, "tile", "add", str(project), *HERE, "--name", NASTY)
    second = said(capsys, "tile", "add", str(project), *HERE)
    write = ("tile", "table", str(project), "--out", str(folder), "--page", "/app/?v=1&x=2")
    assert said(capsys, *write)["tiles"] == 2
    path = first["address"].removeprefix("HTTPS://AR.DORDRECHT.NL")
    for each in (path, path.lower(), path + "/"):
        page = _got(at + each)
        assert f"url=/app/?v=1&amp;x=2&amp;tile={first['code']}&amp;project=" in page
        assert "<script" not in page
        assert 'lang="nl"' in page
        assert 'lang="en"' in page
    with pytest.raises(HTTPError, match="404"):
        _got(f"{at}/T/{'Z' * 12}")

    # A tile that is no more has no page; what others put in the folder stays.
    (folder / "T" / first["code"] / "note.txt").write_text("mine")
    assert run(["tile", "delete", str(project), first["id"]]) == 0
    assert run(["tile", "printed", str(project), second["id"]]) == 0
    assert run(["tile", "remove", str(project), second["id"]]) == 0
    assert said(capsys, *write)["tiles"] == 1
    assert not (folder / "t" / first["code"].lower()).exists()
    assert (folder / "T" / first["code"] / "note.txt").exists()
    page = _got(f"{at}/T/{second['code']}")
    assert "weggehaald" in page
    assert "refresh" not in page


def test_two_projects_answer_at_one_host_and_leave_each_others_pages_alone(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, web = tmp_path / "other", tmp_path / "web"
    assert run(["new", str(other), "--origin", "105400", "424560", "0", "--name", "Haven"]) == 0
    tiles = {}
    for each in (project, other):
        assert run(["tile", "settings", str(each), "--host", "ar.dordrecht.nl"]) == 0
        tiles[each] = said(capsys, "tile", "add", str(each), *HERE)
        said(capsys, "tile", "table", str(each), "--out", str(web))
    listed = orjson.loads((web / "tiles" / "index.json").read_bytes())
    assert listed["format"] == "mrapp-tile-tables"
    codes = [
        code
        for entry in listed["tables"]
        for code in orjson.loads((web / "tiles" / entry["file"]).read_bytes())["tiles"]
    ]
    assert sorted(codes) == sorted(tile["code"] for tile in tiles.values())
    assert run(["tile", "delete", str(project), tiles[project]["id"]]) == 0
    said(capsys, "tile", "table", str(project), "--out", str(web))
    assert (web / "T" / tiles[other]["code"] / "index.html").is_file()
    assert not (web / "T" / tiles[project]["code"]).exists()


def test_a_page_that_leads_nowhere_safe_is_refused(project: Path, tmp_path: Path) -> None:
    for page in ("//evil.nl/", "javascript:alert(1)", "http://ar.dordrecht.nl/", "/a\nb"):
        with pytest.raises(SystemExit):
            run(["tile", "table", str(project), "--out", str(tmp_path / "x"), "--page", page])
