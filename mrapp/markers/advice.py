"""What speaks against a tile before it is printed: too small, too far, too pale, too long.

Reading distance: metres = module in mm * focal length in px / 3000, measured on rendered pictures
with zxing-cpp: at that distance a module is three pixels.
"""

from typing import Final

from mrapp.markers.codes import qr_modules
from mrapp.markers.design import TileArt
from mrapp.markers.wording import TileWords
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import SIZES_MM, Tile

PHONE_FOCAL_PX: Final = 1000.0
"""Of a common phone as it looks for codes: video of 1280 px through a lens of 26 to 28 mm (of
35 mm film): 26 / 36 * 1280 = 924 to 28 / 36 * 1280 = 996 px. A photo of 4000 px reads from three
times as far."""

STANDING_M: Final = 1.5
"""From a phone in the hand of who stands by a tile and looks a little ahead: 1.35 m over the paving
and 26 degrees aslant. The proof asks that the tile is read from there."""

LEAST_CONTRAST: Final = 0.4
"""Of the white's reflectance less the black's: below it codes fail grade C of ISO/IEC 15415."""

_BEST_VERSION = 2
_BEST_HOST = 15  # signs that version 2 holds with level M
_LEAST_MODULE_MM = 1.0  # print spreads by a tenth of a millimetre at either side, and wears
# Legible from `STANDING_M`: 9 minutes of arc, where sharp eyes need 5 (ISO 8596).
_STANDING_CAP_MM = 4.0
_LEAST_MARK_DPI = 150

SMALL: Final = Phrase(
    nl="Een gewone telefoon leest deze tegel tot {reach} m. Wie staat, moet dus bukken. Vanaf "
    "{size} mm hoeft dat niet.",
    en="A common phone reads this tile from {reach} m at most. Who stands has to bend down. From "
    "{size} mm that is not needed.",
)
FAR: Final = Phrase(
    nl="Een gewone telefoon leest deze tegel tot {reach} m; gevraagd is {wished} m. Kies {size} mm "
    "of meer.",
    en="A common phone reads this tile from {reach} m at most; {wished} m is asked. Choose {size} "
    "mm or more.",
)
TOO_FAR: Final = Phrase(
    nl="Een gewone telefoon leest deze tegel tot {reach} m; gevraagd is {wished} m. Daarvoor is "
    "ook de grootste tegel, van {most} mm, te klein. Kies een plek waar men dichterbij komt, of "
    "een korter webadres.",
    en="A common phone reads this tile from {reach} m at most; {wished} m is asked. Even the "
    "largest tile, of {most} mm, is too small for that. Choose a spot where people come closer, or "
    "a shorter web address.",
)
FINE: Final = Phrase(
    nl="De blokjes van de code worden {module} mm: te fijn om te drukken. Kies een grotere tegel "
    "of een korter webadres.",
    en="The modules of the code become {module} mm: too fine to print. Choose a larger tile or a "
    "shorter web address.",
)
LONG: Final = Phrase(
    nl="Het webadres {host} is lang ({signs} tekens). De code heeft daardoor fijnere blokjes en "
    "wordt van minder ver gelezen. Tot {best} tekens is het best.",
    en="The web address {host} is long ({signs} signs). So the code has finer modules and is read "
    "from less far. Up to {best} signs is best.",
)
PALE: Final = Phrase(
    nl="Wit en zwart verschillen te weinig ({contrast} %, minstens {least} %): de code wordt niet "
    "gelezen. Kies lichter materiaal of donkerder inkt.",
    en="White and black differ too little ({contrast} %, at least {least} %): the code will not be "
    "read. Choose lighter material or darker ink.",
)
DARK: Final = Phrase(
    nl="Licht op donker wordt door veel telefoons niet gelezen. Druk donker op licht.",
    en="Light on dark is not read by many phones. Print dark on light.",
)
UNSET: Final = Phrase(
    nl="In '{text}' staan tekens die niet op een tegel gezet kunnen worden; ze zijn weggelaten. "
    "Schrijf de tekst met letters die van links naar rechts gaan, zonder plaatjes.",
    en="In '{text}' there are signs that cannot be set on a tile; they were left out. Write the "
    "text in letters that go from left to right, without pictures.",
)
TINY_TEXT: Final = Phrase(
    nl="De tekst '{text}' is {cap} mm hoog. Staand is dat niet te lezen; vanaf {least} mm wel.",
    en="The text '{text}' is {cap} mm high. Nobody who stands can read it; from {least} mm they "
    "can.",
)
COARSE_MARK: Final = Phrase(
    nl="Het beeldmerk is te grof voor deze maat ({dpi} punten per inch, minstens {least}). Kies "
    "een groter plaatje.",
    en="The mark is too coarse for this size ({dpi} dots an inch, at least {least}). Choose a "
    "larger picture.",
)


