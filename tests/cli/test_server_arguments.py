"""`mrapp serve` and `mrapp server` say what is wrong before anything runs, and what is new."""

from pathlib import Path

import pytest
from cryptography import x509
from sqlalchemy import select

from mrapp.cli.main import run
from mrapp.server.backend import Settings
from mrapp.server.database.moderating import audit
from mrapp.server.running import build
from tests.certificates import self_signed


@pytest.mark.parametrize(
    "words",
    [
        ("--port", "80000"),
        ("--port", "-1"),
        ("--workers", "0"),
        ("--phone-files", "many"),
        ("--keep-free", "nan"),
        ("--owner-email", "api.example.org"),
        ("--public-url", "opinions.example.org"),
        ("--public-url", "ftp://opinions.example.org"),
    ],
)
def test_an_argument_that_cannot_be_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["serve", "--data", str(tmp_path / "data"), *words])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert f"{words[0]}: {words[1]} is no" in told.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("what", ["file", "nothing", "no list", "no text"])
def test_lists_of_words_that_cannot_be_read_are_told_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """Else the first remark that is looked at would show it."""
    words = tmp_path / "words"
    if what == "file":
        words.write_text("lelijk", "utf-8")
    elif what != "nothing":
        words.mkdir()
        (words / ("README.md" if what == "no list" else "nl.txt")).write_bytes(b"l\xe9lijk")
    with pytest.raises(SystemExit) as ended:
        run(["serve", "--data", str(tmp_path / "data"), "--words", str(words)])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert f"--words: {words} is no folder with lists of words: " in told
    assert not (tmp_path / "data").exists()


def test_a_certificate_that_cannot_be_used_is_told_before_it_listens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper, key, data = tmp_path / "paper.pem", tmp_path / "key.pem", tmp_path / "data"
    for file, made in zip((paper, key), self_signed(x509.DNSName("localhost")), strict=True):
        file.write_bytes(made)
    for certificate, with_key in ((key, paper), (paper, paper)):
        words = ("--certificate", str(certificate), "--key", str(with_key))
        assert run(["serve", "--port", "0", "--data", str(data), *words]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert f"certificate {certificate} and the key {with_key} cannot be used" in told.err
    assert not data.exists()


def test_a_host_of_another_machine_is_told_as_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--host", "192.0.2.1", "--port", "0", "--data", str(tmp_path)]) == 1
    assert "no address of this machine" in capsys.readouterr().err


def test_a_code_by_command_tells_what_was_made_and_stands_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["server", "code", "spoorzone", "--label", "desk", "--data", str(tmp_path)]
    assert run(words) == 0
    first = capsys.readouterr()
    assert len(first.out.split()) == 1
    assert "a new, empty database was made" in first.err
    assert "spoorzone is new on this server" in first.err
    assert run(words) == 0
    again = capsys.readouterr().err
    assert "new" not in again
    assert "mrapp enrol" in again

    backend = build(Settings(data=tmp_path, database="", public_url=""))
    with backend.database.reading() as conn:
        told = conn.execute(select(audit.c.action, audit.c.detail).order_by(audit.c.number)).all()
    backend.database.close()
    made = ("machine.code-made", {"label": "desk", "mayPublish": False})
    assert [tuple(each) for each in told] == [("project.added", {}), made, made]
