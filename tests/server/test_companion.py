"""The companion folder under /companion: all of it that is finished, and nothing beside it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.servers import running_server

pytestmark = pytest.mark.slow

MODEL = bytes(range(256)) * 20
_FILES = {
    "index.html": b"<!doctype html><title>Kade</title>",
    "models/kade.glb": MODEL,
    "models/kade.usdz": b"PK\x03\x04",
    "project.json": b"{}",
    "viewer/index.html": b"<!doctype html><title>viewer</title>",
    ".git/config": b"hidden",
    "viewer/.secret": b"hidden",
    "notes.unknown": b"?",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a companion folder, beside something that is nobody's business."""
    made = tmp_path / "companion"
    for name, content in _FILES.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    (tmp_path / "outside.txt").write_bytes(b"outside")
    (made / "way-out.txt").symlink_to(tmp_path / "outside.txt")
    (made / "way-in.txt").symlink_to(made / ".git" / "config")
    return made


@pytest.fixture
def http(folder: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """Return what asks a server that serves it."""
    url = f"sqlite:///{tmp_path}/server.sqlite"
    with (
        running_server(tmp_path, url, companion=folder) as server,
        httpx.Client(base_url=server.url) as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("", "text/html; charset=utf-8", "index.html"),
        ("index.html", "text/html; charset=utf-8", "index.html"),
        ("viewer/", "text/html; charset=utf-8", "viewer/index.html"),
        ("models/kade.glb", "model/gltf-binary", "models/kade.glb"),
        ("models/kade.usdz", "model/vnd.usdz+zip", "models/kade.usdz"),
        ("project.json", "application/json", "project.json"),
        ("notes.unknown", "application/octet-stream", "notes.unknown"),
    ],
)
def test_each_file_is_served_as_what_it_is(
    http: httpx.Client, path: str, kind: str, name: str
) -> None:
    told = http.get(f"/companion/{path}")
    assert (told.status_code, told.content) == (200, _FILES[name])
    assert told.headers["Content-Type"] == kind
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in told.headers["Content-Security-Policy"]
    again = http.get(f"/companion/{path}", headers={"If-None-Match": told.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_part_of_a_model_is_answered(http: httpx.Client) -> None:
    told = http.get("/companion/models/kade.glb", headers={"Range": "bytes=1000-1999"})
    assert (told.status_code, told.content) == (206, MODEL[1000:2000])
    assert told.headers["Content-Range"] == f"bytes 1000-1999/{len(MODEL)}"
    assert told.headers["Content-Type"] == "model/gltf-binary"
    beyond = http.get("/companion/models/kade.glb", headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("/companion", "/companion/"), ("/companion/viewer", "/companion/viewer/")],
)
def test_a_folder_is_asked_with_its_slash(http: httpx.Client, path: str, leads_to: str) -> None:
    told = http.get(path, follow_redirects=True)
    assert (told.status_code, told.url.path) == (200, leads_to)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/../outside.txt",
            "/%2e%2e/outside.txt",
            "/..%2foutside.txt",
            "/models/../../outside.txt",
        ),
        *("/..%5coutside.txt", "//etc/passwd", "/%2fetc/passwd", "/outside.txt%00.html"),
        *("/way-out.txt", "/way-in.txt", "/.git/config", "/viewer/.secret", "/viewer/./index.html"),
        *("/models/", "/index.html/", "/nothing.html", "/C:/Windows/win.ini", "/" + "a" * 5000),
    ],
)
def test_no_path_leads_out_and_nothing_hidden_is_served(http: httpx.Client, path: str) -> None:
    # Through a bare socket: a client would put such a path in order first.
    with socket.create_connection((http.base_url.host, http.base_url.port or 0)) as line:
        line.sendall(
            f"GET /companion{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        )
        told = b"".join(iter(lambda: line.recv(65536), b""))
    assert told.startswith(b"HTTP/1.1 404")
    assert b"\r\n\r\noutside" not in told


def test_it_is_only_read(http: httpx.Client, folder: Path) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        told = http.request(method, "/companion/index.html", content=b"x")
        assert (told.status_code, told.headers["Allow"]) == (405, "GET, HEAD")
    assert (folder / "index.html").read_bytes() == _FILES["index.html"]


def test_without_a_folder_there_is_none(tmp_path: Path) -> None:
    with running_server(tmp_path, f"sqlite:///{tmp_path}/server.sqlite") as server:
        for path in ("/companion", "/companion/", "/companion/index.html"):
            assert httpx.get(f"{server.url}{path}").status_code == 404
