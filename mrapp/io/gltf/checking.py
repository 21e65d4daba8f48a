"""JSON of a stranger against what glTF says: what does not fit is left out, and said.

A kind's `clean` returns the value as the rest of this room may rely on it, or `BROKEN`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import Any, Protocol, TypeAlias

from mrapp.io.findings import Findings
from mrapp.io.gltf import findings as found

Value: TypeAlias = Any
"""Any JSON value, not yet looked at."""

Place: TypeAlias = "tuple[Place | None, str | int]"
"""Where a value stands: the place above it and its name or number there."""

BROKEN = object()
"""What is left of a value that does not fit."""

TOP: Place = (None, "")


@dataclass
class Log:
    """Where findings go, and what the check of one value must know of the rest of the file.

    sizes: how many there are of what `Ref` refers to; declared: the extensions in use; known: the
    extensions that have a place somewhere.
    """

    findings: Findings
    sizes: Mapping[str, int]
    declared: Collection[str]
    known: Collection[str]

    def wrong(self, value: Value, at: Place) -> object:
        """Note that `value` does not fit; return `BROKEN`."""
        said = "null" if value is None else str(value)
        self.findings.add(found.WRONG, where=pointer(at), value=said[:40])
        return BROKEN


def pointer(at: Place) -> str:
    """Return a place as glTF's validator writes it, as in materials/0/name."""
    above, name = at
    if above is None:
        return str(name)
    before = pointer(above)
    return f"{before}/{name}" if before else str(name)


class Kind(Protocol):
    """What a value may be."""

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """Return the value as others may rely on it; `BROKEN`, with a note, if it does not fit."""


@dataclass(frozen=True)
class Number:
    """A finite number from `low` to `high`, and more than `over`."""

    low: float = -inf
    high: float = inf
    over: float = -inf

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        if type(value) is not float and type(value) is not int:
            return log.wrong(value, at)
        good = isfinite(value) and self.low <= value <= self.high and value > self.over
        return value if good else log.wrong(value, at)


