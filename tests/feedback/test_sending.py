"""What a server acknowledges, and what is said of sending; through the port."""

from pathlib import Path

import pytest

from mrapp.app.remarks.keeping import RemarkStore, State
from mrapp.app.remarks.receipts import Receipt
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from mrapp.model.texts import Phrase
from mrapp.protocol.checksums import digest_of
from mrapp.protocol.contents import said_in, said_in_entry
from tests.feedback.harm import older_version
from tests.feedback.making import NOON, PROJECT, Maker

_NO_NETWORK = Phrase(nl="er is geen netwerk", en="there is no network")


def _three(store: RemarkStore, maker: Maker) -> tuple[list[str], Receipt]:
    """Keep two remarks and an addition to the first."""
    first, receipt = maker.keep_in(store)
    second, _ = maker.keep_in(store)
    added = store.add_to(receipt, maker.addition)
    return [first.id, second.id, added.id], receipt


def test_an_entry_leaves_the_outbox_when_a_server_has_it(store: RemarkStore, maker: Maker) -> None:
    ids, _ = _three(store, maker)
    waiting = store.waiting(10)
    assert [each.id for each in waiting] == ids
    assert store.waiting(1) == waiting[:1]
    for _twice in range(2):
        assert store.acknowledge({ids[0]: waiting[0].checksum}) == {ids[0]}
        outbox = store.outbox()
        assert (outbox.remarks, outbox.additions, outbox.sent) == (1, 1, 1)
        assert outbox.why is None
    assert list(store.waiting(10)) == list(waiting[1:])
    assert [each.state for each in store.kept()] == [State.SENT, State.WAITING]
    assert store.check().whole


def test_what_waits_is_all_that_a_server_needs_and_comes_in_portions(
    store: RemarkStore, maker: Maker
) -> None:
    ids, receipt = _three(store, maker)
    store.withdraw(receipt, NOON, Channel.KIOSK)
    remark, withdrawal = store.waiting(10)
    assert (remark.id, withdrawal.about) == (ids[1], ids[0])
    said = said_in(remark.content).remark
    assert [said] == [each.remark for each in store.kept([ids[1]])]
    assert remark.files == said.attachments
    assert remark.files
    for each in (remark, withdrawal):
        assert digest_of(each.salt, each.content) == each.checksum
        said_in_entry(each.kind, each.id, each.about, each.content)
    assert store.waiting(10, after=remark.number) == [withdrawal]
    assert store.waiting(10, most_bytes=1) == [remark], "one at least, however long it is"


@pytest.mark.parametrize("left", ["all", "journal", "database"])
def test_what_was_withdrawn_elsewhere_is_erased_here_and_not_sent(
    store: RemarkStore, stores: FolderStores, maker: Maker, tmp_path: Path, left: str
) -> None:
    """Also once a crash has left the journal only, or the database only."""
    ids, receipt = _three(store, maker)
    assert not store.withdrawn_there(maker.id(), NOON)
    for is_new in (True, False):
        assert store.withdrawn_there(ids[0], NOON) is is_new
    store.close()
    for name in {"all": (), "journal": ("remarks.sqlite*",), "database": ("journal.jsonl",)}[left]:
        for path in tmp_path.rglob(name):
            path.unlink()
    again = stores.open(PROJECT)
    assert [each.id for each in again.waiting(10)] == [ids[1]]
    assert (again.outbox().waiting, again.outbox().sent) == (1, 1)
    assert again.of_receipt(receipt).state is State.WITHDRAWN
    assert again.check().whole
    texts = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"En nog iets." not in texts
    again.close()


def test_what_a_server_has_otherwise_waits_and_that_is_said(
    store: RemarkStore, maker: Maker
) -> None:
    ids, _ = _three(store, maker)
    first, second, _ = store.waiting(10)
    wrong = [(ids[0], second.checksum), (ids[0], ""), ("", first.checksum), (maker.id(), "a" * 64)]
    for entry_id, checksum in wrong:
        assert not store.acknowledge({entry_id: checksum})
        outbox = store.outbox()
        assert (outbox.waiting, outbox.sent) == (3, 0)
        assert outbox.why is not None
        assert "server" in outbox.why.text("nl")
    assert store.acknowledge({ids[0]: first.checksum})
    assert store.outbox().waiting == 2


def test_the_outbox_says_when_sending_was_tried_and_why_it_failed(
    store: RemarkStore, stores: FolderStores, maker: Maker
) -> None:
    assert store.outbox().tried is None
    maker.keep_in(store)
    store.tried(_NO_NETWORK)
    other_window = stores.open(PROJECT)
    outbox = other_window.outbox()
    assert outbox.why == _NO_NETWORK
    assert outbox.tried is not None
    assert outbox.since is not None
    assert outbox.tried >= outbox.since
    other_window.close()
    store.tried(None)
    assert store.outbox().why is None
    assert store.outbox().tried is not None


def test_a_withdrawal_is_sent_and_what_was_added_is_not(store: RemarkStore, maker: Maker) -> None:
    ids, receipt = _three(store, maker)
    store.acknowledge({ids[0]: store.waiting(1)[0].checksum})
    store.withdraw(receipt, NOON, Channel.DESKTOP)
    assert [each.kind for each in store.waiting(10)] == ["remark", "withdrawal"]
    assert store.outbox().waiting == 2
    for each in store.waiting(10):
        assert store.acknowledge({each.id: each.checksum})
    assert store.outbox().waiting == 0


@pytest.mark.parametrize("harm", ["gone", "damaged", "older"])
def test_what_was_sent_stays_sent_when_the_database_is_made_anew(
    store: RemarkStore, stores: FolderStores, maker: Maker, tmp_path: Path, harm: str
) -> None:
    _three(store, maker)
    first, second, _ = store.waiting(10)
    store.acknowledge({first.id: first.checksum})
    store.acknowledge({second.id: second.checksum})
    store.close()
    log = next(tmp_path.rglob("sent.jsonl"))
    log.write_bytes(log.read_bytes() + b'\n{"id": "')  # a program was killed in the middle
    database = next(tmp_path.rglob("remarks.sqlite"))
    if harm == "gone":
        database.unlink()
    elif harm == "older":
        older_version(database.parent, maker.random)
    else:
        database.write_bytes(database.read_bytes()[:9000])
    again = stores.open(PROJECT)
    assert again.check().whole
    assert (again.outbox().waiting, again.outbox().sent) == (1, 2)
    log.unlink()
    assert again.check().whole
    left = again.waiting(1)[0]
    assert again.acknowledge({left.id: left.checksum})
    again.close()
    database.unlink()
    once_more = stores.open(PROJECT)
    assert (once_more.outbox().waiting, once_more.outbox().sent) == (0, 3)
    once_more.close()
