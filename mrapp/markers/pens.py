"""What fontTools draws, letters and the paths of SVG, as outlines."""

from fontTools.pens.basePen import BasePen

from mrapp.markers.outlines import Outline, Step

_Point = tuple[float, float]


class OutlinePen(BasePen):  # type: ignore[misc]  # ships no types
    """Takes down what is drawn with it. Each line is closed, as it is to be filled."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []

    def outline(self) -> Outline:
        """Return what was drawn until now."""
        return Outline(tuple(self._steps))

    def _moveTo(self, to: _Point) -> None:  # noqa: N802 - fontTools' names, as below
        self._steps.append(Step("M", to))

    def _lineTo(self, to: _Point) -> None:  # noqa: N802
        self._steps.append(Step("L", to))

    def _curveToOne(self, first: _Point, second: _Point, to: _Point) -> None:  # noqa: N802
        self._steps.append(Step("C", (*first, *second, *to)))

    def _closePath(self) -> None:  # noqa: N802
        if self._steps[-1].what == "M":  # a place where nothing was drawn
            self._steps.pop()
        else:
            self._steps.append(Step("Z"))

    _endPath = _closePath  # noqa: N815
