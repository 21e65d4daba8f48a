"""Hears what happened on the server: withdrawals, moderation, answers, versions of the project."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mrapp.app.remarks.keeping import RemarkStore
from mrapp.model.sync_errors import NotOurServerError
from mrapp.protocol.messages import Withdrawn
from mrapp.sync.heard import Heard

if TYPE_CHECKING:
    # Only its type: HTTP is slow to come, and not all who send need it at once.
    from mrapp.sync.client import Client


@dataclass
class Pulled:
    """How many changes came, and how many remarks were erased by them.

    generation: of what the server holds, as it says; "": it does not say.
    """

    heard: int = 0
    erased: int = 0
    generation: str = ""


def pull(
    store: RemarkStore,
    client: "Client",
    heard: Heard,
    project: str,
    cursor: str,
    go_on: Callable[[], bool] = lambda: True,
) -> Pulled:
    """Ask for what happened after a cursor until there is no more; raises `SyncError`.

    A page counts once all of it was done here: ended before, it comes again.
    """
    pulled = Pulled()
    while go_on():
        page = client.changes(project, cursor)
        pulled.generation = page.generation
        for each in page.changes:
            what = each.happening
            if isinstance(what, Withdrawn):
                pulled.erased += store.withdrawn_there(what.remark, what.made_utc)
        if page.changes or page.cursor != cursor:
            heard.take(page.changes, page.cursor)
        pulled.heard += len(page.changes)
        if not page.more:
            break
        if page.cursor == cursor:
            raise NotOurServerError(server=client.server)
        cursor = page.cursor
    return pulled
