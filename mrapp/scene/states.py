"""The three states an object on the screen can be in."""

SHOWN, GHOST, HIDDEN = 0, 1, 2
