"""Machines that belong to a project, for tests: enrolled as a real one is."""

from dataclasses import dataclass
from typing import Any

import httpx

from mrapp.protocol.messages import ROOT, Enrolment, EnrolmentRequest
from mrapp.server.machines import know_project, new_code
from tests.servers import Running


def code_for(server: Running, project: str, *, may_publish: bool = False) -> str:
    """Return a new code of a project, which the server then knows."""
    database, now = server.backend.database, server.backend.utc_now()
    with database.writing() as conn:
        know_project(database, conn, project, now)
        return new_code(conn, project, now, "town hall", may_publish=may_publish)


def enrolled(server: Running, project: str, *, may_publish: bool = False) -> Enrolment:
    """Return a machine that was just enrolled."""
    asked = EnrolmentRequest(code=code_for(server, project, may_publish=may_publish))
    answer = httpx.post(f"{server.url}{ROOT}/enrolments", content=asked.on_wire())
    assert answer.status_code == 201, answer.text
    return Enrolment.model_validate_json(answer.content)


@dataclass
class Machine:
    """A machine that asks the server things about its project."""

    server: Running
    enrolment: Enrolment

    def ask(self, method: str, path: str, **told: Any) -> httpx.Response:
        """Return the answer to a request below its project."""
        headers = {"Authorization": f"Bearer {self.enrolment.key}", **told.pop("headers", {})}
        url = f"{self.server.url}{ROOT}/projects/{self.enrolment.project}{path}"
        return httpx.request(method, url, headers=headers, timeout=60, **told)


def machine_of(server: Running, project: str, *, may_publish: bool = False) -> Machine:
    """Return a machine that may ask things."""
    return Machine(server, enrolled(server, project, may_publish=may_publish))
