"""The state of a session, and the pure step from it to what the scene must show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from mrapp.model.citymesh import CityMesh
from mrapp.model.frames import Origin
from mrapp.model.project import Design, Layer, Project, Provenance, Status
from mrapp.model.texts import Phrase, pick_language

ESTIMATED_GROUND = "estimated-ground"

Rows = tuple[tuple[float, ...], ...]
"""A matrix (4, 4), row by row; it multiplies column vectors."""

_GROUND_ESTIMATED = Phrase(
    nl="Maaiveld geschat uit de gebouwen", en="Ground estimated from the buildings"
)


_SOURCE = Phrase(nl="Bron", en="Source")


@dataclass(frozen=True)
class ObjectRef:
    """One object of one file of the project; `asset` is the `mesh_key` of what shows the file."""

    asset: str
    object_id: str


@dataclass(frozen=True)
class ViewState:
    """What a person has chosen to see: part of undo, but not of the project file.

    variant None is "now"; `time_utc` is timezone-aware UTC.
    """

    time_utc: datetime
    variant: str | None = None
    hidden_layers: frozenset[str] = frozenset()
    hidden_objects: frozenset[ObjectRef] = frozenset()
    show_demolished: bool = False
    selection: ObjectRef | None = None
    language: str = "nl"


@dataclass(frozen=True)
class Sun:
    """Where the sun is seen from the project, in the local frame, radians.

    azimuth_rad: clockwise from GRID north (the y axis of RD and of the local frame), 0..2 pi. True
    north lies up to 1.8 degrees beside it: at Dordrecht grid north points 0.56 degrees west of it.
    elevation_rad: above the horizon with refraction, so where its light comes from; negative at
    night.
    """

    azimuth_rad: float
    elevation_rad: float


@dataclass(frozen=True)
class AssetShow:
    """How one file is shown; `asset` is the `mesh_key` of what shows it.

    Ids in `hidden` and `ghosts` also stand for the parts below them.

    `ghosts` are demolished objects drawn as a see-through shape. `status` is None for what
    exists; `object_status` holds the objects that differ from it. `carried` brings the file, in the
    local frame, from where its arrays are to where it stands by now; None: it is there.
    """

    asset: str
    role: Literal["context", "terrain", "design"]
    title: str
    hidden: frozenset[str] = frozenset()
    ghosts: frozenset[str] = frozenset()
    status: Status | None = None
    object_status: Mapping[str, Status] = field(default_factory=dict)
    carried: Rows | None = None


@dataclass(frozen=True)
class Badge:
    """A label above something planned: its name and status in words."""

    asset: str
    object_id: str | None
    text: str
    status: Status


@dataclass(frozen=True)
class SceneState:
    """Everything the scene must show; the desktop and the headset get the same value.

    `captions` are the lines that stand in the view and in every picture: what is shown,
    its status, the notice, whose data it is.
    """

    origin: Origin
    shows: tuple[AssetShow, ...]
    sun: Sun
    selection: ObjectRef | None = None
    badges: tuple[Badge, ...] = ()
    captions: tuple[str, ...] = ()
    language: str = "nl"


STATUS_WORDS: Mapping[Status, Phrase] = {
    Status.DECIDED: Phrase(nl="Besloten", en="Decided"),
    Status.PROPOSAL: Phrase(nl="Voorstel", en="Proposal"),
    Status.IDEA: Phrase(nl="Idee", en="Idea"),
}
NOW = Phrase(nl="Nu", en="Now")
SunAt = Callable[[datetime, Origin], Sun]


def resolve(
    project: Project, view: ViewState, meshes: Mapping[str, CityMesh], sun_at: SunAt
) -> SceneState:
    """Return what the scene must show; pure. Files not loaded yet are simply not shown."""
    variant = project.variant(view.variant)
    removed = frozenset(variant.removes) if variant else frozenset()
    shows = [
        _layer_show(layer, view, removed)
        for layer in project.layers
        if layer.id not in view.hidden_layers and layer.mesh_key in meshes
    ]
    if ESTIMATED_GROUND in meshes and ESTIMATED_GROUND not in view.hidden_layers:
        title = _GROUND_ESTIMATED.text(view.language)
        shows.insert(0, AssetShow(ESTIMATED_GROUND, "terrain", title))
    designs = [
        design
        for design in (variant.adds if variant else ())
        if design.mesh_key in meshes and design.id not in view.hidden_layers
    ]
    shows += [_design_show(design, view) for design in designs]
    origin = project.origin.frame()
    return SceneState(
        origin=origin,
        shows=tuple(shows),
        sun=sun_at(view.time_utc, origin),
        selection=_seen(view.selection, shows),
        badges=tuple(badge for design in designs for badge in _badges(design, view)),
        captions=_captions(project, view, shows),
        language=view.language,
    )


def _seen(selection: ObjectRef | None, shows: list[AssetShow]) -> ObjectRef | None:
    """Return the selection if it is shown: nobody should see an outline around nothing."""
    shown = selection and any(
        show.asset == selection.asset and selection.object_id not in show.hidden for show in shows
    )
    return selection if shown else None


def object_status(design: Design, object_id: str) -> Status:
    """Return the status of one object of a design: its own, else the design's."""
    note = design.objects.get(object_id)
    return note.status if note and note.status else design.status


