"""Addresses of pages of staff, made in one place so that no odd id breaks one."""

from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request

HOME: Final = "/staff"


def here(request: Request, *, with_query: bool = True) -> str:
    """Return the address of a request itself, as it stands in a link."""
    path = quote(request.url.path, safe="/")
    return f"{path}?{request.url.query}" if with_query and request.url.query else path


def path_of(*parts: object, **asked: object) -> str:
    """Return the address of a page, such as /staff/projects/a%20b?done=saved.

    What is asked with None or "" is left out.
    """
    path = "/".join([HOME, *(quote(str(part), safe="") for part in parts)])
    given = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path
