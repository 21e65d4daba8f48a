"""A municipality's mark from an SVG file of filled shapes, as those who draw marks deliver it.

Paths, rectangles, circles, ellipses and polygons in plain colours, grouped and transformed. What
would look different (lines, gradients, text, pictures, masks, half-transparent colours) is not
taken for less than it is: the whole mark is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import radians
from typing import Final
from xml.etree import ElementTree as ET

import numpy as np
from fontTools.misc.transform import Identity, Transform
from numpy.typing import NDArray

from mrapp.markers.filling import covered
from mrapp.markers.outlines import Float64, Outline, joined, polygon, rounded
from mrapp.markers.svg_paths import path_outline

Colour = tuple[int, int, int]
"""Red, green and blue, 0..255."""

Layers = tuple[tuple[Outline, Colour], ...]
"""Shapes with their colours, the lowest first, 1 wide, y up, zero at the lower left."""

Rgb = NDArray[np.uint8]

_MOST_BYTES = 2_000_000
_MOST_SHAPES, _MOST_LINES, _MOST_DEPTH = 2_000, 300, 40
_MOST_ASPECT = 50.0
_MOST_FAR = 1e9
_PX = 800

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TURN = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate)\s*\(([^)]*)\)")
_RULE = re.compile(r"\.([\w-]+(?:\s*,\s*\.[\w-]+)*)\s*\{([^}]*)\}")
_SILENT = {"title", "desc", "metadata", "defs", "style", "namedview"}
_COLOURS: Final[Mapping[str, Colour]] = {
    "black": (0, 0, 0), "white": (255, 255, 255), "red": (255, 0, 0), "blue": (0, 0, 255),
    "green": (0, 128, 0), "yellow": (255, 255, 0), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "navy": (0, 0, 128), "orange": (255, 165, 0),
}  # fmt: skip
_PLAIN = {"opacity": "1", "fill-opacity": "1", "stroke": "none"}
_REFUSED = {"clip-path", "mask", "filter"}


@dataclass(frozen=True)
class _Style:
    fill: str = "black"
    even_odd: bool = False
    matrix: Transform = Identity


def is_svg(content: bytes) -> bool:
    """Tell whether a file means to be SVG."""
    return b"<svg" in content[:4_000]


def read_svg(content: bytes) -> tuple[Layers, Rgb] | None:
    """Return the shapes in an SVG file, and the same as a picture, (height, width, 3), on white.

    None where it is no SVG, or has what is not taken.
    """
    # UTF-16, which has zeros, would hide its entities.
    if len(content) > _MOST_BYTES or b"<!ENTITY" in content or b"\0" in content:
        return None
    try:
        root = ET.fromstring(content)  # noqa: S314 - small, and without entities of its own
        shapes = list(_shapes(root, _Style(), _classes(root), 0))
    except (ET.ParseError, ValueError, ArithmeticError):
        return None
    drawn = [(shape, colour) for shape, colour in shapes if shape.steps]
    if not drawn or len(drawn) > _MOST_SHAPES:
        return None
    left, top, wide, high = _view(root) or _bounds(drawn)
    if not np.isfinite([left, top, wide, high]).all() or wide <= 0 or high <= 0:
        return None
    if not 1 / _MOST_ASPECT < wide / high < _MOST_ASPECT:
        return None
    up = (1 / wide, 0.0, 0.0, -1 / wide, -left / wide, (top + high) / wide)
    layers = tuple((shape.moved(up), colour) for shape, colour in drawn)
    return layers, _picture(layers, high / wide)


def _picture(layers: Layers, high: float) -> Rgb:
    """Return shapes, 1 wide and so high, as pixels."""
    scale = _PX / max(1.0, high)
    size = (max(1, round(high * scale)), max(1, round(scale)))
    shown = np.full((*size, 3), 255, np.float32)
    for shape, colour in layers:
        lines = [line * (scale, -scale) + (0.0, size[0]) for line in shape.polygons]
        part = covered(lines, size[1], size[0])[:, :, None]
        shown += part * (np.array(colour, np.float32) - shown)
    return np.asarray((shown + 0.5).astype(np.uint8))


def _view(root: ET.Element) -> tuple[float, float, float, float] | None:
    numbers = [float(each) for each in _NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) == 4:
        return numbers[0], numbers[1], numbers[2], numbers[3]
    return None


def _bounds(shapes: list[tuple[Outline, Colour]]) -> tuple[float, float, float, float]:
    left, top, right, bottom = joined(shape for shape, _ in shapes).box
    return left, top, right - left, bottom - top


def _classes(root: ET.Element) -> dict[str, dict[str, str]]:
    """Return what style sheets in the file say of classes: drawing tools write nothing else."""
    found: dict[str, dict[str, str]] = {}
    for element in root.iter():
        if _kind(element) == "style":
            for names, rules in _RULE.findall(element.text or ""):
                for name in names.split(","):
                    found.setdefault(name.strip().lstrip("."), {}).update(_declared(rules))
    return found


def _declared(rules: str) -> dict[str, str]:
    pairs = (each.split(":", 1) for each in rules.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, value in pairs}


def _kind(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _shapes(
    element: ET.Element, style: _Style, classes: Mapping[str, Mapping[str, str]], depth: int
) -> Iterator[tuple[Outline, Colour]]:
    kind = _kind(element)
    if kind in _SILENT:
        return
    if depth > _MOST_DEPTH:
        raise ValueError("groups in groups without end")
    said = dict(element.attrib)
    for name in element.get("class", "").split():
        said.update(classes.get(name, {}))
    said.update(_declared(element.get("style", "")))
    if said.get("display") == "none":
        return
    _check(said)
    style = _styled(style, said, element)
    if kind in ("svg", "g", "a"):
        for child in element:
            yield from _shapes(child, style, classes, depth + 1)
        return
    shape = _drawn(kind, element).moved(style.matrix)
    if not all(abs(part) <= _MOST_FAR for step in shape.steps for part in step.way):
        raise ValueError("a shape out of all bounds")
    if style.fill != "none":
        yield (_by_depth(shape) if style.even_odd else shape), _colour(style.fill)


def _check(said: Mapping[str, str]) -> None:
    """Raise ValueError for what would make a shape look different."""
    for name, plain in _PLAIN.items():
        value = said.get(name, plain)
        if value != plain and not (value.replace(".", "").isdigit() and float(value) == 1.0):
            raise ValueError(f"{name} is not taken")
    if any(said.get(name, "none") != "none" for name in _REFUSED):
        raise ValueError("clipped, masked or filtered")


def _styled(style: _Style, said: Mapping[str, str], element: ET.Element) -> _Style:
    matrix, turns = style.matrix, element.get("transform", "")
    if _TURN.sub("", turns).strip():
        raise ValueError(f"no transform: {turns}")
    for name, numbers in _TURN.findall(turns):
        turn = _matrix(name, [float(n) for n in _NUMBER.findall(numbers)])
        matrix = matrix.transform(turn)
    rule = said.get("fill-rule", "evenodd" if style.even_odd else "nonzero")
    return _Style(said.get("fill", style.fill).lower(), rule == "evenodd", matrix)


def _matrix(name: str, numbers: list[float]) -> Transform:
    match name, numbers:
        case "matrix", [_, _, _, _, _, _]:
            return Transform(*numbers)
        case "translate", [_] | [_, _]:
            return Identity.translate(*numbers)
        case "scale", [_] | [_, _]:
            return Identity.scale(*numbers)
        case "rotate", [turn]:
            return Identity.rotate(radians(turn))
        case "rotate", [turn, x, y]:
            return Identity.translate(x, y).rotate(radians(turn)).translate(-x, -y)
    raise ValueError(f"no transform: {name}")


def _drawn(kind: str, element: ET.Element) -> Outline:
    def told(name: str) -> float:
        found = _NUMBER.match(element.get(name, "0").strip())
        return float(found[0]) if found else 0.0

    if kind == "path":
        return path_outline(element.get("d", ""))
    if kind in ("polygon", "polyline"):
        n = [float(each) for each in _NUMBER.findall(element.get("points", ""))]
        return polygon(list(zip(n[::2], n[1::2], strict=False))) if len(n) >= 6 else Outline()
    if kind == "rect":
        x, y, wide, high = (told(name) for name in ("x", "y", "width", "height"))
        radius = min(max(told("rx"), told("ry")), wide / 2, high / 2)
        return rounded((x, y, x + wide, y + high), radius) if wide > 0 and high > 0 else Outline()
    if kind in ("circle", "ellipse"):
        rx, ry = (told("r"), told("r")) if kind == "circle" else (told("rx"), told("ry"))
        disc = rounded((-1.0, -1.0, 1.0, 1.0), 1.0)
        return disc.moved((rx, 0.0, 0.0, ry, told("cx"), told("cy")))
    raise ValueError(f"{kind} is not taken")


def _colour(fill: str) -> Colour:
    if fill in _COLOURS:
        return _COLOURS[fill]
    if re.fullmatch(r"#[0-9a-f]{3}", fill):
        fill = "#" + "".join(2 * sign for sign in fill[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", fill):
        return int(fill[1:3], 16), int(fill[3:5], 16), int(fill[5:], 16)
    found = re.fullmatch(r"rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)", fill)
    if found:
        red, green, blue = (min(255, int(each)) for each in found.groups())
        return red, green, blue
    raise ValueError(f"no plain colour: {fill}")


def _by_depth(shape: Outline) -> Outline:
    """Return a shape whose lines lie in one another by turns, as one that is filled by winding."""
    lines = shape.polygons
    if len(lines) > _MOST_LINES:
        raise ValueError("too many lines to tell which lies in which")
    parts = []
    for i, line in enumerate(lines):
        depth = sum(_has(other, line[0]) for j, other in enumerate(lines) if j != i)
        x, y = line.T
        outward = float(x @ np.roll(y, -1) - np.roll(x, -1) @ y) > 0
        turned = line if outward == (depth % 2 == 0) else line[::-1]
        parts.append(polygon([(float(a), float(b)) for a, b in turned]))
    return joined(parts)


def _has(line: Float64, point: Float64) -> bool:
    """Tell whether a point lies within a closed line."""
    x, y = point
    (ax, ay), (bx, by) = line.T, np.roll(line, -1, axis=0).T
    crosses = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = ax + (y - ay) / (by - ay) * (bx - ax)
    return bool((crosses & (at > x)).sum() % 2)
