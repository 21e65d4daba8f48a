"""Does something with many things so that one of which it fails keeps no other waiting."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def failures(things: Iterable[T], do: Callable[[T], object]) -> list[Exception]:
    """Do something with each; returns what came up."""
    found: list[Exception] = []
    for thing in things:
        try:
            do(thing)
        except Exception as error:  # noqa: BLE001 - told by the caller, once all else is done
            found.append(error)
    return found


def first_of(error: BaseException) -> BaseException:
    """Return an error, of several the first: that is where it came up."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def one_by_one(things: Iterable[T], do: Callable[[T], object]) -> None:
    """Do something with each; raises an ExceptionGroup at the end where that failed with some."""
    found = failures(things, do)
    if found:
        raise ExceptionGroup("with some of them it failed", found)
