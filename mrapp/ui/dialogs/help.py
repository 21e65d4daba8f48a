"""The help page: how to look around, and every command with its keys, from the one list."""

from collections.abc import Callable
from html import escape
from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from mrapp.app.commands import GESTURES, Command, Section, all_commands
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.style import LINE, font_px


class HelpDialog(FollowingDialog):
    """Shows a page of text beside the window; it may stay open."""

    def __init__(self, parent: QWidget, language: str, scale: float) -> None:
        super().__init__(parent, language, scale)
        self._written: Callable[[], str] = self._keys
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = QTextBrowser()
        self.page.setOpenExternalLinks(False)
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(self.close_button)

    def show_keys(self) -> None:
        """Show how to move and all commands."""
        self._show(self._keys)

    def show_about(self) -> None:
        """Show version, licence and what the program is made with."""
        self._show(self._about)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.page.setHtml(self._written())
        self.page.setAccessibleName(self.windowTitle())
        self.close_button.setText(self.tr("Close"))
        self.close_button.setAccessibleName(self.close_button.text())
        self.resize(min(font_px(self.scale, 720), 1100), min(font_px(self.scale, 620), 660))

    def _keys(self) -> str:
        language = self.language
        self.setWindowTitle(self.tr("Help and keys"))
        title = self.tr("How to look around")
        parts = [
            f"<h2>{escape(title)}</h2>",
            self._table([(g.keys.text(language), g.what.text(language)) for g in GESTURES]),
        ]
        for section in Section:
            inside = [c for c in all_commands().values() if c.section is section]
            parts.append(f"<h2>{escape(section.value.text(language))}</h2>")
            parts.append(self._table([self._row(c, language) for c in inside]))
        return "".join(parts)

    def _about(self) -> str:
        self.setWindowTitle(self.tr("About this program"))
        words = (
            self.tr("mrapp %1").replace("%1", version("mrapp")),
            self.tr("See a planned change of the city where it will stand."),
            self.tr("Free software under the EUPL 1.2. Made with Qt, VTK and Python."),
            self.tr("Nothing you do here is sent anywhere."),
        )
        return "".join(f"<p>{escape(text)}</p>" for text in words)

    def _show(self, written: Callable[[], str]) -> None:
        self._written = written
        self.retranslate()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus()

    @staticmethod
    def _row(command: Command, language: str) -> tuple[str, str]:
        keys = ", ".join(
            QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            for key in command.keys
        )
        return f"{command.title.text(language)}\n{keys}", command.help.text(language)

    @staticmethod
    def _table(rows: list[tuple[str, str]]) -> str:
        cells = []
        for left, right in rows:
            name, _, keys = left.partition("\n")
            shown = f"<b>{escape(name)}</b>" + (f"<br>{escape(keys)}" if keys else "")
            cells.append(f"<tr><td width='38%'>{shown}</td><td>{escape(right)}</td></tr>")
        return f"<table width='100%' cellpadding='5' bordercolor='{LINE}'>{''.join(cells)}</table>"
