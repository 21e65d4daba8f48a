"""Bytes to a CityJSON document: one object, or a sequence of features with a first line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import orjson
from numpy.typing import NDArray

from mrapp.io.cityjson.findings import NO_VERSION, ODD_LINE
from mrapp.io.findings import Findings
from mrapp.io.reading import broken_json, refusal

Json = Mapping[str, Any]
Value: TypeAlias = Any
"""Any JSON value, not yet looked at: null, number, text, list or object."""
VERSIONS = ("1.0", "1.1", "2.0")


@dataclass(frozen=True)
class Part:
    """Objects that share one list of vertices: a whole CityJSON file, or a line of a sequence."""

    objects: Json
    vertices: list[Any]
    appearance: Json


@dataclass(frozen=True)
class Document:
    """A parsed file. `scale` and `translate` have shape (3,) and are in the units of its CRS."""

    format: str
    version: str
    header: Json
    parts: tuple[Part, ...]
    scale: NDArray[np.float64]
    translate: NDArray[np.float64]


def as_mapping(value: object) -> Json:
    """Return `value` if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return `value` if it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def parse_document(data: bytes, file: str, findings: Findings) -> Document:
    """Return the document in `data`, the content of `file`.

    Raises `ReadError` if it is empty, not JSON, not CityJSON, or of a version we do not know.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise refusal(file, nl="het bestand is leeg", en="the file is empty")
    if is_sequence(data):
        header, *features = _parse_lines(data, file)
        return _document("CityJSONSeq", header, _features(features, findings), file, findings)
    header = _check_type(_parse(data, file, first_line=1), file)
    return _document("CityJSON", header, [], file, findings)


def is_sequence(data: bytes) -> bool:
    """Tell whether each line of `data` is a JSON object of its own, by its first line."""
    first, _, rest = data.lstrip().partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and bool(rest.strip())


def _parse_lines(data: bytes, file: str) -> list[Any]:
    lines = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    parsed = [(number, _parse(line, file, number)) for number, line in lines]
    header = _check_type(parsed[0][1], file)
    return [header, *parsed[1:]]


def _features(lines: Sequence[tuple[int, Any]], findings: Findings) -> list[Json]:
    for number, feature in lines:
        kind = as_mapping(feature).get("type")
        if kind != "CityJSONFeature":
            findings.add(ODD_LINE, line=number, kind=str(kind)[:40])
    return [feature for _, feature in lines if isinstance(feature, dict)]


def _document(
    form: str, header: Json, features: list[Json], file: str, findings: Findings
) -> Document:
    version = _version(header, file, findings)
    if not isinstance(header.get("CityObjects"), dict):
        raise refusal(
            file,
            nl="het is CityJSON zonder 'CityObjects'",
            en="it is CityJSON without 'CityObjects'",
        )
    scale, translate = _transform(header, file)
    parts = tuple(
        Part(
            as_mapping(each.get("CityObjects")),
            as_list(each.get("vertices")),
            as_mapping(each.get("appearance")),
        )
        for each in (header, *features)
    )
    return Document(form, version, header, parts, scale, translate)


def _check_type(value: Value, file: str) -> Json:
    kind = str(as_mapping(value).get("type"))[:40]
    if kind == "CityJSONFeature":
        raise refusal(
            file,
            nl="het begint met een CityJSONFeature; de eerste regel, van type CityJSON, ontbreekt",
            en="it starts with a CityJSONFeature; the first line, of type CityJSON, is missing",
        )
    if kind != "CityJSON" or not isinstance(value, dict):
        raise refusal(
            file,
            nl="het is JSON maar geen CityJSON: 'type' is niet 'CityJSON'",
            en="it is JSON but not CityJSON: 'type' is not 'CityJSON'",
        )
    return value


def _version(header: Json, file: str, findings: Findings) -> str:
    if "version" not in header:
        findings.add(NO_VERSION)
        return VERSIONS[-1]
    said = str(header["version"])[:20]
    if ".".join(said.split(".")[:2]) not in VERSIONS:
        raise refusal(
            file,
            nl=f"het is CityJSON versie {said}; mrapp leest {', '.join(VERSIONS)}",
            en=f"it is CityJSON version {said}; mrapp reads {', '.join(VERSIONS)}",
        )
    return said


def _transform(header: Json, file: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    transform = header.get("transform")
    if transform is None:
        return np.ones(3), np.zeros(3)
    found = [numbers(as_mapping(transform).get(key), 3) for key in ("scale", "translate")]
    scale, translate = found
    if scale is None or translate is None:
        raise refusal(
            file,
            nl="'transform' heeft geen drie getallen voor 'scale' en 'translate'",
            en="'transform' has no three numbers for 'scale' and 'translate'",
        )
    return scale, translate


def numbers(value: object, count: int) -> NDArray[np.float64] | None:
    """Return `value` as `count` finite numbers, shape (count,), or None if it is not that."""
    if not isinstance(value, list) or len(value) != count:
        return None
    if not all(isinstance(each, int | float) for each in value):
        return None
    array = np.array(value, dtype=np.float64)
    return array if bool(np.isfinite(array).all()) else None


def _parse(data: bytes, file: str, first_line: int) -> Value:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if "memory" in error.msg:
            # Not the file's fault, though orjson tells it like one.
            raise MemoryError from error
        if b"NaN" in data or b"Infinity" in data:
            return _parse_loosely(data, file, first_line)
        raise broken_json(file, error, first_line) from error


def _parse_loosely(data: bytes, file: str, first_line: int) -> Value:
    """Parse JSON with NaN or Infinity in it, which some programs write; they become null."""
    try:
        value = json.loads(data, parse_constant=lambda _: None, parse_int=_bounded)
        return orjson.loads(orjson.dumps(value))
    except (UnicodeDecodeError, RecursionError, orjson.JSONEncodeError) as error:
        raise refusal(file, nl="het is geen geldige JSON", en="it is not valid JSON") from error
    except json.JSONDecodeError as error:
        raise broken_json(file, error, first_line) from error


def _bounded(digits: str) -> int | float:
    # As orjson does: what does not fit in 64 bits is a float.
    return int(digits) if len(digits) < 19 else float(digits)
