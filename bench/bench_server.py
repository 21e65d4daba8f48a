"""The server on PostgreSQL: taking remarks in, with many at once; and telling what happened.

The floor of a write is a bare multi-row INSERT, through psycopg, of the very rows that the server
wrote for a batch of 100, into tables with the same columns and indexes; both sides take turns, each
batch is durable before it is answered.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from statistics import median
from typing import Any, ParamSpec, TypeVar

import orjson
import psycopg
from sqlalchemy import insert, select, update

from bench.measure import Figure, medians_in_turns_s
from bench.opinions import PROJECT
from bench.serving import (
    Client,
    Server,
    batches,
    busy_s,
    database,
    enrol,
    fill,
    pushed_s,
    scheduled_s,
    servers,
    signed_in,
)
from mrapp.model.remark import new_id
from mrapp.protocol.messages import PAGE_CHANGES
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import changes, entries, projects, remarks, seals

_P = ParamSpec("_P")
_T = TypeVar("_T")

_TURNS, _BATCHES = 9, 5
_MANY, _ROUNDS, _CLIENTS = 20_000, 10, 8
_WRITTEN = (entries, remarks, seals)


def figures() -> Iterator[Figure]:
    """Rates in remarks a second, and ratios."""
    with database() as made:
        if made is None:
            print("  no PostgreSQL is installed here")
            return
        yield from _writes(made)
        yield from _many_at_once(made)
        yield from _pulling(made)
        yield from _moderating(made)


def _writes(made: Database) -> Iterator[Figure]:
    count = _BATCHES * 100
    bodies = iter(batches(count * (_TURNS + 1), seed=1))
    with servers(made, 1) as (server,), _client(made, server) as client, _bare(made) as bare:
        rounds = []
        for _ in range(_TURNS + 1):
            mine = [next(bodies) for _ in range(_BATCHES)]
            ours = _spent(made, server.pid, _push, client, mine)
            rounds.append((*ours, *_spent(made, os.getpid(), bare, _newest(made, count))))
    ours_s, ours_cpu_s, bare_s, bare_cpu_s = (median(x) for x in zip(*rounds[1:], strict=True))
    yield Figure("bare multi-row INSERTs", count / bare_s, "remarks/s")
    yield Figure("through HTTP", count / ours_s, "remarks/s")
    yield Figure("rate to the bare rate", bare_s / ours_s, "x", "at least 0.3")
    yield Figure("processor time, bare / through HTTP", bare_cpu_s / ours_cpu_s, "x")


def _many_at_once(made: Database) -> Iterator[Figure]:
    each = _MANY // _ROUNDS
    turns: dict[int, list[tuple[float, ...]]] = {1: [], 2: []}
    with servers(made, 2) as running, ExitStack() as stack:
        clients = {
            count: [stack.enter_context(_client(made, running[n % count])) for n in range(_CLIENTS)]
            for count in turns
        }
        pids = [server.pid for server in running]
        for turn in range(_ROUNDS):
            for count, those in clients.items():
                bodies = batches(each, seed=10 * turn + count + 9)
                before = _busy_of_each_s(made, pids)
                taken_s = pushed_s(those, bodies)
                after = _busy_of_each_s(made, pids)
                turns[count].append((taken_s, *(b - a for a, b in zip(before, after, strict=True))))
    ratio = median(one[0] / two[0] for one, two in zip(turns[1], turns[2], strict=True))
    for count, spent in turns.items():
        taken_s = median(one[0] for one in spent)
        yield Figure(
            f"{_CLIENTS} clients, {_MANY:,} texts: {count} at work", each / taken_s, "texts/s"
        )
    yield Figure("two server processes / one", ratio, "x", "at least 1")
    parties = [median(x) / (each / 100) for x in zip(*turns[2], strict=True)][1:]
    for name, busy in zip(("servers", "PostgreSQL", "clients"), parties, strict=True):
        yield Figure(f"processor time of 100 of these: {name}", busy * 1e3, "ms")


def _busy_of_each_s(made: Database, pids: Sequence[int]) -> tuple[float, float, float]:
    """Return for how long processors worked for servers, PostgreSQL, and us, their clients."""
    ours = scheduled_s(os.getpid())
    return sum(map(scheduled_s, pids)), busy_s(made, os.getpid()) - ours, ours


def _pulling(made: Database) -> Iterator[Figure]:
    _let_happen(made, _MANY)
    with servers(made, 1) as (server,), _client(made, server) as client:
        pulls = [_pages_s(client) for _ in range(6)][1:]
    pages_s = [median(each) for each in zip(*pulls, strict=True)]
    fifth = len(pages_s) // 5
    first_s, last_s = median(pages_s[:fifth]), median(pages_s[-fifth:])
    yield Figure(f"{_MANY:,} changes: all of them", sum(pages_s), "s")
    yield Figure(f"a page of {PAGE_CHANGES}, the first fifth", first_s * 1e3, "ms")
    yield Figure("the last fifth / the first", last_s / first_s, "x", "at most 1.2")


def _moderating(made: Database) -> Iterator[Figure]:
    few, many = 1_000, 100_000
    for count in (few, many):
        fill(made, f"bench-{count}", count)
    with servers(made, 1) as (server,):
        moderator = signed_in(made, server)

        def look(count: int) -> None:
            answer = moderator.get(f"/staff/projects/bench-{count}/remarks")
            if answer.status_code != 200:
                raise ValueError(answer.status_code)

        few_s, many_s = medians_in_turns_s([partial(look, few), partial(look, many)])
    yield Figure(f"the page of the moderator, {few:,} remarks", few_s * 1e3, "ms")
    yield Figure(f"the page of the moderator, {many:,} remarks", many_s * 1e3, "ms")
    yield Figure("many / few", many_s / few_s, "x", "at most 1.5")


def _pages_s(client: Client) -> list[float]:
    """Return how long each page of all changes took."""
    cursor, more, taken = "", True, []
    while more:
        answer, page_s = _timed(client.ask, "GET", f"/changes?cursor={cursor}")
        taken.append(page_s)
        told = orjson.loads(answer)
        cursor, more = told["cursor"], told["more"]
    return taken


def _let_happen(made: Database, count: int) -> None:
    """Let so many things happen that machines are to hear."""
    now = datetime.now(UTC)
    told = [
        {
            "project": PROJECT,
            "number": number,
            "happening": orjson.dumps({"type": "moderation", "remark": new_id(), "state": "shown"}),
            "at_utc": now,
        }
        for number in range(1, count + 1)
    ]
    with made.writing() as conn:
        conn.execute(insert(changes), told)
        conn.execute(update(projects).where(projects.c.id == PROJECT).values(changes=count))


def _push(client: Client, bodies: Sequence[bytes]) -> None:
    for each in bodies:
        client.push(each)


def _spent(
    made: Database, pid: int, run: Callable[_P, object], *args: _P.args, **named: _P.kwargs
) -> tuple[float, float]:
    """Return the seconds that something takes, and those of processors for it and PostgreSQL."""
    busy = busy_s(made, pid)
    _, taken_s = _timed(run, *args, **named)
    return taken_s, busy_s(made, pid) - busy


def _timed(run: Callable[_P, _T], *args: _P.args, **named: _P.kwargs) -> tuple[_T, float]:
    """Return what something gives, and the seconds that it takes."""
    begun = time.perf_counter()
    given = run(*args, **named)
    return given, time.perf_counter() - begun


@contextmanager
def _client(made: Database, server: Server) -> Iterator[Client]:
    with closing(Client(server.port, enrol(made, server.port))) as client:
        yield client


def _newest(made: Database, count: int) -> list[Sequence[tuple[Any, ...]]]:
    """Return what the server wrote last, by table, as it stands there."""
    with made.reading() as conn:
        last = conn.scalar(select(projects.c.entries).where(projects.c.id == PROJECT)) or 0
        new = entries.c.number > last - count
        ids = select(entries.c.id).where(new)
        asked = (
            select(entries).where(new),
            select(remarks).where(remarks.c.number > last - count),
            select(seals).where(seals.c.remark.in_(ids)),
        )
        return [[tuple(row) for row in conn.execute(each)] for each in asked]


@contextmanager
def _bare(made: Database) -> Iterator[Callable[[list[Sequence[tuple[Any, ...]]]], None]]:
    """Yield what puts rows into copies of the tables, a hundred to a statement."""
    place = made.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(place) as conn:
        for table in _WRITTEN:
            conn.execute(f"CREATE TABLE bare_{table.name} (LIKE {table.name} INCLUDING ALL)")
        conn.commit()

        def put(rows: list[Sequence[tuple[Any, ...]]]) -> None:
            for begin in range(0, len(rows[0]), 100):
                for table, all_of_it in zip(_WRITTEN, rows, strict=True):
                    _insert(conn, f"bare_{table.name}", all_of_it[begin : begin + 100])
                conn.commit()

        yield put


def _insert(conn: psycopg.Connection[Any], table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    one = f"({', '.join(['%s'] * len(rows[0]))})"
    values = ", ".join([one] * len(rows))
    conn.execute(f"INSERT INTO {table} VALUES {values}", [each for row in rows for each in row])
