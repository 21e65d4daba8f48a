"""The endpoints of OGC API Features, Part 1: Core, GeoJSON and OpenAPI 3.0."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from urllib.parse import quote, urlencode

import orjson
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import Connection, select

from mrapp.model.project import Project
from mrapp.model.values import Identifier
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import versions
from mrapp.server.errors import NoSuchPageError
from mrapp.server.features.asking import check_known, read_query
from mrapp.server.features.describing import openapi
from mrapp.server.features.finding import count, extent, find, find_one
from mrapp.server.features.words import ABOUT, ABOUT_ALL, TITLE
from mrapp.server.pages.language import language_of
from mrapp.server.public.holding import ResultsHeldError, held
from mrapp.server.versions import current_project

ROOT: Final = "/ogc"
CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_JSON: Final = "application/json"
_GEOJSON: Final = "application/geo+json"
_OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
_CLASSES: Final = tuple(
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{each}"
    for each in ("core", "oas30", "geojson")
)

serving = APIRouter(prefix=ROOT, include_in_schema=False)
Parts = Annotated[Backend, Depends(backend_of)]


@serving.get("/")
@serving.get("")
def tell_landing(request: Request, backend: Parts) -> Response:
    """Tell what there is."""
    check_known(request.query_params)
    links = (
        ("self", "", _JSON),
        ("service-desc", "/api", _OPENAPI),
        ("conformance", "/conformance", _JSON),
        ("data", "/collections", _JSON),
    )
    language = language_of(request)
    told = {
        "title": TITLE.text(language),
        "description": ABOUT_ALL.text(language),
        "links": [_link(backend, rel, path, kind) for rel, path, kind in links],
    }
    return _answer(told)


@serving.get("/conformance")
def tell_conformance(request: Request) -> Response:
    """Tell which parts of the standard this follows."""
    check_known(request.query_params)
    return _answer({"conformsTo": _CLASSES})


@serving.get("/api")
def tell_openapi(request: Request, backend: Parts) -> Response:
    """Describe the endpoints, as OpenAPI 3.0."""
    check_known(request.query_params)
    return _answer(openapi(f"{backend.settings.public_url}{ROOT}"), _OPENAPI)


@serving.get("/collections")
def tell_collections(request: Request, backend: Parts) -> Response:
    """Tell which projects there are."""
    check_known(request.query_params)
    language = language_of(request)
    with backend.database.reading() as conn:
        ids = conn.scalars(select(versions.c.project).distinct().order_by(versions.c.project)).all()
        now = backend.utc_now()
        found = [
            _collection(backend, conn, _project(conn, each, now), language)
            for each in ids
            if held(conn, each, now) is None
        ]
    links = [_link(backend, "self", "/collections", _JSON)]
    return _answer({"links": links, "collections": found})


@serving.get("/collections/{project}")
def tell_collection(request: Request, project: Identifier, backend: Parts) -> Response:
    """Tell about the remarks on one project."""
    check_known(request.query_params)
    with backend.database.reading() as conn:
        known = _project(conn, project, backend.utc_now())
        return _answer(_collection(backend, conn, known, language_of(request)))


@serving.get("/collections/{project}/items")
def tell_items(request: Request, project: Identifier, backend: Parts) -> Response:
    """Answer with remarks that may be shown, some at a time."""
    asked = read_query(request.query_params)
    with backend.database.snapshot() as conn:
        known = _project(conn, project, backend.utc_now())
        found = find(conn, known, asked, language_of(request))
        is_all = asked.box is None and asked.since is None and asked.until is None
        number = count(conn, project) if is_all else None
    path, query = _path(project, "/items"), dict(request.query_params)
    links = [
        _link(backend, "self", path + _query(query), _GEOJSON),
        _link(backend, "collection", _path(project), _JSON),
    ]
    if found.after is not None:
        more = path + _query({**query, "after": found.after})
        links.append(_link(backend, "next", more, _GEOJSON))
    told = {
        "type": "FeatureCollection",
        "timeStamp": backend.utc_now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberReturned": len(found.features),
        **({} if number is None else {"numberMatched": number}),
        "links": links,
        "features": found.features,
    }
    return _answer(told, _GEOJSON)


@serving.get("/collections/{project}/items/{item}")
def tell_item(request: Request, project: Identifier, item: str, backend: Parts) -> Response:
    """Answer with one remark that may be shown."""
    check_known(request.query_params)
    with backend.database.reading() as conn:
        known = _project(conn, project, backend.utc_now())
        found = find_one(conn, known, item, language_of(request))
    if found is None:
        raise NoSuchPageError
    links = [
        _link(backend, "self", _path(project, f"/items/{quote(item, safe='')}"), _GEOJSON),
        _link(backend, "collection", _path(project), _JSON),
    ]
    return _answer({**found, "links": links}, _GEOJSON)


def _project(conn: Connection, project: str, now: datetime) -> Project:
    found = current_project(conn, project)
    if found is None:
        raise NoSuchPageError
    if held(conn, project, now) is not None:
        raise ResultsHeldError
    return found


def _collection(
    backend: Backend, conn: Connection, project: Project, language: str
) -> dict[str, Any]:
    box, days = extent(conn, project)
    told: dict[str, Any] = {}
    if box is not None:
        told["spatial"] = {"bbox": [box], "crs": CRS84}
    if days is not None:
        interval = [[f"{each:%Y-%m-%d}T00:00:00Z" for each in days]]
        trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
        told["temporal"] = {"interval": interval, "trs": trs}
    return {
        "id": project.id,
        "title": project.title(language),
        "description": ABOUT.text(language),
        "itemType": "feature",
        "crs": [CRS84],
        **({"extent": told} if told else {}),
        "links": [
            _link(backend, "self", _path(project.id), _JSON),
            _link(backend, "items", _path(project.id, "/items"), _GEOJSON),
        ],
    }


def _path(project: str, below: str = "") -> str:
    return f"/collections/{quote(project, safe='')}{below}"


def _query(query: Mapping[str, str]) -> str:
    return f"?{urlencode(query)}" if query else ""


def _link(backend: Backend, rel: str, path: str, media_type: str) -> dict[str, str]:
    return {"href": f"{backend.settings.public_url}{ROOT}{path}", "rel": rel, "type": media_type}


def _answer(told: object, media_type: str = _JSON) -> Response:
    # Open data for whoever asks, from pages of others too.
    headers = {"Access-Control-Allow-Origin": "*"}
    return Response(orjson.dumps(told), headers=headers, media_type=media_type)
