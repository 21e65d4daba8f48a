"""Watches a source: one thread reads, one looks, and whoever draws takes the newest look."""

import threading
from collections.abc import Callable

from mrapp.ar.frames import FrameSource, Reel
from mrapp.ar.looking import Look, Looker
from mrapp.model.ar_errors import PictureSourceError

_WAIT_S = 0.25


class Watch:
    """Begins with `start`; `stir` is called, in another thread, when there is something new.

    Nothing is kept but the newest look, and that only until it is taken or `stop`.
    """

    def __init__(
        self,
        source: FrameSource,
        looker: Looker,
        stir: Callable[[], None],
        *,
        retry_s: float = 2.0,
    ) -> None:
        self.source = source
        self._reel = Reel(source, retry_s=retry_s)
        self._looker, self._stir = looker, stir
        self._lock = threading.Lock()
        self._newest: Look | None = None
        self._stopping = threading.Event()
        self.looked = 0
        self._thread = threading.Thread(target=self._run, name="mrapp-looking", daemon=True)

    def start(self) -> None:
        """Open the source and look."""
        self._reel.start()
        self._thread.start()

    @property
    def wrong(self) -> PictureSourceError | None:
        """What is wrong with the source; None while it gives pictures."""
        return self._reel.wrong

    @property
    def ended(self) -> bool:
        """Whether no more pictures will come."""
        return self._reel.ended

    @property
    def source_open(self) -> bool:
        """Whether the source is in use now: a camera that is not there is not on."""
        return self._reel.in_use

    @property
    def held(self) -> bool:
        """Whether, after `stop`, the source's driver has not let go of it yet."""
        return self._stopping.is_set() and self._reel.running

    @property
    def fresh(self) -> bool:
        """Whether there is a look that was not taken yet."""
        with self._lock:
            return self._newest is not None

    def take(self) -> Look | None:
        """Return the newest look that was not taken yet, and forget it here."""
        with self._lock:
            look, self._newest = self._newest, None
            return look

    def stop(self) -> None:
        """End it; nothing of its pictures is left here."""
        self._stopping.set()
        self._reel.stop()
        if self._thread.ident is not None:
            self._thread.join()
        with self._lock:
            self._newest = None

    def _run(self) -> None:
        told: tuple[object, ...] = ()
        while not self._stopping.is_set():
            frame = self._reel.take(_WAIT_S)
            if frame is not None and not self._stopping.is_set():
                look = self._looker.look(frame)
                with self._lock:
                    self._newest = look
                self.looked += 1
            now = self._reel.wrong, self._reel.ended, self._reel.in_use
            if frame is not None or now != told:
                told = now
                self._stir()
            if self._reel.ended and frame is None:
                return
