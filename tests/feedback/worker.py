"""Somebody who works on a store without end and writes down what was begun and thanked for."""

import json
import os
from pathlib import Path
from random import Random

from mrapp.app.remarks.keeping import Draft, RemarkStore
from mrapp.feedback.stores import FolderStores
from mrapp.model.remark import Channel
from mrapp.model.remark_errors import RemarkNotKeptError, StoreUnusableError
from mrapp.model.texts import Phrase
from tests.feedback.making import NOON, PROJECT, Maker
from tests.feedback.truth import MARK, Truth

_NO_NETWORK = Phrase(nl="er is geen netwerk", en="there is no network")


class Worker:
    """Works on the store below `base`; `log` survives it, as the system has what was written."""

    def __init__(self, base: Path, log: Path, truth: Truth, seed: int) -> None:
        """Prepare; the store is opened by `run`."""
        self._base, self._truth = base, truth
        self._random, self._maker = Random(seed), Maker(seed)
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._mine = truth.standing
        self._random.shuffle(self._mine)

    def run(self, stores: FolderStores | None = None) -> None:
        """Work until killed."""
        while True:
            try:
                store = (stores or FolderStores(self._base)).open(PROJECT)
                break
            except (RemarkNotKeptError, StoreUnusableError) as error:
                self._tell("refused", why=str(error))
        self._tell("open")
        while True:
            try:
                self._do(store)
            except RemarkNotKeptError as error:
                self._tell("refused", why=str(error))

    def _do(self, store: RemarkStore) -> None:
        chance = self._random.random()
        if chance < 0.5 or not self._mine:
            self._add(store)
        elif chance < 0.6:
            self._add_to(store)
        elif chance < 0.7:
            self._acknowledge(store)
        elif chance < 0.85:
            self._withdraw(store)
        else:
            self._draft(store)

    def _add(self, store: RemarkStore) -> None:
        files = self._maker.files() if self._random.random() < 0.2 else {}
        made = self._maker.remark(files=files)
        text = f"{MARK}{made.id} {made.text[:3000]}"
        remark = made.model_copy(update={"text": text})
        receipt, seal = self._maker.receipt()
        said = remark.model_dump_json()
        self._tell("add", id=made.id, remark=said, lookup=receipt.lookup, secret=receipt.secret)
        store.add(remark, seal, files)
        self._tell("added", id=made.id)
        self._truth.receipts[made.id] = receipt
        self._mine.append(made.id)

    def _add_to(self, store: RemarkStore) -> None:
        each = self._random.choice(self._mine)
        text = f"{MARK}{each} {self._random.random()}"
        self._tell("adding")
        store.add_to(self._truth.receipts[each], lambda it: self._maker.addition(it, text))
        self._tell("addition", id=each, text=text)

    def _acknowledge(self, store: RemarkStore) -> None:
        """As a server does that has an entry, or takes it for another one."""
        each = self._random.choice(store.waiting(20) or (None,))
        if each is None:
            return
        if self._random.random() < 0.2:
            assert not store.acknowledge({each.id: "0" * 64})
            store.tried(_NO_NETWORK)
            return
        self._tell("acknowledge", id=each.id)
        assert store.acknowledge({each.id: each.checksum})
        self._tell("acknowledged", id=each.id)

    def _withdraw(self, store: RemarkStore) -> None:
        each = self._mine.pop(self._random.randrange(len(self._mine)))
        self._tell("withdraw", id=each)
        if self._random.random() < 0.3:
            store.withdrawn_there(each, NOON)
        else:
            store.withdraw(self._truth.receipts[each], NOON, Channel.KIOSK)
        self._tell("withdrew", id=each)

    def _draft(self, store: RemarkStore) -> None:
        key = f"{os.getpid()}-{self._random.randrange(10**9)}"
        for length in range(1, 4):
            store.keep_draft(Draft(key, NOON, {"text": "x" * length}))
            self._tell("draft", id=key, length=length)

    def _tell(self, told: str, **more: object) -> None:
        os.write(self._log, json.dumps({"told": told, **more}).encode() + b"\n")
