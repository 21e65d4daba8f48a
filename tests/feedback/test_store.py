"""The store in a folder: what its files hold, and who else may open it. Also: test_contract.py."""

import json
import threading
from pathlib import Path

import pytest

from mrapp.app.remarks.keeping import Draft, RemarkStore
from mrapp.feedback.stores import FolderStores
from mrapp.feedback.syncing import Syncer
from mrapp.model.remark import Channel, sha256_of
from mrapp.model.remark_errors import StoreUnusableError
from tests.feedback.making import NOON, PROJECT, TEXTS, Maker


def test_what_was_kept_is_there_when_it_is_opened_again(
    store: RemarkStore, stores: FolderStores, maker: Maker
) -> None:
    for text in TEXTS:
        maker.keep_in(store, text)
    kept = store.kept()
    store.close()
    again = stores.open(PROJECT)
    assert again.kept() == kept
    assert again.check().whole
    again.close()


def test_a_withdrawal_erases_every_byte(store: RemarkStore, maker: Maker, tmp_path: Path) -> None:
    secret, said_later = "GEHEIME WOORDEN", "LATER GEZEGD"
    _, receipt = maker.keep_in(store, secret)
    maker.keep_in(store, "blijft staan")
    store.add_to(receipt, lambda remark_id: maker.addition(remark_id, said_later))
    store.withdraw(receipt, NOON, Channel.KIOSK)
    # Also while the store is open: nothing may stay in the database's own log.
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert secret.encode() not in content, path
        assert said_later.encode() not in content, path
    assert store.check().whole


def test_a_draft_is_kept_at_every_key_until_it_is_dropped(
    store: RemarkStore, stores: FolderStores
) -> None:
    """And is not taken up by another window while somebody writes it."""
    for length in range(1, 6):
        store.keep_draft(Draft("d1", NOON, {"text": "Groen\ud83d"[:length], "page": 2}))
    store.keep_draft(Draft("d2", NOON, {"text": "half \ud83d"}))
    wanted = {"d1": {"text": "Groen", "page": 2}, "d2": {"text": "half \ud83d"}}
    assert {draft.id: draft.content for draft in store.drafts()} == wanted
    other_window = stores.open(PROJECT)
    assert other_window.drafts() == []
    store.close()
    assert {draft.id: draft.content for draft in other_window.drafts()} == wanted
    other_window.drop_draft("d1")
    other_window.drop_draft("d1")
    assert [draft.id for draft in other_window.drafts()] == ["d2"]
    other_window.close()


def test_a_draft_goes_to_the_disk_beside_who_writes(store: RemarkStore, tmp_path: Path) -> None:
    """Where that fails it is said at the next key, and at none after that."""
    for length in range(200):
        store.keep_draft(Draft("d", NOON, {"text": "x" * length}))
    store.close()
    assert "mrapp-sync" not in {each.name for each in threading.enumerate()}
    syncer = Syncer()
    syncer.bring(tmp_path / "never there")
    syncer.wait()
    syncer.bring(tmp_path)  # a folder is no file
    syncer.wait()
    with pytest.raises(OSError, match=tmp_path.name):
        syncer.bring(tmp_path / "a")
    syncer.wait()
    syncer.bring(tmp_path / "a")
    syncer.wait()


def test_each_project_has_a_folder_of_its_own_whatever_its_id(tmp_path: Path) -> None:
    stores = FolderStores(tmp_path)
    ids = ["A b", "a-b", "a b", "../up", "/", "\ud83d", "é" * 200, "con", "x\0y"]
    for each in ids:
        stores.open(each).close()
    assert len(list(tmp_path.iterdir())) == len(ids)
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_without_a_place_for_them_opening_is_refused_in_words() -> None:
    with pytest.raises(StoreUnusableError):
        FolderStores(None).open(PROJECT)


def test_the_journal_is_what_it_is_said_to_be(
    store: RemarkStore, maker: Maker, tmp_path: Path
) -> None:
    """Who distrusts the program can check the chain with nothing but SHA-256 and JSON."""
    _, receipt = maker.keep_in(store)
    maker.keep_in(store)
    store.withdraw(receipt, NOON, Channel.KIOSK)
    prev = "0" * 64
    lines = next(tmp_path.rglob("journal.jsonl")).read_text().splitlines()
    for number, line in enumerate(lines, start=1):
        link, salt, content = line.split("\t")
        told = json.loads(link)
        hash_ = told.pop("hash")
        written = json.dumps(told, sort_keys=True, separators=(",", ":"))
        assert sha256_of(written.encode()) == hash_
        assert (told["n"], told["prev"]) == (number, prev)
        if content.strip():
            assert sha256_of(bytes.fromhex(salt) + content.encode()) == told["digest"]
        prev = hash_
    assert [bool(line.split("\t")[2].strip()) for line in lines] == [False, True, True]
