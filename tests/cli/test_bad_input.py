"""Files and places that are not as they should be: one sentence, and the project as it was."""

import ctypes
import os
import shutil
import signal
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from urllib.parse import quote

import orjson
import pytest

from mrapp.cli.main import run
from tests.cli.boxes import box
from tests.io.gltf_made import CORNERS_UV, Made, one
from tests.io.pictures import plain

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.slow


_DROP_FROM_BOUNDING_SET, _OVERRULE_PERMISSIONS = 24, 1  # prctl(2), capabilities(7)


def _content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _refused(project: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Try to add a file; return what was said. Nothing in the project may have changed."""
    before = _content(project)
    capsys.readouterr()
    try:
        code = run(["add", str(project), str(file), "--variant", "plan"])
    except SystemExit as wrong:
        code = int(str(wrong.code))
    said = capsys.readouterr()
    assert code in (1, 2), said
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert _content(project) == before
    return said.err


@pytest.mark.parametrize("suffix", ["glb", "gltf", "obj", "city.json", "jsonl", "mrapp", "png", ""])
def test_an_empty_file_is_refused(
    project: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"empty.{suffix}".rstrip(".")
    file.touch()
    assert "Nothing was changed" in _refused(project, file, capsys)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("gltf/gltf-transform/core/test/in/test.png", "picture.glb"),
        ("gltf/gltf-transform/core/test/in/test.png", "picture.obj"),
        ("gltf/gltf-transform/core/test/in/test.png", "picture.city.json"),
        ("mesh/trimesh/unit_cube.STL", "cube.gltf"),
        ("mesh/trimesh/fuze.zip", "fuze.glb"),
        ("README.md", "words.obj"),
        ("README.md", "words.gltf"),
    ],
)
def test_a_wrong_suffix_is_refused(
    project: Path,
    tmp_path: Path,
    testdata: Path,
    source: str,
    name: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copyfile(testdata / source, tmp_path / name)
    assert name in _refused(project, tmp_path / name, capsys)


def test_a_file_without_any_shape_is_refused_with_the_reason(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = orjson.loads(box(tmp_path, "flat.city.json").read_bytes())
    for corner in document["vertices"]:
        corner[:] = [1, 1, 1]
    file = tmp_path / "flat.city.json"
    file.write_bytes(orjson.dumps(document))
    assert "nothing in it to show (box-1: " in _refused(project, file, capsys)


@pytest.mark.parametrize("name", ["box.txt", "box.glb", "box"])
def test_what_is_plainly_one_of_ours_opens_whatever_it_is_called(
    project: Path, tmp_path: Path, name: str
) -> None:
    shutil.copyfile(box(tmp_path), tmp_path / name)
    assert run(["add", str(project), str(tmp_path / name), "--variant", "plan"]) == 0


def test_a_folder_is_no_file(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.glb").mkdir()
    assert "folder.glb is a folder" in _refused(project, tmp_path / "folder.glb", capsys)
    with pytest.raises(SystemExit, match="2"):
        run(["info", str(tmp_path / "folder.glb")])
    assert "folder.glb is a folder" in capsys.readouterr().err


def _city(folder: Path, image: str) -> Path:
    file = box(folder, "city.city.json")
    document = orjson.loads(file.read_bytes())
    document["appearance"] = {
        "textures": [{"type": "PNG", "image": image}],
        "vertices-texture": [[0, 0], [1, 0], [1, 1], [0, 1]],
    }
    worn = {"walls": {"values": [[[[0, 0, 1, 2, 3]]] * 6]}}
    document["CityObjects"]["box-1"]["geometry"][0]["texture"] = worn
    file.write_bytes(orjson.dumps(document))
    return file


def _design(folder: Path, library: str) -> Path:
    file = folder / "design.obj"
    file.write_text(f"mtllib {library}\nv 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl a\nf 1 2 3\n")
    return file


def _dressed(folder: Path, content: bytes, **image: object) -> Path:
    """Write a GLB with one image on a square: `content`, or what `image` says."""
    made = Made()
    if content:
        image = {"bufferView": made.view(content), "mimeType": "image/png", **image}
    texture = made.listed("textures", {"source": made.listed("images", image)})
    metal = {"baseColorTexture": {"index": texture}}
    made.listed("materials", {"pbrMetallicRoughness": metal})
    square = made.square(material=0, TEXCOORD_0=CORNERS_UV)
    return one(made, square).write(folder)


def _linked(folder: Path, image: str) -> Path:
    return _dressed(folder, b"", uri=quote(image))


REFERENCES = {"CityJSON": _city, "OBJ": _design, "glTF": _linked}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes in a folder are of Unix")
@pytest.mark.parametrize("kind", REFERENCES)
@pytest.mark.parametrize("name", ["a\0b.png", "x" * 5000, "a/" * 3000, "loop", "loop/a", "pipe"])
def test_what_a_file_names_beside_it_may_be_anything(
    project: Path, tmp_path: Path, kind: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names that can be no file's, links that go round in circles, a pipe that never ends."""
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    file = REFERENCES[kind](tmp_path, name)
    assert run(["add", str(project), str(file), "--variant", "plan"]) == 0
    said = capsys.readouterr().err
    assert any(words in said for words in ("is missing", "lies outside", "cannot be read"))
    assert said.replace("\n", "").isprintable()


def _png(side: int) -> bytes:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header
    return start + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + plain()[33:]


def _ktx2(testdata: Path, offset: int, claim: int) -> bytes:
    """Return a KTX2 image with another number in its header, by the specification of KTX 2."""
    path = testdata / "gltf/gltf-transform/extensions/test/in/2d_uastc.ktx2"
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, offset, claim)
    return bytes(data)


