"""Menus, keys and buttons made from the list of commands; what a command does is bound here."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton, QWidget

from mrapp.app.commands import Command, Section, all_commands, with_mnemonics
from mrapp.ui import icons
from mrapp.ui.style import INK, PAPER

_ICONS: Mapping[str, str] = {
    "project.open": "open",
    "project.add": "add",
    "project.save": "save",
    "picture.save": "picture",
    "edit.undo": "undo",
    "edit.redo": "redo",
    "move.orbit": "orbit",
    "move.walk": "walk",
    "move.home": "home",
    "move.overview": "overview",
    "move.north": "north",
    "move.closer": "closer",
    "move.farther": "farther",
    "text.larger": "larger",
    "text.smaller": "smaller",
    "language.switch": "language",
    "help.keys": "help",
}


class Actions(QObject):
    """One QAction for each command. `bind` says what it does; `button` puts it on a button."""

    def __init__(self, window: QWidget, view: QWidget) -> None:
        super().__init__(window)
        self._all: dict[str, QAction] = {}
        self._menus: dict[Section, QMenu] = {}
        self._buttons: list[tuple[QToolButton, str]] = []
        for command in all_commands().values():
            self._all[command.id] = self._make(command, window, view)

    def _make(self, command: Command, window: QWidget, view: QWidget) -> QAction:
        action = QAction(self)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        # The menus stay calm; and a switched-on command has its tick there.
        action.setIconVisibleInMenu(False)
        if command.id == "app.quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WidgetShortcut if command.in_view else context.WindowShortcut
        )
        (view if command.in_view else window).addAction(action)
        return action

    def __getitem__(self, command_id: str) -> QAction:
        return self._all[command_id]

    def bind(self, doers: Mapping[str, Callable[[], object]]) -> None:
        """Say what each command does. Raises `KeyError` for a command that nothing does."""
        for command_id, action in self._all.items():
            # "triggered" carries whether it is checked, which the doers look up themselves.
            action.triggered.connect(lambda _on=False, do=doers[command_id]: do())

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for section in Section:
            menu = QMenu(bar)
            self._menus[section] = menu
            bar.addMenu(menu)
            for command in all_commands().values():
                if command.section is section:
                    menu.addAction(self._all[command.id])

    def button(self, command_id: str, look: str = "plain", *, worded: bool = False) -> QToolButton:
        """Return a button for a command, with its icon and state; `worded` with its words too."""
        button = QToolButton()
        button.setProperty("look", look)
        button.setDefaultAction(self._all[command_id])
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        on = INK if look == "plain" else PAPER
        self._all[command_id].setIcon(icons.icon(_ICONS[command_id], worded=worded, on=on))
        entry = (button, command_id)
        self._buttons.append(entry)
        button.destroyed.connect(lambda: self._forget(entry))
        return button

    def _forget(self, entry: tuple[QToolButton, str]) -> None:
        """Let go of a button whose window went before this one."""
        self._buttons = [each for each in self._buttons if each is not entry]

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        for section, title in zip(
            Section, with_mnemonics(s.value.text(language) for s in Section), strict=True
        ):
            if section in self._menus:
                self._menus[section].setTitle(title)
                self._menus[section].setAccessibleName(section.value.text(language))
            self._name_section(section, language)
        for button, command_id in self._buttons:
            self._name(button, all_commands()[command_id], language)

    def _name_section(self, section: Section, language: str) -> None:
        inside = [c for c in all_commands().values() if c.section is section]
        titles = with_mnemonics(c.title.text(language) for c in inside)
        for command, title in zip(inside, titles, strict=True):
            self._all[command.id].setText(f"{title}…" if command.opens else title)
            self._all[command.id].setIconText(command.button(language))
            self._all[command.id].setToolTip(command.help.text(language))

    def _name(self, button: QToolButton, command: Command, language: str) -> None:
        button.setText(command.button(language))
        button.setAccessibleName(command.title.text(language))
        key = QKeySequence(command.keys[0]).toString() if command.keys else ""
        tip = command.help.text(language)
        button.setToolTip(f"{command.title.text(language)} ({key})\n{tip}" if key else tip)

    def set_title(self, command_id: str, title: str) -> None:
        """Let a command say more than its name, as undo does."""
        action = self._all[command_id]
        mark = action.text().find("&")
        action.setText(f"{title[:mark]}&{title[mark:]}" if 0 <= mark < len(title) else title)
        for button, name in self._buttons:
            if name == command_id:
                button.setAccessibleName(title)
                button.setToolTip(title)
