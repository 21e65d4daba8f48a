"""The commands about remarks, as a script uses them: what goes in comes out, and nothing else."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from mrapp.cli.main import run
from tests.cli.running import said
from tests.documents.said import PNG, VOICE

pytestmark = pytest.mark.usefixtures("own_store")

PLACE = ["--at", "105400.5", "424560.25", "1.75"]
VIEW = [*PLACE, "--eye", "105400", "424500", "10"]


def test_a_remark_is_kept_listed_and_taken_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["remark", str(project), *PLACE, "--text", "Meer bomen\x00 \ud83d!", "--mood", "4"]
    made = said(capsys, *words)
    (kept,) = said(capsys, "remarks", str(project))
    assert kept["id"] == made["id"]
    assert kept["state"] == "waiting"
    assert kept["remark"]["text"] == "Meer bomen \ufffd!"
    assert kept["remark"]["mood"] == 4
    assert kept["remark"]["point"] == [105400.5, 424560.25, 1.75]
    assert kept["remark"]["sight"] is None, "nobody said from where"
    assert made["receipt"] not in json.dumps(kept)
    assert run(["withdraw", str(project), made["receipt"].lower().replace("-", " ")]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == made["id"]
    assert "Opinion 1 was withdrawn. Erased: the text, the mood, the place. What stays" in told.err
    assert run(["withdraw", str(project), made["receipt"]]) == 0
    assert "withdrawn before" in capsys.readouterr().err
    (gone,) = said(capsys, "remarks", str(project))
    assert (gone["state"], gone["remark"]) == ("withdrawn", None)
    box = said(capsys, "outbox", str(project))
    assert (box["whole"], box["remarks"], box["withdrawals"]) == (True, 0, 1)


def test_what_is_erased_stands_nowhere_any_more(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "elsewhere")]
    secret = "een-heel-bijzonder-woord"
    made = said(capsys, "remark", str(project), "--text", secret, "--picture", *VIEW, *store)
    files = [each for each in (tmp_path / "elsewhere").rglob("*") if each.is_file()]
    assert any(secret.encode() in each.read_bytes() for each in files)
    assert any(each.parent.name == "files" for each in files)
    assert run(["withdraw", str(project), made["receipt"], *store]) == 0
    files = [each for each in (tmp_path / "elsewhere").rglob("*") if each.is_file()]
    assert not any(secret.encode() in each.read_bytes() for each in files)
    assert not any(each.parent.name == "files" for each in files)


def test_answers_come_from_a_file_and_belong_to_a_version(
    asking: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"know": "yes", "why": "De krant", "likes": ["water"]}')
    said(capsys, "remark", str(asking), "--answers", str(file))
    assert run(["remarks", str(asking)]) == 0
    assert capsys.readouterr().out.strip().endswith("waiting (answers: 3)")
    (kept,) = said(capsys, "remarks", str(asking))
    assert kept["remark"]["answered"]["questionnaire"] == "opinion"
    assert kept["remark"]["answered"]["version"] == 1
    file.write_text('{"questionnaire": "opinion", "version": 1, "answers": {"know": "no"}}')
    said(capsys, "remark", str(asking), "--answers", str(file))
    assert len(said(capsys, "remarks", str(asking))) == 2


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--text", "  "], 2, "says nothing"),
        (["--text", "x", "--theme", "none"], 2, "theme"),
        (["--text", "x", "--viewpoint", "none"], 2, "viewpoint"),
        (["--answers", "ANSWERS"], 2, "'why' is not asked"),
        (["--answers", "MAYBE"], 2, "choose one of: yes (yes (en)), no (no (en))"),
        (["--answers", "BROKEN"], 2, "is no JSON (line 1, sign 2)"),
        (["--answers", "LIST"], 2, "--answers-example shows one"),
        (["--text-file", "BYTES"], 2, "no text in UTF-8"),
        (["--text", "x", "--at", "51.8", "4.67", "1"], 2, "look like degrees. In RD that is about"),
        (["--text", "x", "--at", "4.67", "51.8", "1"], 2, "about 105529 423728"),
        (["--text", "x", "--at", "424560", "105400", "1"], 2, "look swapped"),
        (["--text", "x", "--at", "1", "1", "1"], 2, "not in the Netherlands"),
        (["--text", "x", "--at", "105400", "424560", "99999"], 2, "from -100 to 1000"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_kept(
    asking: Path,
    tmp_path: Path,
    words: list[str],
    code: int,
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "ANSWERS").write_text('{"know": "no", "why": "x"}')
    (tmp_path / "MAYBE").write_text('{"know": "maybe"}')
    (tmp_path / "BROKEN").write_text("{know")
    (tmp_path / "LIST").write_text("[]")
    (tmp_path / "BYTES").write_bytes(b"\xff\xfe")
    named = [str(tmp_path / word) if word.isupper() else word for word in words]
    assert run(["remark", str(asking), *named]) == code
    assert told in capsys.readouterr().err
    assert said(capsys, "remarks", str(asking)) == []


def test_a_wrong_receipt_takes_nothing_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = said(capsys, "remark", str(project), "--text", "x")
    signs = made["receipt"]
    mistyped = signs[:-1] + ("A" if signs[-1] != "A" else "B")
    unknown = "0000-0000-0000-0000"
    for wrong, why, code in ((mistyped, "not right", 2), (unknown, "No opinion here", 1)):
        assert run(["withdraw", str(project), wrong]) == code
        assert why in capsys.readouterr().err
    assert said(capsys, "remarks", str(project))[0]["state"] == "waiting"


@pytest.mark.slow
def test_the_outbox_travels_encrypted_and_the_same_file_twice_changes_nothing(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away = ["--store", str(tmp_path / "office")]
    for text in ("een", "twee", "drie"):
        made = said(capsys, "remark", str(project), "--text", text)
    run(["withdraw", str(project), made["receipt"]])
    stick, typed = tmp_path / "stick.age", tmp_path / "typed.age"
    key = tmp_path / "key.txt"
    key.write_text("een heel lang wachtwoord\n", encoding="utf-8-sig")  # as Notepad does
    words = ["--passphrase-file", str(key)]
    said(capsys, "outbox", str(project), "--export", str(typed), *words)
    told = said(capsys, "outbox", str(project), "--export", str(stick))
    assert told["waiting"] == 3  # carrying is no sending
    assert b"twee" not in stick.read_bytes()
    monkeypatch.setenv("MRAPP_PASSPHRASE", "another one")
    assert run(["outbox", str(project), "--import", str(stick), *away]) == 1
    monkeypatch.setenv("MRAPP_PASSPHRASE", told["passphrase"])
    first = said(capsys, "outbox", str(project), "--import", str(stick), *away)
    again = said(capsys, "outbox", str(project), "--import", str(stick), *away)
    assert (first["imported"], again["imported"]) == (4, 0)
    assert first["entries"] == again["entries"] == 4
    here, there = (said(capsys, "remarks", str(project), *place) for place in ([], away))
    assert [each["remark"] for each in there] == [each["remark"] for each in here]
    monkeypatch.setenv("MRAPP_PASSPHRASE", "een heel lang wachtwoord")
    assert said(capsys, "outbox", str(project), "--import", str(typed))["known"] == 4
    # A receipt works wherever its remark is.
    monkeypatch.delenv("MRAPP_PASSPHRASE")
    assert run(["withdraw", str(project), made["receipt"], *away]) == 0


@pytest.mark.slow
def test_a_drawing_and_a_voice_travel_along(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawing, voice, box = tmp_path / "d.png", tmp_path / "v.ogg", tmp_path / "box.age"
    drawing.write_bytes(PNG)
    voice.write_bytes(VOICE)
    monkeypatch.setenv("MRAPP_PASSPHRASE", "een heel lang wachtwoord")
    files = ["--drawing", str(drawing), "--voice", str(voice)]
    made = said(capsys, "remark", str(project), *PLACE, *files)
    there = ["--store", str(tmp_path / "office")]
    assert run(["outbox", str(project), "--export", str(box)]) == 0
    assert PNG not in box.read_bytes()
    assert run(["outbox", str(project), "--import", str(box), *there]) == 0
    for store in ([], there):
        capsys.readouterr()
        out = tmp_path / ("there.csv" if store else "here.csv")
        words = ["export", str(project), "--format", "csv", "--out", str(out)]
        assert run([*words, *store]) == 0
        folder = out.with_suffix(".csv.files")
        assert (folder / f"{made['id']}-drawing.png").read_bytes() == PNG
        assert len(list(folder.iterdir())) == 1
        assert run([*words, "--with-spoken", "--force", *store]) == 0
        assert (folder / f"{made['id']}-voice.ogg").read_bytes() == VOICE
    # What is withdrawn is erased, also there.
    assert run(["withdraw", str(project), made["receipt"], *there]) == 0
    assert not list((tmp_path / "office").rglob("files/*"))


@pytest.mark.parametrize("role", ["--drawing", "--voice"])
def test_only_what_a_file_says_it_is_goes_along(
    project: Path, tmp_path: Path, role: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    other = VOICE if role == "--drawing" else PNG
    large = (PNG if role == "--drawing" else VOICE) + bytes(2**25)
    for content, why in ((b"", "geen"), (b"<svg/>", "geen"), (other, "geen"), (large, "groter")):
        file.write_bytes(content)
        capsys.readouterr()
        assert run(["remark", str(project), "--text", "x", role, str(file)]) == 2
        told = capsys.readouterr().err
        assert why in told or {"geen": " no ", "groter": "larger"}[why] in told
    assert said(capsys, "remarks", str(project)) == []


def test_without_a_passphrase_nothing_is_taken_in(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stick.age").write_bytes(b"age")
    with pytest.raises(SystemExit) as left:
        run(["outbox", str(project), "--import", str(tmp_path / "stick.age")])
    assert left.value.code == 2
    assert "--passphrase-file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "why"), [("", "empty"), ("kort", "fewer than 12 signs"), ("\udcff" * 12, "no text")]
)
def test_a_passphrase_that_can_be_guessed_locks_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, why: str
) -> None:
    key, stick = tmp_path / "key.txt", tmp_path / "stick.age"
    key.write_bytes(words.encode(errors="surrogateescape"))
    with pytest.raises(SystemExit) as left:
        run(["outbox", str(project), "--export", str(stick), "--passphrase-file", str(key)])
    assert left.value.code == 2
    assert why in capsys.readouterr().err
    assert not stick.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson", "gpkg", "bcf"])
def test_every_format_is_written_and_nothing_is_written_of_nothing(
    project: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out.{kind}"
    words = ["export", str(project), "--out", str(out)]  # the ending tells the format
    assert run(words) == 1
    assert not out.exists()
    run(["remark", str(project), *PLACE, "--text", "=1+1"])
    capsys.readouterr()
    assert run(words) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.stat().st_size > 100
    if kind == "csv":
        rows = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert len(rows) == 2
        assert "=1+1" not in rows[1]


def test_the_day_slip_is_a_pdf(project: Path, tmp_path: Path) -> None:
    run(["remark", str(project), "--text", "x"])
    assert run(["slip", str(project), "--out", str(tmp_path / "slip.pdf")]) == 0
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    for command, name in (("slip", "x.pdf"), ("export", "x.csv")):
        assert run([command, str(project), "--out", str(tmp_path / name), "--event", "feest"]) == 2
        assert not (tmp_path / name).exists()


def test_a_damaged_database_is_mended_and_said(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--store", str(tmp_path / "store")]
    said(capsys, "remark", str(project), "--text", "blijft", *place)
    (database,) = (tmp_path / "store").rglob("*.sqlite")
    database.write_bytes(database.read_bytes()[:5000])
    assert run(["outbox", str(project), *place]) == 0
    assert "mrapp: " in capsys.readouterr().err
    (kept,) = said(capsys, "remarks", str(project), *place)
    assert kept["remark"]["text"] == "blijft"
    with sqlite3.connect(next((tmp_path / "store").rglob("remarks.sqlite"))) as mended:
        assert mended.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    mended.close()
