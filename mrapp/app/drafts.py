"""What somebody is writing about a place, as a draft that survives the program."""

from collections.abc import Mapping
from dataclasses import dataclass

from mrapp.app.drawing import EMPTY, Drawing
from mrapp.model.remark import Channel, Sight, Thing
from mrapp.model.values import Point3


@dataclass(frozen=True)
class Written:
    """What is filled in, of what, and what is seen; see `Remark`. The picture is drawn again."""

    sight: Sight
    text: str = ""
    mood: int | None = None
    theme: str | None = None
    point: Point3 | None = None
    thing: Thing | None = None
    drawing: Drawing = EMPTY

    @property
    def says_something(self) -> bool:
        """Whether anything would be lost with it."""
        return bool(self.text.strip() or self.mood or self.drawing.strokes)

    def content(self, channel: Channel) -> dict[str, object]:
        """Return it as a draft keeps it: anything that goes into JSON."""
        return {
            "channel": channel.value,
            "text": self.text,
            "mood": self.mood,
            "theme": self.theme,
            "point": self.point,
            "thing": self.thing.model_dump(mode="json") if self.thing else None,
            "drawing": self.drawing.model_dump(mode="json"),
            "sight": self.sight.model_dump(mode="json"),
        }

    @classmethod
    def read(cls, content: Mapping[str, object]) -> "Written":
        """Return what a draft keeps; raises `ValueError` where it is none of ours."""
        mood, theme, thing = (content.get(name) for name in ("mood", "theme", "thing"))
        return cls(
            sight=Sight.model_validate(content.get("sight")),
            text=str(content.get("text", "")),
            mood=mood if isinstance(mood, int) and 1 <= mood <= 5 else None,
            theme=theme if isinstance(theme, str) else None,
            point=_point(content.get("point")),
            thing=Thing.model_validate(thing) if thing is not None else None,
            drawing=Drawing.model_validate(content.get("drawing", {})),
        )


def _point(told: object) -> Point3 | None:
    if told is None:
        return None
    if not isinstance(told, list | tuple) or len(told) != 3:
        raise ValueError(f"no point: {told!r}")
    x, y, nap = (float(each) for each in told)
    return x, y, nap
