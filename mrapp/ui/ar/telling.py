"""What the camera's window says about what is seen, beside its picture and over it."""

from PySide6.QtCore import QObject

from mrapp.ar.looking import Look
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.texts import pick_language
from mrapp.ui.ar.seeing import Seeing
from mrapp.ui.ar.window import ArWindow
from mrapp.ui.ar.words import Words


class Telling(QObject):
    """Says it in a window's labels and over its picture."""

    def __init__(self, window: ArWindow, project: Project) -> None:
        super().__init__(window)
        self._window = window
        self._words = Words(project, self)
        self._language = "nl"
        self._lens_wrong: MrappError | None = None
        self._lens_known = False

    def tell_lens(self, wrong: MrappError | None, *, known: bool) -> None:
        """Take in what is known of the lens, for `tell`: why a file is not used; known: a file."""
        self._lens_wrong, self._lens_known = wrong, known

    def tell(self, project: Project, language: str, seeing: Seeing) -> None:
        """Say what is so now, after what is known of the lens."""
        self._words.take(project, language)
        self._language = language
        window, look, laid = self._window, seeing.last, seeing.laid
        window.picture.light(self._words.lamp(seeing))
        window.picture.say(self._over(seeing))
        self._tell_tile(look)
        window.tell(window.lens, self._about_camera(look))
        window.lens_file.setVisible(look is not None)
        window.lens_none.setVisible(look is not None and self._lens_known)
        there = laid if look is not None and look.anchor is not None else None
        window.tell(window.scale, self._words.size(there))
        window.tell(window.captions, "\n".join(there.piece.state.captions) if there else "")

    def _over(self, seeing: Seeing) -> str:
        if seeing.watch is None and not seeing.going:
            return self.tr(
                "Lay a tile, or an A4 sheet with a tile on it, on a table. Choose at the left "
                "where the pictures come from, and switch it on. The plan then stands on the tile."
            )
        ended = self.tr("This was the last picture. Press “Show” to see it again.")
        return self._words.over(seeing, ended)

    def _tell_tile(self, look: Look | None) -> None:
        window, judged = self._window, look.judged if look is not None else None
        tile = judged.verdict.tile if judged is not None else None
        name = pick_language(tile.name, self._language) or tile.id if tile is not None else ""
        unnamed = self.tr("A code in sight") if judged else self.tr("No tile in sight")
        window.tell(window.tile, name or unnamed)
        window.tell(window.verdict, self._words.verdict(judged) if judged is not None else "")
        sighting = look.sighting if look is not None else None
        window.tell(window.quality, self._words.quality(sighting.quality) if sighting else "")

    def _about_camera(self, look: Look | None) -> str:
        if look is None:
            return ""
        parts = []
        assumed = look.camera.known_from == "assumed"
        if self._lens_wrong is not None:
            parts.append(self._lens_wrong.text(self._language))
        elif assumed and self._lens_known:
            parts.append(
                self.tr("The calibration was made for pictures of another shape. It is not used.")
            )
        if assumed:
            parts.append(
                self.tr(
                    "The lens of this camera is not known; a usual one is assumed. At full size "
                    "things may then stand a tenth too near or too far, or more."
                )
            )
        else:
            parts.append(self.tr("The lens of this camera was measured."))
        if look.mirrored:
            parts.append(self.tr("This camera mirrors its picture. It was turned back."))
        return "\n".join(parts)
