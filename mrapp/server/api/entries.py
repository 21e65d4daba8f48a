"""Takes in what machines send: remarks, additions and withdrawals."""

from collections.abc import Sequence
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError

from mrapp.protocol.messages import (
    ACKNOWLEDGED,
    BATCH_BYTES,
    BATCH_ENTRIES,
    ROOT,
    Batch,
    BatchResult,
    EntryMessage,
    EntryResult,
    Outcome,
)
from mrapp.server.access import Caller, allowed
from mrapp.server.api.bodies import answer, documented, raw_body
from mrapp.server.backend import Backend, backend_of
from mrapp.server.intake.keeping import Sent, read_back
from mrapp.server.intake.looking import NOT_UNDERSTOOD, Piece, Refusal, look_at
from mrapp.server.withdrawals import note_now

taking_in = APIRouter(prefix=ROOT, tags=["entries"])
_ENTRY = TypeAdapter(EntryMessage)


@taking_in.post(
    "/projects/{project}/entries",
    operation_id="keepEntries",
    summary="Keep what a machine sends, each entry once",
    response_model=BatchResult,
    **documented(413, 415, body=Batch),
)
def keep_entries(
    project: str,
    raw: Annotated[bytes, Depends(raw_body(BATCH_BYTES))],
    caller: Annotated[Caller, Depends(allowed)],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with what became of each entry, in their order; all of it is on the disk by then."""
    return answer(taken_in(backend, project, raw, caller.id))


def taken_in(backend: Backend, project: str, raw: bytes, machine: str | None) -> BatchResult:
    """Keep the entries in the body of a batch; machine None: of a phone that nobody knows."""
    looked = [_looked_at(project, each) for each in entries_in(raw)]
    results = backend.gathering.keep(project, Sent(looked, machine, is_public=machine is None))
    note_now(backend, project, _withdrawn(looked, results))
    return BatchResult(results=tuple(read_back(backend.database, project, results)))


def _withdrawn(looked: Sequence[Piece | Refusal], results: Sequence[EntryResult]) -> set[str]:
    """Return the remarks of which a withdrawal is about to be acknowledged.

    Also what is known already: the server may have ended before it was noted. And a remark that
    proves a withdrawal which came before it.
    """
    return {
        each.remark_id
        for each, result in zip(looked, results, strict=True)
        if isinstance(each, Piece) and result.outcome in ACKNOWLEDGED
        if each.entry.kind == "withdrawal" or result.outcome is Outcome.WITHDRAWN
    }


def entries_in(raw: bytes) -> Sequence[Any]:
    """Return what may be entries; raises RequestValidationError where it is no batch at all."""
    try:
        told = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise _not_understood("json_invalid") from error
    found = told.get("entries") if isinstance(told, dict) else None
    if not isinstance(found, list) or not 0 < len(found) <= BATCH_ENTRIES:
        raise _not_understood("no_batch")
    return found


def _looked_at(project: str, told: object) -> Piece | Refusal:
    """Look at one entry: a wrong one does not stand in the way of the others."""
    try:
        entry = _ENTRY.validate_python(told)
    except ValidationError:
        named = told.get("id") if isinstance(told, dict) else None
        return Refusal(named if isinstance(named, str) else "", NOT_UNDERSTOOD)
    return look_at(project, entry)


def _not_understood(kind: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("body", "entries"), "type": kind}])
