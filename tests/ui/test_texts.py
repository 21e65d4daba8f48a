"""Dutch and English everywhere: nothing untranslated, and nothing that the files do not hold."""

import shutil
from pathlib import Path

from installers.texts import TS, collect, compile_texts, unfinished


def test_no_text_waits_for_a_translation() -> None:
    assert unfinished() == 0


def test_every_text_of_the_window_is_in_the_file(tmp_path: Path) -> None:
    copy = tmp_path / TS.name
    shutil.copy(TS, copy)
    collect(copy)
    assert copy.read_text(encoding="utf-8") == TS.read_text(encoding="utf-8")


def test_the_compiled_file_is_that_of_the_texts(tmp_path: Path) -> None:
    copy = tmp_path / TS.name
    shutil.copy(TS, copy)
    compile_texts(copy)
    assert copy.with_suffix(".qm").read_bytes() == TS.with_suffix(".qm").read_bytes()
