"""The description of the service as OpenAPI 3.0, as conformance class "oas30" asks."""

from typing import Any, Final

from mrapp import __version__
from mrapp.server.features.asking import LIMIT, MOST

_SCHEMAS: Final = "https://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/schemas/"
_PROJECT: Final = {
    "name": "collectionId",
    "in": "path",
    "required": True,
    "description": "The id of a project.",
    "schema": {"type": "string"},
}
_ITEM: Final = {
    "name": "featureId",
    "in": "path",
    "required": True,
    "description": "The id of a remark.",
    "schema": {"type": "string"},
}
_QUERY: Final = (
    {
        "name": "bbox",
        "in": "query",
        "required": False,
        "description": "West, south, east, north in degrees (CRS84).",
        "style": "form",
        "explode": False,
        "schema": {
            "type": "array",
            "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
            "items": {"type": "number"},
        },
    },
    {
        "name": "datetime",
        "in": "query",
        "required": False,
        "description": "A moment or an interval (RFC 3339), such as 2026-11-01T00:00:00Z/..",
        "style": "form",
        "explode": False,
        "schema": {"type": "string"},
    },
    {
        "name": "limit",
        "in": "query",
        "required": False,
        "description": "The most features in one answer; more than the maximum gives the maximum.",
        "style": "form",
        "explode": False,
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
    },
    {
        "name": "after",
        "in": "query",
        "required": False,
        "description": "From where to go on; links with rel=next have it.",
        "schema": {"type": "string", "format": "uuid"},
    },
)


def openapi(url: str) -> dict[str, Any]:
    """Return the description of the service at `url`."""
    project = "/collections/{collectionId}"
    return {
        "openapi": "3.0.3",
        "info": {"title": "Remarks that may be shown", "version": __version__},
        "servers": [{"url": url}],
        "paths": {
            "/": _get("getLandingPage", "What there is", "landingPage"),
            "/conformance": _get("getConformance", "What is followed", "confClasses"),
            "/collections": _get("getCollections", "All projects", "collections"),
            project: _get("describeCollection", "A project", "collection", (_PROJECT,)),
            f"{project}/items": _get(
                "getFeatures", "Remarks", "featureCollectionGeoJSON", (_PROJECT, *_QUERY)
            ),
            f"{project}/items/{{featureId}}": _get(
                "getFeature", "A remark", "featureGeoJSON", (_PROJECT, _ITEM)
            ),
        },
    }


def _get(
    operation: str, summary: str, schema: str, parameters: tuple[dict[str, Any], ...] = ()
) -> dict[str, Any]:
    kind = "application/geo+json" if schema.endswith("GeoJSON") else "application/json"
    told = {"schema": {"$ref": f"{_SCHEMAS}{schema}.yaml"}}
    answers: dict[str, Any] = {
        "200": {"description": summary, "content": {kind: told}},
        "400": {"description": "A parameter is wrong"},
    }
    if parameters:
        answers["404"] = {"description": "It is not here"}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": list(parameters),
            "responses": answers,
        }
    }
