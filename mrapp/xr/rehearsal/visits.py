"""Scripted visitors, one after the other: each frame's body, and how far all of it is.

A device is led like this, be it the simulated one or a real runtime's scripted headset:

    visits = Visits(VISITORS)
    loop.watch(seen.append)             # each frame's `Around`, see `FrameLoop.watch`
    ...                                 # then, for each frame:
    body = visits.frame(seen[-1])       # head and hands in the stage, what is pressed

`host_did` tells that the facilitator has done what a script waits for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mrapp.model.texts import Phrase
from mrapp.xr.device import Condition, Hand
from mrapp.xr.rehearsal.acts import act
from mrapp.xr.rehearsal.around import Around
from mrapp.xr.rehearsal.body import Act, Body, NotThereError, Puppet
from mrapp.xr.rehearsal.pressing import be_asked
from mrapp.xr.rehearsal.steps import AskHost, PutOn, Scripted, Step, TakeOff, Task, words_of

_SKIPPED = Phrase(nl="overgeslagen", en="skipped")
_NEXT_CAME = Phrase(
    nl="de begeleider liet de volgende beginnen", en="the facilitator let the next one begin"
)
_AFTER_FAILURE = Phrase(nl="na wat er misging", en="after what went wrong")


class Outcome(StrEnum):
    """What became of a step. MISSED: it was never begun."""

    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    MISSED = "missed"


@dataclass(frozen=True)
class Ended:
    """A step that is over. visitor: its number, from 0. why: for all but those that are done."""

    visitor: int
    step: Step
    outcome: Outcome
    frames: int = 0
    seconds: float = 0.0
    why: Phrase | None = None


@dataclass(frozen=True)
class Now:
    """How far it is. visitor: its number, from 0. at: the number of the step of so many (`all`).

    wants: what the facilitator is asked to do. over: whether everybody has been.
    """

    visitor: int = 0
    step: Step | None = None
    at: int = 0
    all: int = 0
    wants: Task | None = None
    over: bool = False

    @property
    def words(self) -> Phrase:
        """The step in words."""
        return words_of(self.step) if self.step is not None else Phrase(nl="", en="")


@dataclass(eq=False)
class _Playing:
    """A step that is going on."""

    step: Step
    act: Act
    frames: int = 0
    seconds: float = 0.0


@dataclass
class Visits:
    """Plays scripts. `frame` on one thread; the rest from any.

    told: called on that one whenever `now` or `ended` changed. pace, patience: see `Puppet`.
    paused: nobody moves meanwhile.
    """

    visitors: Sequence[Scripted]
    told: Callable[[], None] = lambda: None
    pace: float = 1.0
    patience: int = 900
    paused: bool = False
    now: Now = field(default_factory=Now)
    ended: list[Ended] = field(default_factory=list)
    _number: int = -1
    _steps: tuple[Step, ...] = ()
    _at: int = 0
    _playing: _Playing | None = None
    _did: set[Task] = field(default_factory=set)
    _skip: bool = False
    _puppet: Puppet = field(default_factory=lambda: Puppet((0.0, 1.6, 0.0)))

    def __post_init__(self) -> None:
        self._come()

    @property
    def failed(self) -> tuple[Ended, ...]:
        """The steps that failed."""
        return tuple(each for each in self.ended if each.outcome is Outcome.FAILED)

    @property
    def waiting(self) -> bool:
        """Whether a visitor waits for something and does not move."""
        return self._puppet.waiting or self.now.wants is not None

    @property
    def body(self) -> Body:
        """The body as it is now."""
        return self._puppet.body

    def skip(self) -> None:
        """Go on with the next step."""
        self._skip = True

    def host_did(self, task: Task) -> None:
        """Take in that the facilitator did something, asked for or not."""
        self._did.add(task)

    @property
    def puppet(self) -> Puppet:
        """The body of who is there: somebody else may lead it while all is paused."""
        return self._puppet

    def begin_anew(self) -> None:
        """Begin the step anew that goes on: somebody else has led the body meanwhile."""
        self._puppet.let_go()
        if self._playing is not None:
            self._begin(self._playing.step)

    def frame(self, around: Around) -> Body:
        """Take in what there is now, and return where the body is and what it does."""
        puppet = self._puppet
        puppet.around, puppet.pace, puppet.patience = around, self.pace, self.patience
        if not self.paused and not self.now.over:
            self._play(around.seconds)
        return self._puppet.body

    def _play(self, seconds: float) -> None:
        playing = self._playing
        if playing is None:
            return
        playing.frames += 1
        playing.seconds += seconds
        if self._skip:
            self._skip = False
            self._end(playing, Outcome.SKIPPED, _SKIPPED)
        elif isinstance(playing.step, AskHost):
            self._wait_for_host(playing, playing.step.task)
        elif Task.NEXT in self._did:
            self._did.discard(Task.NEXT)
            self._leave(playing, Outcome.SKIPPED, _NEXT_CAME, _NEXT_CAME)
        else:
            try:
                next(playing.act)
            except StopIteration:
                self._end(playing, Outcome.DONE)
            except NotThereError as error:
                self._leave(playing, Outcome.FAILED, error.words, _AFTER_FAILURE)

    def _wait_for_host(self, playing: _Playing, task: Task) -> None:
        if task in self._did:
            self._did.discard(task)
            self._end(playing, Outcome.DONE)

    def _end(self, playing: _Playing, outcome: Outcome, why: Phrase | None = None) -> None:
        self._note(playing, outcome, why)
        self._puppet.let_go()
        if self._at < len(self._steps):
            self._next_step()
        else:
            self._come()

    def _leave(self, playing: _Playing, outcome: Outcome, why: Phrase, rest: Phrase) -> None:
        """End a step and all that would follow, and take the headset off."""
        self._note(playing, outcome, why)
        for step in self._steps[self._at :]:
            self.ended.append(Ended(self._number, step, Outcome.MISSED, why=rest))
        self._puppet.let_go()
        self._puppet.worn = False
        if rest is _NEXT_CAME:
            self._did.add(Task.NEXT)
        self._come()

    def _note(self, playing: _Playing, outcome: Outcome, why: Phrase | None) -> None:
        playing.act.close()
        done = Ended(
            self._number, playing.step, outcome, playing.frames, round(playing.seconds, 2), why
        )
        self.ended.append(done)

    def _come(self) -> None:
        """Let the next visitor come, once the facilitator has let them begin; or all is over."""
        self._number += 1
        if self._number >= len(self.visitors):
            self._playing = None
            self._tell(replace(self.now, step=None, wants=None, over=True))
            return
        visitor = self.visitors[self._number]
        first = () if self._number == 0 else (AskHost(Task.NEXT),)
        self._steps, self._at = (*first, *visitor.steps), 0
        main = Hand.LEFT if visitor.left else Hand.RIGHT
        self._puppet = Puppet((0.0, visitor.eye_m, 0.0), main, not visitor.alone)
        self._next_step()

    def _next_step(self) -> None:
        step = self._steps[self._at]
        self._at += 1
        self._begin(step)
        wants = step.task if isinstance(step, AskHost) else None
        self._tell(Now(self._number, step, self._at, len(self._steps), wants))

    def _begin(self, step: Step) -> None:
        self._playing = _Playing(step, _whole(self._puppet, step))

    def _tell(self, now: Now) -> None:
        self.now = now
        self.told()


def _whole(puppet: Puppet, step: Step) -> Act:
    """Do a step; what is asked before anything else, such as how one feels, is answered first."""
    if not isinstance(step, PutOn | TakeOff) and puppet.around.condition is Condition.FOCUSED:
        yield from be_asked(puppet)
    yield from act(puppet, step)
