"""The contact sheet of a proof: a row a condition, a column a distance, and what came of each."""

from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.app.tiles.proving import decimal
from mrapp.markers.proof.conditions import Condition
from mrapp.markers.proof.proving import SHOT, Proof, Shot
from mrapp.markers.proof.report import ProofReport, rate_words
from mrapp.model.texts import Phrase

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

_MARGIN, _LABEL, _GAP, _FOOT, _HEAD = 28, 196, 10, 24, 202
_WHITE, _INK, _GREY = (255, 255, 255), (40, 30, 26), (118, 110, 104)
# Told apart by people who see no red or green, and by their signs. BGR.
_GOOD, _HALF, _BAD = (115, 130, 0), (10, 150, 225), (40, 45, 190)

_TITLE = Phrase(nl="Proef van tegel {code}", en="Proof of tile {code}")
_FACTS = Phrase(
    nl="{size} mm, modules van {module} mm; te lezen tot {read} m. {frames} gerenderde beelden.",
    en="{size} mm, modules of {module} mm; to be read up to {read} m. {frames} rendered pictures.",
)
_OUTCOME = Phrase(
    nl="Tot {read} m: gevonden {found}, gelezen {told}.",
    en="Up to {read} m: found {found}, read {told}.",
)
_REACH = Phrase(
    nl="Een telefoon leest hem zelf betrouwbaar tot {phone}, dit programma tot {far}.",
    en="A phone by itself reads it reliably up to {phone}, this program up to {far}.",
)
_NOWHERE = Phrase(nl="nergens", en="nowhere")
_LEGEND: Final = (
    (_GOOD, Phrase(nl="gelezen", en="read")),
    (_HALF, Phrase(nl="alleen gevonden", en="only found")),
    (_BAD, Phrase(nl="niet gezien", en="not seen")),
)
_COUNTS = Phrase(
    nl="onder elk beeld, van alle op die plek: gelezen · gevonden · door een telefoon gelezen",
    en="below each picture, of all in that place: read · found · read by a phone",
)
_OF = Phrase(nl="van", en="of")
_WANTED = Phrase(nl="moet lezen", en="must read")
_ORDINARY = Phrase(nl="gewoon", en="ordinary")
_HARD = Phrase(nl="zwaar", en="hard")


def contact_sheet(proof: Proof, language: str) -> Picture:
    """Return the contact sheet as a picture, (height, width, 3) BGR."""
    report = proof.report
    wide = _MARGIN * 2 + _LABEL + len(report.distances_m) * (SHOT[0] + _GAP)
    row = SHOT[1] + _FOOT + _GAP
    high = _HEAD + len(report.conditions) * row + _MARGIN
    sheet = np.full((high, max(wide, 1000), 3), 255, np.uint8)
    _head(sheet, report, language)
    for i, condition in enumerate(report.conditions):
        top = _HEAD + i * row
        _label(sheet, condition, top, language)
        for j, distance in enumerate(report.distances_m):
            left = _MARGIN + _LABEL + j * (SHOT[0] + _GAP)
            shot = proof.shots.get((condition.key, distance))
            if shot is not None:
                _cell(sheet, shot, (left, top), _told(report, condition, distance, language))
    return sheet


