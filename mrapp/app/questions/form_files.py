"""Questionnaires as files for others, and neighbourhoods out of a map file; read with limits."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from mrapp.app.replacing import writing
from mrapp.model.form_errors import FormFileError, FormFileWriteError
from mrapp.model.project import Project
from mrapp.model.questions import Choice, Questionnaire
from mrapp.model.remark import clean_text
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.model.values import Value

FORMAT: Literal["mrapp-questionnaire"] = "mrapp-questionnaire"
FORMAT_VERSION = 1
MOST_FORM_BYTES = 4 * 2**20
MOST_MAP_BYTES = 32 * 2**20
MOST_NEIGHBOURHOODS = 1000
_MOST_QUESTIONS = 300

_CODE_KEYS = ("buurtcode", "bu_code", "statcode")
_NAME_KEYS = ("buurtnaam", "bu_naam", "statnaam")
_TOWN_KEYS = ("gemeentenaam", "gm_naam")
_CODE = re.compile(r"BU\d{8}")
_LONGEST_NAME = 200

_TOO_LARGE = Phrase(
    nl="het bestand is te groot (meer dan {limit} MB)",
    en="the file is too large (over {limit} MB)",
)
_NO_JSON = Phrase(nl="het is geen JSON", en="it is no JSON")
_NO_FORM = Phrase(nl="er staat geen vragenlijst in", en="there is no questionnaire in it")
_NEWER = Phrase(
    nl="het is gemaakt met een nieuwere versie van mrapp",
    en="it was made with a newer version of mrapp",
)
_WRONG = Phrase(nl="{place} klopt niet", en="{place} is wrong")
_TOO_MANY = Phrase(
    nl="er staan er meer dan {limit} in", en="there are more than {limit} of them in it"
)
_NO_AREAS = Phrase(
    nl="er staan geen CBS-buurten in (met een code als BU05050101 en een naam)",
    en="there are no CBS neighbourhoods in it (with a code such as BU05050101 and a name)",
)


class FormFile(Value):
    """A questionnaire as a file: what another municipality needs to use it.

    languages: those in which its texts are meant to be there.
    """

    format: Literal["mrapp-questionnaire"] = FORMAT
    format_version: int = Field(default=FORMAT_VERSION, ge=1)
    languages: tuple[str, ...] = ()
    questionnaire: Questionnaire


def write_form(path: Path, project: Project, form: Questionnaire) -> None:
    """Write a questionnaire as JSON (UTF-8); raises `FormFileWriteError`, then nothing changed."""
    whole = FormFile(languages=project.languages, questionnaire=form)
    text = json.dumps(
        whole.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=2
    )
    try:
        with writing(path) as stream:
            stream.write(text.encode() + b"\n")
    except OSError as error:
        raise FormFileWriteError(file=path, reason=reason_of(error)) from error


def read_form(path: Path) -> Questionnaire:
    """Read a questionnaire that `write_form` wrote; raises `FormFileError`."""
    content = _parsed(path, MOST_FORM_BYTES)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FormFileError(file=path.name, reason=_NO_FORM)
    version = content.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise FormFileError(file=path.name, reason=_NEWER)
    try:
        form = FormFile.model_validate(content).questionnaire
    except ValidationError as error:
        raise FormFileError(file=path.name, reason=_first_fault(error)) from error
    if len(form.questions) > _MOST_QUESTIONS:
        raise FormFileError(file=path.name, reason=_TOO_MANY.filled(limit=_MOST_QUESTIONS))
    return form


def read_neighbourhoods(path: Path, languages: Iterable[str]) -> tuple[Choice, ...]:
    """Return the neighbourhoods of a GeoJSON file by CBS, by name, as choices.

    Only code and name are kept; areas that are all water are left out. A name that occurs in
    several municipalities gets theirs behind it. Raises `FormFileError`.
    """
    return neighbourhoods_of(path, read_features(path), languages)


def read_features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file; raises `FormFileError`."""
    content = _parsed(path, MOST_MAP_BYTES)
    features = content.get("features") if isinstance(content, dict) else None
    listed = features if isinstance(features, list) else []
    return [each for each in listed if isinstance(each, dict)]


def neighbourhoods_of(
    path: Path, features: Iterable[Mapping[str, Any]], languages: Iterable[str]
) -> tuple[Choice, ...]:
    """Return the same of features that were read from `path`; see `read_neighbourhoods`."""
    found: dict[str, tuple[str, str]] = {}
    for feature in features:
        found |= _neighbourhood(feature)
    if not found:
        raise FormFileError(file=path.name, reason=_NO_AREAS)
    if len(found) > MOST_NEIGHBOURHOODS:
        raise FormFileError(file=path.name, reason=_TOO_MANY.filled(limit=MOST_NEIGHBOURHOODS))
    return _as_choices(found, tuple(languages))


def neighbourhood_code(feature: Mapping[str, Any]) -> str:
    """Return the code of the neighbourhood that a feature is; "" where it is none with people."""
    return next(iter(_neighbourhood(feature)), "")


def _neighbourhood(feature: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the name and municipality by code, if this is a neighbourhood where people live."""
    told = feature.get("properties")
    properties = {key.lower(): said for key, said in told.items()} if isinstance(told, dict) else {}
    code, name = _first(properties, _CODE_KEYS), _first(properties, _NAME_KEYS)
    if not _CODE.fullmatch(code) or not name or _first(properties, ("water",)) == "JA":
        return {}
    return {code: (name, _first(properties, _TOWN_KEYS))}


def _first(properties: Mapping[str, object], keys: Iterable[str]) -> str:
    said = (properties.get(key) for key in keys)
    text = next((each for each in said if isinstance(each, str)), "")
    return " ".join(text.split())[:_LONGEST_NAME]


def _as_choices(
    found: Mapping[str, tuple[str, str]], languages: tuple[str, ...]
) -> tuple[Choice, ...]:
    times = Counter(name for name, _town in found.values())
    named = {
        code: f"{name} ({town})" if times[name] > 1 and town else name
        for code, (name, town) in found.items()
    }
    ordered = sorted(named, key=lambda code: (named[code].casefold(), code))
    return tuple(Choice(id=code, text=dict.fromkeys(languages, named[code])) for code in ordered)


def _parsed(path: Path, most_bytes: int) -> object:
    """Return what a JSON file holds; raises `FormFileError` where it is too large or none."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as error:
        raise FormFileError(file=path.name, reason=reason_of(error)) from error
    if len(content) > most_bytes:
        raise FormFileError(file=path.name, reason=_TOO_LARGE.filled(limit=most_bytes // 2**20))
    try:
        return _clean(json.loads(content))
    except (ValueError, RecursionError) as error:  # RecursionError: lists in lists without end
        raise FormFileError(file=path.name, reason=_NO_JSON) from error


def _clean(content: object) -> object:
    """Return the same with every text as it can be kept and shown anywhere."""
    match content:
        case str():
            return clean_text(content)
        case list():
            return [_clean(each) for each in content]
        case dict():
            return {clean_text(key): _clean(each) for key, each in content.items()}
        case _:
            return content


def _first_fault(error: ValidationError) -> Phrase:
    place = ".".join(str(part) for part in error.errors()[0]["loc"])
    return _WRONG.filled(place=f"'{place}'") if place else _NO_FORM
