"""What is mended, what cannot be, and that it is said: cases that chance seldom makes."""

import multiprocessing
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mrapp.app.remarks.keeping import Draft
from mrapp.feedback.lock import StoreLock
from mrapp.feedback.store import FolderStore
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from mrapp.model.remark_errors import StoreBusyError
from mrapp.model.texts import Phrase
from tests.feedback.making import NOON, PROJECT, Maker

_NO_NETWORK = Phrase(nl="er is geen netwerk", en="there is no network")
TEXTS = [f"opinion number {n}." for n in range(1, 7)]


@pytest.fixture
def folder(stores: FolderStores, maker: Maker, tmp_path: Path) -> Path:
    """Return the folder of a store with six remarks, closed."""
    store = stores.open(PROJECT)
    for text in TEXTS:
        maker.keep_in(store, text)
    store.close()
    return next((tmp_path / "remarks").iterdir())


@contextmanager
def opened(stores: FolderStores) -> Iterator[FolderStore]:
    store = stores.open(PROJECT)
    try:
        yield store
    finally:
        store.close()


def said(store: FolderStore) -> str:
    return " ".join(notice.text("en") for notice in store.check().notices)


def texts(store: FolderStore) -> list[str]:
    return [kept.remark.text for kept in store.kept() if kept.remark]


