"""The files of a state in a view: what is shown, what is new, and what has yet to give way."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.app.state import AssetShow, SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.model.frames import Origin
from mrapp.scene.asset_view import AssetView
from mrapp.scene.building import Building
from mrapp.scene.carry import Carry
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.shading import Shading


class ShownFiles:
    """Holds a view of each file, by `mesh_key`; `building` brings them onto the screen."""

    def __init__(self, renderer: vtkRenderer, shading: Shading) -> None:
        self._renderer, self._shading = renderer, shading
        self._origin: Origin | None = None
        self._views: dict[str, AssetView] = {}
        # With where it was seen when it began to leave.
        self._leaving: dict[str, tuple[AssetView, Carry]] = {}
        self.building = Building(self.shown)

    @property
    def views(self) -> Mapping[str, AssetView]:
        """What is held, shown or not, by `mesh_key`."""
        return self._views

    def shown(self) -> list[AssetView]:
        """Return what is shown, or is to be."""
        return [view for view in self._views.values() if view.visible]

    def named(self) -> Iterator[tuple[str, AssetView]]:
        """Yield the same, each with its `mesh_key`."""
        return ((name, view) for name, view in self._views.items() if view.visible)

    def bring(
        self, state: SceneState, meshes: Mapping[str, CityMesh], ready: Collection[PreparedMesh]
    ) -> bool:
        """Bring the files to what a state asks. Returns whether anything changed.

        ready: what was prepared of the meshes already.
        """
        changed, before = False, set(self.shown())
        if state.origin != self._origin:
            changed, self._origin = bool(self._views), state.origin
            self._drop(list(self._views))
        changed |= self._drop_stale(meshes)
        for show in state.shows:
            wanted = meshes[show.asset], state.origin, show.role
            found = (each for each in ready if each.is_of(*wanted))
            changed |= self._show(show, *wanted[:2], next(found, None))
        shown = {show.asset for show in state.shows}
        for name, view in self._views.items():
            changed |= view.set_visible(name in shown)
        if not before.issuperset(self.shown()):
            self.building.go_on()
        return changed

    def _show(
        self, show: AssetShow, mesh: CityMesh, origin: Origin, prepared: PreparedMesh | None
    ) -> bool:
        view = self._views.get(show.asset)
        if view is not None and view.role != show.role:
            self._drop([show.asset])
            view = None
        if view is None:
            prepared = prepared or PreparedMesh(mesh, origin, show.role, edges=True)
            view = AssetView(prepared, self._shading, self._renderer)
            self._views[show.asset] = view
        if show.asset in self._leaving:
            # What has yet to give way goes along: there are never two of it.
            old, carry = self._leaving[show.asset]
            old.apply(replace(show, carried=Carry(show.carried).after(carry).rows))
        return view.apply(show)

    def _drop_stale(self, meshes: Mapping[str, CityMesh]) -> bool:
        stale = [name for name, view in self._views.items() if meshes.get(name) is not view.mesh]
        for name in stale:
            view = self._views.pop(name)
            if name in self._leaving:
                view.close()
                view = self._leaving[name][0]
            # One file in place of another, or elsewhere: the old one stays until that is there.
            self._leaving[name] = view, view.carry
        return bool(stale)

    def let_go(self) -> None:
        """Free what has given way to something that is all there by now, or to nothing."""
        for name in list(self._leaving):
            after = self._views.get(name)
            if after is None or not after.visible or not after.unfinished:
                self._leaving.pop(name)[0].close()

    def _drop(self, names: list[str]) -> None:
        for name in names:
            self._views.pop(name).close()

    def close(self) -> None:
        """Free everything."""
        self._drop(list(self._views))
        self.let_go()
