"""What the kiosk's pages are made of: words, rows of tiles, a foot with back and on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mrapp.app.kiosk.visit import Visit
from mrapp.model.project import Project
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.returning import Returning
from mrapp.ui.kiosk.scenery import Scenery
from mrapp.ui.kiosk.tile_camera import TileCamera
from mrapp.ui.kiosk.visiting import Visiting

_NO_FOCUS = Qt.FocusPolicy.NoFocus


@dataclass(frozen=True)
class Place:
    """What pages work on.

    wide: whether the screen is wider than high. shut: whether nothing can be kept just now. unset:
    what staff have to do before anybody may begin; "" where nothing. set_pin: lets them. camera:
    shows the plan on a tile; None: there is none here.
    """

    visiting: Visiting
    scenery: Scenery
    returning: Returning
    project: Project
    wide: bool
    typed: bool = False
    shut: bool = False
    unset: str = ""
    set_pin: Callable[[], None] | None = None
    camera: TileCamera | None = None

    @property
    def visit(self) -> Visit:
        """The visit as it is now."""
        return self.visiting.visit

    @property
    def looks(self) -> Looks:
        """How things look now."""
        return self.visiting.looks

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return self.visit.language


class KioskPage(QWidget):
    """One page. It is made anew for each step, so that nothing of a visitor stays in it.

    `heading` and `words` are what is read aloud. rows: where its content comes. back, skip, on:
    the tiles at its foot, where it has them.
    """

    shown_anew = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.heading = ""
        self.words: list[str] = []
        self.back: Tile | None = None
        self.skip: Tile | None = None
        self.on: Tile | None = None
        self.others: list[Tile] = []
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(10)

    def show_visit(self) -> None:
        """Bring up to date what differs while the page stays."""

    def first(self) -> QWidget | None:
        """Return what gets the focus when the page comes."""
        tiles = [tile for tile in self.findChildren(Tile) if tile.isEnabled()]
        chosen = [tile for tile in tiles if tile.isCheckable() and tile.isChecked()]
        return next(iter(chosen or tiles), self.on or self.back)

    def foot(self) -> list[Tile]:
        """Return the tiles at its foot."""
        return [tile for tile in (self.back, *self.others, self.skip, self.on) if tile is not None]

    def aloud(self) -> list[str]:
        """Return what is read aloud: the words, then what can be chosen; nothing that was typed."""
        tiles = self.findChildren(Tile)
        choices = [t for t in tiles if t.focusPolicy() != _NO_FOCUS and not t.isHidden()]
        spoken = [tile.accessibleName() for tile in (*choices, *self.foot())]
        return [each for each in (self.heading, *self.words, *spoken) if each]

    def note(self, words: str) -> None:
        """Add a line that was not expected, once, where it is seen: at the top."""
        if words not in self.words:
            self.words.insert(0, words)
            label = make_label(words, self.place.looks, bold=True)
            label.setProperty("wrong", True)
            self.rows.insertWidget(0, label)

    def say(
        self, words: str, size: float = 1.0, *, bold: bool = False, soft: bool = False
    ) -> QLabel:
        """Add a paragraph."""
        label = make_label(words, self.place.looks, size, bold=bold, soft=soft)
        self.rows.addWidget(label)
        self.words.append(words)
        return label

    def title(self, words: str, size: float = 1.35) -> QLabel:
        """Add the heading."""
        label = make_label(words, self.place.looks, size, bold=True)
        self.rows.addWidget(label)
        self.heading = words
        return label

    def tile(
        self,
        words: str,
        do: Callable[[], object],
        *,
        main: bool = False,
        mark: Mark = Mark.NONE,
        size: float = 1.0,
        name: str = "",
    ) -> Tile:
        """Return a tile that does something; where it goes is up to the page."""
        made = Tile(words, self.place.looks, main=main, mark=mark, size=size, name=name)
        made.clicked.connect(lambda _checked=False: do())
        return made

    def opinion_tile(self, size: float = 1.0) -> Tile:
        """Return the tile that leads to an opinion, or back to the one that was begun.

        It is about what is seen when it is begun.
        """
        place = self.place
        begun = bool(place.visit.draft_id)

        def give() -> None:
            if not place.visit.draft_id:
                place.scenery.remember()
            place.visiting.give_opinion()

        words = self.tr("Go on with my opinion") if begun else self.tr("My opinion")
        return self.tile(words, give, main=True, size=size)

    def grid(self, tiles: Sequence[QWidget], columns: int) -> None:
        """Add tiles in rows, all as wide."""
        rows = QGridLayout()
        rows.setSpacing(10)
        for number, each in enumerate(tiles):
            rows.addWidget(each, number // columns, number % columns)
        for column in range(min(columns, len(tiles))):
            rows.setColumnStretch(column, 1)
        self.rows.addLayout(rows)

    def row(self, widgets: Sequence[QWidget], stretches: Sequence[int] = ()) -> None:
        """Add widgets beside each other."""
        row = QHBoxLayout()
        row.setSpacing(10)
        for number, each in enumerate(widgets):
            row.addWidget(each, stretches[number] if number < len(stretches) else 1)
        self.rows.addLayout(row)
