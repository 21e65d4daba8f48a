"""State down: shows in every part of the window what the session says."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from mrapp.app.commands import all_commands
from mrapp.app.describe import Description, describe
from mrapp.app.rules import can_demolish, is_demolished
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef
from mrapp.model.texts import Phrase, pick_language
from mrapp.scene.navigator import Mode
from mrapp.ui.dialogs.following import follow_all
from mrapp.ui.languages import Languages
from mrapp.ui.parts import Parts
from mrapp.ui.style import style_sheet
from mrapp.ui.workbench import Message, Workbench

_NEED_PROJECT = (
    "project.add",
    "project.save",
    "project.save_as",
    "project.save_folder",
    "picture.save",
    "viewpoint.save",
    "questions.edit",
    "remark.make",
    "remark.code",
    "headset.open",
    "headset.next",
    "headset.inputs",
    "variant.now",
    "variant.next",
    "variant.previous",
    "time.june",
    "time.december",
    "time.now",
    "object.select_middle",
    "object.select_next",
    "object.select_previous",
    "move.home",
    "move.overview",
)
_HALTED = Phrase(
    nl="Het in beeld brengen is gestopt. Een deel van het project is nu niet te zien; het project "
    "is niet veranderd.",
    en="Bringing it into view was stopped. Part of the project is not seen now; the project was "
    "not changed.",
)
_GO_ON = Phrase(nl="Alsnog tonen", en="Show after all")


class Showing(QObject):
    """Brings the parts up to date; asks for nothing."""

    def __init__(self, parts: Parts, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._bench = bench
        self._languages = Languages()
        self._language = ""
        self._scale = 0.0
        self._told: ObjectRef | None = None
        self._card: Description | None = None
        bench.changed.connect(self.show_all)
        bench.settings_changed.connect(self.show_settings)
        parts.view.city.mode_changed.connect(self.show_mode)
        bench.told.connect(parts.view.notices.tell)
        bench.loader.more.connect(parts.view.city.show_more)
        self._halted = Message(_HALTED.text, "note", (_GO_ON, parts.view.city.go_on))
        parts.view.progress.halt_wanted.connect(self._halt)
        parts.view.city.filling.connect(self._show_filling)

    def close(self) -> None:
        """Take the translators away."""
        self._languages.close()

    def _halt(self) -> None:
        self._parts.view.city.halt()
        if self._parts.view.city.city.building.halted:
            self._bench.tell(self._halted)

    def _show_filling(self, filling: bool) -> None:
        if filling:
            # It goes on: with the rest after all, or with what is new or shown again.
            self._parts.view.notices.withdraw(self._halted)

    def show_settings(self) -> None:
        """Show language and text size, where they changed."""
        settings = self._bench.settings
        # A dialog follows after both: its texts have a size then.
        followed = (settings.language, settings.text_scale) != (self._language, self._scale)
        if settings.text_scale != self._scale:
            self._scale = settings.text_scale
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.setStyleSheet(style_sheet(self._scale))
            for part in (self._parts.top, self._parts.side, self._parts.pad, self._parts.view):
                part.set_text_scale(self._scale)
        if settings.language != self._language:
            self._language = settings.language
            self._languages.speak(self._language)
            for text in self._parts.translated():
                text.retranslate(self._language)
            self._parts.top.fit()
        if followed:
            follow_all(self._language, self._scale)
        self._parts.actions["window.panels"].setChecked(settings.panels_shown)
        self._parts.actions["quality.high"].setChecked(settings.quality == "high")
        self.show_all()

    def show_all(self) -> None:
        """Show the session, or that none is open."""
        session = self._bench.session
        self._parts.view.welcome.setVisible(session is None)
        looking = self._bench.looking
        wanted = self._bench.settings.panels_shown and looking is None
        self._parts.side.setVisible(session is not None and wanted)
        self._parts.pad.setVisible(session is not None)
        self._show_title(session)
        self._show_actions(session)
        done = session.history.done if session else ()
        self._parts.view.notices.withdraw_undone([step for _before, step in done])
        if session is None:
            self._parts.view.card.hide()
            self._parts.view.opinion.hide()
            self._parts.view.hidden.hide()
            self._parts.view.welcome.set_last(self._bench.settings.last_project)
            self._parts.view.arrange()
            return
        self._parts.view.hidden.show_count(0 if looking else len(session.view.hidden_objects))
        self._show_panels(session)
        self._show_card(session)
        state, ready = session.scene_state(), self._bench.loader.ready
        shown = looking(state) if looking else state
        self._parts.view.city.show_state(shown, session.meshes, ready)

    def _show_panels(self, session: Session) -> None:
        side, project, view = self._parts.side, session.project, session.view
        side.plan.show_moment(project, view)
        side.viewpoints.show_project(project, view.language)
        side.layers.show_session(session)
        origin = project.origin.frame()
        side.time.show_time(view.time_utc, project.time_zone, origin, session.services.sun_at)

    def _show_title(self, session: Session | None) -> None:
        window = self._parts.top.window()
        window.setWindowModified(session is not None and session.history.unsaved)
        if session is None:
            window.setWindowTitle("mrapp")
            self._parts.top.show_project("mrapp", "", unsaved=False)
            return
        language = self._bench.language
        project = session.project
        note = pick_language(project.notice, language) if project.notice else ""
        title = project.title(language)
        # In the list of windows, where nothing else of it is seen; Qt puts a sign for [*].
        window.setWindowTitle(f"{title}[*] – mrapp")
        self._parts.top.show_project(title, note, unsaved=session.history.unsaved)

    def _show_card(self, session: Session) -> None:
        selection = session.view.selection
        told = self._describe(session, selection) if selection else None
        self._parts.view.card.show_object(
            told, can_demolish=can_demolish(session.moment, selection)
        )
        self._parts.view.arrange()
        if told is not None and selection != self._told:
            self._announce(told)
        self._told, self._card = selection, told

    def _describe(self, session: Session, selection: ObjectRef) -> Description | None:
        if session.held is not None and selection == self._told:
            # A drag changes nothing that a card tells; to measure it takes long at each frame.
            return self._card
        # What is told of it does not hang on where it stands: its arrays may still be on their way.
        return describe(session.project, session.view, session.meshes, selection)

    def _announce(self, told: Description) -> None:
        """Tell a screen reader what was selected: the focus stays in the view."""
        words = ", ".join((told.title, *(f"{f.label} {f.value}" for f in told.facts[:3])))
        event = QAccessibleAnnouncementEvent(self._parts.view.city, words)
        QAccessible.updateAccessibility(event)

    def _show_actions(self, session: Session | None) -> None:
        actions = self._parts.actions
        for key in _NEED_PROJECT:
            actions[key].setEnabled(session is not None)
        several = session is not None and bool(session.project.variants())
        actions["variant.next"].setEnabled(several)
        actions["variant.previous"].setEnabled(several)
        places = session is not None and bool(session.project.viewpoints)
        actions["viewpoint.next"].setEnabled(places)
        actions["viewpoint.previous"].setEnabled(places)
        self._show_object_actions(session)
        self._show_history(session)
        self.show_mode()

    def _show_object_actions(self, session: Session | None) -> None:
        actions = self._parts.actions
        selection = session.view.selection if session else None
        for key in ("object.hide", "object.clear", "move.to_selected"):
            actions[key].setEnabled(selection is not None)
        demolish = session is not None and can_demolish(session.moment, selection)
        actions["object.demolish"].setEnabled(demolish)
        hidden = session is not None and bool(session.view.hidden_objects)
        actions["object.show_all"].setEnabled(hidden)
        variant = session.project.variant(session.view.variant) if session else None
        actions["view.demolished"].setEnabled(variant is not None and bool(variant.removes))
        actions["view.demolished"].setChecked(session is not None and session.view.show_demolished)
        gone = session is not None and is_demolished(session.moment, selection)
        actions["object.demolish"].setChecked(gone)

    def _show_history(self, session: Session | None) -> None:
        actions, language = self._parts.actions, self._bench.language
        history = session.history if session else None
        labels: dict[str, Phrase | None] = {
            "edit.undo": history.undo_label if history else None,
            "edit.redo": history.redo_label if history else None,
        }
        for key, label in labels.items():
            title = all_commands()[key].title.text(language)
            actions[key].setEnabled(label is not None)
            actions.set_title(key, f"{title}: {label.text(language)}" if label else title)

    def show_mode(self) -> None:
        """Show whether one walks or turns the model."""
        walking = self._parts.view.city.mode == Mode.WALK
        self._parts.actions["move.walk"].setChecked(walking)
        self._parts.actions["move.orbit"].setChecked(not walking)
