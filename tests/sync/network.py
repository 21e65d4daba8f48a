"""A bad network: it drops, delays, cuts off, and brings requests a second time, later."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from select import select

_PART_BYTES = 65_536
_LONGEST_S = 20.0


@dataclass
class Network:
    """Leads to a server on this machine. badness: 0 brings all as it is, 1 lets hardly any through.

    limit_bytes: after so many bytes of a request each connection is cut off; 0: never. count: how
    many connections there were, and cut: how many of them were cut off.
    """

    port: int
    badness: float = 0.0
    limit_bytes: int = 0
    random: Random = field(default_factory=lambda: Random(11))
    count: int = 0
    cut: int = 0

    def serve(self, client: socket.socket) -> None:
        """Bring what goes over one connection, as badly as it comes."""
        self.count += 1
        fault = self.random.choice(("up", "down", "drop", "later")) if self._strikes() else ""
        if fault == "drop":
            self.cut += 1
            return
        budget = {"up": self._place(), "down": self._place()}
        with socket.create_connection(("127.0.0.1", self.port)) as there:
            said = self._bring(client, there, fault, budget)
        if fault == "later":
            # As if it had taken another way: it arrives after the answer to the first.
            self._once_more(said)

    def _bring(
        self, client: socket.socket, there: socket.socket, fault: str, budget: dict[str, int]
    ) -> bytes:
        said = bytearray()
        while True:
            ready, _, _ = select([client, there], [], [], _LONGEST_S)
            for sock in ready:
                way, goal = ("up", there) if sock is client else ("down", client)
                part = sock.recv(_PART_BYTES)
                said += part if way == "up" else b""
                too_much = 0 < self.limit_bytes < len(said)
                if way == fault:
                    budget[way] -= len(part)
                    part = part[: max(0, len(part) + min(0, budget[way]))]
                goal.sendall(part)
                if not part or budget[way] < 0 or too_much:
                    self.cut += budget[way] < 0 or too_much
                    return bytes(said)
            if not ready:
                return bytes(said)

    def _once_more(self, said: bytes) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=0.5) as there:
            there.sendall(said)
            while there.recv(_PART_BYTES):
                pass

    def _strikes(self) -> bool:
        return self.random.random() < self.badness

    def _place(self) -> int:
        """Return after how many bytes it breaks: mostly soon, at times in a long body."""
        return int(self.random.choice((200, 2_000, 8_000, 60_000, 400_000)) * self.random.random())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def network_to(url: str, badness: float = 0.0, seed: int = 11) -> Iterator[tuple[str, Network]]:
    """Have a network for a block; returns the address by which the server is reached over it."""
    network = Network(int(url.rpartition(":")[2]), badness, random=Random(seed))

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                network.serve(self.request)

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", network
        finally:
            server.shutdown()
            thread.join()
