"""A working session on one project: the moment, its history, the loaded meshes, the listeners."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

import numpy as np

from mrapp.app import actions
from mrapp.app.ground import GROUND_SURFACES
from mrapp.app.history import Change, History, Moment
from mrapp.app.ports import OpenProject, Services
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef, SceneState, ViewState, resolve
from mrapp.model.citymesh import CityMesh
from mrapp.model.placing import placed
from mrapp.model.project import Placement, Project


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
    """Holds what is open. Views read `scene_state()` after each call of their listener."""

    def __init__(self, opened: OpenProject, services: Services, language: str = "nl") -> None:
        self.services = services
        self.opened = opened
        self._files: dict[str, CityMesh] = {}
        self._placed: dict[str, PlacedFile] = {}
        self._listeners: list[Callable[[], None]] = []
        view = starting_view(opened.project, services.utc_now(), language)
        self._history = History(Moment(opened.project, view), saved=opened.project)

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
        """What is loaded, in RD/NAP, by `mesh_key`; with the estimated ground if there is one."""
        return MappingProxyType({key: placed.mesh for key, placed in self._placed.items()})

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns the function that stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, change: Change) -> None:
        """Carry out a change as one step of undo."""
        self._become(self._history.apply(change))

    def undo(self) -> None:
        """Go one step back."""
        self._become(self._history.undo())

    def redo(self) -> None:
        """Go one step forward again."""
        self._become(self._history.redo())

    def select(self, ref: ObjectRef | None) -> None:
        """Select an object, or nothing."""
        self._replace_now(actions.select(self.moment, ref))

    def speak(self, language: str) -> None:
        """Switch the language of everything shown."""
        self._replace_now(actions.speak(self.moment, language))

    def add_mesh(
        self, asset: str, mesh: CityMesh, there: Mapping[str, PlacedFile] | None = None
    ) -> None:
        """Take in a file that was read; views show it at once, where the project places it.

        there: what was placed of it already, by `mesh_key`; where the project has another place
        for it by now that one counts.
        """
        self._files[asset] = mesh
        self._placed |= there or {}
        self._place()
        self._tell()

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
        meshes = self.meshes
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

    def scene_state(self) -> SceneState:
        """Return what the scene must show now."""
        return resolve(self.project, self.view, self.meshes, self.services.sun_at)

    def to_save(self) -> OpenProject:
        """Return what there is to save now; `saved` follows once it has been written."""
        return replace(self.opened, project=self.project)

    def saved(self, opened: OpenProject) -> None:
        """Take in where a project was saved; what changed since `to_save` stays unsaved."""
        self.opened = opened
        past = self._history
        self._become(History(past.now, past.done, past.undone, saved=opened.project))

    def save(self, path: Path | None = None) -> None:
        """Write the project; raises `ProjectSaveError`, and then nothing is lost."""
        self.saved(self.services.projects.save(self.to_save(), path))

    def _replace_now(self, moment: Moment) -> None:
        past = self._history
        self._become(History(moment, past.done, past.undone, past.saved))

    def _become(self, history: History) -> None:
        self._history = history
        self._place()
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
            there = old is not None and old.file is file and old.place == place
            self._placed[key] = old if there and old else PlacedFile.at(file, place)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


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
