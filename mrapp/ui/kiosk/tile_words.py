"""What is said over a kiosk's camera: it stands where it is, and a visitor moves the tile."""

from mrapp.model.errors import MrappError
from mrapp.ui.ar.words import Words


class TileWords(Words):
    """The same words, but where they ask something of who looks."""

    def _trouble(self, _error: MrappError) -> str:
        """Say that something is wrong: a visitor can do nothing about it, and staff are told."""
        return self.tr(
            "The camera gives no picture just now. We go on trying. Staff can see what is wrong."
        )

    def _searching(self, *, lost: bool) -> str:
        if lost:
            return self.tr("The tile is out of sight. Let the camera see it again.")
        return self.tr("The camera sees no tile yet. Hold one before it.")

    def _too_little(self) -> str:
        return self.tr("Bring the tile closer, or let the whole of it be seen.")

    def _how_to_turn(self) -> str:
        return self.tr("Turn the tile, or hold it farther away.")
