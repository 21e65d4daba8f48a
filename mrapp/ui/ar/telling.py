"""What the window says about what is seen: in words for who holds the tile."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from mrapp.app.tiles.verdict import VerdictKind
from mrapp.app.tiles.verdict_words import shown
from mrapp.ar.looking import Judged, Look
from mrapp.ar.placing import Laid, Side
from mrapp.ar.watching import Watch
from mrapp.model.ar_errors import CameraHeldError
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.sightings import Quality
from mrapp.model.texts import Phrase, pick_language
from mrapp.ui.ar.window import ArWindow

_OURS = Phrase(nl="Een tegel van dit project.", en="A tile of this project.")
_DAMAGED = Phrase(
    nl="Een tegel van dit project die als beschadigd bekendstaat.",
    en="A tile of this project that is known to be damaged.",
)
_BY_TAGS = Phrase(
    nl="Herkend aan de hoeken; de code in het midden is nog niet gelezen.",
    en="Recognised by its corners; the code in the middle was not read yet.",
)
_NOT_HERE = Phrase(
    nl="Deze tegel staat niet in dit project. Hij kan van een ander project zijn, of nagemaakt.",
    en="This tile is not in this project. It may be another project's, or made up.",
)
_UNLISTED = (VerdictKind.UNKNOWN, VerdictKind.FORGED)
_NOT_ON_IT = Phrase(nl="Het plan wordt er niet op getoond.", en="The plan is not shown on it.")


class Telling(QObject):
    """Says it in a window's labels and over its picture."""

    def __init__(self, window: ArWindow, project: Project) -> None:
        super().__init__(window)
        self._window, self._project = window, project
        self._language = "nl"
        self._lens_wrong: MrappError | None = None
        self._lens_known = self._going = self._silent = False
        self._aside: Side | None = None

    def tell_lens(self, wrong: MrappError | None, *, known: bool) -> None:
        """Take in what is known of the lens, for `tell`: why a file is not used; known: a file."""
        self._lens_wrong, self._lens_known = wrong, known

    def tell_aside(self, aside: Side | None) -> None:
        """Take in, for `tell`, which way the plan is where it is not in the picture."""
        self._aside = aside

    def tell_camera(self, *, on: bool, going: bool, silent: bool) -> None:
        """Let the lamp burn as long as a camera is on.

        going: one that was switched off is on yet. silent: it has given no picture for a while.
        """
        self._going, self._silent = going, silent
        still = self.tr("The camera is still on") if going else ""
        self._window.picture.light(self.tr("The camera is on") if on else still)

    def tell(
        self,
        project: Project,
        language: str,
        watch: Watch | None,
        look: Look | None,
        laid: Laid | None,
    ) -> None:
        """Say what is so now, after what is known of the lens and the camera."""
        self._project, self._language = project, language
        window = self._window
        window.picture.say(self._over(watch, look, laid))
        self._tell_tile(look)
        window.tell(window.lens, self._about_camera(look))
        window.lens_file.setVisible(look is not None)
        window.lens_none.setVisible(look is not None and self._lens_known)
        there = laid if look is not None and look.anchor is not None else None
        window.tell(window.scale, self._size(there))
        window.tell(window.captions, "\n".join(there.piece.state.captions) if there else "")

    def _over(self, watch: Watch | None, look: Look | None, laid: Laid | None) -> str:
        if watch is None and self._going:
            return CameraHeldError().text(self._language)
        if watch is None:
            return self.tr(
                "Lay a tile, or an A4 sheet with a tile on it, on a table. Choose at the left "
                "where the pictures come from, and switch it on. The plan then stands on the tile."
            )
        if watch.wrong is not None:
            return watch.wrong.text(self._language)
        if look is None:
            return self.tr("Waiting for the first picture…")
        if self._silent:
            return self.tr("The camera gives no new picture. What you see is its last one.")
        if watch.ended:
            return self.tr("This was the last picture. Press “Show” to see it again.")
        if look.lost:
            return self.tr(
                "The tile is out of sight, so nobody can tell where the plan stands. Point the "
                "camera at the tile again."
            )
        if look.judged is None:
            return self.tr("Point the camera at the tile.")
        if look.judged.tile is None:
            return self._refused(look.judged)
        return self._over_ours(look, laid)

    def _over_ours(self, look: Look, laid: Laid | None) -> str:
        if look.twice:
            return self.tr("This tile is in sight twice. One of the two is a copy.")
        if look.anchor is None:
            return self.tr("Come closer, or let the whole tile be seen.")
        if laid is None:
            return self.tr("Putting the model on the tile…")
        if laid.empty:
            return self.tr("There is nothing of the project where this tile belongs.")
        return self._turn()

    def _turn(self) -> str:
        """Say which way to turn; the tile must stay in the picture meanwhile."""
        match self._aside:
            case Side.LEFT:
                way = self.tr("The plan is to the left of this picture.")
            case Side.RIGHT:
                way = self.tr("The plan is to the right of this picture.")
            case Side.UP:
                way = self.tr("The plan is above this picture.")
            case Side.DOWN:
                way = self.tr("The plan is below this picture.")
            case None:
                return ""
        keep = self.tr("Walk round the tile or step back, and keep it in the picture.")
        return f"{way} {keep}"

    def _tell_tile(self, look: Look | None) -> None:
        window, judged = self._window, look.judged if look is not None else None
        tile = judged.verdict.tile if judged is not None else None
        name = pick_language(tile.name, self._language) or tile.id if tile is not None else ""
        unnamed = self.tr("A code in sight") if judged else self.tr("No tile in sight")
        window.tell(window.tile, name or unnamed)
        window.tell(window.verdict, self._verdict(judged) if judged is not None else "")
        sighting = look.sighting if look is not None else None
        window.tell(window.quality, self._quality(sighting.quality) if sighting else "")

    def _verdict(self, judged: Judged) -> str:
        if judged.by_tags and judged.tile is not None:
            return _BY_TAGS.text(self._language)
        if judged.verdict.kind is VerdictKind.VALID:
            return _OURS.text(self._language)
        if judged.verdict.kind is VerdictKind.DAMAGED:
            return _DAMAGED.text(self._language)
        return self._refused(judged)

    def _refused(self, judged: Judged) -> str:
        verdict = judged.verdict
        if verdict.kind in _UNLISTED and verdict.tile is None:
            # Other projects may answer at the same host with keys of their own: who has only this
            # one open cannot tell their tiles from inventions, and accuses nobody.
            return f"{_NOT_HERE.text(self._language)} {_NOT_ON_IT.text(self._language)}"
        title, _text = shown(verdict, self._project, self._language)
        return f"{title}. {_NOT_ON_IT.text(self._language)}"

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

    def _quality(self, quality: Quality) -> str:
        match quality:
            case "good":
                return self.tr("Seen well.")
            case "fair":
                return self.tr("Seen fairly.")
            case "poor":
                return self.tr("Seen poorly: come closer, or look less aslant.")
        return self.tr("Too little of the tile is seen to show the plan on it.")

    def _size(self, laid: Laid | None) -> str:
        if laid is None:
            return ""
        if laid.scale == 1.0:
            return self.tr("At full size. What exists does not hide what is planned behind it.")
        return self.tr("Scale 1 to %1").replace("%1", f"{laid.scale:.0f}")


def outline_of(look: Look) -> NDArray[np.float64] | None:
    """Return the corners of what was found, (n, 2) pixels, for a frame round it."""
    sighting = look.sighting
    if sighting is None:
        return None
    if sighting.tags:
        corners = np.concatenate(list(sighting.tags.values()))
        (left, top), (right, foot) = corners.min(axis=0), corners.max(axis=0)
        return np.array([[left, top], [right, top], [right, foot], [left, foot]])
    return sighting.qr_px
