"""The studio of tiles: follows the session, shows it in its panel, and leads what is asked on."""

import math

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout

from mrapp.app.session import Session
from mrapp.app.state import ObjectRef
from mrapp.app.tiles.laid import Grey
from mrapp.app.tiles.viewing import VisitorLook, visitor_look
from mrapp.model.errors import MrappError
from mrapp.model.tiles import Tile
from mrapp.scene.navigator import Mode
from mrapp.scene.pose import Pose
from mrapp.ui.parts import Parts
from mrapp.ui.tiles.deeds import TileDeeds
from mrapp.ui.tiles.editing import TileEditing
from mrapp.ui.tiles.findings import TileFindings
from mrapp.ui.tiles.kept_photos import KeptPhotos
from mrapp.ui.tiles.laying import TileLaying
from mrapp.ui.tiles.making import TileMaking
from mrapp.ui.tiles.panel import StudioPanel
from mrapp.ui.tiles.spotting import Spotting
from mrapp.ui.tiles.visitor import VisitorSight
from mrapp.ui.widgets import drop
from mrapp.ui.workbench import Workbench

_NARROW_PX = 1500
"""In a window narrower than this, for letters of normal size, the side panel makes room."""

# Where a tile is seen well from: so near that its words are read, of a small one not too near.
_GO_BACK, _GO_UP, _GO_ASIDE_RAD = 4.0, 4.6, math.radians(30.0)
_GO_LEAST_M = 0.12


