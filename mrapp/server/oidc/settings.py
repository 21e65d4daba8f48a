"""Which provider of accounts a server believes, and what it asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

EMAIL: Final = "email"


@dataclass(frozen=True)
class OidcSettings:
    """The provider of a server's staff.

    issuer: its address, just as it calls itself; client, secret: as which this server is known
    there. login_claim: by which claim somebody from the list of staff is found the first time.
    roles: which values of `role_claim` give which role; empty: the list of staff says so. contact:
    whom to ask who is not on the list.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    login_claim: str = EMAIL
    role_claim: str = "roles"
    roles: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""


def is_safe(url: str) -> bool:
    """Whether nobody reads along on the way to an address: by TLS, or on this machine alone."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and _is_loopback(parts.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
