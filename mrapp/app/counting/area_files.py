"""Neighbourhoods as areas to count places in, out of a map file; read with limits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.app.counting.counted_places import Area
from mrapp.app.questions.form_files import neighbourhood_code, neighbourhoods_of, read_features
from mrapp.model.form_errors import FormFileError
from mrapp.model.frames import rd_near_degrees
from mrapp.model.texts import LANGUAGES, Phrase

_NO_OUTLINE = Phrase(
    nl="de omtrek van buurt {code} klopt niet", en="the outline of neighbourhood {code} is wrong"
)
_NO_DEGREES = 180.0  # what is larger can only be metres


def read_areas(path: Path) -> tuple[Area, ...]:
    """Return the neighbourhoods of a GeoJSON file by CBS, by name, with their outlines.

    In degrees (WGS84) or in RD metres. Raises `FormFileError`.
    """
    features = read_features(path)
    rings: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for feature in features:
        code = neighbourhood_code(feature)
        if code:
            try:
                rings[code] += _rings(feature)
            except (ValueError, TypeError, KeyError, IndexError) as error:
                reason = _NO_OUTLINE.filled(code=code)
                raise FormFileError(file=path.name, reason=reason) from error
    named = neighbourhoods_of(path, features, LANGUAGES)
    return tuple(Area(each.id, each.text, tuple(rings[each.id])) for each in named)


def _rings(feature: Mapping[str, Any]) -> Iterable[NDArray[np.float64]]:
    geometry = feature["geometry"]
    nested = geometry["coordinates"]
    polygons = nested if geometry["type"] == "MultiPolygon" else [nested]
    return [_ring(ring) for polygon in polygons for ring in polygon]


def _ring(corners: list[list[float]]) -> NDArray[np.float64]:
    found = np.array([corner[:2] for corner in corners], np.float64).reshape(-1, 2)
    if not np.isfinite(found).all():
        raise ValueError("a corner that is nowhere")
    return found if np.abs(found).max(initial=0.0) > _NO_DEGREES else rd_near_degrees(found)
