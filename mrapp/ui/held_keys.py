"""Which keys that are held move the viewer, and how."""

from PySide6.QtCore import Qt

from mrapp.scene.navigator import Key

_PLAIN: dict[Qt.Key, Key] = {
    Qt.Key.Key_Up: Key.FORWARD,
    Qt.Key.Key_Down: Key.BACK,
    Qt.Key.Key_Left: Key.TURN_LEFT,
    Qt.Key.Key_Right: Key.TURN_RIGHT,
    Qt.Key.Key_PageUp: Key.UP,
    Qt.Key.Key_PageDown: Key.DOWN,
}
_LETTERS: dict[Qt.Key, Key] = {
    Qt.Key.Key_W: Key.FORWARD,
    Qt.Key.Key_S: Key.BACK,
    Qt.Key.Key_A: Key.LEFT,
    Qt.Key.Key_D: Key.RIGHT,
}
_SHIFTED: dict[Qt.Key, Key] = {
    **_PLAIN,
    Qt.Key.Key_Up: Key.LOOK_UP,
    Qt.Key.Key_Down: Key.LOOK_DOWN,
}


class HeldKeys:
    """Remembers which moving keys are down."""

    def __init__(self) -> None:
        self._down: set[Qt.Key] = set()
        self._shift = False

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Take a key that went down; False if it moves nothing, so that others may have it."""
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if modifiers & others:
            return False
        self._shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Shift:
            self._shift = True
            return bool(self._down)
        known = Qt.Key(key) if key in _PLAIN or key in _LETTERS else None
        if known is not None:
            self._down.add(known)
        return known is not None

    def release(self, key: int) -> bool:
        """Take a key that went up."""
        if key == Qt.Key.Key_Shift:
            self._shift = False
            return bool(self._down)
        if key not in self._down:
            return False
        self._down.discard(Qt.Key(key))
        return True

    def release_all(self) -> None:
        """Forget all keys: the focus went elsewhere."""
        self._down.clear()
        self._shift = False

    def moves(self) -> frozenset[Key]:
        """Return what the keys that are down ask for."""
        table = _SHIFTED if self._shift else _PLAIN
        asked = {table[key] for key in self._down if key in table}
        letters = {_LETTERS[key] for key in self._down if key in _LETTERS}
        if letters and self._shift:
            letters.add(Key.FAST)
        return frozenset(asked | letters)
