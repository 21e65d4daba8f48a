"""The application that a web server runs (ASGI): all endpoints, behind the table of who may."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from fastapi import APIRouter, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

from mrapp.protocol.messages import VERSION
from mrapp.server.access import allowed, unruled
from mrapp.server.api.changes import changing
from mrapp.server.api.describing import describing
from mrapp.server.api.enrolling import enrolling
from mrapp.server.api.entries import taking_in
from mrapp.server.api.exporting import exporting
from mrapp.server.api.files import uploading
from mrapp.server.api.from_phones import from_phones
from mrapp.server.api.manners import Manners
from mrapp.server.api.other_sites import OtherSites
from mrapp.server.api.versions import publishing
from mrapp.server.backend import Backend
from mrapp.server.chores import CHORES, Chores
from mrapp.server.companion import companion_files
from mrapp.server.counting import Counts, metrics
from mrapp.server.health import health
from mrapp.server.logs import RequestLog
from mrapp.server.pages.safety import SafeHeaders
from mrapp.server.pages.static_files import static_files
from mrapp.server.patience import Patience
from mrapp.server.problems import tell_problems
from mrapp.server.public.counting import Counter
from mrapp.server.public.doors import PUBLIC
from mrapp.server.staff.answer_pages import answer_pages
from mrapp.server.staff.key_pages import key_pages
from mrapp.server.staff.log_pages import log_pages
from mrapp.server.staff.people_pages import people_pages
from mrapp.server.staff.project_pages import project_pages
from mrapp.server.staff.provider_pages import provider_pages
from mrapp.server.staff.queue_pages import queue_pages
from mrapp.server.staff.remark_pages import remark_pages
from mrapp.server.staff.result_pages import result_pages
from mrapp.server.staff.setting_pages import setting_pages
from mrapp.server.staff.sign_in_pages import sign_in_pages
from mrapp.server.staff.theme_pages import theme_pages

INTERFACE = (
    *(health, metrics, describing, enrolling, taking_in, uploading, changing, publishing),
    *(exporting, from_phones, static_files, companion_files),
)
"""What programs ask, and files that pages are made of."""

STAFF_PAGES = (
    *(sign_in_pages, provider_pages, project_pages, people_pages, log_pages, key_pages),
    *(queue_pages, remark_pages, theme_pages, answer_pages, result_pages, setting_pages),
)
"""All pages for staff."""


def make_app(backend: Backend) -> FastAPI:
    """Return the application; raises RuntimeError for an endpoint that nobody was given."""
    app = FastAPI(
        title="mrapp",
        version=VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_living,
        routes=_endpoints().routes,
    )
    app.state.backend = backend
    app.state.counts = Counts()
    app.state.results = Counter()
    tell_problems(app)
    app.add_middleware(Patience)
    app.add_middleware(OtherSites, backend=backend)
    by_tls = backend.settings.public_url.startswith("https://")
    app.add_middleware(SafeHeaders, is_public_by_tls=by_tls)
    app.add_middleware(Manners)
    app.add_middleware(RequestLog, counts=app.state.counts)
    return app


@cache
def _endpoints() -> APIRouter:
    """Return all endpoints: made once, for to look into what each takes is most of an application.

    Raises RuntimeError.
    """
    made = APIRouter(dependencies=[Depends(allowed)], redirect_slashes=False)
    for each in (*INTERFACE, *STAFF_PAGES, *PUBLIC):
        made.include_router(each)
    if missing := unruled(made.routes):
        raise RuntimeError(f"nobody was given {', '.join(missing)}")
    return made


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """Do the chores for as long as the application runs."""
    chores = app.state.chores = Chores(app.state.backend, CHORES)
    chores.start()
    yield
    await run_in_threadpool(chores.stop)
