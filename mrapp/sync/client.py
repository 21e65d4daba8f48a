"""Talks to a server over HTTP, and says in words what goes wrong.

Certificates are checked against those of the system, always. Proxies are those of the system.
"""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Self, TypeVar
from urllib.parse import urlsplit

import httpx
import truststore
from pydantic import ValidationError

from mrapp import __version__
from mrapp.model.sync_errors import (
    CertificateError,
    CodeRefusedError,
    KeyRefusedError,
    MayNotError,
    NotOurServerError,
    RefusedError,
    ServerTroubleError,
    SyncError,
    UnreachableError,
)
from mrapp.model.texts import Phrase
from mrapp.protocol.messages import (
    ROOT,
    Batch,
    BatchResult,
    ChangesPage,
    Enrolment,
    EnrolmentRequest,
    Export,
    Message,
    NewExport,
    PersonalKey,
    ProblemDetails,
    ProjectDocument,
    ProjectVersion,
    RemarksPage,
    UploadState,
)
from mrapp.sync.addresses import path_of
from mrapp.sync.connecting import UNTRUSTED, why_not

_M = TypeVar("_M", bound=Message)

TIMEOUT: Final = httpx.Timeout(60.0, connect=15.0)
"""In seconds, of each wait. On a bad line a megabyte may take its time, but never without a sign
of life."""

_TRY_LATER = frozenset({408, 425, 429, 500, 502, 503, 504, 507})
_CODE_WRONG = "code-wrong"
_TOO_LARGE = Phrase(nl="het is te groot", en="it is too large")


class Client:
    """Asks one server things, as one machine. For one thread at a time.

    Raises `SyncError`s: `passes` tells whether trying again later makes sense.
    """

    def __init__(self, server: str, key: str = "") -> None:
        """Prepare to talk to a server; nothing is sent yet. key: ""; of nobody."""
        self.server: Final = server
        self._host = urlsplit(server).netloc
        headers = {"User-Agent": f"mrapp/{__version__}", "Accept-Language": "nl, en"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._http = httpx.Client(
            base_url=server,
            headers=headers,
            timeout=TIMEOUT,
            verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def enrol(self, code: str, label: str) -> Enrolment:
        """Let a machine belong to the project of a code; raises `CodeRefusedError`."""
        asked = EnrolmentRequest(code=code, label=label)
        answer = self._ask("POST", f"{ROOT}/enrolments", content=asked.on_wire())
        problem = _problem_in(answer)
        if problem is not None and problem.code == _CODE_WRONG:
            raise CodeRefusedError
        return self._read(answer, Enrolment)

    def send(self, project: str, batch: Batch) -> BatchResult:
        """Send entries; raises `RefusedError` where the server takes none of them."""
        body = batch.on_wire()
        return self._of("POST", path_of(project, "entries"), BatchResult, content=body)

    def changes(self, project: str, cursor: str) -> ChangesPage:
        """Return what happened after a cursor; "": from the beginning."""
        asked = {"cursor": cursor} if cursor else {}
        return self._of("GET", path_of(project, "changes"), ChangesPage, params=asked)

    def received(self, path: str) -> UploadState:
        """Return how much of a file the server has."""
        return self._of("GET", path, UploadState)

    def put(self, path: str, chunk: bytes, begin: int, size: int) -> UploadState:
        """Send a part of a file; begin: where it starts; size: of the whole, in bytes."""
        asked = {"begin": begin, "size": size}
        return self._of("PUT", path, UploadState, params=asked, content=chunk)

    def publish(self, project: str, told: Mapping[str, Any]) -> ProjectVersion:
        """Publish a version, of which the capsule is there."""
        return self._of("POST", path_of(project, "versions"), ProjectVersion, json=told)

    def key(self) -> PersonalKey:
        """Return what the server knows of the key of a member of staff."""
        return self._of("GET", f"{ROOT}/key", PersonalKey)

    def document(self, project: str) -> ProjectDocument:
        """Return a project as it was published last."""
        return self._of("GET", path_of(project, "document"), ProjectDocument)

    def begin_export(self, project: str, *, with_hidden: bool) -> Export:
        """Begin to read all remarks of a project; the server notes it."""
        body = NewExport(with_hidden=with_hidden).on_wire()
        return self._of("POST", path_of(project, "exports"), Export, content=body)

    def remarks(self, project: str, cursor: str) -> RemarksPage:
        """Return the remarks at a cursor."""
        path, asked = path_of(project, "remarks"), {"cursor": cursor}
        return self._of("GET", path, RemarksPage, params=asked)

    def part_of(self, path: str, begin: int, end: int) -> bytes:
        """Return bytes `begin` up to but not including `end` of a file on the server."""
        answer = self._ask("GET", path, headers={"Range": f"bytes={begin}-{end - 1}"})
        if answer.status_code == 200:
            # A proxy that knows no parts sends the whole.
            return answer.content[begin:end]
        if answer.status_code != 206:
            raise self._trouble(answer)
        return answer.content

    def _of(self, method: str, path: str, kind: type[_M], **more: Any) -> _M:
        return self._read(self._ask(method, path, **more), kind)

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = dict(more.pop("headers", {}))
        if "content" in more:
            json_like = method == "POST"
            kind = "application/json" if json_like else "application/octet-stream"
            headers.setdefault("Content-Type", kind)
        with self._in_words():
            return self._http.request(method, path, headers=headers, **more)

    def _read(self, answer: httpx.Response, kind: type[_M]) -> _M:
        if answer.status_code not in (200, 201):
            raise self._trouble(answer)
        try:
            return kind.model_validate_json(answer.content)
        except ValidationError as error:
            raise NotOurServerError(server=self._host) from error

    def _trouble(self, answer: httpx.Response) -> SyncError:
        status, problem = answer.status_code, _problem_in(answer)
        if status in _TRY_LATER:
            seconds = _seconds(answer.headers.get("Retry-After", ""))
            return ServerTroubleError(server=self._host, status=status, seconds=seconds)
        if status == 413:  # maybe of a proxy
            return RefusedError(reason=_TOO_LARGE, status=status)
        if problem is None or problem.code == f"http-{status}":
            # Of a web server, not of what is asked here: there is no such address, no such method.
            return NotOurServerError(server=self._host)
        if status == 401:
            return KeyRefusedError(server=self._host)
        if status in (403, 404):
            return MayNotError(server=self._host)
        return RefusedError(reason=said_by(problem), status=status)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as error:
            reason = why_not(error)
            trouble = CertificateError if reason is UNTRUSTED else UnreachableError
            raise trouble(server=self._host, reason=reason) from error


def said_by(problem: ProblemDetails) -> Phrase:
    """Return what a server says of a problem, as a clause."""
    plain = problem.detail or problem.title
    said = {each: problem.words.get(each, plain).rstrip(". ") for each in ("nl", "en")}
    return Phrase(**{each: text.replace("{", "(").replace("}", ")") for each, text in said.items()})


def _problem_in(answer: httpx.Response) -> ProblemDetails | None:
    if not answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        return None
    try:
        return ProblemDetails.model_validate_json(answer.content)
    except ValidationError:
        return None


def _seconds(told: str) -> float:
    """Return how long to wait; a date is not looked at: clocks may differ."""
    return float(told) if told.isdecimal() else 0.0
