"""What is kept of the program's settings is there the next time, and oddities do no harm."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from mrapp.app.settings import Settings
from mrapp.ui.settings_store import SystemSettings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path) -> None:
    form, scope = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(form, scope, str(tmp_path))


def test_the_calibrations_of_cameras_are_kept_under_any_name() -> None:
    assert SystemSettings().load() == Settings()
    lenses = (('Webcam, "C920"; é', "lenzen/één, twee.json"), ("camera 2", "C:\\lens.json"))
    kept = replace(Settings(), lenses=lenses, text_scale=1.5, geometry=b"\x00\x01")
    SystemSettings().save(kept)
    assert SystemSettings().load() == kept


@pytest.mark.parametrize("odd", ["", "[", '{"a": 1}', '[["one"]]', "[1]", ["a", "b"]])
def test_odd_calibrations_are_none(odd: object) -> None:
    QSettings("mrapp", "mrapp").setValue("lenses", odd)
    assert SystemSettings().load().lenses == ()
