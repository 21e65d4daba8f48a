"""Phones and other browsers, which send without a key, again and again, until they are thanked.

What one says is made before it sends, with the ids and salts that it keeps: what comes twice is
the same to the byte.
"""

import json
import os
import signal
import struct
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx
from pydantic import ValidationError

from mrapp.model.remark import Remark, sha256_of
from mrapp.protocol.messages import (
    ACKNOWLEDGED,
    ROOT,
    Batch,
    BatchResult,
    EntryMessage,
    Outcome,
    UploadState,
)
from tests.feedback.making import PROJECT
from tests.feedback.truth import MARK, Truth
from tests.server.sending import Sender

_MOST_PAUSE_S = 0.02
_TIMEOUT_S = 30.0
_PART_BYTES = 1500
_REMARKS = 5
_HEAD = struct.pack(">IIBBBBB", 30, 20, 8, 2, 0, 0, 0)
_TROUBLE = (httpx.HTTPError, ValidationError)


@dataclass
class Phone:
    """A browser without a key.

    said: what its visitor says, in this order; files: by remark. thanked: the checksum of each
    entry that it was thanked for, by id.
    """

    seed: int
    truth: Truth = field(default_factory=Truth)
    said: list[EntryMessage] = field(default_factory=list)
    files: dict[str, list[bytes]] = field(default_factory=dict)
    thanked: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        random, sender = Random(self.seed), Sender(self.seed)
        for number in range(_REMARKS):
            self._say(sender, random, number)

    def send_always(self, url: str, log: Path) -> None:
        """Send what it was not thanked for, write down each thank-you, and stay; until killed."""
        random = Random(self.seed)
        to = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        with _client(url) as client:
            while waiting := [each for each in self.said if each.id not in self.thanked]:
                some = waiting[: random.randrange(1, 4)]
                try:
                    for each, _outcome in self._thanks(client, some):
                        self.thanked[each.id] = each.digest
                        os.write(to, json.dumps([each.id, each.digest]).encode() + b"\n")
                except _TROUBLE:
                    time.sleep(random.uniform(0.0, _MOST_PAUSE_S))
        signal.pause()

    def hear(self, log: Path) -> None:
        """Take in what was written down; its last line may be torn."""
        content = log.read_bytes() if log.exists() else b""
        for line in content.split(b"\n")[:-1]:
            self._note(*json.loads(line))

    def send_again(self, url: str) -> list[str]:
        """Send all once more, as who never saw an answer; returns what is not as it was told."""
        try:
            with _client(url) as client:
                thanks = dict(self._thanks(client, self.said))
        except _TROUBLE as error:
            return [f"a phone cannot send: {type(error).__name__}"]
        wrong = [
            f"{each.id}: a phone was thanked, and once more as if it were new"
            for each, outcome in thanks.items()
            if each.id in self.thanked and outcome is Outcome.STORED
        ]
        wrong += [f"{each.id}: a phone is not thanked" for each in self.said if each not in thanks]
        for each in thanks:
            self._note(each.id, each.digest)
        return wrong

    def _thanks(
        self, client: httpx.Client, some: Sequence[EntryMessage]
    ) -> Iterator[tuple[EntryMessage, Outcome]]:
        """Send entries, their files first; yields those that are acknowledged as they are here."""
        for each in some:
            for content in self.files.get(each.id, ()):
                _put(client, each.id, content)
        path = f"{ROOT}/public/projects/{PROJECT}/entries"
        answer = client.post(path, content=Batch(entries=tuple(some)).on_wire()).raise_for_status()
        told = {each.id: each for each in BatchResult.model_validate_json(answer.content).results}
        for each in some:
            result = told.get(each.id)
            is_there = result is not None and result.outcome in ACKNOWLEDGED
            if result is not None and is_there and result.checksum == each.digest:
                yield each, result.outcome

    def _note(self, entry_id: str, checksum: str) -> None:
        """Note a thank-you: from now on it is a promise."""
        self.thanked[entry_id] = checksum
        entry = next(each for each in self.said if each.id == entry_id)
        if entry.kind == "remark":
            self.truth.thanked.add(entry_id)
        elif entry.kind == "withdrawal" and entry.about:
            self.truth.withdrawn.add(entry.about)

    def _say(self, sender: Sender, random: Random, number: int) -> None:
        files = [_picture(random) for _ in range(random.choice((0, 0, 1, 2)))]
        made = sender.maker.remark(files={sha256_of(each): each for each in files})
        remark = made.model_copy(update={"text": f"{MARK}{made.id} {made.text[:3000]}"})
        receipt, sealed = sender.sealed()
        self.files[remark.id] = files
        self.truth.begun[remark.id] = Remark.model_validate(remark).model_dump_json()
        self.truth.receipts[remark.id] = receipt
        self.said.append(sender.of_remark(remark, sealed))
        if random.random() < 0.4:
            text = f"{MARK}{remark.id} {number}"
            added = sender.maker.addition(remark.id, text)
            told = {"addition": added, "seal": sealed}
            self.said.append(sender.entry("addition", added.id, remark.id, told))
            self.truth.additions.setdefault(remark.id, []).append(text)
        if random.random() < 0.3:
            self.said.append(sender.withdrawal(remark.id, sealed))
            # It may come at any moment, thanked for or not.
            self.truth.doubtful.add(remark.id)


def _client(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, timeout=_TIMEOUT_S)


def _put(client: httpx.Client, remark_id: str, content: bytes) -> None:
    """Send a file in parts, each from where the server says that it is."""
    path = f"{ROOT}/public/projects/{PROJECT}/remarks/{remark_id}/files/{sha256_of(content)}"
    begin = 0
    for _ in range(2 + len(content) // _PART_BYTES):
        asked = {"begin": begin, "size": len(content)}
        part = content[begin : begin + _PART_BYTES]
        answer = client.put(path, params=asked, content=part).raise_for_status()
        state = UploadState.model_validate_json(answer.content)
        if state.complete:
            return
        begin = state.received_bytes


def _picture(random: Random) -> bytes:
    """Return a PNG with nothing in it but what is seen, which is noise."""
    seen = zlib.compress(random.randbytes(random.randrange(100, 4_000)))
    parts = ((b"IHDR", _HEAD), (b"IDAT", seen), (b"IEND", b""))
    told = (
        struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))
        for kind, said in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)
