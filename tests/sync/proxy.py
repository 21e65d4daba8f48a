"""A network that misbehaves by seed, as a process of its own between machines and servers.

It knows requests and answers of HTTP, so that it can also do what happens to whole ones: bring one
twice, bring one late when others have passed, hold one back, or shorten one so that it looks whole.
"""

import asyncio
import json
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.sync.forging import FORGES, answer_of_nobody, forged, is_of_entries
from tests.sync.processes import begin, kill

KINDS = ("drops", "delays", "cuts", "shortens", "repeats", "reorders")
"""What can happen to what passes; "" for nothing, "all" for any of them. See also `FORGES`."""

_LONGEST_DELAY_S = 0.15
_HEAD_BYTES = 2**16
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_KEEP = re.compile(rb"(?i)\r\nconnection: *keep-alive")
_NO_SERVER = b"<html>Bad gateway</html>"


class Proxy:
    """Starts the process and tells it what to do; the machines reach the servers at `url`."""

    def __init__(self) -> None:
        """Begin; nothing is led anywhere yet."""
        with socket.create_server(("127.0.0.1", 0), backlog=200) as door:
            self.url = f"http://127.0.0.1:{door.getsockname()[1]}"
            ours, theirs = socket.socketpair()
            with theirs:
                self._pid = begin(lambda: asyncio.run(_Network().serve(door, theirs)))
        self._told = ours.makefile("rw", encoding="ascii")

    def lead_to(self, ports: Sequence[int]) -> None:
        """Lead to servers on these ports, in turns."""
        self._ask(ports=list(ports))

    def misbehave(self, kind: str, seed: int, badness: float = 0.5) -> None:
        """Let things happen to what passes from now on."""
        self._ask(kind=kind, seed=seed, badness=badness)

    def passed(self) -> int:
        """Return how many requests came since this was asked last."""
        return self._ask(counted=True)

    def struck(self) -> int:
        """Return how often something happened to what passed, since it misbehaves."""
        return self._ask(struck=True)

    def heal(self) -> int:
        """Behave, once all is brought that was late; returns how often something happened."""
        return self._ask(kind="", seed=0, badness=0.0)

    def close(self) -> None:
        """End the process."""
        self._told.close()
        kill([self._pid])

    def _ask(self, **told: object) -> int:
        self._told.write(json.dumps(told) + "\n")
        self._told.flush()
        return int(self._told.readline())


