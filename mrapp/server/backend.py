"""What every request of the server can reach; built once by whoever starts it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from fastapi import Request

from mrapp.app.moderating.abusive import WordLists, read_word_lists
from mrapp.server.attachments import Attachments
from mrapp.server.database.engine import Database
from mrapp.server.intake.gathering import Gathering
from mrapp.server.oidc.provider import Provider
from mrapp.server.oidc.settings import OidcSettings


@dataclass(frozen=True)
class PhoneRoom:
    """What files may take that phones send, of which nobody knows whose they are, in bytes.

    files_bytes: all of them, in one project. waiting_bytes: those of them whose remark has not come
    yet. free_bytes: what is left free on the disk before any of them is taken.
    """

    files_bytes: int = 20 * 2**30
    waiting_bytes: int = 5 * 2**30
    free_bytes: int = 2 * 2**30


@dataclass(frozen=True)
class Settings:
    """How a server was asked to be.

    data: its folder, for the database where no other is named, and for attachments where
    `attachments`, a URL as fsspec reads it, names no other place. public_url: where people reach
    it, without a slash at the end. companion: a finished companion folder to serve; companion_host:
    the only host name at which it is, and at which pages of staff are not; "": in a sandbox.
    proxies: the addresses whose X-Forwarded headers are believed. words: a folder with lists of
    abusive words. oidc: the provider of accounts; None: staff sign in with passwords. passwords:
    whether others than the first administrator may do so. room: for files of phones. owner,
    owner_email: whom makers of other programs ask about the interface; "": only the address.
    """

    data: Path
    database: str
    public_url: str
    attachments: str = ""
    companion: Path | None = None
    companion_host: str = ""
    proxies: tuple[str, ...] = ()
    words: Path | None = None
    oidc: OidcSettings | None = None
    passwords: bool = True
    room: PhoneRoom = PhoneRoom()
    owner: str = ""
    owner_email: str = ""

    @property
    def files_url(self) -> str:
        """Where attachments lie, as fsspec reads it."""
        return self.attachments or str(self.data / "attachments")


@dataclass(frozen=True)
class Backend:
    """The parts that requests use; nothing of a request stays in it."""

    settings: Settings
    database: Database
    utc_now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    @cached_property
    def attachments(self) -> Attachments:
        """Where files lie."""
        return Attachments(self.settings.files_url)

    @cached_property
    def gathering(self) -> Gathering:
        """The way in for what is sent."""
        return Gathering(self.database, self.utc_now)

    @cached_property
    def provider(self) -> Provider | None:
        """Who vouches for staff, where somebody does."""
        return Provider(self.settings.oidc) if self.settings.oidc else None

    @cached_property
    def word_lists(self) -> WordLists:
        """The words that the filter takes for abusive."""
        return read_word_lists(self.settings.words)


def backend_of(request: Request) -> Backend:
    """Return the parts, for `fastapi.Depends`."""
    backend: Backend = request.app.state.backend
    return backend