def reading_m(layout: TileLayout, focal_px: float = PHONE_FOCAL_PX) -> float:
    """Return from how far a camera with a focal length in pixels reads the code, metres."""
    return layout.module_m * 1000 * focal_px / 3000


def size_for(layout: TileLayout, distance_m: float) -> int:
    """Return the side of a tile that is read from a distance, mm, in whole tens."""
    side = layout.size_m * 1000 * distance_m / reading_m(layout)
    return 10 * -int(-side // 10)


def contrast_advice(white: float, black: float) -> Notice | None:
    """Return what is wrong with the reflectances of material and ink, 0..1; None: nothing."""
    if white <= black:
        return Notice(DARK)
    if white - black < LEAST_CONTRAST:
        told = {"contrast": round((white - black) * 100), "least": round(LEAST_CONTRAST * 100)}
        return Notice(PALE, told)
    return None


def refusals(
    tile: Tile,
    words: TileWords,
    distance_m: float | None = None,
    reflectances: tuple[float, float] | None = None,
) -> list[Notice]:
    """Return why a tile would not work.

    distance_m: from where it must be read, if that is set; reflectances: of its white and black.
    """
    layout = TileLayout(tile.size_mm / 1000, len(qr_modules(words.address).modules))
    found = []
    if layout.module_m * 1000 < _LEAST_MODULE_MM:
        found.append(Notice(FINE, {"module": _told(layout.module_m * 1000)}))
    if distance_m is not None and distance_m > reading_m(layout):
        told = {"reach": _told(reading_m(layout)), "wished": _told(distance_m)}
        size, most = size_for(layout, distance_m), SIZES_MM[1]
        far = Notice(FAR, {**told, "size": size})
        found.append(far if size <= most else Notice(TOO_FAR, {**told, "most": f"{most:g}"}))
    pale = contrast_advice(*reflectances) if reflectances else None
    return [*found, pale] if pale else found


def warnings(tile: Tile, words: TileWords, art: TileArt) -> list[Notice]:
    """Return what is better known before a tile is printed, the gravest first."""
    found = [*(Notice(UNSET, {"text": text}) for text in words.unset), *art.notices]
    reach = reading_m(art.layout)
    if tile.sheet is None and reach < STANDING_M:
        size = size_for(art.layout, STANDING_M)
        found.append(Notice(SMALL, {"reach": _told(reach), "size": size}))
    if qr_modules(words.address).version > _BEST_VERSION:
        told = {"host": words.host, "signs": len(words.host), "best": _BEST_HOST}
        found.append(Notice(LONG, told))
    if tile.sheet is None and reach >= STANDING_M:
        found += [
            Notice(TINY_TEXT, {"text": text.text, "cap": _told(text.cap_mm),
                               "least": _told(_STANDING_CAP_MM)})
            for text in art.texts if text.cap_mm < _STANDING_CAP_MM
        ]  # fmt: skip
    return found + _mark_warnings(art)


def _mark_warnings(art: TileArt) -> list[Notice]:
    if art.mark is None or art.mark.mark.layers:
        return []
    left, _, right, _ = art.mark.box
    dpi = art.mark.mark.pixels.shape[1] / ((right - left) / 25.4)
    if dpi >= _LEAST_MARK_DPI:
        return []
    return [Notice(COARSE_MARK, {"dpi": round(dpi), "least": _LEAST_MARK_DPI})]


def _told(value: float) -> Phrase:
    """Return a measure as each language writes it."""
    said = f"{value:.1f}".removesuffix(".0")
    return Phrase(nl=said.replace(".", ","), en=said)
