"""What is said over a camera's picture, whatever window it is in: for who holds the tile."""

from PySide6.QtCore import QObject

from mrapp.app.tiles.verdict import VerdictKind
from mrapp.app.tiles.verdict_words import shown
from mrapp.ar.looking import Judged, Look
from mrapp.ar.placing import Laid, Side
from mrapp.model.ar_errors import CameraHeldError
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.sightings import Quality
from mrapp.model.texts import Phrase
from mrapp.ui.ar.seeing import Seeing

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


class Words(QObject):
    """Finds them, for a project and a language; for who moves the camera, and can see to it."""

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._language = project, "nl"

    def take(self, project: Project, language: str) -> None:
        """Speak of this project, in this language."""
        self._project, self._language = project, language

    def lamp(self, seeing: Seeing) -> str:
        """Say beside the lamp that a camera is on, as long as one is; "": the lamp is out."""
        if seeing.on:
            return self.tr("The camera is on")
        return self.tr("The camera is still on") if seeing.going else ""

    def over(self, seeing: Seeing, ended: str) -> str:
        """Say over the picture what there is to know; ended: where that was the last of them."""
        watch, look = seeing.watch, seeing.last
        if watch is None:
            return self._trouble(CameraHeldError()) if seeing.going else ""
        if seeing.wrong is not None:
            return self._trouble(seeing.wrong)
        if look is None:
            return self.tr("Waiting for the first picture…")
        if seeing.silent:
            return self.tr("The camera gives no new picture. What you see is its last one.")
        if watch.ended:
            return ended
        if look.lost or look.judged is None:
            return self._searching(lost=look.lost)
        if look.judged.tile is None:
            return self.refused(look.judged)
        return self._over_ours(seeing, look)

    def _trouble(self, error: MrappError) -> str:
        """Say what is wrong with the camera, and what to do."""
        return error.text(self._language)

    def _searching(self, *, lost: bool) -> str:
        """Say what to do where no tile is in sight; lost: one was."""
        if lost:
            return self.tr(
                "The tile is out of sight, so nobody can tell where the plan stands. Point the "
                "camera at the tile again."
            )
        return self.tr("Point the camera at the tile.")

    def _too_little(self) -> str:
        """Say what to do where not enough of a tile is seen."""
        return self.tr("Come closer, or let the whole tile be seen.")

    def _how_to_turn(self) -> str:
        """Say how the plan comes into the picture; the tile must stay in it meanwhile."""
        return self.tr("Walk round the tile or step back, and keep it in the picture.")

    def _over_ours(self, seeing: Seeing, look: Look) -> str:
        if look.twice:
            return self.tr("This tile is in sight twice. One of the two is a copy.")
        if look.anchor is None:
            return self._too_little()
        if seeing.laid is None:
            return self.tr("Putting the model on the tile…")
        if seeing.laid.empty:
            return self.tr("There is nothing of the project where this tile belongs.")
        return self._turn(seeing.aside)

    def _turn(self, aside: Side | None) -> str:
        """Say where the plan is, and how it comes into the picture."""
        match aside:
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
        return f"{way} {self._how_to_turn()}"

    def verdict(self, judged: Judged) -> str:
        """Say whose tile it is."""
        if judged.by_tags and judged.tile is not None:
            return _BY_TAGS.text(self._language)
        if judged.verdict.kind is VerdictKind.VALID:
            return _OURS.text(self._language)
        if judged.verdict.kind is VerdictKind.DAMAGED:
            return _DAMAGED.text(self._language)
        return self.refused(judged)

    def refused(self, judged: Judged) -> str:
        """Say why the plan is not shown on it."""
        verdict = judged.verdict
        if verdict.kind in _UNLISTED and verdict.tile is None:
            # Other projects may answer at the same host with keys of their own: who has only this
            # one open cannot tell their tiles from inventions, and accuses nobody.
            return f"{_NOT_HERE.text(self._language)} {_NOT_ON_IT.text(self._language)}"
        title, _text = shown(verdict, self._project, self._language)
        return f"{title}. {_NOT_ON_IT.text(self._language)}"

    def quality(self, quality: Quality) -> str:
        """Say how well a tile is seen."""
        match quality:
            case "good":
                return self.tr("Seen well.")
            case "fair":
                return self.tr("Seen fairly.")
            case "poor":
                return self.tr("Seen poorly: come closer, or look less aslant.")
        return self.tr("Too little of the tile is seen to show the plan on it.")

    def size(self, laid: Laid | None) -> str:
        """Say how large the plan stands there."""
        if laid is None:
            return ""
        if laid.scale == 1.0:
            return self.tr("At full size. What exists does not hide what is planned behind it.")
        return self.tr("Scale 1 to %1").replace("%1", f"{laid.scale:.0f}")
