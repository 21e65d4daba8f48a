"""The contract of `RemarkStore`: the same for the store in a folder and the one in memory."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from mrapp.app.remarks.keeping import Draft, RemarkStore, State
from mrapp.app.remarks.receipts import new_receipt
from mrapp.app.remarks.samples import outline_of
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Answered, Channel, sha256_of
from mrapp.model.remark_errors import (
    ReceiptUnknownError,
    RemarkInvalidError,
    WithdrawnError,
)
from tests.app.kept_in_memory import MemoryStore
from tests.feedback.making import NOON, PROJECT, TEXTS, Maker


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, stores: FolderStores) -> Iterator[RemarkStore]:
    """One store of each kind."""
    opened = stores.open(PROJECT) if request.param == "folder" else MemoryStore(PROJECT)
    yield opened
    opened.close()


def test_what_was_kept_is_there_as_it_was_and_in_order(store: RemarkStore, maker: Maker) -> None:
    remarks = [maker.keep_in(store, text)[0] for text in TEXTS]
    assert [kept.remark for kept in store.kept()] == remarks
    assert [kept.number for kept in store.kept()] == list(range(1, len(TEXTS) + 1))
    some = [remarks[5].id, remarks[2].id, maker.id()]
    assert [kept.id for kept in store.kept(some)] == [remarks[2].id, remarks[5].id]
    assert store.count() == len(TEXTS)
    assert store.check().whole
    store.ready()


def test_a_text_of_a_megabyte_is_kept(store: RemarkStore, maker: Maker) -> None:
    remark, _ = maker.keep_in(store, "é" * 2**19)
    assert store.kept()[0].remark == remark


def test_the_same_twice_is_once_and_something_else_by_its_id_is_refused(
    store: RemarkStore, maker: Maker
) -> None:
    remark = maker.remark("Meer groen")
    _, seal = maker.receipt()
    store.add(remark, seal, {})
    store.add(remark, seal, {})
    assert store.count() == 1
    with pytest.raises(RemarkInvalidError):
        store.add(remark.model_copy(update={"text": "Minder groen"}), seal, {})
    assert [kept.remark for kept in store.kept()] == [remark]


def test_files_are_kept_and_must_be_those_that_are_named(store: RemarkStore, maker: Maker) -> None:
    files = {sha256_of(b"picture"): b"picture"}
    remark = maker.remark("Zie de tekening", files)
    _, seal = maker.receipt()
    wrongs: list[dict[str, bytes]] = [{}, {next(iter(files)): b"another"}, files | {"x": b"more"}]
    for wrong in wrongs:
        with pytest.raises(RemarkInvalidError):
            store.add(remark, seal, wrong)
    assert store.count() == 0
    store.add(remark, seal, files)
    assert store.file(remark.attachments[0], remark.id) == b"picture"
    assert store.file(remark.attachments[0], maker.id()) is None


def test_a_remark_that_says_nothing_or_is_of_another_project_is_refused(
    store: RemarkStore, maker: Maker
) -> None:
    _, seal = maker.receipt()
    said = maker.remark("Mooi")
    for wrong in ({"text": " ", "mood": None}, {"project": "another"}):
        with pytest.raises(RemarkInvalidError):
            store.add(said.model_copy(update=wrong), seal, {})
    assert store.count() == 0


def test_with_the_receipt_and_nothing_else_it_is_read_and_added_to(
    store: RemarkStore, maker: Maker
) -> None:
    remark, receipt = maker.keep_in(store)
    added = store.add_to(receipt, maker.addition)
    assert store.add_to(receipt, lambda _remark_id: added) == added, "twice is once"
    assert store.of_receipt(receipt).remark == remark
    assert store.of_receipt(receipt).additions == (added,)
    guess = replace(receipt, secret=new_receipt().secret)
    for stranger in (guess, new_receipt()):
        with pytest.raises(ReceiptUnknownError):
            store.of_receipt(stranger)
        with pytest.raises(ReceiptUnknownError):
            store.add_to(stranger, maker.addition)
        with pytest.raises(ReceiptUnknownError):
            store.withdraw(stranger, NOON, Channel.KIOSK)
    with pytest.raises(RemarkInvalidError):
        store.add_to(receipt, lambda remark_id: maker.addition(remark_id, "  "))
    assert [len(kept.additions) for kept in store.kept()] == [1]


def test_columns_say_of_each_remark_what_it_says_itself(store: RemarkStore, maker: Maker) -> None:
    remarks = [maker.keep_in(store)[0] for _ in range(20)]
    columns = store.columns()
    assert columns.ids == tuple(remark.id for remark in remarks)
    for row, remark in enumerate(remarks):
        point = remark.point or (np.nan,) * 3
        np.testing.assert_array_equal(columns.points_rd[row], point)
        assert columns.moods[row] == (remark.mood or 0)
        assert columns.made_s[row] == remark.made_utc.timestamp()
        assert remark.sight is not None
        said = {
            "variants": remark.sight.variant,
            "themes": remark.theme,
            "channels": remark.channel,
            "events": remark.event,
            "languages": remark.language,
            "states": "waiting",
        }
        for name, word in said.items():
            number = getattr(columns, name)[row]
            assert (columns.words[name][number] if number >= 0 else None) == word


def test_there_are_columns_without_remarks(store: RemarkStore) -> None:
    assert store.columns().points_rd.shape == (0, 3)
    assert store.outline().kept_s.shape == (0,)


def test_what_is_counted_is_what_the_remarks_say(store: RemarkStore, maker: Maker) -> None:
    """Read as columns and as values: the same; of what was withdrawn only when it was kept."""
    given = [maker.keep_in(store) for _ in range(9)]
    answered = Answered(
        questionnaire="plein",
        version=2,
        answers={"a": "1", "b": 3, "c": ("x", "y"), "d": (1.0, 2.5, 3.0), "e": "\u2028\x00é"},
        orders={"f": ("now", "toren")},
    )
    with_answers = maker.remark().model_copy(update={"answered": answered})
    store.add(with_answers, maker.receipt()[1], {})
    store.add_to(given[3][1], maker.addition)
    store.withdraw(given[5][1], NOON, Channel.DESKTOP)
    everything = store.kept()
    wanted, outline = outline_of(everything), store.outline()
    for name in ("kept_s", "additions", "withdrawn_s"):
        np.testing.assert_allclose(getattr(outline, name), getattr(wanted, name), atol=1e-6)
    assert outline.columns.ids == wanted.columns.ids
    ids = [each.id for each in everything]
    standing = [each.remark for each in everything if each.remark]
    assert store.texts(ids) == {each.id: each.text for each in standing}
    assert store.answers(ids) == {with_answers.id: answered}


def test_the_outbox_tells_what_waits_and_since_when(store: RemarkStore, maker: Maker) -> None:
    assert store.outbox().waiting == 0
    assert store.outbox().since is None
    first, receipt = maker.keep_in(store)
    maker.keep_in(store)
    maker.keep_in(store)
    store.add_to(receipt, maker.addition)
    outbox = store.outbox()
    assert (outbox.remarks, outbox.additions, outbox.withdrawals) == (3, 1, 0)
    assert outbox.since == store.kept([first.id])[0].kept_utc
    store.withdraw(receipt, NOON, Channel.DESKTOP)
    outbox = store.outbox()
    assert (outbox.remarks, outbox.withdrawals) == (2, 1)


def test_a_withdrawal_leaves_a_tombstone_and_nothing_else(store: RemarkStore, maker: Maker) -> None:
    remark, receipt = maker.keep_in(store, "weg ermee")
    other, _ = maker.keep_in(store, "blijft staan")
    store.add_to(receipt, maker.addition)
    assert store.withdraw(receipt, NOON, Channel.KIOSK) == remark.id
    gone = store.of_receipt(receipt)
    assert store.withdraw(receipt, NOON, Channel.KIOSK) == remark.id
    assert store.of_receipt(receipt) == gone
    assert (gone.state, gone.remark, gone.additions) == (State.WITHDRAWN, None, ())
    assert store.file(remark.attachments[0], remark.id) is None
    assert [kept.remark for kept in store.kept()] == [None, other]
    assert (store.count(), store.columns().ids) == (2, (other.id,))
    with pytest.raises(WithdrawnError):
        store.add_to(receipt, maker.addition)
    with pytest.raises(WithdrawnError):
        store.add(remark.model_copy(update={"attachments": ()}), maker.receipt()[1], {})


def test_what_was_withdrawn_elsewhere_is_withdrawn_here(store: RemarkStore, maker: Maker) -> None:
    remark, receipt = maker.keep_in(store)
    assert not store.withdrawn_there(maker.id(), NOON), "of another machine"
    assert store.withdrawn_there(remark.id, NOON)
    assert not store.withdrawn_there(remark.id, NOON), "twice is once"
    assert store.of_receipt(receipt).state is State.WITHDRAWN
    assert store.file(remark.attachments[0], remark.id) is None
    assert store.waiting(10) == []
    with pytest.raises(WithdrawnError):
        store.add_to(receipt, maker.addition)


def test_a_draft_is_there_until_it_is_dropped_or_kept_as_a_remark(
    store: RemarkStore, maker: Maker
) -> None:
    remark, seal = maker.remark("Meer groen"), maker.receipt()[1]
    for each in ("d1", "d2", remark.id):
        store.keep_draft(Draft(each, NOON, {"text": "Gro"}))
    store.keep_draft(Draft("d1", NOON, {"text": "Groen", "page": 2}))
    store.drop_draft("d2")
    store.drop_draft("d2")
    store.add(remark, seal, {})
    assert {each.id: each.content for each in store.drafts()} == {
        "d1": {"text": "Groen", "page": 2}
    }
