"""Checks the public list of a project from outside: that nothing vanished and nothing was changed.

It believes nothing but its own reckoning: every line, the chain, the signature, and that the list
still begins with what it was at an earlier check. docs/public-list.md tells how to write another.
"""

import ssl
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import quote

import httpx
import truststore
from pydantic import BaseModel

from mrapp.model.errors import MrappError
from mrapp.model.texts import Notice, Phrase
from mrapp.protocol.messages import ROOT
from mrapp.protocol.public_list import (
    BEGIN,
    ListBrokenError,
    ListHeads,
    ListLine,
    ListPage,
    SignedHead,
    check_head,
    checked_lines,
)
from mrapp.sync.connecting import why_not

_M = TypeVar("_M", bound=BaseModel)
_PAGE_BYTES: Final = 2**23
_TIMEOUT_S: Final = 30.0

_NOT_THERE = Phrase(
    nl="dit project is daar niet, of daar antwoordt geen server van mrapp",
    en="this project is not there, or what answers there is no server of mrapp",
)
_STATUS = Phrase(nl="de server antwoordt met {status}", en="the server answers with {status}")
_NO_ADDRESS = Phrase(nl="dat is geen adres van een server", en="that is no address of a server")
_NO_LIST = Phrase(nl="wat er staat is geen openbare lijst", en="what is there is no public list")

_LINE = Phrase(
    nl="Regel {number} klopt niet: hij is veranderd, of hier is een regel weggehaald of ingevoegd.",
    en="Line {number} is wrong: it was changed, or a line was taken out or put in here.",
)
_SIGNATURE = Phrase(
    nl="De handtekening onder de lijst klopt niet.", en="The signature under the list is wrong."
)
_OTHER_HEAD = Phrase(
    nl="De laatste regel is niet de regel waar de handtekening onder staat.",
    en="The last line is not the one that was signed.",
)
_OTHER_PROJECT = Phrase(
    nl="De server gaf de lijst van een ander project.", en="The server gave another project's list."
)
_TWICE = Phrase(
    nl="Op regel {number} staat iets dat al eerder in de lijst staat.",
    en="Line {number} has what stands in the list before.",
)
_VANISHED = Phrase(
    nl="Bij de vorige controle had de lijst {then} regels, nu {now}: er is iets verdwenen.",
    en="At the last check the list had {then} lines, now {now}: something vanished.",
)
_REWRITTEN = Phrase(
    nl="De eerste {then} regels zijn niet meer die van de vorige controle: er is iets veranderd.",
    en="The first {then} lines are no longer those of the last check: something was changed.",
)
_OTHER_KEY = Phrase(
    nl="De lijst is nu met een andere sleutel getekend dan bij de vorige controle. Vraag de "
    "gemeente waarom.",
    en="The list is signed with another key now than at the last check. Ask the municipality why.",
)
_FOUND = Phrase(
    nl="{id} staat op regel {number}, met controlegetal {digest}.",
    en="{id} is on line {number}, with the digest {digest}.",
)
_TAKEN_BACK = Phrase(
    nl="{id} is ingetrokken: regel {number}.", en="{id} was withdrawn: line {number}."
)
_ABSENT = Phrase(nl="{id} staat niet in de lijst.", en="{id} is not in the list.")


class ListUnreadableError(MrappError):
    """The list at `url` could not be read, because of `reason`."""

    phrase = Phrase(
        nl="De lijst op {url} kan niet worden gelezen: {reason}. Er is niets nagekeken. Kijk het "
        "adres en de verbinding na.",
        en="The list at {url} cannot be read: {reason}. Nothing was checked. Check the address and "
        "the connection.",
    )


@dataclass(frozen=True)
class Verdict:
    """What came of checking one list.

    head: its state now; None: it could not be followed that far. kinds: lines of each kind. wrong:
    what is wrong with it. said: what was found of the ids that were asked for.
    """

    project: str
    head: SignedHead | None
    kinds: Mapping[str, int]
    wrong: tuple[Notice, ...] = ()
    said: tuple[Notice, ...] = ()