@dataclass
class _Network:
    """What runs in the process.

    late: requests to bring once others have passed; passed: set when one has. came: how many came;
    count: to how many something happened. tasks: one for each connection.
    """

    kind: str = ""
    badness: float = 0.0
    random: Random = field(default_factory=lambda: Random(0))
    ports: list[int] = field(default_factory=list)
    late: list[bytes] = field(default_factory=list)
    passed: asyncio.Event = field(default_factory=asyncio.Event)
    count: int = 0
    came: int = 0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, door: socket.socket, told: socket.socket) -> None:
        server = await asyncio.start_server(self._connected, sock=door, limit=_HEAD_BYTES)
        reader, writer = await asyncio.open_connection(sock=told)
        async with server:
            while line := await reader.readline():
                writer.write(b"%d\n" % await self._obey(**json.loads(line)))

    async def _obey(
        self,
        kind: str = "",
        seed: int = 0,
        badness: float = 0.0,
        ports: Sequence[int] = (),
        *,
        counted: bool = False,
        struck: bool = False,
    ) -> int:
        if struck:
            return self.count
        if counted:
            came, self.came = self.came, 0
            return came
        if ports:
            self.ports = list(ports)
            return 0
        self.kind, self.badness, self.random = kind, badness, Random(seed)
        if not kind:
            await self._bring_late(len(self.late))
        count, self.count = self.count, 0
        return count

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)  # or nobody would hold it while it waits
        try:
            request, is_whole = await _read_request(reader)
            self.came += 1
            if is_whole:
                writer.write(await self._pass(self._strike(), request))
                await writer.drain()
            elif request:
                # Who sent it ended in the middle; the server gets to see that.
                await self._bring(request, is_whole=False)
        except OSError:
            self.count += 1  # who asked is gone
        finally:
            writer.close()
            self.tasks.discard(task)

    def _strike(self) -> str:
        if not self.kind or self.random.random() >= self.badness:
            return ""
        self.count += 1
        return self.random.choice(KINDS) if self.kind == "all" else self.kind

    async def _pass(self, kind: str, request: bytes) -> bytes:
        ways: dict[str, Callable[[bytes], Awaitable[bytes]]] = {
            "drops": self._drop,
            "delays": self._delay,
            "cuts": self._cut,
            "shortens": self._shorten,
            "repeats": self._repeat,
            "reorders": self._reorder,
            FORGES: self._forge,
        }
        answer = await ways.get(kind, self._bring)(request)
        self.passed.set()
        self.passed.clear()
        if kind != "reorders":
            await self._bring_late(self.random.randrange(2))
        return answer

    async def _drop(self, request: bytes) -> bytes:
        if self.random.random() < 0.5:
            await self._bring(request)
        return b""

    async def _delay(self, request: bytes) -> bytes:
        await asyncio.sleep(self.random.uniform(0, _LONGEST_DELAY_S))
        answer = await self._bring(request)
        await asyncio.sleep(self.random.uniform(0, _LONGEST_DELAY_S))
        return answer

    async def _cut(self, request: bytes) -> bytes:
        if self.random.random() < 0.5:
            part = request[: self.random.randrange(len(request))]
            await self._bring(part, is_whole=False)
            return b""
        answer = await self._bring(request)
        return answer[: self.random.randrange(len(answer) + 1)]

    async def _shorten(self, request: bytes) -> bytes:
        """Take an end off so that nothing in the head tells that it is gone."""
        if self.random.random() < 0.5:
            return await self._bring(self._shortened(request))
        return self._shortened(await self._bring(request))

    def _shortened(self, message: bytes) -> bytes:
        head, gap, body = message.partition(b"\r\n\r\n")
        body = body[: self.random.randrange(len(body) + 1)]
        return _LENGTH.sub(b"\r\nContent-Length: %d" % len(body), head) + gap + body

    async def _repeat(self, request: bytes) -> bytes:
        if self.random.random() < 0.5:
            return self.random.choice(
                await asyncio.gather(self._bring(request), self._bring(request))
            )
        first = await self._bring(request)
        return self.random.choice((first, await self._bring(request)))

    async def _reorder(self, request: bytes) -> bytes:
        chance = self.random.random()
        if chance < 0.4:
            # Who sent it takes it for lost, and sends on; then it comes.
            self.late.append(request)
            return b""
        if chance < 0.7:
            await self._after_another()
            return await self._bring(request)
        answer = await self._bring(request)
        await self._after_another()
        return answer

    async def _forge(self, request: bytes) -> bytes:
        """Say of entries what is not so: instead of the server, or in what it says."""
        if not is_of_entries(request):
            self.count -= 1  # nothing happens to this one
            return await self._bring(request)
        if self.random.random() < 0.5:
            return answer_of_nobody(request, self.random)
        return forged(await self._bring(request), self.random)

    async def _after_another(self) -> None:
        waiting = asyncio.ensure_future(self.passed.wait())
        await asyncio.wait({waiting}, timeout=_LONGEST_DELAY_S)
        waiting.cancel()

    async def _bring_late(self, most: int) -> None:
        while most > 0 and self.late:
            most -= 1
            await self._bring(self.late.pop(self.random.randrange(len(self.late))))

    async def _bring(self, request: bytes, *, is_whole: bool = True) -> bytes:
        """Bring a request to a server that listens, and return the answer, as far as it came."""
        ports = list(self.ports)
        self.random.shuffle(ports)
        for port in ports:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                continue
            return await _exchange(reader, writer, request, is_whole)
        head = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"
        length = b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(_NO_SERVER)
        return self.random.choice((b"", head + length + _NO_SERVER))


async def _exchange(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    request: bytes,
    is_whole: bool,
) -> bytes:
    answer = bytearray()
    try:
        writer.write(request)
        await writer.drain()
        if not is_whole:
            writer.write_eof()
        while part := await reader.read(_HEAD_BYTES):
            answer += part
    except OSError:
        return bytes(answer)  # the server ended
    finally:
        writer.close()
    return bytes(answer)


async def _read_request(reader: asyncio.StreamReader) -> tuple[bytes, bool]:
    """Return a request that asks for one answer, and whether all of it came."""
    head = b""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        head = _KEEP.sub(b"\r\nConnection: close", head)
        length = _LENGTH.search(head)
        return head + await reader.readexactly(int(length[1]) if length else 0), True
    except asyncio.IncompleteReadError as error:
        return head + error.partial, False
