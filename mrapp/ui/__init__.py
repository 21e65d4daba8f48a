"""Qt: windows, panels and dialogs. Shows what the session says and asks for what people want."""

from mrapp.ui.qt_modules import read_no_sources

# Before the other modules here are imported.
read_no_sources()
