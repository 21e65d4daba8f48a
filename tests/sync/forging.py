"""What a middle box, or a server, says of entries that is not so: wrong checksums and wrong ids."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

import orjson

from mrapp.model.remark import new_id

FORGES = "forges"
"""What can happen to answers, beside what a network does to them: see `mrapp.sync.pushing`."""

_ENTRIES = re.compile(rb"POST [^ ]*/entries[ ?]")
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *\d+")
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
_Result = dict[str, Any]


def is_of_entries(request: bytes) -> bool:
    """Tell whether a request sends entries."""
    return _ENTRIES.match(request) is not None


def answer_of_nobody(request: bytes, random: Random) -> bytes:
    """Return an answer to entries that no server ever saw: all of it is said to be there."""
    sent = orjson.loads(request.partition(b"\r\n\r\n")[2])["entries"]
    told = [{"id": each["id"], "outcome": "stored", "checksum": each["digest"]} for each in sent]
    body = _body(told, random)
    return _HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


def forged(answer: bytes, random: Random) -> bytes:
    """Return what a server answered to entries with something else in it; else as it was."""
    head, gap, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        return answer
    body = _body(orjson.loads(body)["results"], random)
    return _LENGTH.sub(b"\r\nContent-Length: %d" % len(body), head) + gap + body


def _body(results: list[_Result], random: Random) -> bytes:
    """Return results of which none is of the entry that it was sent for, as it is."""
    ways: tuple[Callable[[list[_Result], Random], None], ...] = (
        _other_sums,
        _no_sums,
        _sums_of_others,
        _other_ids,
        _ids_of_others,
    )
    random.choice(ways)(results, random)
    return orjson.dumps({"results": results})


def _other_sums(results: list[_Result], random: Random) -> None:
    """One sign of each is another: it is of something else, if of anything."""
    for each in results:
        told = each.get("checksum") or "0" * 64
        at = random.randrange(len(told))
        other = random.choice([sign for sign in "0123456789abcdef" if sign != told[at]])
        each["checksum"] = told[:at] + other + told[at + 1 :]


def _no_sums(results: list[_Result], _random: Random) -> None:
    for each in results:
        each["checksum"] = None


def _sums_of_others(results: list[_Result], random: Random) -> None:
    """All are there, each with what another should have; of one alone it is nobody's."""
    if len(results) < 2:
        _other_sums(results, random)
    else:
        _turn(results, "checksum")


def _other_ids(results: list[_Result], _random: Random) -> None:
    for each in results:
        each["id"] = new_id()


def _ids_of_others(results: list[_Result], random: Random) -> None:
    """All are there, under the ids of others; of one alone it is nobody's."""
    if len(results) < 2:
        _other_ids(results, random)
    else:
        _turn(results, "id")


def _turn(results: list[_Result], name: str) -> None:
    """Give each what the next one has."""
    told = [each.get(name) for each in results]
    for each, other in zip(results, told[1:] + told[:1], strict=True):
        each[name] = other