def holding(folder: Path, what: bytes) -> list[Path]:
    """Return the files that hold some bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if what in path.read_bytes()]


def change(path: Path, what: str) -> None:
    """Change a text wherever it stands in a file, to another of the same length."""
    content = path.read_bytes()
    assert what.encode() in content
    path.write_bytes(content.replace(what.encode(), what.upper().encode()))


def test_of_two_damaged_files_every_entry_that_either_has_is_kept(
    stores: FolderStores, folder: Path
) -> None:
    change(folder / "journal.jsonl", TEXTS[1])
    change(folder / "remarks.sqlite", TEXTS[4])
    with opened(stores) as store:
        condition = store.check()
        assert condition.whole
        assert (condition.entries, texts(store)) == (6, TEXTS)
        told = " ".join(notice.text("en") for notice in condition.notices)
        assert "Mended were the numbers 2." in told
        assert said(store) == ""
    assert len(list(folder.glob("*.damaged-*"))) == 2


@pytest.mark.parametrize("table", ["sent", "tried"])
@pytest.mark.parametrize("damage", ["CAST(X'32ff' AS TEXT)", "'2026-11-'", "7"])
def test_what_is_damaged_of_sending_alone_is_mended_too(
    stores: FolderStores, folder: Path, table: str, damage: str
) -> None:
    """No entry tells of it; yet who cannot read it could not check the store, nor send."""
    with opened(stores) as store:
        store.acknowledge({each.id: each.checksum for each in store.waiting(3)})
        store.tried(_NO_NETWORK)
    with closing(sqlite3.connect(folder / "remarks.sqlite")) as conn, conn:
        conn.execute(f"UPDATE {table} SET at = {damage}")
    with opened(stores) as store:
        condition = store.check()
        assert (condition.whole, texts(store)) == (True, TEXTS)
        outbox = store.outbox()
        assert (outbox.sent, outbox.waiting) == (3, 3)
        assert said(store) == ""


def test_what_is_damaged_in_both_is_named_by_its_number_each_time(
    stores: FolderStores, folder: Path
) -> None:
    for name in ("journal.jsonl", "remarks.sqlite"):
        change(folder / name, TEXTS[1])
        change(folder / name, TEXTS[2])
    with opened(stores) as store:
        for _ in range(2):
            condition = store.check()
            assert not condition.whole
            told = " ".join(notice.text("en") for notice in condition.notices)
            assert "content of the numbers 2-3 is damaged" in told
            assert texts(store) == [TEXTS[0], *TEXTS[3:]]
        assert store.count() == 6


def test_entries_that_nobody_has_are_named_and_the_rest_goes_on(
    stores: FolderStores, folder: Path, maker: Maker
) -> None:
    journal = folder / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:2] + lines[3:]))
    (folder / "remarks.sqlite").unlink()
    with opened(stores) as store:
        for _ in range(2):
            condition = store.check()
            assert (condition.entries, condition.whole) == (5, False)
            assert "the numbers 3 are missing" in condition.notices[-1].text("en")
        maker.keep_in(store, "one more")
        assert texts(store) == [*TEXTS[:2], *TEXTS[3:], "one more"]
        assert store.kept()[-1].number == 7


def test_an_older_copy_of_the_database_brings_nothing_back(
    stores: FolderStores, folder: Path, maker: Maker
) -> None:
    shutil.copy(folder / "remarks.sqlite", folder.parent / "copy")
    with opened(stores) as store:
        remark, receipt = maker.keep_in(store, "only in the journal")
        gone, gone_receipt = maker.keep_in(store, "TO BE TAKEN BACK")
        shutil.copy(folder / "journal.jsonl", folder.parent / "copy of the journal")
        store.withdraw(gone_receipt, NOON, Channel.KIOSK)
    shutil.copy(folder.parent / "copy", folder / "remarks.sqlite")
    with opened(stores) as store:
        assert store.of_receipt(receipt).remark == remark
        assert store.of_receipt(gone_receipt).remark is None
        assert store.check().whole
    # An older journal too: what the database knows of withdrawals is honoured.
    shutil.copy(folder.parent / "copy of the journal", folder / "journal.jsonl")
    with opened(stores) as store:
        assert store.of_receipt(gone_receipt).remark is None
        assert store.check().whole
    for path in folder.rglob("*"):
        assert not path.is_file() or b"TO BE TAKEN BACK" not in path.read_bytes(), path
        assert gone.id not in path.name


def test_a_withdrawal_reaches_what_was_set_aside(
    stores: FolderStores, folder: Path, maker: Maker
) -> None:
    with opened(stores) as store:
        _, receipt = maker.keep_in(store, "TO BE TAKEN BACK")
    change(folder / "journal.jsonl", TEXTS[0])
    change(folder / "remarks.sqlite", TEXTS[3])
    with opened(stores) as store:
        assert store.check().whole
        assert len(list(folder.glob("*.damaged-*"))) == 2
        store.withdraw(receipt, NOON, Channel.KIOSK)
    for path in folder.rglob("*"):
        assert not path.is_file() or b"TO BE TAKEN BACK" not in path.read_bytes(), path


def test_a_file_that_is_gone_or_changed_is_told_of_by_its_remark(
    stores: FolderStores, folder: Path
) -> None:
    with opened(stores) as store:
        third, fifth = store.kept()[2], store.kept()[4]
        for number, kept in enumerate((third, fifth)):
            assert kept.remark is not None
            path = next(folder.glob(f"files/{kept.id}-*"))
            path.unlink() if number else path.write_bytes(b"something else")
        condition = store.check()
        assert not condition.whole
        assert "numbers 3, 5 " in condition.notices[-1].text("en")
        assert texts(store) == TEXTS


def test_files_of_what_was_never_kept_go_at_the_check(stores: FolderStores, folder: Path) -> None:
    stray = folder / "files" / f"01990000-0000-7000-8000-000000000000-{'0' * 16}"
    stray.write_bytes(b"left by a crash")
    with opened(stores) as store:
        assert store.check().whole
    assert not stray.exists()


def test_two_windows_go_on_after_one_of_them_has_mended(
    stores: FolderStores, folder: Path, maker: Maker
) -> None:
    with opened(stores) as one, opened(stores) as two:
        maker.keep_in(one, "by one")
        maker.keep_in(two, "by two")
        (folder / "remarks.sqlite").write_bytes(b"rubbish")
        assert one.check().whole
        maker.keep_in(two, "by two again")
        maker.keep_in(one, "by one again")
        wanted = [*TEXTS, "by one", "by two", "by two again", "by one again"]
        assert texts(one) == texts(two) == wanted
        assert two.check().whole


def test_the_clock_being_set_back_is_told_and_does_no_harm(tmp_path: Path, maker: Maker) -> None:
    times = [NOON, NOON + timedelta(hours=1), NOON - timedelta(days=1), NOON]

    def now() -> datetime:
        return times[0]

    with opened(FolderStores(tmp_path, now)) as store:
        for number in range(4):
            maker.keep_in(store, f"opinion {number}")
            times[:-1] = times[1:-1]
        condition = store.check()
        assert condition.whole
        assert "before the numbers 3." in condition.notices[0].text("en")
        assert texts(store) == [f"opinion {number}" for number in range(4)]


def test_a_damaged_draft_is_told_of_and_the_others_stay(stores: FolderStores, folder: Path) -> None:
    with opened(stores) as store:
        store.keep_draft(Draft("a", NOON, {"text": "half"}))
        next((folder / "drafts").glob("*.json")).write_bytes(b'{"id": "a", "beg')
        store.keep_draft(Draft("b", NOON, {"text": "whole"}))
        assert [draft.id for draft in store.drafts()] == ["b"]
        assert "What a visitor was writing is damaged" in said(store)
        assert said(store) == ""


@pytest.mark.slow
def test_while_another_program_holds_the_store_it_says_so_and_loses_nothing(
    stores: FolderStores, folder: Path, maker: Maker
) -> None:
    begun = multiprocessing.get_context("spawn").Event()
    other = multiprocessing.get_context("spawn").Process(
        target=_hold, args=(folder / "lock", begun)
    )
    with opened(stores) as store:
        other.start()
        assert begun.wait(60)
        with pytest.raises(StoreBusyError):
            maker.keep_in(store, "too early")
        assert texts(store) == TEXTS
        other.kill()
        other.join()
        maker.keep_in(store, "in time")
        assert texts(store) == [*TEXTS, "in time"]
        assert store.check().whole


def _hold(path: Path, begun: "multiprocessing.synchronize.Event") -> None:
    StoreLock(path).acquire(0.0)
    begun.set()
    time.sleep(600)


@pytest.mark.parametrize("noticed_first", [True, False])
def test_a_withdrawal_reaches_words_in_a_line_that_says_no_more_whose_they_are(
    stores: FolderStores, folder: Path, maker: Maker, noticed_first: bool
) -> None:
    """Rubbish over the beginning of a long line leaves the words, and no id by them."""
    with opened(stores) as store:
        _, receipt = maker.keep_in(store, "TO BE TAKEN BACK " * 500)
    journal = folder / "journal.jsonl"
    content = journal.read_bytes()
    words = content.index(b"TO BE TAKEN BACK")
    begin = content.rindex(b"\n", 0, words) + 1
    journal.write_bytes(content[:begin] + b"#" * (words - begin) + content[words:])
    with opened(stores) as store:
        if noticed_first:
            assert store.check().whole
        store.withdraw(receipt, NOON, Channel.KIOSK)
        assert holding(folder, b"TO BE TAKEN BACK") == []
        assert store.check().whole
        assert texts(store) == TEXTS
    assert holding(folder, b"TO BE TAKEN BACK") == []


def test_a_withdrawal_reaches_what_a_crash_left_half_mended(
    stores: FolderStores, folder: Path, maker: Maker
) -> None:
    with opened(stores) as store:
        _, receipt = maker.keep_in(store, "TO BE TAKEN BACK")
    for name in ("journal.jsonl", "remarks.sqlite"):
        shutil.copy(folder / name, folder / f"{name}.new")
    with opened(stores) as store:
        store.withdraw(receipt, NOON, Channel.KIOSK)
    assert holding(folder, b"TO BE TAKEN BACK") == []


def test_a_draft_that_outlived_its_remark_is_nobodys_any_more(
    stores: FolderStores, folder: Path, maker: Maker
) -> None:
    """A program ended after the remark was kept, and before its draft was erased."""
    remark = maker.remark("TO BE TAKEN BACK")
    receipt, sealed = maker.receipt()
    left = Draft(remark.id, NOON, {"text": remark.text})
    with opened(stores) as store:
        store.keep_draft(left)
        store.add(remark, sealed, {})
    with opened(stores) as store:
        assert store.drafts() == []
        assert list(folder.glob("drafts/*.json")) == []
        store.keep_draft(left)
    with opened(stores) as store:
        store.withdraw(receipt, NOON, Channel.KIOSK)
        assert holding(folder, b"TO BE TAKEN BACK") == []


def test_what_was_lost_does_not_wait_to_be_sent_for_ever(
    stores: FolderStores, folder: Path
) -> None:
    for name in ("journal.jsonl", "remarks.sqlite"):
        change(folder / name, TEXTS[1])
    with opened(stores) as store:
        assert not store.check().whole
        waiting = store.waiting(10)
        assert store.outbox().waiting == len(waiting) == 5