class TileStudio(QObject):
    """One studio a window; `panel` is there while it is open. chosen: the id of a tile, or None."""

    def __init__(
        self,
        parts: Parts,
        bench: Workbench,
        laying: TileLaying,
        beside: QBoxLayout,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts, self._bench, self._laying, self._beside = parts, bench, laying, beside
        self._city = parts.view.city
        self.panel: StudioPanel | None = None
        self.chosen: str | None = None
        self._selected: ObjectRef | None = None
        self._made_for: tuple[object, ...] = ()
        self._language = ""
        self._moved_side = False
        self._looked: str | None = None
        self._seen = QImage()
        self._pointed = False
        self.editing = TileEditing(bench, self._city, self.tile, self)
        self.spotting = Spotting(bench, self._city, self.editing, self.tile, self)
        self.sight = VisitorSight(self._city, bench.loader, self)
        self.findings = TileFindings(bench, laying.drawings, self)
        self.deeds = TileDeeds(bench, self.tile, parts.view.window(), self)
        self.photos = KeptPhotos(bench, self.tile, parts.view.window(), self)
        self.making = TileMaking(bench, self.tile, parts.view.window(), self)
        self.editing.refused.connect(self._show)
        self.editing.host_refused.connect(self._keep_host)
        self.spotting.added.connect(self.choose)
        self.spotting.changed.connect(self._follow)
        self.sight.seen.connect(self._show_seen)
        self.findings.found.connect(self._show_findings)
        laying.drawn.connect(self._show)
        bench.changed.connect(self._follow)
        bench.opened.connect(self._begin_anew)
        bench.settings_changed.connect(self._follow)
        self._city.tile_picked.connect(self._pick)

    @property
    def is_open(self) -> bool:
        """Whether the panel is there."""
        return self.panel is not None

    def tile(self) -> Tile | None:
        """Return the chosen tile."""
        session = self._bench.session
        return session.project.tile(self.chosen) if session is not None else None

    def open(self) -> None:
        """Show the studio on the open project."""
        session = self._bench.session_or_told()
        if session is None or self.panel is not None:
            return
        scale, window = self._bench.settings.text_scale, self._parts.view.window()
        if window.width() < _NARROW_PX * scale and self._bench.settings.panels_shown:
            self._moved_side = True
            self._bench.change_settings(panels_shown=False)
        if self.tile() is None and session.project.tiles:
            self.chosen = session.project.tiles[-1].id
        self._laying.always = True
        panel = self._make_panel(session)
        self._follow()
        focus = panel.register.list if session.project.tiles else panel.add
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Put the studio away; safe where it is not open."""
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        drop(panel)
        self.spotting.stop()
        self.spotting.show(None)
        self.sight.forget()
        self._laying.always, self._laying.chosen, self._laying.ghost = False, None, None
        self._laying.follow()
        if self._moved_side:
            self._moved_side = False
            self._bench.change_settings(panels_shown=True)
        self._parts.actions["tiles.open"].setChecked(False)
        self._city.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, tile_id: str | None) -> None:
        """Work on a tile; None: on no one."""
        self.chosen = tile_id
        if tile_id is not None:
            self._bench.select(None)
        self._follow()

    def add(self) -> None:
        """Ask for a spot for a new tile; first for a web address, where there is none."""
        session, panel = self._bench.session, self.panel
        if session is None or panel is None:
            return
        if not session.project.tiling.host:
            panel.tell(self.tr("First fill in the web address of the tiles, below."), "note")
            panel.open_section(panel.shared)
            panel.shared.host.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.spotting.begin(session, new=True)

    def go(self) -> None:
        """Fly to where the chosen tile is seen well, about the way it points."""
        session, tile = self._bench.session, self.tile()
        if session is None or tile is None:
            return
        at = tile.stands
        heading = math.radians(at.heading_deg) - _GO_ASIDE_RAD
        origin = session.project.origin.frame().rd
        x, y, z = at.x - origin[0], at.y - origin[1], at.nap - origin[2]
        size_m = max(tile.size_mm / 1000.0, _GO_LEAST_M)
        back_m, up_m = _GO_BACK * size_m, _GO_UP * size_m
        back = x - back_m * math.sin(heading), y - back_m * math.cos(heading)
        # Round the tile: who walked would turn away from it.
        self._city.fly_to(Pose.looking((*back, z + up_m), (x, y, z)), Mode.ORBIT)

    def _begin_anew(self) -> None:
        """Another project is open: nothing of the one before is chosen."""
        self.chosen, self._made_for = None, ()
        if self.panel is not None:
            self.panel.shared.keep_refused("")
        self.spotting.stop()
        self.sight.forget()
        self.findings.forget()

    def _keep_host(self, words: str, error: MrappError) -> None:
        """Leave a web address that was refused where it was typed, with the reason."""
        if self.panel is not None:
            self.panel.shared.keep_refused(words, error.text)
            self._show()
        else:
            self._bench.tell_error(error)

    def _make_panel(self, session: Session) -> StudioPanel:
        made_for = session.project.languages, self._bench.settings.text_scale
        if self.panel is not None:
            if made_for == self._made_for:
                if self._language != self._bench.language:
                    self._language = self._bench.language
                    self.panel.retranslate(self._language)
                return self.panel
            drop(self.panel)
        self._made_for = made_for
        self.panel = panel = StudioPanel(*made_for)
        self._connect(panel)
        self._beside.addWidget(panel)
        self._language = self._bench.language
        panel.retranslate(self._language)
        panel.show()
        return panel

    def _connect(self, panel: StudioPanel) -> None:
        editing, window = self.editing, self._parts.view.window()
        panel.close_wanted.connect(self.close)
        panel.add_wanted.connect(self.add)
        panel.stop_wanted.connect(self.spotting.stop)
        panel.shown_wanted.connect(lambda shown: self._bench.change_settings(tiles_shown=shown))
        panel.register.chosen.connect(self.choose)
        panel.name.name_wanted.connect(editing.rename)
        panel.place.place_wanted.connect(editing.put)
        panel.place.point_wanted.connect(self._point)
        panel.place.look_wanted.connect(editing.look_as_i_do)
        panel.place.ground_wanted.connect(editing.to_ground)
        panel.place.go_wanted.connect(self.go)
        panel.measures.size_wanted.connect(editing.resize)
        panel.opens.opens_wanted.connect(editing.open)
        panel.opens.view_wanted.connect(editing.open_view)
        panel.shared.host_wanted.connect(lambda words: editing.set_host(words, window))
        panel.shared.owner_wanted.connect(editing.set_owner)
        panel.shared.least_wanted.connect(editing.set_least)
        panel.shared.mark_wanted.connect(lambda: editing.set_mark(window))
        panel.shared.no_mark_wanted.connect(editing.no_mark)
        panel.paper.wanted.connect(self.making.do)
        panel.passport.deed_wanted.connect(self.deeds.ask)
        panel.passport.photos_wanted.connect(self.photos.show)
        panel.passport.delete_wanted.connect(editing.delete)

    def _point(self) -> None:
        session = self._bench.session
        if session is not None:
            self.spotting.begin(session, new=False)

    def _pick(self, tile_id: str) -> None:
        if self.panel is None:
            self.chosen = tile_id
            self._parts.actions["tiles.open"].trigger()
        self.choose(tile_id)

    def _follow(self) -> None:
        """Show the session as it is now; a citizen who looks alone sees nothing of the studio."""
        session = self._bench.session
        if session is None or self._bench.looking is not None:
            self.close()
            return
        if self.panel is None:
            return
        self._make_panel(session)
        selected = session.view.selection
        if selected is not None and selected != self._selected:
            # A building was clicked: its card and handles are what is worked with now.
            self.chosen = None
        self._selected = selected
        self._laying.chosen, self._laying.ghost = self.chosen, self.spotting.ghost
        self._laying.handled = self.tile() is not None and not self.spotting.pointing.active
        self._laying.follow()
        self._show()

    def _show(self) -> None:
        session, panel, tile = self._bench.session, self.panel, self.tile()
        if session is None or panel is None:
            return
        language = self._bench.language
        panel.show_project(session.project, tile, language)
        panel.shown.setChecked(self._bench.settings.tiles_shown)
        panel.show_pointing(self.spotting.pointing.active)
        if self.spotting.pointing.active:
            panel.tell(
                self.tr("Click in the view where the tile lies. Drag to choose its direction.")
            )
        elif self._pointed:
            panel.tell("")
        self._pointed = self.spotting.pointing.active
        self.spotting.show(tile)
        if tile is None:
            return
        look: VisitorLook = visitor_look(session.project, tile)
        if self.sight.show(session, look) and self._looked != tile.id:
            self._seen = QImage()
        self._looked = tile.id
        panel.pictures.show_seen(self._seen)
        drawing = self._laying.drawings.of(session.project, tile, session.opened.folder)
        panel.pictures.show_tile(QImage() if drawing is None else _image(drawing))
        self.findings.look(session, tile)

    def _show_seen(self, image: QImage, generation: int) -> None:
        if self.panel is not None and generation == self.sight.generation:
            self._seen = image
            self.panel.pictures.show_seen(image)

    def _show_findings(self) -> None:
        if self.panel is not None:
            language = self._bench.language
            self.panel.pictures.show_findings(
                self.findings.reading(language), self.findings.all, language
            )


def _image(grey: Grey) -> QImage:
    """Return a picture (n, n) as Qt's."""
    high, wide = grey.shape
    return QImage(grey.tobytes(), wide, high, wide, QImage.Format.Format_Grayscale8).copy()
