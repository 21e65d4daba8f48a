"""The outbox on a USB stick: out of one machine, into another, twice, late, or damaged."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyrage
import pytest

from mrapp.feedback import carrying
from mrapp.feedback.entries import BEGIN, Piece, chained, line_of
from mrapp.feedback.parcel import opened
from mrapp.feedback.store import FolderStore
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from mrapp.model.remark_errors import CarriedFileError, ExportFailedError
from mrapp.protocol.checksums import packed
from mrapp.protocol.passphrases import unlocked
from tests.feedback.making import NOON, PROJECT, Maker

pytestmark = pytest.mark.slow

KEY = "K7QM-3XWT-9PRD-5HJA"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[FolderStore]:
    """Return the store of another machine."""
    store = FolderStores(tmp_path / "office").open(PROJECT)
    yield store
    store.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "market.mrapp-remarks"


def test_all_of_it_arrives_once(
    store: FolderStore, office: FolderStore, maker: Maker, stick: Path
) -> None:
    remarks = [maker.keep_in(store) for _ in range(4)]
    store.add_to(remarks[1][1], maker.addition)
    store.withdraw(remarks[2][1], NOON, Channel.KIOSK)
    own, _ = maker.keep_in(office)
    assert store.carry_out(stick, KEY) == 6
    assert store.outbox().waiting == 5  # three that stand, an addition, a withdrawal
    for new, known in ((6, 0), (0, 6)):
        taken = office.carry_in(stick, KEY)
        assert (taken.new, taken.known, taken.notices) == (new, known, ())
    assert [kept.id for kept in office.kept()] == [own.id, *(each.id for each, _ in remarks)]
    for remark, receipt in remarks:
        here, there = store.of_receipt(receipt), office.of_receipt(receipt)
        assert (here.remark, here.additions) == (there.remark, there.additions)
        if here.remark is not None:
            assert all(office.file(each, remark.id) for each in remark.attachments)
    assert office.check().whole
    assert remarks[0][0].text.encode() not in stick.read_bytes()


def test_a_withdrawal_wins_whichever_comes_first(
    store: FolderStore, office: FolderStore, maker: Maker, tmp_path: Path
) -> None:
    remark, receipt = maker.keep_in(store, "OUD EN NIEUW")
    _, at_office = maker.keep_in(store, "OOK DIT")
    old, new = tmp_path / "old", tmp_path / "new"
    store.carry_out(old, KEY)
    office.carry_in(old, KEY)
    store.withdraw(receipt, NOON, Channel.KIOSK)
    office.withdraw(at_office, NOON, Channel.DESKTOP)
    store.add_to(at_office, maker.addition)  # before it is known here that it was withdrawn
    store.carry_out(new, KEY)
    office.carry_in(new, KEY)
    office.carry_in(old, KEY)
    for each in (receipt, at_office):
        assert (office.of_receipt(each).remark, office.of_receipt(each).additions) == (None, ())
    assert office.file(remark.attachments[0], remark.id) is None
    assert office.check().whole
    third = FolderStores(tmp_path / "third").open(PROJECT)
    third.carry_in(new, KEY)
    third.carry_in(old, KEY)
    assert third.of_receipt(receipt).remark is None
    assert third.check().whole
    third.close()
    for path in (tmp_path / "office").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"OUD EN NIEUW" not in content, path
        assert b"OOK DIT" not in content, path


def test_something_else_by_the_same_id_is_left_out_and_said(
    store: FolderStore, office: FolderStore, maker: Maker, stick: Path
) -> None:
    remark, _ = maker.keep_in(store, "hier")
    other = remark.model_copy(update={"text": "daar", "attachments": ()})
    office.add(other, maker.receipt()[1], {})
    store.carry_out(stick, KEY)
    taken = office.carry_in(stick, KEY)
    assert (taken.new, taken.known, len(taken.notices)) == (0, 0, 1)
    assert [kept.remark for kept in office.kept()] == [other]


def test_a_file_that_is_wrong_changes_nothing_and_is_refused_in_words(
    store: FolderStore, office: FolderStore, maker: Maker, stick: Path
) -> None:
    for _ in range(3):
        maker.keep_in(store)
    store.carry_out(stick, KEY)
    whole = stick.read_bytes()
    wrong = {
        "another key": (whole, "another"),
        "cut short": (whole[: len(whole) // 2], KEY),
        "a byte changed": (whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:], KEY),
        "cut in its head": (whole[:60], KEY),
        "empty": (b"", KEY),
        "another kind": (b"PK\x03\x04" + whole, KEY),
    }
    for name, (content, key) in wrong.items():
        stick.write_bytes(content)
        with pytest.raises(CarriedFileError) as error:
            office.carry_in(stick, key)
        assert stick.name in error.value.text("nl"), name
    stick.unlink()
    with pytest.raises(CarriedFileError):
        office.carry_in(stick, KEY)
    assert office.count() == 0
    _nothing_slips_in(bytes(pyrage.passphrase.decrypt(whole, KEY)), stick)


def test_to_try_a_passphrase_costs_what_age_makes_it_cost() -> None:
    """In a process of its own, where passphrases are as slow as they are for people."""
    make = (
        "import sys; from mrapp.feedback.parcel import Parcel, packed_up; "
        f"sys.stdout.buffer.write(packed_up(Parcel({PROJECT!r}, [], {{}}), {KEY!r}))"
    )
    done = subprocess.run([sys.executable, "-c", make], capture_output=True, check=True)
    cost = re.match(rb"age-encryption.org/v1\n-> scrypt \S+ (\d+)\n", done.stdout)
    # 16 MB and some hundredths of a second at least; a common computer gets sixteen times that.
    assert cost is not None
    assert int(cost[1]) >= 14
    assert b'"mrapp-remarks"' in unlocked(done.stdout, KEY)


def test_a_computer_too_slow_for_a_file_blames_nobodys_passphrase(
    store: FolderStore, office: FolderStore, maker: Maker, stick: Path
) -> None:
    maker.keep_in(store)
    store.carry_out(stick, KEY)
    # As made by a computer a thousand times as fast.
    stick.write_bytes(re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 30\n", stick.read_bytes(), count=1))
    with pytest.raises(CarriedFileError, match="too slow or too busy"):
        office.carry_in(stick, KEY)
    assert not office.kept()


def test_a_computer_that_was_busy_for_a_moment_measures_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Other programs on the computer cannot be had at will: age says what it says beside them."""
    moments = ["Excessive work parameter for passphrase."] * 20

    def decrypt(sealed: bytes, passphrase: str) -> bytes:
        if moments:
            raise pyrage.DecryptError(moments.pop())
        return sealed + passphrase.encode()

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    assert unlocked(b"opened with ", KEY) == f"opened with {KEY}".encode()