@dataclass
class _Seen:
    """What was seen of a list so far."""

    wanted: frozenset[str]
    kept: SignedHead | None
    prev: str = BEGIN
    number: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    ids: set[bytes] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    said: list[Notice] = field(default_factory=list)
    wrong: list[Notice] = field(default_factory=list)

    def take(self, line: ListLine) -> None:
        """Take a line that follows on the one before."""
        self.prev, self.number = line.hash, line.number
        self.kinds[line.kind] += 1
        if line.id.encode() in self.ids:
            self.wrong.append(Notice(_TWICE, {"number": line.number}))
        self.ids.add(line.id.encode())
        if line.id in self.wanted:
            self.found.add(line.id)
            told = {"id": line.id, "number": line.number, "digest": line.digest}
            self.said.append(Notice(_FOUND, told))
        if line.kind == "withdrawal" and line.about in self.wanted:
            self.said.append(Notice(_TAKEN_BACK, {"id": line.about, "number": line.number}))
        if self.kept and line.number == self.kept.lines and line.hash != self.kept.head:
            self.wrong.append(Notice(_REWRITTEN, {"then": line.number}))


@contextmanager
def open_reader(url: str) -> Iterator["ListReader"]:
    """Read lists of a server within a block; certificates as the system trusts them."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with httpx.Client(verify=context, timeout=_TIMEOUT_S, follow_redirects=True) as client:
        yield ListReader(client, url)


class ListReader:
    """Reads public lists of a server; url: where it is, without the path of its interface."""

    def __init__(self, client: httpx.Client, url: str) -> None:
        """Read through `client`; where an address names no scheme, by https."""
        whole = url if "://" in url else f"https://{url}"
        self._client, self._root = client, f"{whole.rstrip('/')}{ROOT}"

    def heads(self) -> tuple[SignedHead, ...]:
        """Return the state of every list; raises `ListUnreadableError`."""
        return self._read("/lists", ListHeads).heads

    def pages(self, project: str) -> Iterator[ListPage]:
        """Go through a list until its end; raises `ListUnreadableError`."""
        number = 0
        while True:
            page = self._read(f"/projects/{quote(project, safe='')}/list?after={number}", ListPage)
            yield page
            if not page.lines:
                return
            number = page.lines[-1].number

    def _read(self, path: str, kind: type[_M]) -> _M:
        url = self._root + path
        try:
            with self._client.stream("GET", url) as answer:
                answer.raise_for_status()
                return kind.model_validate_json(_limited(answer))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ListUnreadableError(url=url, reason=_why(error)) from error
        except ValueError as error:
            raise ListUnreadableError(url=url, reason=_NO_LIST) from error


def verify(
    reader: ListReader, project: str, kept: SignedHead | None = None, ids: Sequence[str] = ()
) -> Verdict:
    """Check the list of a project. kept: its state at an earlier check; ids: to look up in it.

    Raises `ListUnreadableError`.
    """
    seen = _Seen(frozenset(ids), kept)
    head = None
    try:
        for page in reader.pages(project):
            _check_head(page.head, project, seen)
            head = page.head
            for line in checked_lines(page.lines, seen.number, seen.prev):
                seen.take(line)
    except ListBrokenError as error:
        phrase = _LINE if error.number else _SIGNATURE
        seen.wrong.append(Notice(phrase, {"number": error.number}))
        head = None
    if head is not None:
        _check_end(head, seen)
        absent = [each for each in dict.fromkeys(ids) if each not in seen.found]
        seen.wrong += [Notice(_ABSENT, {"id": each}) for each in absent]
    return Verdict(project, head, dict(seen.kinds), tuple(seen.wrong), tuple(seen.said))


def _check_head(head: SignedHead, project: str, seen: _Seen) -> None:
    check_head(head)
    news = []
    if head.project != project:
        news.append(Notice(_OTHER_PROJECT))
    if seen.kept and head.key != seen.kept.key:
        news.append(Notice(_OTHER_KEY))
    seen.wrong += [each for each in news if each not in seen.wrong]


def _check_end(head: SignedHead, seen: _Seen) -> None:
    if (head.lines, head.head) != (seen.number, seen.prev):
        seen.wrong.append(Notice(_OTHER_HEAD))
    if seen.kept and seen.kept.lines > seen.number:
        seen.wrong.append(Notice(_VANISHED, {"then": seen.kept.lines, "now": seen.number}))


def _why(error: httpx.HTTPError | httpx.InvalidURL) -> Phrase:
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return _NO_ADDRESS
    if not isinstance(error, httpx.HTTPStatusError):
        return why_not(error)
    status = error.response.status_code
    return _NOT_THERE if status == httpx.codes.NOT_FOUND else _STATUS.filled(status=status)


def _limited(answer: httpx.Response) -> bytes:
    read = bytearray()
    for part in answer.iter_bytes():
        read += part
        if len(read) > _PAGE_BYTES:
            raise ValueError("more than a page can be")
    return bytes(read)