def _hidden_in(asset: str, view: ViewState) -> frozenset[str]:
    return frozenset(ref.object_id for ref in view.hidden_objects if ref.asset == asset)


def _layer_show(layer: Layer, view: ViewState, removed: frozenset[str]) -> AssetShow:
    hidden = _hidden_in(layer.mesh_key, view)
    return AssetShow(
        asset=layer.mesh_key,
        role="terrain" if layer.kind == "terrain" else "context",
        title=pick_language(layer.name, view.language),
        hidden=hidden if view.show_demolished else hidden | removed,
        ghosts=removed - hidden if view.show_demolished else frozenset(),
    )


def _design_show(design: Design, view: ViewState) -> AssetShow:
    own = {key: note.status for key, note in design.objects.items() if note.status}
    return AssetShow(
        asset=design.mesh_key,
        role="design",
        title=pick_language(design.name, view.language),
        hidden=_hidden_in(design.mesh_key, view),
        status=design.status,
        object_status=own,
    )


def _badges(design: Design, view: ViewState) -> list[Badge]:
    def badge(object_id: str | None, name: Mapping[str, str], status: Status) -> Badge:
        word = STATUS_WORDS[status].text(view.language)
        return Badge(
            design.mesh_key,
            object_id,
            f"{pick_language(name, view.language)} · {word}",
            status,
        )

    named = [(key, note.name) for key, note in design.objects.items() if note.name]
    if not named:
        return [badge(None, design.name, design.status)]
    hidden = _hidden_in(design.mesh_key, view)
    return [
        badge(key, name, object_status(design, key)) for key, name in named if key not in hidden
    ]


def _captions(project: Project, view: ViewState, shows: list[AssetShow]) -> tuple[str, ...]:
    language = view.language
    variant = project.variant(view.variant)
    what = pick_language(variant.name, language) if variant else NOW.text(language)
    statuses = {status for show in shows for status in (show.status, *show.object_status.values())}
    words = [STATUS_WORDS[s].text(language) for s in Status if s in statuses]
    lines = [f"{project.title(language)} · {what}" + (f" · {', '.join(words)}" if words else "")]
    if project.notice:
        lines.append(pick_language(project.notice, language))
    if any(show.asset == ESTIMATED_GROUND for show in shows):
        lines.append(_GROUND_ESTIMATED.text(language))
    shown = {show.asset for show in shows}
    lines.extend(_attributions(project, shown, language))
    return tuple(lines)


def _attributions(project: Project, shown: set[str], language: str) -> list[str]:
    """Return whose data are shown: by the words their makers ask for, else by their source."""
    given = [
        source for item in project.items() if item.mesh_key in shown for source in _sources(item)
    ]
    words = [(pick_language(s.attribution, language), s.source) for s in given]
    asked = dict.fromkeys(attribution for attribution, _ in words if attribution)
    sources = (pick_language(source, language) for attribution, source in words if not attribution)
    named = dict.fromkeys(source for source in sources if source)
    owned = [f"© {' · '.join(asked)}"] if asked else []
    return [*owned, f"{_SOURCE.text(language)}: {' · '.join(named)}"] if named else owned


def _sources(item: Layer | Design) -> list[Provenance]:
    """Return whose data an item shows: its own source and those of single objects in it."""
    notes = item.objects.values() if isinstance(item, Design) else ()
    return [item.provenance, *(note.provenance for note in notes if note.provenance)]
