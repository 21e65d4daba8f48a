"""Where the keys of tiles are kept: in the key ring, else in a file of their user alone."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from mrapp.io.tile_keys import StoredTileKeys
from mrapp.model.tile_errors import TileKeyNotKeptError

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


class Ring(KeyringBackend):
    """A key ring in memory, that can be locked."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a key, unless it is locked."""
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        """Return a key, unless it is locked."""
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """Return the key ring of the system, for as long as a test takes."""
    monkeypatch.delenv("MRAPP_KEYRING", raising=False)
    made, before = Ring(), keyring.get_keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_key_is_in_the_ring_and_in_no_file(tmp_path: Path, ring: Ring) -> None:
    keys = StoredTileKeys(tmp_path)
    assert keys.find("spoorzone") is None
    assert "key ring" in keys.keep("spoorzone", KEY).text("en")
    assert keys.find("spoorzone") == KEY
    assert keys.find("haven") is None
    assert list(tmp_path.iterdir()) == []
    assert len(ring.kept) == 1


def test_without_a_ring_a_key_is_in_a_file_of_its_user_alone_and_moves_into_the_ring_later(
    tmp_path: Path, ring: Ring
) -> None:
    ring.locked = True
    keys = StoredTileKeys(tmp_path / "keys")
    assert "only this user" in keys.keep("../../spoorzone", KEY).text("en")
    (file,) = (tmp_path / "keys").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert keys.find("../../spoorzone") == KEY
    with pytest.raises(TileKeyNotKeptError):
        StoredTileKeys(None).keep("spoorzone", KEY)
    ring.locked = False
    keys.keep("../../spoorzone", OTHER)
    assert not file.exists()
    assert keys.find("../../spoorzone") == OTHER


def test_a_damaged_key_is_told_of_and_not_taken_for_none(tmp_path: Path, ring: Ring) -> None:
    ring.locked = True
    keys = StoredTileKeys(tmp_path)
    keys.keep("spoorzone", KEY)
    (file,) = tmp_path.iterdir()
    for content in (b"", b"not a key", b"\xff\x00", b"c2hvcnQ="):
        file.write_bytes(content)
        with pytest.raises(TileKeyNotKeptError, match="import --replace"):
            keys.find("spoorzone")
