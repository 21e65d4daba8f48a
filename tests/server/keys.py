"""Keys of staff, for tests: made on the page as a person does."""

import re
from datetime import timedelta

from mrapp.server.access import Role
from mrapp.server.personal_keys import BEGINS
from tests.server.colleagues import Colleague, colleague
from tests.servers import Running


def key_of(person: Colleague, server: Running, project: str, days: int = 7) -> str:
    """Return a new key of somebody who is signed in."""
    last = (server.backend.utc_now() + timedelta(days=days)).date()
    page = person.send("/staff/keys", name="laptop", project=project, last_day=last.isoformat())
    assert page.status_code == 200, page.text
    found = re.search(rf"{BEGINS}[\w-]{{43}}", page.text)
    assert found
    return found[0]


def reader_key(server: Running, project: str, role: Role = Role.FACILITATOR) -> str:
    """Return a new key of somebody new."""
    return key_of(colleague(server, role), server, project)
