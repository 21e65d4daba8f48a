"""The description of the interface (OpenAPI 3.1), as the NL API Design Rules ask.

docs/api-rules.md tells rule by rule how they are met. What every endpoint shares is put in here,
from the table of who may do what, so that no endpoint has to say it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from mrapp.protocol.messages import (
    ROOT,
    VERSION,
    Batch,
    EnrolmentRequest,
    Message,
    NewExport,
    NewVersion,
    ProblemDetails,
)
from mrapp.server.access import ACCESS, Role
from mrapp.server.api.bodies import SCHEMAS, problem
from mrapp.server.backend import Settings

describing = APIRouter(prefix=ROOT)

ABOUT: Final = """\
Takes in what citizens say about a plan, and tells what became of it.

Neemt aan wat inwoners van een plan vinden, en vertelt wat ermee gebeurde. Deze beschrijving is in
het Engels, want apparaten en programma's van elders gebruiken haar ook.
"""
_READ_RAW: Final[tuple[tuple[type[Message], JsonSchemaMode], ...]] = (
    (EnrolmentRequest, "validation"),
    (Batch, "validation"),
    (NewExport, "validation"),
    (NewVersion, "validation"),
    (ProblemDetails, "serialization"),
)
"""Messages whose bodies the endpoints read themselves, so that FastAPI does not know of them."""

_HEADERS: Final[Mapping[str, Any]] = {
    "API-Version": {
        "description": "The full version of this interface",
        "schema": {"type": "string", "const": VERSION},
    },
    "Retry-After": {
        "description": "After how many seconds to try again",
        "schema": {"type": "integer", "minimum": 0},
    },
}
_FASTAPI_S_OWN: Final = frozenset({"HTTPValidationError", "ValidationError"})
"""Problems of another form than what is answered here."""

_IN_PATH: Final = re.compile(r"\{(\w+)\}")
_KEY: Final = "machineKey"
_PERSONAL: Final = "personalKey"
_SECURITY: Final = {
    _KEY: {
        "type": "http",
        "scheme": "bearer",
        "description": "The key that a machine was told when it was enrolled",
    },
    _PERSONAL: {
        "type": "http",
        "scheme": "bearer",
        "description": "The key that a member of staff made on the page Keys",
    },
}


@describing.get("/openapi.json", include_in_schema=False)
def tell_interface(request: Request) -> JSONResponse:
    """Answer with the description; pages of anyone may read it."""
    app: FastAPI = request.app
    if app.openapi_schema is None:
        app.openapi_schema = described(app, request.app.state.backend.settings)
    return JSONResponse(app.openapi_schema, headers={"Access-Control-Allow-Origin": "*"})


def described(app: FastAPI, settings: Settings) -> dict[str, Any]:
    """Return the description of all that is below `ROOT`."""
    routes = [
        each for each in iter_route_contexts(app.routes) if (each.path or "").startswith(f"{ROOT}/")
    ]
    told = get_openapi(
        title=app.title,
        version=VERSION,
        description=ABOUT,
        routes=routes,
        servers=[{"url": f"{settings.public_url}{ROOT}"}],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    # By ourselves: FastAPI would want one more library to look at the address.
    told["info"]["contact"] = _contact(settings)
    for method, path, operation in _operations(told["paths"]):
        _complete(operation, ACCESS[f"{method.upper()} {path}"], path)
    told["paths"] = {path.removeprefix(ROOT): item for path, item in told["paths"].items()}
    told["tags"] = [{"name": each} for each in sorted(_tags(told["paths"]))]
    parts = told.setdefault("components", {})
    parts |= {"headers": _HEADERS, "securitySchemes": _SECURITY}
    schemas = parts.get("schemas", {}) | _schemas_read_raw()
    parts["schemas"] = {name: each for name, each in schemas.items() if name not in _FASTAPI_S_OWN}
    return told


def _contact(settings: Settings) -> dict[str, str]:
    """Return whom to ask; a name and an address on the web are always there."""
    told = {"name": settings.owner or "Who runs this server", "url": settings.public_url}
    return told | ({"email": settings.owner_email} if settings.owner_email else {})


def _operations(paths: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in paths.items():
        for method, operation in item.items():
            yield method, path, operation


def _tags(paths: Mapping[str, Any]) -> set[str]:
    return {tag for _, _, each in _operations(paths) for tag in each.get("tags", ())}


def _complete(operation: dict[str, Any], roles: frozenset[Role], path: str) -> None:
    """Add what follows from who may ask, and from what is asked."""
    answers = operation["responses"]
    if "HTTPValidationError" in str(answers.get("422")):
        del answers["422"]
    asked = operation.get("parameters", [])
    asked += [_in_path(name) for name in _IN_PATH.findall(path) if not _is_among(name, asked)]
    if asked:
        operation["parameters"] = asked
    is_for_anyone = Role.PUBLIC in roles
    expected = {
        400: bool(asked) or "requestBody" in operation,
        401: not is_for_anyone,
        403: not is_for_anyone,
        404: "{project}" in path,
        503: True,
    }
    for status in (each for each, is_so in expected.items() if is_so):
        answers.setdefault(str(status), problem(status))
    for status, told in answers.items():
        names = ("API-Version", *(("Retry-After",) if status in ("429", "503") else ()))
        told["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    operation["responses"] = dict(sorted(answers.items()))
    key = _PERSONAL if Role.READER in roles else _KEY
    operation["security"] = [] if is_for_anyone else [{key: []}]


def _in_path(name: str) -> dict[str, Any]:
    """Return a part of an address that the endpoint itself does not look at."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _is_among(name: str, asked: Iterable[Mapping[str, Any]]) -> bool:
    return any(each["name"] == name for each in asked)


def _schemas_read_raw() -> dict[str, Any]:
    _, told = models_json_schema(_READ_RAW, ref_template=f"{SCHEMAS}{{model}}")
    schemas: dict[str, Any] = told["$defs"]
    return schemas
