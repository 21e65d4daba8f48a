"""A working session on one project: the moment, its history, the loaded meshes, the listeners."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

import numpy as np

from mrapp.app import actions
from mrapp.app.ground import GROUND_SURFACES
from mrapp.app.history import Change, History, Moment
from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services
from mrapp.app.questions.published import numbered, published, refuse_loss
from mrapp.app.state import (
    ESTIMATED_GROUND,
    AssetShow,
    ObjectRef,
    SceneState,
    ViewState,
    resolve,
)
from mrapp.model.citymesh import CityMesh
from mrapp.model.placing import local_move, placed
from mrapp.model.project import Placement, Project
from mrapp.model.questions import Questionnaire


@dataclass(frozen=True, eq=False)
class PlacedFile:
    """A file's arrays as it was read, where the project places it, and its arrays there."""

    file: CityMesh
    place: Placement | None
    mesh: CityMesh

    @classmethod
    def at(cls, file: CityMesh, place: Placement | None) -> Self:
        """Place a file; of a large one that takes long, in any thread."""
        return cls(file, place, placed(file, place))


class Session:
    """Holds what is open. Views read `scene_state()` after each call of their listener.

    patient_from: a file of so many triangles stays, when the project moves it, where its arrays
    are until `bring`; the scene carries it (see `AssetShow.carried`). None: no file does.
    """

    def __init__(self, opened: OpenProject, services: Services, language: str = "nl") -> None:
        self.services = services
        self.opened = opened
        self._files: dict[str, CityMesh] = {}
        self._placed: dict[str, PlacedFile] = {}
        self._ahead: dict[str, PlacedFile] = {}
        self._spare: list[PlacedFile] = []
        self._held: str | None = None
        self.patient_from: int | None = None
        self._listeners: list[Callable[[], None]] = []
        view = starting_view(opened.project, services.utc_now(), language)
        self._history = History(Moment(opened.project, view), saved=opened.project)
        # What was published and saved, or answered, stays; and so does what is being saved.
        self._staying = numbered(published(opened.project))
        self._writing: tuple[Questionnaire, ...] = ()

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self._history.now.project

    @property
    def view(self) -> ViewState:
        """What is chosen to be seen now."""
        return self._history.now.view

    @property
    def moment(self) -> Moment:
        """Project and view together, as actions take them."""
        return self._history.now

    @property
    def history(self) -> History:
        """The steps done and undone."""
        return self._history

    @property
    def meshes(self) -> Mapping[str, CityMesh]:
        """What is loaded, in RD/NAP, by `mesh_key`; with the estimated ground if there is one.

        What is `behind`, or held, is not where the project places it: it is for a view, that
        carries it there. Who asks where something is takes `meshes_now`.
        """
        return MappingProxyType({key: placed.mesh for key, placed in self._placed.items()})

    @property
    def meshes_now(self) -> Mapping[str, CityMesh]:
        """The same, each where the project places it now.

        The arrays of what is `behind`, or held, are worked out here when they are asked for.
        """
        return _Lazily(self._placed, self._mesh_now)

    @property
    def held(self) -> str | None:
        """The `mesh_key` of what is being moved, see `hold`."""
        return self._held

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns the function that stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, change: Change) -> None:
        """Carry out a change as one step of undo."""
        self._become(self._history.apply(change))

    def undo(self) -> None:
        """Go one step back; raises `FormRefusedError`, see `mrapp.app.questions.published`."""
        self._step_to(self._history.undo())

    def redo(self) -> None:
        """Go one step forward again; raises `FormRefusedError`."""
        self._step_to(self._history.redo())

    def answered(self, form: Questionnaire | None) -> None:
        """Note that answers are given to a version: no undoing takes it away any more."""
        if form is not None:
            self._staying |= numbered([form])

    def _step_to(self, history: History) -> None:
        refuse_loss((*self._staying.values(), *self._writing), history.now.project)
        self._become(history)

    def select(self, ref: ObjectRef | None) -> None:
        """Select an object, or nothing."""
        self._replace_now(actions.select(self.moment, ref))

    def show(self, change: Change) -> None:
        """Carry out a change of what is seen, without a step of undo: nobody will go back."""
        self._replace_now(change.after)

    def speak(self, language: str) -> None:
        """Switch the language of everything shown."""
        self._replace_now(actions.speak(self.moment, language))

    def add_mesh(self, asset: str, mesh: CityMesh, there: Collection[PlacedFile] = ()) -> None:
        """Take in a file that was read; views show it at once, where the project places it.

        there: what was placed of it already, now or with the next change. Where the project has
        another place for it by then, that one counts.
        """
        self._files[asset] = mesh
        self._spare = list(there)
        self._place()
        self._tell()

    def hold(self, mesh_key: str | None) -> None:
        """Leave a file's arrays where they are while it is being moved; None: no file's."""
        if mesh_key != self._held:
            self._held = mesh_key
            self._place()
            self._tell()

    def behind(self) -> dict[str, PlacedFile]:
        """Return what is not where the project places it and waits for `bring`, by `mesh_key`.

        Each with its new place, and as arrays those that are there still.
        """
        places = {item.mesh_key: item.place for item in self.project.items()}
        return {
            key: replace(old, place=places[key])
            for key, old in self._placed.items()
            if key in places and key != self._held and old.place != places[key]
        }

    def bring(self, mesh_key: str, there: PlacedFile) -> None:
        """Take in the arrays of a file that was `behind`; those for another place are dropped."""
        waiting = self.behind().get(mesh_key)
        if waiting and waiting.file is there.file and waiting.place == there.place:
            self._placed[mesh_key] = there
            self._ahead.pop(mesh_key, None)
            self._tell()

    def _mesh_now(self, mesh_key: str) -> CityMesh:
        there, now = self._placed[mesh_key], self._place_of(mesh_key)
        if there.place == now:
            return there.mesh
        ahead = self._ahead.get(mesh_key)
        if ahead is None or ahead.file is not there.file or ahead.place != now:
            # Kept until it moves on: several ask for it at each move.
            ahead = self._ahead[mesh_key] = PlacedFile.at(there.file, now)
        return ahead.mesh

    def file_of(self, mesh_key: str) -> CityMesh:
        """Return a loaded file as it was read, wherever it stands."""
        return self._placed[mesh_key].file

    def drop_mesh(self, asset: str) -> None:
        """Forget a file's arrays."""
        self._files.pop(asset, None)
        self._place()
        self._tell()

    def missing_assets(self) -> tuple[str, ...]:
        """Return the files of the project that are not loaded yet, in drawing order."""
        return tuple(a for a in self.project.assets() if a not in self._files)

    def ground_to_estimate(self) -> dict[str, CityMesh] | None:
        """Return the loaded context to estimate a ground from; None where none is needed.

        None is needed where a layer brings ground of its own, or where nothing is loaded.
        """
        meshes = self.meshes_now
        loaded = [layer for layer in self.project.layers if layer.mesh_key in meshes]
        context = {layer.mesh_key: meshes[layer.mesh_key] for layer in loaded}
        brought = any(
            layer.kind == "terrain" or has_ground(context[layer.mesh_key]) for layer in loaded
        )
        return context if context and not brought else None

    def take_ground(self, ground: CityMesh | None) -> None:
        """Take in an estimated ground in place of the one before; None: there is none now."""
        if ground is not None:
            self.add_mesh(ESTIMATED_GROUND, ground)
        elif ESTIMATED_GROUND in self._files:
            self.drop_mesh(ESTIMATED_GROUND)

    def ensure_ground(self) -> CityMesh | None:
        """Estimate a ground if the loaded context has none; returns it if one was made."""
        context = self.ground_to_estimate()
        frame = self.project.origin.frame()
        ground = self.services.estimate_ground(context, frame) if context else None
        self.take_ground(ground)
        return ground

    def scene_state(self, language: str | None = None) -> SceneState:
        """Return what the scene must show now. language: of its words; None: that of the window."""
        view = replace(self.view, language=language) if language else self.view
        state = resolve(self.project, view, self.meshes, self.services.sun_at)
        return replace(state, shows=tuple(map(self._carried, state.shows)))

    def _carried(self, show: AssetShow) -> AssetShow:
        there, now = self._placed[show.asset], self._place_of(show.asset)
        if there.place is None or now is None or there.place == now:
            return show
        origin = self.project.origin.frame()
        matrix = local_move(there.place, now, there.file.report.up, origin)
        return replace(show, carried=tuple(map(tuple, matrix.tolist())))

    def _place_of(self, mesh_key: str) -> Placement | None:
        return next((it.place for it in self.project.items() if it.mesh_key == mesh_key), None)

    def to_save(self) -> OpenProject:
        """Return what there is to save now; `saved` follows once it was written, or `not_saved`."""
        self._writing = published(self.project)
        return replace(self.opened, project=self.project)

    def saved(self, opened: OpenProject) -> None:
        """Take in where a project was saved; what changed since `to_save` stays unsaved."""
        self.opened = opened
        self.not_saved()
        self._staying |= numbered(published(opened.project))
        past = self._history
        self._become(History(past.now, past.done, past.undone, saved=opened.project))

    def not_saved(self) -> None:
        """Note that nothing is being written any more."""
        self._writing = ()

    def save(self, path: Path | None = None) -> None:
        """Write the project; raises `ProjectSaveError`, and then nothing is lost."""
        try:
            self.saved(self.services.projects.save(self.to_save(), path))
        finally:
            self.not_saved()

    def _replace_now(self, moment: Moment) -> None:
        past = self._history
        self._become(History(moment, past.done, past.undone, past.saved))

    def _become(self, history: History) -> None:
        self._history = history
        self._place()
        self._spare = []
        self._tell()

    def _place(self) -> None:
        """Bring every loaded file to its place; one that stands there already is left alone."""
        before, items = self._placed, self.project.items()
        wanted: dict[str, tuple[str, Placement | None]] = {
            ESTIMATED_GROUND: (ESTIMATED_GROUND, None)
        }
        wanted |= {item.mesh_key: (item.asset, item.place) for item in items}
        self._placed = {}
        for key, (asset, place) in wanted.items():
            file, old = self._files.get(asset), before.get(key)
            if file is None:
                continue
            stays = old is not None and old.file is file and self._stays(key, old, place)
            self._placed[key] = old if stays and old else self._at(file, place)
        lasting = self._ahead.keys() & self._placed.keys()
        self._ahead = {
            key: self._ahead[key]
            for key in lasting
            if self._ahead[key].place == wanted[key][1] != self._placed[key].place
        }

    def _at(self, file: CityMesh, place: Placement | None) -> PlacedFile:
        for number, each in enumerate(self._spare):
            if each.file is file and each.place == place:
                return self._spare.pop(number)
        return PlacedFile.at(file, place)

    def _stays(self, key: str, old: PlacedFile, place: Placement | None) -> bool:
        """Whether a file's arrays are where it belongs, or can wait until somebody brings them."""
        if old.place == place or old.place is None or place is None:
            return old.place == place
        patient = self.patient_from is not None and len(old.file.triangles) >= self.patient_from
        return patient or key == self._held

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


class _Lazily(Mapping[str, CityMesh]):
    """Meshes by key, each worked out when it is asked for; which there are is known before."""

    def __init__(self, keys: Collection[str], find: Callable[[str], CityMesh]) -> None:
        self._keys, self._find = keys, find

    def __getitem__(self, key: str) -> CityMesh:
        return self._find(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def has_ground(mesh: CityMesh) -> bool:
    """Tell whether a file brings ground to stand on: terrain, roads, water, land use."""
    return bool(np.isin(mesh.surface, [int(kind) for kind in GROUND_SURFACES]).any())


def starting_view(project: Project, now_utc: datetime, language: str) -> ViewState:
    """Return the view a visitor starts with: the project's own start, else today at noon UTC."""
    start = project.start
    time = start.time or now_utc.replace(hour=12, minute=0, second=0, microsecond=0)
    hidden = frozenset(layer.id for layer in project.layers if not layer.visible)
    known = language if language in project.languages else next(iter(project.languages), language)
    return ViewState(
        time_utc=time.astimezone(UTC),
        variant=start.variant if project.variant(start.variant) else None,
        hidden_layers=hidden,
        language=known,
    )
