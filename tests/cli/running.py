"""Carrying out a command and reading what it printed."""

import json
from typing import Any

import pytest

from mrapp.cli.main import run


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Carry out a command that must go well; returns what it printed as JSON."""
    capsys.readouterr()
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)
