"""What a monitor reads at /metrics, in the format of Prometheus.

Requests are counted by each process for itself: who runs several asks each, or adds up what one
address gives over time. What there is of projects is read from the database, so it is the same
wherever one asks. There is nothing of people in it, and no project by name.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import Connection, Select, func, select

from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import chores, erasures, files, projects, remarks
from mrapp.server.database.people import machines

metrics = APIRouter(tags=["operating"])
_BUCKETS_S: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Counts:
    """Counts the requests that this process answered."""

    def __init__(self) -> None:
        """Count from zero."""
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self._requests = Counter(
            "mrapp_requests", "Requests answered by this process", names, registry=self.registry
        )
        self._seconds = Histogram(
            "mrapp_request_seconds",
            "How long requests took in this process",
            ("route",),
            buckets=_BUCKETS_S,
            registry=self.registry,
        )

    def note(self, method: str, route: str, status: int, took_s: float) -> None:
        """Note one request, by the pattern of its path; "": there is no such path."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(took_s)


class _Stored:
    """Gives what the database has, at the moment that somebody asks."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one figure after the other."""
        count = func.count()
        yield self._gauge("mrapp_projects", "Projects known", select(count).select_from(projects))
        total = select(func.coalesce(func.sum(projects.c.entries), 0))
        yield self._gauge("mrapp_entries", "Entries in all public lists", total)
        valid = select(count).where(machines.c.revoked_utc.is_(None))
        yield self._gauge("mrapp_machines", "Machines that were not revoked", valid)
        new = select(count).where(remarks.c.state == "new", remarks.c.withdrawn_utc.is_(None))
        yield self._gauge("mrapp_remarks_new", "Remarks that nobody has looked at yet", new)
        waiting = select(count).where(files.c.role.is_(None))
        yield self._gauge("mrapp_files_waiting", "Files whose remark has not come yet", waiting)
        left = select(count).select_from(erasures)
        yield self._gauge("mrapp_erasures_left", "Remarks whose files are to be erased yet", left)
        yield from self._of_chores()

    def _of_chores(self) -> Iterator[GaugeMetricFamily]:
        """Yield how the server's own work goes."""
        failing = GaugeMetricFamily(
            "mrapp_chore_failing", "Whether work of the server failed last", labels=["chore"]
        )
        done = GaugeMetricFamily(
            "mrapp_chore_done_seconds", "When it went well last, since 1970", labels=["chore"]
        )
        for row in self._conn.execute(select(chores).order_by(chores.c.name)):
            failing.add_metric([row.name], float(row.trouble is not None))
            if row.done_utc is not None:
                done.add_metric([row.name], row.done_utc.timestamp())
        yield from (failing, done)

    def _gauge(self, name: str, told: str, asked: Select[Any]) -> GaugeMetricFamily:
        return GaugeMetricFamily(name, told, value=self._conn.scalar(asked))


@metrics.get("/metrics", summary="Tell a monitor how it goes", include_in_schema=False)
def tell_metrics(request: Request, backend: Annotated[Backend, Depends(backend_of)]) -> Response:
    """Answer with counts of this process, and figures from the database."""
    counts: Counts = request.app.state.counts
    stored = CollectorRegistry()
    with backend.database.reading() as conn:
        stored.register(_Stored(conn))
        told = generate_latest(counts.registry) + generate_latest(stored)
    return Response(told, media_type=CONTENT_TYPE_LATEST)