@dataclass(frozen=True)
class Whole:
    """A whole number from `low` to `high`, one of `among`, a multiple of `step`."""

    low: int = 0
    high: int = 2**53
    among: Collection[int] = ()
    step: int = 1

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`; 2.0 is 2."""
        if type(value) is float and value.is_integer():
            value = int(value)
        if type(value) is not int or not self.low <= value <= self.high or value % self.step:
            return log.wrong(value, at)
        return log.wrong(value, at) if self.among and value not in self.among else value


@dataclass(frozen=True)
class Text:
    """A text that matches `pattern`."""

    pattern: str = ""

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        if type(value) is not str or (self.pattern and not re.match(self.pattern, value)):
            return log.wrong(value, at)
        return value


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        return value if type(value) is bool else log.wrong(value, at)


@dataclass(frozen=True)
class Anything:
    """Whatever it is."""

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        del at, log
        return value


@dataclass(frozen=True)
class Ref:
    """The number of something that is in the list called `to`."""

    to: str

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        if type(value) is float and value.is_integer():
            value = int(value)
        if type(value) is not int or value < 0:
            return log.wrong(value, at)
        if value >= log.sizes.get(self.to, 0):
            log.findings.add(found.UNRESOLVED, where=pointer(at), value=value)
            return BROKEN
        return value


@dataclass(frozen=True)
class Rows:
    """A list. kept: what is broken leaves None, so that the numbers of the others hold.

    whole: with one part broken, all of it is; distinct: no number twice.
    """

    of: Kind
    fewest: int = 1
    most: float = inf
    kept: bool = False
    whole: bool = False
    distinct: bool = False

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        if type(value) is not list:
            return log.wrong(value, at)
        if not value and self.fewest:
            log.findings.add(found.EMPTY, where=pointer(at))
            return [] if self.kept else BROKEN
        if not self.fewest <= len(value) <= self.most:
            return log.wrong(value, at)
        clean = self.of.clean
        cleaned = [clean(each, (at, number), log) for number, each in enumerate(value)]
        if self.distinct and len(set(map(str, cleaned))) < len(cleaned):
            log.wrong(value, at)
            cleaned = list({str(each): each for each in cleaned}.values())
        if self.kept:
            return [None if each is BROKEN else each for each in cleaned]
        good = [each for each in cleaned if each is not BROKEN]
        return BROKEN if self.whole and len(good) < len(cleaned) else good


def numbers(count: int, of: Kind | None = None) -> Rows:
    """Return the kind of a list of so many numbers, each a number `of` some kind, or any."""
    return Rows(of or Number(), count, count, whole=True)


@dataclass(frozen=True)
class Table:
    """An object in which every name, matching `pattern`, has a value of one kind."""

    of: Kind
    pattern: str = ""

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        if type(value) is not dict:
            return log.wrong(value, at)
        if not value:
            log.findings.add(found.EMPTY, where=pointer(at))
        cleaned = {}
        for name, each in value.items():
            good = self.of.clean(each, (at, name), log)
            if self.pattern and not re.fullmatch(self.pattern, name):
                log.wrong(name, (at, name))
            elif good is not BROKEN:
                cleaned[name] = good
        return cleaned


@dataclass(frozen=True)
class Thing:
    """An object with `members`, of which it must have `needs`, and exactly one of `either`.

    vital: members that may be absent but not broken, as it would mean something else without them.
    goes_with: a member and the other one that it needs beside it. extensions: those that have
    their place here. Anything may have a name and extras. Other members are left out: nobody may
    rely on them.
    """

    members: Mapping[str, Kind]
    needs: Collection[str] = ()
    vital: Collection[str] = ()
    either: Collection[str] = ()
    goes_with: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, Kind] = field(default_factory=dict)

    def clean(self, value: Value, at: Place, log: Log) -> Value:
        """See `Kind`."""
        if type(value) is not dict:
            return log.wrong(value, at)
        cleaned = {}
        members = self.members
        for name, each in value.items():
            kind = members.get(name)
            if kind is not None:
                good = kind.clean(each, (at, name), log)
                if good is not BROKEN:
                    cleaned[name] = good
            elif name == "extras" or (name == "name" and type(each) is str):
                cleaned[name] = each
            elif name == "name":
                log.wrong(each, (at, name))
            elif name == "extensions":
                cleaned[name] = self._extensions(each, (at, name), log)
        return cleaned if self._complete(value, cleaned, at, log) else BROKEN

    def _complete(self, value: Value, cleaned: Value, at: Place, log: Log) -> bool:
        for name in self.needs:
            if name not in cleaned:
                if name not in value:
                    log.findings.add(found.MISSING, where=pointer(at), name=name)
                return False
        if any(name in value and name not in cleaned for name in self.vital):
            return False
        for name, other in self.goes_with.items():
            if name in value and other not in value:
                log.findings.add(found.MISSING, where=pointer(at), name=other)
        if self.either and sum(name in value for name in self.either) != 1:
            log.findings.add(found.MISSING, where=pointer(at), name=" / ".join(self.either))
        return not self.either or any(name in cleaned for name in self.either)

    def _extensions(self, value: Value, at: Place, log: Log) -> dict[str, Any]:
        if type(value) is not dict:
            log.wrong(value, at)
            return {}
        cleaned = {}
        for name, each in value.items():
            if name not in log.declared:
                log.findings.add(found.UNDECLARED, name=name)
            kind = self.extensions.get(name)
            if kind is not None:
                good = kind.clean(each, (at, name), log)
                if good is not BROKEN:
                    cleaned[name] = good
            elif name in log.known:
                log.findings.add(found.MISPLACED, where=pointer(at), name=name)
            elif type(each) is not dict:
                log.wrong(each, (at, name))
        return cleaned
