"""Dutch and English everywhere: nothing untranslated, and nothing that the files do not hold."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QLabel, QPushButton

from installers.texts import TS, collect, compile_texts, unfinished
from mrapp.ui.application import make_application
from mrapp.ui.languages import Languages
from tests.ui.screen import needs_screen


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


@pytest.mark.window
def test_the_file_dialog_that_qt_brings_speaks_dutch() -> None:
    needs_screen()
    make_application()
    languages = Languages()
    said: list[list[str]] = []
    for language in ("en", "nl"):
        languages.speak(language)
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        said.append([label.text() for label in dialog.findChildren(QLabel)])
        said[-1] += [button.text() for button in dialog.findChildren(QPushButton)]
        kind = QFileIconProvider().type
        said[-1] += [kind(QFileInfo(str(TS.parent))), kind(QFileInfo("/")), kind(QFileInfo("?"))]
        dialog.deleteLater()
    languages.close()
    pairs = [(en, nl) for en, nl in zip(*said, strict=True) if en]
    assert len(pairs) >= 8
    assert [en for en, nl in pairs if en == nl] == []
