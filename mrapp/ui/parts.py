"""The window's parts, made and named in one place, without any wiring."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mrapp.scene.quality import Quality
from mrapp.ui.actions import Actions
from mrapp.ui.opinions.panel import OpinionsPanel
from mrapp.ui.panels.layers_panel import LayersPanel
from mrapp.ui.panels.place_panel import PlacePanel
from mrapp.ui.panels.plan_panel import PlanPanel
from mrapp.ui.panels.sync_line import SyncLine
from mrapp.ui.panels.time_panel import TimePanel
from mrapp.ui.panels.top_bar import MovePad, TopBar
from mrapp.ui.panels.viewpoints_panel import ViewpointsPanel
from mrapp.ui.style import font_px
from mrapp.ui.view_area import ViewArea
from mrapp.ui.widgets import line
from mrapp.ui.workbench import Workbench


class Translated(Protocol):
    """A part that takes its texts anew in a language."""

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""


class SidePanel(QFrame):
    """The column on the left: what to see, where it stands, sun, viewpoints, opinions, layers."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.plan = PlanPanel()
        self.place = PlacePanel()
        self.time = TimePanel()
        self.viewpoints = ViewpointsPanel()
        self.opinions = OpinionsPanel()
        self.layers = LayersPanel()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 12)
        column.setSpacing(6)
        for number, section in enumerate(self.sections()):
            # The place comes and goes, and brings no line.
            if number and section is not self.place:
                column.addWidget(line())
            column.addWidget(section)
        column.addStretch(1)
        self.reader = QScrollArea()
        self.reader.setWidgetResizable(True)
        self.reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.reader)
        self.sync = SyncLine()
        outer.addWidget(self.sync)

    def sections(
        self,
    ) -> tuple[
        PlanPanel | PlacePanel | TimePanel | ViewpointsPanel | OpinionsPanel | LayersPanel, ...
    ]:
        """Return the sections from top to bottom."""
        first = (self.plan, self.place, self.time, self.viewpoints)
        return (*first, self.opinions, self.layers)

    def set_text_scale(self, scale: float) -> None:
        """Fit the column to a text size."""
        self.setFixedWidth(round(330 * (0.4 + 0.6 * scale)))
        for section in self.sections():
            section.set_icon_size(font_px(scale, 17))
        self.sync.set_icon_size(font_px(scale, 17))


@dataclass(frozen=True)
class Parts:
    """All parts of the window."""

    actions: Actions
    top: TopBar
    side: SidePanel
    view: ViewArea
    pad: MovePad

    def translated(self) -> tuple[Translated, ...]:
        """Return the parts that have texts."""
        return (self.actions, *self.side.sections(), self.view)


def make_parts(window: QWidget, bench: Workbench) -> Parts:
    """Make the parts of a window."""
    wanted = bench.settings.quality
    quality = Quality(wanted) if wanted in list(Quality) else Quality.STANDARD
    view = ViewArea(quality, bench.tasks)
    actions = Actions(window, view.city)
    return Parts(actions, TopBar(actions), SidePanel(), view, view.add_pad(actions))
