"""What must be so after a fault: told by those who worked on a store, looked at from outside."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.receipts import Receipt
from mrapp.model.remark import Remark, sha256_of

MARK = "MERK-"
"""In every text, before the id of its remark: by this it is found in any file."""


@dataclass
class Truth:
    """What was promised to visitors, and what was begun; remarks as JSON, by id.

    thanked: remarks; additions: texts by remark; withdrawn: ids; doubtful: withdrawals begun.
    sent, sending: ids of entries that a server has, and of those whose acknowledgement was begun.
    unfinished: somebody was killed last time between the beginning and the thank-you.
    """

    begun: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    thanked: set[str] = field(default_factory=set)
    additions: dict[str, list[str]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    sending: set[str] = field(default_factory=set)
    drafts: dict[str, set[int]] = field(default_factory=dict)
    refused: int = 0
    unfinished: bool = False

    def hear(self, log: Path) -> None:
        """Take in what a worker wrote down; its last line may be torn."""
        content = log.read_bytes() if log.exists() else b""
        what = ""
        for line in content.split(b"\n")[:-1]:
            told = json.loads(line)
            what = told.pop("told")
            getattr(self, f"_{what}")(**told)
        self.unfinished |= what in {"add", "adding", "withdraw"}

    @property
    def standing(self) -> list[str]:
        """The ids of remarks that can be added to and withdrawn."""
        return sorted(self.thanked - self.withdrawn - self.doubtful)

    def _open(self) -> None:
        pass

    def _add(self, id: str, remark: str, lookup: str, secret: str) -> None:  # noqa: A002
        self.begun[id] = remark
        self.receipts[id] = Receipt(lookup, secret)

    def _added(self, id: str) -> None:  # noqa: A002
        self.thanked.add(id)

    def _adding(self) -> None:
        pass

    def _addition(self, id: str, text: str) -> None:  # noqa: A002
        self.additions.setdefault(id, []).append(text)

    def _withdraw(self, id: str) -> None:  # noqa: A002
        self.doubtful.add(id)

    def _withdrew(self, id: str) -> None:  # noqa: A002
        self.withdrawn.add(id)

    def _acknowledge(self, id: str) -> None:  # noqa: A002
        self.sending.add(id)

    def _acknowledged(self, id: str) -> None:  # noqa: A002
        self.sent.add(id)

    def _draft(self, id: str, length: int) -> None:  # noqa: A002
        # It may be this one or, where its writer was killed in between, the next.
        self.drafts[id] = {length, length + 1}

    def _refused(self, why: str) -> None:
        assert why
        self.refused += 1


def faults_in(store: RemarkStore, folder: Path, truth: Truth) -> list[str]:
    """Return what is not as was promised, in words; empty: all is well."""
    return [
        *_remarks(store, truth),
        *_outbox(store, truth),
        *_drafts(store, truth),
        *_chain(next(folder.rglob("journal.jsonl"), folder / "none")),
        *_traces(folder, truth),
    ]


def _remarks(store: RemarkStore, truth: Truth) -> list[str]:
    kept = store.kept()
    found, wrong = {each.id: each for each in kept}, []
    if len(found) < len(kept):
        wrong.append("a remark is there twice")
    wrong += [f"{each} was thanked for and is gone" for each in truth.thanked - found.keys()]
    wrong += [f"{each} comes from nowhere" for each in found.keys() - truth.begun.keys()]
    for each in kept:
        if each.remark is None:
            if each.id not in truth.withdrawn | truth.doubtful:
                wrong.append(f"{each.id} was erased and nobody asked for it")
        elif each.id in truth.withdrawn:
            wrong.append(f"{each.id} was withdrawn and is there")
        elif each.remark != Remark.model_validate_json(truth.begun[each.id]):
            wrong.append(f"{each.id} is not what was said")
        elif Counter(truth.additions.get(each.id)) - Counter(a.text for a in each.additions):
            wrong.append(f"{each.id} lacks an addition")
        else:
            gone = [a for a in each.remark.attachments if store.file(a, each.id) is None]
            wrong += [f"{each.id} lacks a file"] if gone else []
    return wrong


def _outbox(store: RemarkStore, truth: Truth) -> list[str]:
    waiting = {each.id for each in store.waiting(10**9)}
    return [
        *(f"{each} was acknowledged and waits" for each in truth.sent & waiting),
        *(
            f"{each} left the outbox and no server has it"
            for each in set(truth.standing) - truth.sending - waiting
        ),
    ]


def _drafts(store: RemarkStore, truth: Truth) -> list[str]:
    found = {draft.id: len(str(draft.content["text"])) for draft in store.drafts()}
    return [
        f"draft {key} has {found.get(key)} signs, not {lengths}"
        for key, lengths in truth.drafts.items()
        if found.get(key) not in lengths
    ]


def _chain(journal: Path) -> list[str]:
    """Look at the chain with nothing of the program's own."""
    prev, number, wrong = "0" * 64, 0, []
    content = journal.read_bytes() if journal.exists() else b""
    for number, line in enumerate(content.splitlines(), start=1):
        link, salt, said = line.split(b"\t")
        told = json.loads(link)
        hash_ = told.pop("hash")
        written = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
        if sha256_of(written) != hash_ or (told["n"], told["prev"]) != (number, prev):
            wrong.append(f"the chain breaks at {number}")
        if said.strip() and sha256_of(bytes.fromhex(salt.decode()) + said) != told["digest"]:
            wrong.append(f"the content of {number} is not what was written")
        prev = hash_
    return wrong


def _traces(folder: Path, truth: Truth) -> list[str]:
    """Look in every file for what was withdrawn."""
    contents = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return [
        f"{each} was withdrawn and is still in {path.name}"
        for each in truth.withdrawn
        for path, content in contents.items()
        if f"{MARK}{each}".encode() in content or (each in path.name)
    ]
