"""What a remark on the command line says: words, answers and files, as they were given."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from mrapp.app.questions.asking import current, version_of
from mrapp.app.remarks.given import given_file, read_most
from mrapp.app.remarks.making import GivenFile
from mrapp.cli.arguments import STANDARD_INPUT
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from mrapp.model.remark import TEXT_LIMIT_BYTES, Role
from mrapp.model.remark_errors import AnswersWrongError, RemarkInvalidError
from mrapp.model.texts import Phrase

_NOT_READ = Phrase(
    nl="{file} is geen JSON (regel {line}, teken {sign})",
    en="{file} is no JSON (line {line}, sign {sign})",
)
_NO_OBJECT = Phrase(
    nl="{file} is JSON, maar geen object met antwoorden; --answers-example toont er een",
    en="{file} is JSON, but no object with answers; --answers-example shows one",
)
_NO_FORM = Phrase(
    nl="het project heeft geen vragenlijst die gepubliceerd is",
    en="the project has no questionnaire that was published",
)
_NO_VERSION = Phrase(
    nl="het project heeft geen versie {version} van '{name}'",
    en="the project has no version {version} of '{name}'",
)
_NO_TEXT = Phrase(nl="{file} is geen tekst in UTF-8", en="{file} is no text in UTF-8")


def text_of(parsed: argparse.Namespace) -> str:
    """Return the words; raises `RemarkInvalidError` for a file that is no text."""
    path: Path | None = parsed.text_file
    if path is None:
        return parsed.text or ""
    # As much as a remark may hold and one more, so that it is told that it is too long.
    if path == STANDARD_INPUT:
        content = sys.stdin.buffer.read(TEXT_LIMIT_BYTES + 4)
    else:
        with path.open("rb") as stream:
            content = stream.read(TEXT_LIMIT_BYTES + 4)
    try:
        return content.decode(
            "utf-8-sig", "replace" if len(content) > TEXT_LIMIT_BYTES else "strict"
        )
    except UnicodeDecodeError as error:
        raise RemarkInvalidError(detail=_NO_TEXT.filled(file=path.name)) from error


def files_of(parsed: argparse.Namespace) -> list[GivenFile]:
    """Return the drawing and the spoken note; raises `RemarkInvalidError`."""
    given: list[tuple[Role, Path | None]] = [("drawing", parsed.drawing), ("voice", parsed.voice)]
    return [given_file(role, path.name, read_most(path)) for role, path in given if path]


def asked_now(project: Project) -> Questionnaire:
    """Return the questionnaire that is asked now; raises `AnswersWrongError`."""
    form = current(project)
    if form is None:
        raise AnswersWrongError(detail=_NO_FORM)
    return form


def answers_of(
    project: Project, file: Path | None
) -> tuple[Questionnaire | None, Mapping[str, object]]:
    """Return the questionnaire and the answers in a file; see docs/command-line.md.

    The file holds an object of answers by question, or such an object under "answers" with the
    "questionnaire" and "version" that they belong to beside it.
    """
    if file is None:
        return None, {}
    told = _object_in(file)
    inner = told.get("answers")
    answers = inner if isinstance(inner, dict) else told
    named = told if answers is inner else {}
    wanted = named.get("questionnaire")
    form = (current(project, wanted) if wanted else None) or asked_now(project)
    version = named.get("version", form.version)
    found = version_of(project, form.id, version)
    if found is None:
        raise _wrong(_NO_VERSION, version=version, name=form.id)
    return found, answers


def _object_in(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    try:
        # Shells and editors on Windows write UTF-16, or a mark before it.
        told = orjson.loads(content.decode(json.detect_encoding(content)))
    except UnicodeDecodeError as error:
        raise _wrong(_NO_TEXT, file=file.name) from error
    except orjson.JSONDecodeError as error:
        raise _wrong(_NOT_READ, file=file.name, line=error.lineno, sign=error.colno) from error
    if not isinstance(told, dict):
        raise _wrong(_NO_OBJECT, file=file.name)
    return told


def _wrong(phrase: Phrase, **values: object) -> AnswersWrongError:
    return AnswersWrongError(detail=phrase.filled(**values))
