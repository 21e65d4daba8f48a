"""What a screen reader finds in a window: role, name and state of everything, in order."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_QUIET = frozenset(
    {QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.ScrollBar,
     QAccessible.Role.NoRole, QAccessible.Role.Pane, QAccessible.Role.Border}
)  # fmt: skip


def heard(window: QWidget) -> list[str]:
    """Return a line for everything that is seen and has a name, indented as it is nested."""
    top = QAccessible.queryAccessibleInterface(window)
    return list(_lines(top, 0))


def _lines(of: QAccessibleInterface, depth: int) -> Iterator[str]:
    state = of.state()
    if state.invisible:
        return
    name = of.text(QAccessible.Text.Name)
    told = bool(name) and of.role() not in _QUIET
    if told:
        marks = [
            word
            for word, on in (
                ("focused", state.focused),
                ("checked", state.checked),
                ("unavailable", state.disabled),
            )
            if on
        ]
        said = f" ({', '.join(marks)})" if marks else ""
        yield f"{'  ' * depth}{of.role().name}: {name}{said}"
    for number in range(of.childCount()):
        child = of.child(number)
        if child is not None:
            yield from _lines(child, depth + (1 if told else 0))
