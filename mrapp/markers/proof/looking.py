"""What is seen of a tile in one picture: through the program's own finder, and a bare reader."""

from typing import Protocol

import zxingcpp

from mrapp.markers.detect import TileFinder
from mrapp.markers.known import KnownTile
from mrapp.markers.proof.arrays import Grey
from mrapp.markers.proof.rates import Looked
from mrapp.markers.proof.viewing import PHONE


class Look(Protocol):
    """Looks at a picture, (height, width), and tells what came of it; one for each thread."""

    def __call__(self, picture: Grey) -> Looked:
        """Return what was seen."""
        ...


_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class TileLook:
    """The program's own finder, which knows the tile, and beside it a reader of codes alone.

    The address counts as read where it was decoded from the picture.
    """

    def __init__(self, known: KnownTile) -> None:
        self._known, self._tags = known, frozenset(known.tags)
        self._finder = TileFinder([known])

    def __call__(self, picture: Grey) -> Looked:
        """Return what was seen."""
        seen = self._finder.find(picture, PHONE)
        own = [each for each in seen if len(self._tags & set(each.tags)) >= 2]
        texts = [each.text for each in seen if each.text is not None]
        scanned = [each.text for each in zxingcpp.read_barcodes(picture, formats=_QR)]
        false_tags = {tag for each in seen for tag in each.tags} - self._tags
        return Looked(
            found=any(each.camera_from_tile is not None for each in own),
            read=self._known.text in texts,
            scanned=self._known.text in scanned,
            false_ids=len(false_tags) + sum(text != self._known.text for text in texts),
        )
