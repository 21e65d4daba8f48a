"""Where a form stands so that the place that it is about stays in view."""

from PySide6.QtCore import QPoint, QRect

_GAP_PX = 48
"""How far from the place at least, so that its pin is seen as well."""


def width_beside(room: QRect, spot: QPoint, wanted: int, least: int) -> int:
    """Return how wide a form may be in `room` beside a spot: at most `wanted`, at least `least`."""
    left, right = _sides(room, spot)
    return min(max(min(wanted, max(left, right)), least), room.width())


def place_beside(room: QRect, spot: QPoint, width: int, height: int) -> QRect:
    """Return where a form of that size stands: at the edge of `room` with most room to the spot.

    On the left where both will do: there the panels are, and the city is at the right of them.
    """
    left, right = _sides(room, spot)
    on_left = left >= width or left >= right
    x = room.left() if on_left else room.left() + room.width() - width
    high = min(height, room.height())
    return QRect(x, room.top() + (room.height() - high) // 2, width, high)


def _sides(room: QRect, spot: QPoint) -> tuple[int, int]:
    """Return how much room there is left and right of a spot."""
    return spot.x() - room.left() - _GAP_PX, room.left() + room.width() - spot.x() - _GAP_PX
