"""Versions of a project: publishing one, and fetching one beside what is there."""

import hashlib
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from mrapp.app.progress import Cancelled, Progress
from mrapp.model.errors import CancelledError
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.remark import sha256_of
from mrapp.model.sync_errors import UpdateBrokenError
from mrapp.model.texts import Phrase
from mrapp.protocol.messages import CHUNK_BYTES, ProjectVersion
from mrapp.sync.addresses import path_of
from mrapp.sync.uploading import upload

if TYPE_CHECKING:
    # Only its type: HTTP is slow to come, and not all who send need it at once.
    from mrapp.sync.client import Client

_SENDING = Phrase(nl="Project versturen", en="Sending the project")
_FETCHING = Phrase(nl="Nieuwe versie ophalen", en="Fetching the new version")
_DOCUMENT = "project.json"
_STRANGE = re.compile(r"[^a-z0-9]+")


def publish(
    client: "Client",
    project: str,
    capsule: Path,
    title: str,
    plan: GroundPlan | None,
    progress: Progress,
    cancelled: Cancelled,
) -> ProjectVersion:
    """Send a capsule in parts and publish it; broken off, it goes on where it was."""
    with zipfile.ZipFile(capsule) as archive:
        document = archive.read(_DOCUMENT)
    sha256, size = hash_of(capsule), capsule.stat().st_size
    with capsule.open("rb") as stream:

        def read(begin: int, most: int) -> bytes:
            stream.seek(begin)
            return stream.read(most)

        upload(
            client,
            path_of(project, "capsules", sha256),
            size,
            read,
            advanced=lambda there: progress(there / size, _SENDING),
            cancelled=cancelled,
        )
    told = {
        "title": title,
        "projectHash": sha256_of(document),
        "document": document.decode(),
        "sha256": sha256,
        "sizeBytes": size,
        "groundPlan": plan.model_dump(mode="json") if plan else None,
    }
    return client.publish(project, told)


def fetch(
    client: "Client",
    version: ProjectVersion,
    folder: Path,
    progress: Progress,
    cancelled: Cancelled,
) -> Path:
    """Fetch a version into a folder and return its file; what is there is never written over."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{_slug(version.project)}-{version.number}"
    number = 1
    while (goal := folder / f"{name}{f'-{number}' if number > 1 else ''}.mrapp").exists():
        if hash_of(goal) == version.sha256:
            return goal
        number += 1
    part = folder / f".{version.sha256}.part"
    path = path_of(version.project, "versions", str(version.number), "capsule")
    with part.open("ab") as stream:
        while (there := stream.tell()) < version.size_bytes:
            if cancelled():
                raise CancelledError
            progress(there / version.size_bytes, _FETCHING)
            chunk = client.part_of(path, there, min(there + CHUNK_BYTES, version.size_bytes))
            if not chunk:
                break
            stream.write(chunk)
    if hash_of(part) != version.sha256:
        part.unlink()
        raise UpdateBrokenError
    part.rename(goal)
    return goal


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file, in hex; raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _slug(project: str) -> str:
    return _STRANGE.sub("-", project.lower()).strip("-")[:40] or "project"