def test_a_file_beyond_all_measure_is_not_even_read(office: FolderStore, stick: Path) -> None:
    with stick.open("wb") as stream:
        stream.write(b"age-encryption.org/v1\n")
        stream.truncate(2**40)  # takes no room on the disk
    with pytest.raises(CarriedFileError, match="1024 MB"):
        office.carry_in(stick, KEY)


def test_carrying_out_leaves_the_older_file_where_it_cannot_be_written(
    store: FolderStore, maker: Maker, tmp_path: Path, stick: Path
) -> None:
    maker.keep_in(store)
    stick.write_bytes(b"an older one")
    for place, key in ((tmp_path / "no" / "\0", KEY), (stick, " ")):
        with pytest.raises((ExportFailedError, ValueError)):
            store.carry_out(place, key)
    assert stick.read_bytes() == b"an older one"


def _nothing_slips_in(plain: bytes, stick: Path) -> None:
    """Who has the passphrase cannot add what was not written either."""
    assert len(opened(stick, plain, PROJECT).entries) == 3
    label = b'"format_version":1,"lines":'
    wrong = [
        plain[: len(plain) // 2],
        plain.replace(PROJECT.encode(), b"spoorzone rotterdam"),
        plain.replace(label, b'"format_version":9,"lines":'),
        plain.replace(label, label + b"99999999"),
        plain + b"more",
    ]
    for at in Random(1).sample(range(len(plain)), 200):
        changed = bytearray(plain)
        changed[at] ^= 1
        wrong.append(bytes(changed))
    for content in wrong:
        with pytest.raises(CarriedFileError):
            opened(stick, content, PROJECT)


@pytest.mark.parametrize(
    "changed",
    [
        {"mood": "3"},
        {"made_utc": 1_700_000_000},
        {"theme": None},
        {"project": "elders"},
        {"rounds": -1},
        {"rounds": 10**12},
        {"salt": "xyz"},
    ],
)
def test_what_the_tables_cannot_hold_as_it_stands_is_refused(
    maker: Maker, stick: Path, changed: dict[str, object]
) -> None:
    """By one who knows the passphrase, or by another program that writes it in its own way."""
    said = {"remark": maker.remark().model_dump(mode="json"), "seal": dict(maker.receipt()[1])}
    assert opened(stick, _parcel(said), PROJECT).entries
    for name, value in changed.items():
        part = said["remark"] if name in said["remark"] else said["seal"]
        part[name] = value
        if value is None:
            del part[name]
    with pytest.raises(CarriedFileError):
        opened(stick, _parcel(said), PROJECT)


def test_an_entry_that_is_there_twice_is_refused(maker: Maker, stick: Path) -> None:
    said = {"remark": maker.remark().model_dump(mode="json"), "seal": dict(maker.receipt()[1])}
    with pytest.raises(CarriedFileError):
        opened(stick, _parcel(said, said), PROJECT)


def test_what_nobody_could_take_in_is_not_carried_out(
    store: FolderStore, maker: Maker, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And of files that are too many no more are read than have room."""
    for _ in range(4):
        maker.keep_in(store, "short")
    read: list[str] = []

    def found(remark_id: str, _attachment: object) -> bytes:
        read.append(remark_id)
        return bytes(5_000)

    files = store._ledger.files
    monkeypatch.setattr(carrying, "LIMIT_BYTES", 9_000)
    monkeypatch.setattr(files, "read", found)
    with pytest.raises(ExportFailedError, match="MB"):
        store.carry_out(stick, KEY)
    assert len(read) <= 2
    monkeypatch.setattr(files, "read", lambda *_which: None)
    contents = sum(len(line) for line in _contents(store))
    monkeypatch.setattr(carrying, "LIMIT_BYTES", contents + 10)
    with pytest.raises(ExportFailedError, match="MB"):
        store.carry_out(stick, KEY)
    assert not stick.exists()


def _contents(store: FolderStore) -> list[bytes]:
    return [line.split(b"\t")[2][:-1] for line in store._ledger.journal.lines()]


def _parcel(*said: dict[str, dict[str, object]]) -> bytes:
    """Return the plain bytes of a parcel with these remarks."""
    lines, prev = b"", BEGIN
    for n, each in enumerate(said, 1):
        piece = Piece("remark", str(each["remark"]["id"]), None, packed(each))
        entry = chained(piece, n, NOON, prev)
        lines, prev = lines + line_of(entry), entry.hash
    label = {"format": "mrapp-remarks", "format_version": 1, "project": PROJECT}
    return packed({**label, "lines": len(lines), "files": []}) + b"\n" + lines
