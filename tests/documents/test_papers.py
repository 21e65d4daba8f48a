"""Day slips and receipts: read back and drawn by Poppler, the square code by OpenCV."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import cv2
import pytest

from mrapp.app.counting.slips import DaySlip, Tally, day_slip, receipt_paper
from mrapp.app.remarks.keeping import Outbox
from mrapp.app.remarks.receipts import new_receipt, parse
from mrapp.app.remarks.samples import outline_of
from mrapp.documents.pdf import PdfPapers
from mrapp.model.remark_errors import ExportNoSpaceError
from mrapp.model.texts import Phrase
from tests.documents.said import NOON, everything, full_remark, kept, project, remark, withdrawn

_OUTBOX = Outbox(3, 1, 0, 40, NOON, NOON, Phrase("geen verbinding", "no connection"))


def _poppler(tool: str, *arguments: object) -> bytes:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"needs Poppler: there is no {tool} here")
    told = subprocess.run([found, *map(str, arguments)], check=True, capture_output=True)
    return told.stdout


def _text(path: Path) -> str:
    return " ".join(_poppler("pdftotext", "-layout", path, "-").decode().split())


def _slip(**options: object) -> DaySlip:
    return day_slip(project(), outline_of(everything()), _OUTBOX, NOON, "nl", **options)  # type: ignore[arg-type]


def test_a_day_slip_counts_its_day_by_the_clock_of_the_project() -> None:
    late = remark(9, made_utc=NOON + timedelta(hours=11), text="laat")  # 01:00 the next day there
    everyone = [kept(full_remark(), 1, "erbij"), kept(late, 9), withdrawn(4)]
    slip = day_slip(project(), outline_of(everyone), _OUTBOX, NOON, "nl", day=date(2026, 10, 14))
    assert (slip.remarks, slip.additions, slip.withdrawn, slip.waiting) == (1, 1, 1, 1)
    assert slip.channels == (Tally("Kiosk", 1),)
    assert slip.first is not None
    assert f"{slip.first:%H:%M}" == "14:01"
    evening = day_slip(project(), outline_of(everyone), _OUTBOX, NOON, "nl", event="eve")
    assert (evening.remarks, evening.event) == (1, "Avond")


def test_a_day_slip_says_what_was_collected_and_what_waits(tmp_path: Path) -> None:
    path = tmp_path / "slip.pdf"
    PdfPapers().day_slip(_slip(day=NOON.date()), path, "nl")
    said = _text(path)
    for words in ("Dagstaat", "Plein <voor> iedereen", "Dag: 14-10-2026", "Ingetrokken door de",
                  "Wacht op verzenden 4", "Waarom het niet lukte geen verbinding"):  # fmt: skip
        assert words in said
    fonts = _poppler("pdffonts", path).decode().splitlines()[2:]
    assert any("DejaVuSans" in line and " yes yes yes" in line for line in fonts)


def test_a_sign_without_a_letter_is_told_and_long_names_are_broken(tmp_path: Path) -> None:
    path = tmp_path / "slip.pdf"
    names = ("<b>Avond & nacht</b>", "Łódź Ελλάδα Київ", "Feest 🎉", "x" * 300, "漢字\x00")
    slip = replace(_slip(), events=tuple(Tally(name, 1) for name in names))
    PdfPapers().day_slip(slip, path, "nl")
    said = _text(path)
    assert "<b>Avond & nacht</b>" in said
    assert "Łódź Ελλάδα Київ" in said
    assert "Feest \ufffd" in said
    assert "Het teken \ufffd staat voor een teken" in said


@pytest.mark.parametrize("size", ["a6", "roll"])
@pytest.mark.parametrize(
    ("language", "server"), [("nl", ""), ("nl", "https://meningen.example.nl"), ("en", "")]
)
def test_a_receipt_can_be_read_and_scanned(
    tmp_path: Path, language: str, server: str, size: Literal["a6", "roll"]
) -> None:
    receipt = new_receipt(lambda count: bytes(range(40, 40 + count)))
    path = tmp_path / "receipt.pdf"
    long = project().model_copy(update={"name": {"nl": "Het plein van " * 20}})
    paper = receipt_paper(long, receipt, NOON, language, size=size, server=server)
    PdfPapers().receipt(paper, path, language)
    said = _text(path)
    assert ("meningen.example.nl/receipt" in said.replace("\n", "")) == bool(server)
    assert str(receipt) in said
    assert ("Who has the code" if language == "en" else "Wie de code heeft") in said
    assert "Pages: 1" in " ".join(_poppler("pdfinfo", path).decode().split())
    _poppler("pdftoppm", "-r", 200, "-png", "-singlefile", path, path.with_suffix(""))
    drawn = cv2.imread(str(path.with_suffix(".png")))
    assert drawn is not None
    scanned, *_ = cv2.QRCodeDetector().detectAndDecode(drawn)
    assert parse(scanned) == receipt


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_in_words() -> None:
    with pytest.raises(ExportNoSpaceError):
        PdfPapers().day_slip(_slip(), Path("/dev/full"), "nl")
