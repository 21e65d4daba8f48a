"""CSV and XLSX: read back by other programs, with every text in its place and none of it alive."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from mrapp.app.exports.exports import table_of
from mrapp.documents.xlsx import LONGEST_CELL
from mrapp.model.remark import clean_text
from tests.documents.said import HOSTILE, everything, full_remark, kept, project, remark, written

_ALIVE = tuple("=+-@\t\r\n＝＋－＠")
# How docs/exports.md says that a program reads the texts.
_TAKEN_OFF = re.compile(r"""(?:^|(?<=[,"\t\n]))'(?= *[=+\-@＝＋－＠\t\n])""")
_FIRST = 4  # the remarks before the hostile texts that stand


csv.field_size_limit(2**24)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_csv_keeps_every_text_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", everything())
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid;")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", path.read_text(encoding="utf-8"))
    rows = _read(path)
    table = table_of(project(), everything(), "nl")
    texts = [column for column in table.columns if column.type == "text"]
    for number, row in enumerate(rows):
        for column in texts:
            cell, meant = row[column.id], column.cells[number] or ""
            assert _TAKEN_OFF.sub("", cell) == meant
            assert not cell.strip(" ").startswith(_ALIVE)
    said = [_TAKEN_OFF.sub("", row["text"]) for row in rows[_FIRST:]]
    assert said == [clean_text(text) for text in HOSTILE.values()]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Ja,=cmd|' /C calc'!A0,nee", "Ja,'=cmd|' /C calc'!A0,nee"),
        ('Ja, -2+SUM(A1) "=1|2"', "Ja,' -2+SUM(A1) \"'=1|2\""),
        ("Punten\n- a(1)\n=A(2)", "Punten\n'- a(1)\n'=A(2)"),
        ("€ 10,- of 5,-5 a 6, +31 6", "€ 10,- of 5,-5 a 6, +31 6"),
    ],
)
def test_csv_read_with_commas_has_no_formula_either(tmp_path: Path, said: str, stands: str) -> None:
    (row,) = _read(written(tmp_path, "csv", [kept(remark(1, text=said))]))
    assert row["text"] == stands
    assert _TAKEN_OFF.sub("", stands) == said


def test_csv_has_numbers_and_times_as_a_dutch_spreadsheet_reads_them(tmp_path: Path) -> None:
    row = _read(written(tmp_path, "csv", everything()))[0]
    assert (row["x_rd_m"], row["y_rd_m"]) == ("104898,5", "425308,7")
    assert row["made_utc"] == "2026-10-14T12:01:00Z"
    assert (row["plein_what"], row["plein_what_green"], row["plein_what_benches"]) == (
        "green|=water", "1", "0",
    )  # fmt: skip
    assert (row["plein_order"], row["plein_order_a"], row["plein_order_b"]) == ("b|c|a", "3", "1")
    assert (row["plein_which"], row["plein_which_name"]) == ("park", "Park & '<tuin>'")
    assert row["plein_which_order"] == "park|tower"
    assert (row["plein_home"], row["plein_home_name"]) == ("rather-not-say", "Zeg ik liever niet")


def test_the_dictionary_explains_every_column_and_code(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", everything())
    lines = _read(path.with_name("meningen.dictionary.csv"))
    columns = _read(path)[0].keys()
    assert list(dict.fromkeys(line["column"] for line in lines)) == list(columns)
    assert all(line["title_nl"] and line["meaning_en"] for line in lines)
    codes = {line["code"] for line in lines if line["column"] == "plein_often"}
    assert codes == {"", "daily", "weekly", "never"}, "codes of every version"


@pytest.mark.slow
def test_libreoffice_opens_the_csv_and_computes_nothing(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice: there is no soffice here")
    path = written(tmp_path, "csv", everything()[:-1])
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'user').as_uri()}", "--headless",
         "--infilter=CSV:59,34,76,1,,1043,false,true,false", "--convert-to", "xlsx",
         "--outdir", tmp_path / "out", path],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    (sheet,) = openpyxl.load_workbook(tmp_path / "out" / "meningen.xlsx").worksheets
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, head.index("x_rd_m") + 1).value == pytest.approx(104_898.5)


def test_xlsx_keeps_texts_as_texts_on_three_sheets(tmp_path: Path) -> None:
    path = written(tmp_path, "xlsx", everything())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Reacties", "Uitleg", "Aantallen"]
    sheet = book["Reacties"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    head = [cell.value for cell in sheet[1]]
    at = head.index("Tekst") + 1
    said = [sheet.cell(row, at).value for row in range(_FIRST + 2, sheet.max_row + 1)]
    for found, text in zip(said, HOSTILE.values(), strict=True):
        meant = re.sub("[\ufffe\uffff]", "\ufffd", clean_text(text))
        if len(meant) > LONGEST_CELL:
            assert len(found) <= LONGEST_CELL
            assert found.endswith("(afgekapt; zie csv of gpkg)")
        else:
            assert unescape(found) == meant
    made = sheet.cell(2, head.index("Gemaakt") + 1).value
    assert made == datetime(2026, 10, 14, 12, 1)  # noqa: DTZ001 Excel knows no zones
    numbers = {(row[0], row[1]): row[3] for row in book["Aantallen"].iter_rows(values_only=True)}
    assert numbers["Vraag often?", "weekly"] == 1


def test_a_column_of_one_name_in_small_letters_is_there_once(tmp_path: Path) -> None:
    head = written(tmp_path, "csv", [kept(full_remark())]).read_bytes().split(b"\r\n")[0]
    names = head.decode("utf-8-sig").lower().split(";")
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_]{1,64}", name) for name in names)


def test_a_workbook_is_a_zip_of_well_formed_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(tmp_path, "xlsx", everything()).read_bytes())) as book:
        assert book.testzip() is None
