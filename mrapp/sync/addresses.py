"""Addresses of servers: what a person types, and where what is asked lies on one."""

from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from mrapp.model.sync_errors import ServerUrlError
from mrapp.protocol.messages import ROOT


def server_of(typed: str) -> str:
    """Return the address of a server, without a slash at the end; raises `ServerUrlError`.

    Only to this machine itself anything may go without TLS: the key would be there for all to
    read.
    """
    text = typed.strip()
    whole = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(whole)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))
        is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError as error:
        raise ServerUrlError(url=typed) from error
    if not (text and is_safe and is_plain and parts.hostname):
        raise ServerUrlError(url=_without_secrets(typed))
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = parts.path.rstrip("/").removesuffix(ROOT)
    return f"{parts.scheme}://{host}{port}{path}"


def path_of(project: str, *rest: str) -> str:
    """Return where something of a project lies on a server."""
    return "/".join((f"{ROOT}/projects", *(quote(each, safe="") for each in (project, *rest))))


def _is_here(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _without_secrets(typed: str) -> str:
    return typed.rpartition("@")[2]