def _head(sheet: Picture, report: ProofReport, language: str) -> None:
    read = decimal(report.read_m)
    _write(sheet, (_MARGIN, 44), _TITLE.text(language, code=report.code), 26, 700)
    facts = {
        "size": decimal(report.size_mm),
        "module": decimal(round(report.module_mm, 2)),
        "read": read,
        "frames": report.frames,
    }
    _write(sheet, (_MARGIN, 72), _FACTS.text(language, **facts), 15, colour=_GREY)
    told = {
        "read": read,
        "found": rate_words(report.wanted("found")),
        "told": rate_words(report.wanted("read")),
    }
    reach = {"phone": _far(report, "scanned", language), "far": _far(report, "read", language)}
    _write(sheet, (_MARGIN, 96), _OUTCOME.text(language, **told), 15)
    _write(sheet, (_MARGIN, 118), _REACH.text(language, **reach), 15)
    at = _MARGIN
    for colour, phrase in _LEGEND:
        _sign(sheet, (at + 8, 143), colour)
        at = _write(sheet, (at + 22, 148), phrase.text(language), 14) + 22
    _write(sheet, (at, 148), _COUNTS.text(language), 14, colour=_GREY)
    for j, distance in enumerate(report.distances_m):
        left = _MARGIN + _LABEL + j * (SHOT[0] + _GAP)
        end = _write(sheet, (left, _HEAD - 10), f"{decimal(distance).text(language)} m", 17, 700)
        if distance == report.read_m:
            _write(sheet, (end + 8, _HEAD - 10), _WANTED.text(language), 13, colour=_GREY)


def _far(report: ProofReport, what: str, language: str) -> str:
    far = report.reach_m(what)
    return _NOWHERE.text(language) if far is None else f"{decimal(far).text(language)} m"


def _label(sheet: Picture, condition: Condition, top: int, language: str) -> None:
    lines = _broken(condition.name.text(language), 15, _LABEL - 16)
    for i, line in enumerate(lines):
        _write(sheet, (_MARGIN, top + 20 + 20 * i), line, 15, 600)
    kind = (_ORDINARY if condition.ordinary else _HARD).text(language)
    _write(sheet, (_MARGIN, top + 20 + 20 * len(lines)), kind, 13, colour=_GREY)


def _told(report: ProofReport, condition: Condition, distance: float, language: str) -> str:
    counted = [report.at(what, condition.key, distance) for what in ("read", "found", "scanned")]
    hits = " · ".join(str(each.hits) for each in counted)
    return f"{hits} {_OF.text(language)} {counted[0].of}"


def _cell(sheet: Picture, shot: Shot, at: tuple[int, int], told: str) -> None:
    left, top = at
    colour = _GOOD if shot.looked.read else _HALF if shot.looked.found else _BAD
    wide, high = SHOT
    sheet[top : top + high, left : left + wide] = shot.picture[..., None]
    cv2.rectangle(sheet, (left - 2, top - 2), (left + wide + 1, top + high + 1), colour, 3)
    _sign(sheet, (left + 9, top + high + 14), colour)
    _write(sheet, (left + 24, top + high + 19), told, 14)


def _sign(sheet: Picture, middle: tuple[int, int], colour: Colour) -> None:
    """Draw a tick for read, a ring for found, a cross for neither."""
    x, y = middle
    if colour is _GOOD:
        strokes = [[(x - 6, y), (x - 2, y + 5), (x + 7, y - 6)]]
    elif colour is _HALF:
        cv2.circle(sheet, middle, 6, colour, 2, cv2.LINE_AA)
        return
    else:
        strokes = [[(x - 5, y - 5), (x + 5, y + 5)], [(x - 5, y + 5), (x + 5, y - 5)]]
    for stroke in strokes:
        cv2.polylines(sheet, [np.array(stroke, np.int32)], False, colour, 2, cv2.LINE_AA)


@cache
def _letters() -> cv2.FontFace:
    """Return the letters that come with the library: they have all signs of Dutch."""
    return cv2.FontFace("sans")


def _write(
    sheet: Picture,
    at: tuple[int, int],
    text: str,
    size: int,
    weight: int = 400,
    colour: Colour = _INK,
) -> int:
    """Write a text on its base line and return where it ends, pixels."""
    end, _ = cv2.putText(sheet, text, at, colour, _letters(), size, weight)
    return int(end[0])


def _broken(text: str, size: int, wide: int) -> list[str]:
    """Return a text in lines of at most this width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        (_x, _y, width, _h) = cv2.getTextSize((0, 0), longer, (0, 0), _letters(), size, 600)
        if width > wide and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def png(picture: Picture) -> bytes:
    """Return a picture as PNG."""
    done, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    assert done
    return data.tobytes()