@pytest.mark.parametrize("claim", ["png", "ktx2 wide", "ktx2 layers", "ktx2 long"])
def test_an_image_that_claims_gigabytes_is_left_out(
    project: Path, tmp_path: Path, testdata: Path, claim: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"ktx2 wide": 20, "ktx2 layers": 32, "ktx2 long": 88}
    image = _ktx2(testdata, places[claim], 2**31) if claim in places else _png(30_000)
    assert run(["add", str(project), str(_dressed(tmp_path, image)), "--variant", "plan"]) == 0
    assert "is damaged, too large" in capsys.readouterr().err


@pytest.mark.parametrize("claim", ["length", "chunk", "count", "view"])
def test_a_model_that_claims_gigabytes_is_refused(
    project: Path, tmp_path: Path, claim: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Made()
    one(made, made.square())
    if claim == "count":
        made.root["accessors"][0]["count"] = 2**31
    elif claim == "view":
        made.root["bufferViews"][0]["byteLength"] = 2**31
    data = bytearray(made.glb())
    if claim in ("length", "chunk"):
        struct.pack_into("<I", data, 8 if claim == "length" else 12, 2**31)
    file = tmp_path / "claim.glb"
    file.write_bytes(data)
    assert "claim.glb cannot be read" in _refused(project, file, capsys)


@pytest.mark.parametrize("name", ["駅前広場の設計.city.json", "ontwerp é ü – 'x' & #1.city.json"])
def test_any_name_will_do(
    project: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = box(tmp_path, name)
    assert run(["add", str(project), str(file), "--variant", "plan"]) == 0
    asset = capsys.readouterr().out.strip().splitlines()[-1]
    assert (project / asset).read_bytes() == file.read_bytes()


def test_a_path_longer_than_windows_likes_will_do(tmp_path: Path) -> None:
    deep = tmp_path
    while len(str(deep)) < 400:
        deep /= "een map met een lange naam"
    deep.mkdir(parents=True)
    folder = deep / "project"
    made = ["new", str(folder), "--origin", "105400", "424560", "0", "--name", "Diep"]
    assert run(made) == 0
    assert run(["add", str(folder), str(box(deep))]) == 0
    assert run(["info", str(folder)]) == 0


def _run_as(words: list[str], limit: str) -> subprocess.CompletedProcess[str]:
    """Run mrapp without the right to overrule permissions, or with files up to `limit` bytes."""

    def before() -> None:
        if limit.isdigit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        elif os.geteuid() == 0:
            ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, _OVERRULE_PERMISSIONS, 0, 0, 0)

    command = [sys.executable, "-m", "mrapp", *words]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MRAPP_CACHE": "off"}
    # The child is Python, which starts anew: nothing of this process's threads is needed in it.
    return subprocess.run(
        command, capture_output=True, text=True, preexec_fn=before, env=environment, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits of Unix")
@pytest.mark.parametrize("limit", ["permissions", "300", "1000"])
def test_where_nothing_can_be_written_nothing_is_lost(
    project: Path, tmp_path: Path, limit: str
) -> None:
    file = box(tmp_path, "second.city.json")
    before = _content(project)
    folders = [project, project / "assets"]
    for folder in folders if limit == "permissions" else ():
        folder.chmod(0o555)
    said = _run_as(["add", str(project), str(file), "--variant", "plan"], limit)
    for folder in folders:
        folder.chmod(0o755)
    assert (said.returncode, said.stdout) == (1, "")
    assert len(said.stderr.splitlines()) == 1
    assert "The previous version is still there" in said.stderr
    # Where it was full only after the file was copied, the copy went again.
    assert _content(project) == before
    assert run(["info", str(project)]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_a_file_that_may_not_be_read_is_refused(project: Path, tmp_path: Path) -> None:
    file = box(tmp_path, "secret.city.json")
    file.chmod(0)
    said = _run_as(["add", str(project), str(file), "--variant", "plan"], "permissions")
    assert said.returncode == 1
    assert "you have no access to it" in said.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen of some kind")
@pytest.mark.parametrize("command", ["open", "vr", "kiosk"])
def test_without_a_screen_no_window_opens_and_words_say_why(command: str, tmp_path: Path) -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "mrapp", command, "models/spoorzone"],
        env={name: value for name, value in os.environ.items() if name not in screens}
        | {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "screen" in done.stderr or "scherm" in done.stderr
