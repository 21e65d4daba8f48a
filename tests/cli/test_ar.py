"""`mrapp ar`: what it says of wrong words, before any window is opened."""

from pathlib import Path

import pytest

from mrapp.cli.main import run


@pytest.mark.parametrize("source", [(), ("--camera", "1")])
def test_a_strip_is_made_of_a_video_or_pictures_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["ar", str(tmp_path), *source, "--strip", str(tmp_path / "strip.png")])
    assert ended.value.code == 2
    assert "--video" in capsys.readouterr().err


def test_a_file_that_is_no_calibration_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "camera.json").write_text("{}")
    words = ["ar", str(tmp_path), "--camera", "1", "--calibration", str(tmp_path / "camera.json")]
    assert run(words) == 1
    assert "camera.json" in capsys.readouterr().err
