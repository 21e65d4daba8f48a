"""The project as it stands in `project.json`: frozen, versioned, unknown keys kept."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from mrapp.model.frames import Origin
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import pick_language
from mrapp.model.tiles import Tile, TileSettings
from mrapp.model.values import Identifier, LocalText, Point3, Value

FORMAT: Literal["mrapp-project"] = "mrapp-project"
FORMAT_VERSION = 1
NOW = "now"
"""What stands for "no variant" where None means "as it is"."""

Words = str | LocalText
"""The same in every language, such as a name, or by language."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:  # "../x", "Europe"
        raise ValueError(f"unknown time zone {name!r}") from unknown
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone)]


class Status(StrEnum):
    """How certain a planned object is; always legible in the view and in pictures."""

    DECIDED = "decided"
    PROPOSAL = "proposal"
    IDEA = "idea"


class Provenance(Value):
    """Where something comes from: the ground for trust in every model and picture."""

    source: Words = ""
    date: str = ""
    author: str = ""
    licence: str = ""
    attribution: Words = ""


class OriginSpec(Value):
    """The project's zero in RD/NAP, metres."""

    x: float
    y: float
    nap: float = 0.0

    def frame(self) -> Origin:
        """Return the origin as a frame that converts points."""
        return Origin(self.x, self.y, self.nap)


class Placement(Value):
    """Where a file without a place of its own stands: from its own frame to RD/NAP.

    Its zero comes to `x`, `y` (RD) and `nap`, metres; `turn_deg` turns it counter-clockwise seen
    from above; `scale` makes it larger. `up` names the axis that points up in the file where that
    is another than its format says.
    """

    x: float
    y: float
    nap: float = 0.0
    turn_deg: float = 0.0
    scale: float = Field(default=1.0, gt=0.0)
    up: Literal["y", "z"] | None = None


class Layer(Value):
    """A context layer: one file with what stands there now."""

    id: Identifier
    name: LocalText
    asset: str
    kind: Literal["city", "terrain"] = "city"
    visible: bool = True
    lod: str | None = None
    place: Placement | None = None
    provenance: Provenance = Provenance()

    @property
    def mesh_key(self) -> str:
        """By what its arrays go: a file that is placed in two ways has two of them."""
        return self.asset if self.place is None else f"{self.asset}#{self.id}"


class ObjectNote(Value):
    """What is known of one planned object where it differs from its design."""

    status: Status | None = None
    provenance: Provenance | None = None
    name: LocalText | None = None


class Design(Value):
    """Something a variant adds: one file, its status, its provenance, notes per object."""

    id: Identifier
    name: LocalText
    asset: str
    status: Status = Status.IDEA
    lod: str | None = None
    place: Placement | None = None
    provenance: Provenance = Provenance()
    objects: dict[str, ObjectNote] = {}

    @property
    def mesh_key(self) -> str:
        """By what its arrays go: a file that is placed in two ways has two of them."""
        return self.asset if self.place is None else f"{self.asset}#{self.id}"


class Variant(Value):
    """One way the plan may turn out: what it adds, and which existing objects it removes."""

    id: Identifier
    name: LocalText
    description: LocalText = {}
    adds: tuple[Design, ...] = ()
    removes: tuple[str, ...] = ()


class Plan(Value):
    """A planned development with its variants; "now" is the city without any of them."""

    id: Identifier
    name: LocalText
    variants: tuple[Variant, ...] = ()


class Viewpoint(Value):
    """A place to look from: eye and target in RD/NAP metres, vertical field of view in degrees.

    Going there shows `variant` ("now" is the city without a plan) at `time`; None leaves each
    as it is.
    """

    id: Identifier
    name: LocalText
    eye: Point3
    target: Point3
    field_of_view_deg: float = Field(default=50.0, gt=1, lt=150)
    variant: str | None = None
    time: AwareDatetime | None = None


class Theme(Value):
    """What a remark may be about, such as green or traffic: a category to choose from."""

    id: Identifier
    name: LocalText


class Event(Value):
    """A session at which remarks are made, such as an evening in the town hall."""

    id: Identifier
    name: LocalText
    date: str = ""


class Start(Value):
    """What a visitor sees first."""

    viewpoint: str | None = None
    variant: str | None = None
    time: AwareDatetime | None = None


