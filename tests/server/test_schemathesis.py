"""Whatever the description of the interface allows and forbids, tried at random by Schemathesis.

Seeded and bounded; it looks at statuses, bodies and headers of all answers, at what is refused, at
methods that are not there, and whether a key is asked for where it says so.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from mrapp.protocol.messages import ROOT
from tests.server.enrolled import machine_of
from tests.server.sending import PROJECT, Sender, push
from tests.servers import Running

_EXAMPLES = 20
_CONFIG = """
seed = 5

[parameters]
"path.project" = "{project}"

# What is in one entry is looked at apart, so that a wrong one does not stop the others: it is
# refused within an answer of 200.
[[operations]]
include-operation-id = ["keepEntries", "keepEntriesOfPhone"]
[operations.checks.negative_data_rejection]
enabled = false

# Bytes that are not what their hash says, and a document that is no project, are of the right form
# and wrong all the same.
[[operations]]
include-operation-id = ["keepFile", "keepFileOfPhone", "keepCapsule", "publishVersion"]
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "401", "403", "404", "409", "429"]
"""


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.logs  # what is no HTTP at all, too
@pytest.mark.parametrize(
    ("database_url", "with_key"),
    [("postgresql", True), ("sqlite", False)],
    indirect=["database_url"],
    ids=["with a key", "without a key"],
)
def test_nothing_random_is_answered_wrongly(
    server: Running, tmp_path: Path, *, with_key: bool
) -> None:
    machine = machine_of(server, PROJECT, may_publish=True)
    push(machine, *(Sender(1).remark()[0] for _ in range(3)))
    (tmp_path / "schemathesis.toml").write_text(_CONFIG.format(project=PROJECT))
    key = ["--header", f"Authorization: Bearer {machine.enrolment.key}"] if with_key else []
    command = [
        *(sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"),
        *("--config-file", "schemathesis.toml", "run", f"{server.url}{ROOT}/openapi.json"),
        *("--max-examples", str(_EXAMPLES), "--warnings", "off", *key),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=3_600)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
