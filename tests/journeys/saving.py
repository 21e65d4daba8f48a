"""The end of the journey: a backup, put back on an empty machine with another kind of database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import httpx

from mrapp.protocol.messages import ROOT
from tests.journeys.hosting import hosting, until_answers
from tests.journeys.machine import fresh_env, run_mrapp
from tests.journeys.reporting import Step
from tests.servers import PATIENCE_S

_WORDS: Final = "een lange zin die niemand raadt"


def save(where: tuple[str, ...], box: Path, step: Step) -> None:
    """Make a backup of a server that goes on working."""
    env = fresh_env(box.parent / "saving") | {"MRAPP_PASSPHRASE": _WORDS}
    done = run_mrapp(env, "backup", "--out", str(box), *where)
    step.check(done.returncode == 0, done.stderr)
    step.tell(done.stdout.strip(), f"size of the backup: {box.stat().st_size / 1e6:.1f} MB")


@contextmanager
def put_back(box: Path, folder: Path, database: str, step: Step) -> Iterator[str]:
    """Put a backup back in an empty place and run a server on it for a block; its address."""
    env = fresh_env(folder / "home") | {"MRAPP_PASSPHRASE": _WORDS}
    named = ("--database", database) if database else ()
    done = run_mrapp(env, "restore", str(box), "--data", str(folder / "data"), *named)
    step.check(done.returncode == 0, done.stderr)
    step.tell(done.stdout.strip())
    with hosting(folder, database, env, 1) as host:
        until_answers(f"{host.url}/health")
        yield host.url


def public_things(url: str, project: str) -> dict[str, Any]:
    """Return what anybody can ask of a server and must be the same after a restore."""
    api = f"{url}{ROOT}/projects/{project}"
    with httpx.Client(trust_env=False, timeout=PATIENCE_S) as client:
        head = client.get(f"{api}/list/head").json()
        kept = {name: head[name] for name in ("project", "lines", "head", "key")}
        files = {name: client.get(f"{url}/results/{project}/{name}").text for name in _FILES}
        return {"head": kept, "list": client.get(f"{api}/list").json()["lines"], **files}


_FILES: Final = ("remarks.csv", "remarks.dictionary.csv")
