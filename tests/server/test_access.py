"""The table of who may do what: no endpoint without a line, no line without an endpoint."""

import pytest
from fastapi import APIRouter, FastAPI

from mrapp.server.access import ACCESS, endpoints, unruled
from mrapp.server.app import make_app
from tests.servers import Running


def test_each_endpoint_has_a_line_and_each_line_an_endpoint(server: Running) -> None:
    known = set(endpoints(make_app(server.backend).routes))
    assert known == ACCESS.keys()


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_an_endpoint_without_a_line_is_found_however_deep(depth: int) -> None:
    router = APIRouter()
    router.add_api_route("/nobody", lambda: None, methods=["DELETE"])
    for _ in range(depth):
        outer = APIRouter()
        outer.include_router(router)
        router = outer
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(router)
    assert unruled(app.routes) == ["DELETE /nobody"]
