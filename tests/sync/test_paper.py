"""Forms on paper come to the server as opinions on paper, without any picture of them."""

import csv
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from sqlalchemy import insert

from mrapp.app.remarks.receipts import new_receipt, seal
from mrapp.cli.main import run
from mrapp.model.remark import Channel, new_id, sha256_of
from mrapp.paper.deciding import Deciding, keep_decided
from mrapp.paper.scanning import scan
from mrapp.paper.waiting import waiting_forms
from mrapp.server.database.intake import versions
from mrapp.server.public.counting import count
from mrapp.sync.place import Place
from mrapp.sync.syncer import Syncer
from tests.app.forms import everything
from tests.paper.filling import Hand
from tests.paper.forms import Printed, asking, print_form
from tests.server.keys import reader_key
from tests.server.sending import NOON
from tests.servers import Running
from tests.sync.machines import code_of

pytestmark = pytest.mark.slow

SECRET = b"51.8133 N 4.6901 E"
FORM = everything().model_copy(
    update={
        "questions": tuple(each for each in everything().questions if each.id in ("know", "why"))
    }
)


def test_forms_on_paper_are_counted_at_the_server_as_paper_and_their_pictures_stay_nowhere(
    server: Running, tmp_path: Path
) -> None:
    session = asking(tmp_path, FORM)
    project, services = session.project, session.services
    _publish(server, (tmp_path / "trial" / "project.json").read_bytes(), project.id)
    form = print_form(project, tmp_path)
    files = _filled(form, tmp_path)
    forms = waiting_forms(services.remarks.folder, project)
    store = services.remarks.open(project.id)
    (waiting,) = scan(session, store, forms, files).waiting
    assert _holding(services.remarks.folder(project.id), b"JFIF") != []
    assert _holding(services.remarks.folder(project.id), SECRET) == []
    deciding = Deciding(waiting).decide("why", "Van de krant.")
    kept = keep_decided(store, session, forms, deciding, services.utc_now())
    assert kept is not None
    assert _holding(services.remarks.folder(project.id), b"JFIF", b"\x89PNG") == []

    folder = services.remarks.folder(project.id) / "sync"
    place = Place(project.id, folder, lambda: store, lambda: "")
    sync = Syncer(place, services.utc_now, Random(7).random)
    sync.enrol(server.url, code_of(server, project.id), "balie")
    proof = seal(new_receipt())
    for _ in range(11):  # fewer than ten are not counted by channel
        store.add(kept.remark.model_copy(update={"id": new_id()}), proof, {})
    assert sync.once().sent == 12
    assert _holding(tmp_path / "server", b"JFIF", b"\x89PNG") == []
    sync.close()
    store.close()
    counted = count(server.backend, project.id).counted
    (channels,) = [each for each in counted.lists if each.id == "channel"]
    assert [each.code for each in channels.counts if each.number] == [Channel.PAPER]
    key, out = tmp_path / "key.txt", tmp_path / "out.csv"
    key.write_text(reader_key(server, project.id))
    asked = ["export", "--from-server", server.url, "--key-file", str(key), "--out", str(out)]
    assert run(asked) == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert len(rows) == 12
    assert {(row["channel"], row["opinion_why"]) for row in rows} == {("paper", "Van de krant.")}


def _holding(folder: Path, *told: bytes) -> list[str]:
    """Return the files in which something stands."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    return [each.name for each in files if any(what in each.read_bytes() for what in told)]


def _publish(server: Running, document: bytes, project: str) -> None:
    row = {
        "project": project,
        "number": 1,
        "title": "",
        "project_hash": sha256_of(document),
        "document": document,
        "sha256": "0" * 64,
        "size_bytes": 1,
        "published_utc": NOON,
    }
    code_of(server, project)  # it knows a project by its first code
    with server.backend.database.writing() as conn:
        conn.execute(insert(versions).values(row))


def _filled(form: Printed, folder: Path) -> list[Path]:
    pages, hand = form.clean(), Hand(np.random.default_rng(2))
    form.tick(pages, hand, {"know": "yes"})
    number, page = form.page_with(lambda each: each.fields)
    hand.write(pages[number], page.fields[0].rect)
    files = [folder / f"photograph-{place}.jpg" for place in range(len(pages))]
    for file, picture in zip(files, pages, strict=True):
        content = cv2.imencode(".jpg", picture)[1].tobytes()
        told = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + SECRET
        exif = b"\xff\xe1" + (len(told) + 2).to_bytes(2, "big") + told
        file.write_bytes(content[:2] + exif + content[2:])
    return files
