"""What somebody is writing about a place, as a draft that survives the program."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Base64Bytes, Field

from mrapp.app.questions.answering import Answering
from mrapp.app.remarks.drawing import EMPTY, Drawing
from mrapp.app.remarks.sound import SpokenNote
from mrapp.model.project import Project
from mrapp.model.remark import Channel, Sight, Thing
from mrapp.model.values import Point3, Value


@dataclass(frozen=True)
class Words:
    """What is filled in so far, in the order of the form.

    asking: whether one is at the questions, and not at the form itself.
    """

    text: str = ""
    mood: int | None = None
    theme: str | None = None
    drawing: Drawing = EMPTY
    voice: SpokenNote | None = None
    answering: Answering | None = None
    asking: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep."""
        answered = self.answering is not None and bool(self.answering.given)
        return answered or bool(
            self.text.strip() or self.mood or self.drawing.strokes or self.voice
        )


@dataclass(frozen=True)
class Written:
    """What is filled in, of what, and what is seen; see `Remark`. The picture is drawn again."""

    sight: Sight
    words: Words = Words()
    point: Point3 | None = None
    thing: Thing | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything would be lost with it; half a ranking would, too."""
        begun = self.words.answering is not None and bool(self.words.answering.answers)
        return begun or self.words.says_something

    def content(self, channel: Channel) -> dict[str, object]:
        """Return it as a draft keeps it: anything that goes into JSON."""
        words = self.words
        return {
            "channel": channel.value,
            "text": words.text,
            "mood": words.mood,
            "theme": words.theme,
            "point": self.point,
            "thing": self.thing.model_dump(mode="json") if self.thing else None,
            "drawing": words.drawing.model_dump(mode="json"),
            "voice": note_kept(words.voice),
            "sight": self.sight.model_dump(mode="json"),
            "answering": words.answering.content() if words.answering else None,
            "asking": words.asking,
        }

    @classmethod
    def read(cls, content: Mapping[str, object], project: Project) -> "Written":
        """Return what a draft of a project keeps; raises `ValueError` where it is none of ours."""
        mood, theme, thing = (content.get(name) for name in ("mood", "theme", "thing"))
        answering = content.get("answering")
        words = Words(
            text=str(content.get("text", "")),
            mood=mood if isinstance(mood, int) and 1 <= mood <= 5 else None,
            theme=theme if isinstance(theme, str) else None,
            drawing=Drawing.model_validate(content.get("drawing", {})),
            voice=note_read(content.get("voice")),
            answering=Answering.read(answering, project) if answering is not None else None,
            asking=content.get("asking") is True,
        )
        return cls(
            sight=Sight.model_validate(content.get("sight")),
            words=words,
            point=_point(content.get("point")),
            thing=Thing.model_validate(thing) if thing is not None else None,
        )


def _point(told: object) -> Point3 | None:
    if told is None:
        return None
    if not isinstance(told, list | tuple) or len(told) != 3:
        raise ValueError(f"no point: {told!r}")
    x, y, nap = (float(each) for each in told)
    return x, y, nap


class _KeptNote(Value):
    """A spoken note in a draft: it would else be lost with the power."""

    seconds: Annotated[float, Field(ge=0.0)]
    ogg: Base64Bytes


def note_kept(note: SpokenNote | None) -> dict[str, object] | None:
    """Return a spoken note as a draft keeps it."""
    if note is None:
        return None
    kept = _KeptNote(seconds=note.seconds, ogg=base64.b64encode(note.content))
    return kept.model_dump(mode="json")


def note_read(told: object) -> SpokenNote | None:
    """Return the note that a draft keeps; raises `ValueError` where it is none."""
    if told is None:
        return None
    kept = _KeptNote.model_validate(told)
    return SpokenNote(kept.ogg, kept.seconds)