class Project(Value):
    """A whole project: context layers, plans with variants, viewpoints; a value, never changed.

    `questionnaires` holds every version that was ever published, and at most one that is being
    written, of each questionnaire; see `mrapp.model.questions`. Stories are kept as they are until
    their room comes.
    """

    format: Literal["mrapp-project"] = FORMAT
    format_version: int = FORMAT_VERSION
    id: Identifier
    name: LocalText
    notice: LocalText = {}
    languages: tuple[str, ...] = ("nl", "en")
    time_zone: TimeZone = "Europe/Amsterdam"
    origin: OriginSpec
    layers: tuple[Layer, ...] = ()
    plans: tuple[Plan, ...] = ()
    viewpoints: tuple[Viewpoint, ...] = ()
    start: Start = Start()
    stories: tuple[dict[str, Any], ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    themes: tuple[Theme, ...] = ()
    events: tuple[Event, ...] = ()
    tiles: tuple[Tile, ...] = ()
    tiling: TileSettings = TileSettings()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Project":
        variants = [v.id for v in self.variants()]
        designs = [d.id for v in self.variants() for d in v.adds]
        for kind, ids in (
            ("layer", [layer.id for layer in self.layers]),
            ("variant", variants),
            ("design", sorted(set(designs)) if _shared_alike(self) else designs),
            ("viewpoint", [v.id for v in self.viewpoints]),
            ("theme", [theme.id for theme in self.themes]),
            ("event", [event.id for event in self.events]),
            ("tile", [tile.id for tile in self.tiles]),
            ("questionnaire version", [f"{q.id} {q.version}" for q in self.questionnaires]),
        ):
            twice = {i for i in ids if ids.count(i) > 1}
            if twice:
                raise ValueError(f"{kind} id used twice: {', '.join(sorted(twice))}")
        return self

    def variants(self) -> tuple[Variant, ...]:
        """Return the variants of all plans, in order."""
        return tuple(v for plan in self.plans for v in plan.variants)

    def variant(self, variant_id: str | None) -> Variant | None:
        """Return the variant with this id; None for "now" or an id that is not there."""
        return next((v for v in self.variants() if v.id == variant_id), None)

    def viewpoint(self, viewpoint_id: str | None) -> Viewpoint | None:
        """Return the viewpoint with this id, or None."""
        return next((v for v in self.viewpoints if v.id == viewpoint_id), None)

    def tile(self, tile_id: str | None) -> Tile | None:
        """Return the tile with this id, or None."""
        return next((t for t in self.tiles if t.id == tile_id), None)

    def plans_with(self, change: Callable[[Variant], Variant]) -> tuple[Plan, ...]:
        """Return the plans with `change` made to each variant."""
        return tuple(
            plan.model_copy(update={"variants": tuple(map(change, plan.variants))})
            for plan in self.plans
        )

    def items(self) -> tuple["Layer | Design", ...]:
        """Return all that shows a file: the layers, then the designs of all variants."""
        return (*self.layers, *(d for v in self.variants() for d in v.adds))

    def files(self, variants: Iterable[Variant]) -> dict[str, str | None]:
        """Return the files of the layers and of these variants, in drawing order.

        By asset path, with the LoD wanted (None: per object the highest). Where two ask for one
        file, the first has its way.
        """
        items: list[Layer | Design] = [*self.layers, *(d for v in variants for d in v.adds)]
        wanted: dict[str, str | None] = {}
        for item in items:
            wanted.setdefault(item.asset, item.lod)
        return wanted

    def lods(self) -> dict[str, str | None]:
        """Return the LoD wanted of every file of the project, by asset path; see `files`."""
        return self.files(self.variants())

    def assets(self) -> tuple[str, ...]:
        """Return the path of every file the project shows, each once, in drawing order."""
        return tuple(self.lods())

    def pictures(self) -> tuple[str, ...]:
        """Return the path of every picture that goes with the tiles: their mark, photographs."""
        photos = (entry.photo for tile in self.tiles for entry in tile.history)
        return tuple(dict.fromkeys(filter(None, (self.tiling.mark, *photos))))

    def files_named(self) -> tuple[str, ...]:
        """Return the path of every file that must stay with the project, seen in it or not."""
        return (*self.assets(), *self.pictures())

    def seen_files(self, variant_id: str | None) -> dict[str, str | None]:
        """Return the files that are seen in a variant, or now for None; see `files`."""
        return self.files(v for v in self.variants() if v.id == variant_id)

    def title(self, language: str) -> str:
        """Return the project's name in `language`."""
        return pick_language(self.name, language)


def _shared_alike(project: Project) -> bool:
    """Tell whether designs that share an id are the same design, in several variants."""
    seen: dict[str, Design] = {}
    return all(seen.setdefault(d.id, d) == d for v in project.variants() for d in v.adds)


def aware(moment: datetime) -> datetime:
    """Raise `ValueError` for a time without zone; inside the application all time is UTC."""
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return moment
