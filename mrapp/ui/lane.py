"""A thread for work that may hang for ever, such as on a network disk that died."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_CLOSE_S = 3.0


class Lane(Executor):
    """Does one thing after the other in one thread, which keeps no program from ending."""

    def __init__(self, name: str) -> None:
        # Any: work of every kind stands in one row.
        self._row: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None]
        self._row = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._go, name=name, daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Put work in the row."""
        future: Future[T] = Future()
        self._row.put((future, lambda: fn(*args, **kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more; what hangs is waited for only for a few seconds. Safe twice."""
        if cancel_futures:
            while not self._row.empty():
                waiting = self._row.get()
                if waiting is not None:
                    waiting[0].cancel()
        self._row.put(None)
        if wait:
            self._thread.join(_CLOSE_S)

    def _go(self) -> None:
        for future, work in iter(self._row.get, None):
            if not future.set_running_or_notify_cancel():
                continue
            with _Answer(future):
                future.set_result(work())


class _Answer:
    """Whatever goes wrong within is for who waits for the answer, as with every executor."""

    def __init__(self, future: Future[Any]) -> None:
        self._future = future

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, _kind: object, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._future.set_exception(error)
        return True
