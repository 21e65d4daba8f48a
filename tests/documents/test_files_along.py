"""Drawings go along with every export, spoken notes on request only, withdrawn ones never."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyogrio
import pytest

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import export_of
from mrapp.app.remarks.keeping import Kept
from mrapp.documents.exporter import FileExporter
from mrapp.model.errors import CancelledError
from mrapp.model.remark import Remark
from tests.documents.said import (
    PNG,
    VOICE,
    attachment,
    attachments,
    full_remark,
    kept,
    project,
    remark,
    withdrawn,
    written,
)

KINDS = ["csv", "xlsx", "geojson", "gpkg"]


def drawn(number: int) -> Remark:
    """Return a remark with a drawing and a voice, and nothing else."""
    files = (attachment("drawing", "image/png", PNG), attachment("voice", "audio/ogg", VOICE))
    return remark(number, attachments=files)


def said() -> list[Kept]:
    return [kept(remark(1, text="zonder"), 1), kept(drawn(2), 2), kept(drawn(3), 3)]


def row_of(path: Path, place: int) -> dict[str, Any]:
    """Return a row of an export, by column."""
    if path.suffix == ".csv":
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        return dict(rows[place])
    if path.suffix == ".geojson":
        return dict(json.loads(path.read_bytes())["features"][place]["properties"])
    if path.suffix == ".gpkg":
        meta, _, _, columns = pyogrio.raw.read(path, layer="remarks")
        return {name: column[place] for name, column in zip(meta["fields"], columns, strict=True)}
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, *rows = list(sheet.iter_rows(values_only=True))
    return dict(zip(head, rows[place], strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_names_the_files_that_lie_beside(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind, said(), with_spoken=True)
    row, folder = row_of(path, 1), tmp_path / f"meningen.{kind}.files"
    titles = ("Bestand met tekening", "Bestand met stem") if kind == "xlsx" else ()
    drawing, voice = (row[name] for name in titles or ("drawing_file", "voice_file"))
    assert (folder / drawing).read_bytes() == PNG
    assert (folder / voice).read_bytes() == VOICE
    assert len(list(folder.iterdir())) == 4
    assert row_of(path, 0)[titles[0] if titles else "drawing_file"] in (None, "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_voice_goes_along_only_where_that_is_asked(tmp_path: Path, kind: str) -> None:
    first = written(tmp_path, kind, said(), with_spoken=True)
    # Somebody else's file in that folder stays, whatever becomes of ours.
    theirs = tmp_path / f"meningen.{kind}.files" / "notes.txt"
    theirs.write_text("mine")
    # Of an export that was killed; and another export of the same stem is no business of this one.
    (theirs.parent / f".{said()[2].id}-voice.ogg-0123abcd.mrapp-part").write_bytes(VOICE)
    other = "xlsx" if kind == "csv" else "csv"
    written(tmp_path, other, said(), with_spoken=True)
    assert written(tmp_path, kind, said()) == first
    names = {each.name for each in theirs.parent.iterdir()}
    assert names == {"notes.txt", *(f"{each.id}-drawing.png" for each in said()[1:])}
    assert not any("voice_file" in name for name in row_of(first, 1))
    written(tmp_path, kind, [said()[0], withdrawn(2), withdrawn(3)], with_spoken=True)
    assert [each.name for each in theirs.parent.iterdir()] == ["notes.txt"]
    assert len(list((tmp_path / f"meningen.{other}.files").iterdir())) == 4


def test_a_file_that_was_lost_is_left_out_and_stopping_leaves_what_was_there(
    tmp_path: Path,
) -> None:
    path, folder = tmp_path / "meningen.csv", tmp_path / "meningen.csv.files"
    lost = export_of(project(), said(), "nl", attachments=lambda *_: None)
    FileExporter().write(ExportKind.CSV, lost, path)
    assert not folder.exists()
    before = path.read_bytes()
    asked = iter([False, False, False, True])
    whole = export_of(project(), said(), "nl", with_spoken=True, attachments=attachments)
    with pytest.raises(CancelledError):
        FileExporter().write(ExportKind.CSV, whole, path, cancelled=lambda: next(asked))
    assert path.read_bytes() == before
    assert not folder.exists()


def test_without_any_files_there_is_no_folder_and_no_column(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", [kept(full_remark(), 1)])
    assert not (tmp_path / "meningen.csv.files").exists()
    assert "drawing_file" not in row_of(path, 0)
