"""Every error can be said in both languages, with the values it names, also across processes."""

import pickle
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from mrapp.model.errors import MrappError, ReadError, UnsupportedFileError
from mrapp.model.texts import Notice, Phrase


def _tree(kind: type[MrappError]) -> Iterator[type[MrappError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _tree(below)


def _named(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


# Each module that has errors of its own, whatever other tests have imported.
for _path in Path("mrapp").rglob("*.py"):
    if re.search(r"^class \w+Error\(", _path.read_text(encoding="utf-8"), re.MULTILINE):
        import_module(".".join(_path.with_suffix("").parts))

ALL = sorted(set(_tree(MrappError)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_error_says_what_happened_in_both_languages(kind: type[MrappError]) -> None:
    names = _named(kind.phrase.en)
    assert _named(kind.phrase.nl) == names, "both languages use the same values"
    error = kind(**{name: f"<{name}>" for name in names})
    for language in ("nl", "en"):
        said = error.text(language)
        assert all(f"<{name}>" in said for name in names)
        assert "{" not in said
        assert said.endswith(".")
    assert error.text("nl") != error.text("en")
    assert str(error) == error.text("en")


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_error_travels_whole_between_processes(kind: type[MrappError]) -> None:
    error = kind(**dict.fromkeys(_named(kind.phrase.en), 7))
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is kind
    assert arrived.values == error.values
    assert arrived.text("nl") == error.text("nl")


def test_values_that_are_phrases_are_said_in_the_same_language() -> None:
    why = Phrase(nl="regel {line} klopt niet", en="line {line} is wrong")
    error = ReadError(file="a.json", detail=Phrase(nl="hij is leeg", en="it is empty"))
    assert "hij is leeg" in error.text("nl")
    assert "it is empty" in str(error)
    assert why.filled(line=3) == Phrase(nl="regel 3 klopt niet", en="line 3 is wrong")
    assert Phrase(nl="fout: {why}", en="error: {why}").text("nl", why=why) == f"fout: {why.nl}"
    notice = Notice(
        Phrase(nl="let op: {w}", en="mind: {w}"), {"w": Phrase(nl="nat", en="wet")}, "b"
    )
    assert (notice.text("nl"), notice.text("en")) == ("b: let op: nat", "b: mind: wet")


def test_errors_can_be_caught_by_family() -> None:
    with pytest.raises(ReadError):
        raise UnsupportedFileError(file="a.xyz", formats="CityJSON")
