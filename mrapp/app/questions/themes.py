"""What staff do with themes and events: what a remark may be about, and where it was made."""

from mrapp.app.actions import fresh_id
from mrapp.app.history import Change, Moment, changed_project
from mrapp.app.questions.form_edits import cleaned, said_in
from mrapp.model.errors import not_in_project
from mrapp.model.project import Event, Project, Theme
from mrapp.model.remark import clean_text
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

_THEME = Phrase(nl="thema", en="theme")
_EVENT = Phrase(nl="bijeenkomst", en="event")


def add_theme(moment: Moment, name: LocalText) -> Change:
    """Add a theme at the end."""
    themes = moment.project.themes
    added = Theme(
        id=fresh_id(_words(name, "theme"), (each.id for each in themes)), name=cleaned(name)
    )
    label = Phrase(nl="thema toevoegen", en="add theme")
    return changed_project(moment, label, themes=(*themes, added))


def rename_theme(
    moment: Moment, theme: str, language: str, name: str, merge: str | None = None
) -> Change:
    """Change the name of a theme in one language; its code stays."""
    old = _theme(moment.project, theme)
    new = old.model_copy(update={"name": said_in(old.name, language, name)})
    label = Phrase(nl="thema hernoemen", en="rename theme")
    kept = tuple(new if each is old else each for each in moment.project.themes)
    return changed_project(moment, label, merge, themes=kept)


def remove_theme(moment: Moment, theme: str) -> Change:
    """Remove a theme; remarks about it keep its code."""
    old = _theme(moment.project, theme)
    label = Phrase(nl="thema verwijderen", en="remove theme")
    kept = tuple(each for each in moment.project.themes if each is not old)
    return changed_project(moment, label, themes=kept)


def add_event(moment: Moment, name: LocalText, date: str = "") -> Change:
    """Add an event at the end; `date` as people write it."""
    events = moment.project.events
    code = fresh_id(_words(name, "event"), (each.id for each in events))
    added = Event(id=code, name=cleaned(name), date=clean_text(date))
    label = Phrase(nl="bijeenkomst toevoegen", en="add event")
    return changed_project(moment, label, events=(*events, added))


def rename_event(
    moment: Moment, event: str, language: str, name: str, merge: str | None = None
) -> Change:
    """Change the name of an event in one language; its code stays."""
    old = _event(moment.project, event)
    new = old.model_copy(update={"name": said_in(old.name, language, name)})
    return _with_event(moment, old, new, merge)


def set_event_date(moment: Moment, event: str, date: str) -> Change:
    """Change when an event is; `date` as people write it."""
    old = _event(moment.project, event)
    return _with_event(moment, old, old.model_copy(update={"date": clean_text(date).strip()}))


def remove_event(moment: Moment, event: str) -> Change:
    """Remove an event; remarks that were made there keep its code."""
    old = _event(moment.project, event)
    label = Phrase(nl="bijeenkomst verwijderen", en="remove event")
    kept = tuple(each for each in moment.project.events if each is not old)
    return changed_project(moment, label, events=kept)


def _with_event(moment: Moment, old: Event, new: Event, merge: str | None = None) -> Change:
    label = Phrase(nl="bijeenkomst veranderen", en="change event")
    kept = tuple(new if each is old else each for each in moment.project.events)
    return changed_project(moment, label, merge, events=kept)


def _words(name: LocalText, otherwise: str) -> str:
    return next((text for text in name.values() if text.strip()), otherwise)


def _theme(project: Project, theme: str) -> Theme:
    found = next((each for each in project.themes if each.id == theme), None)
    if found is None:
        raise not_in_project(_THEME, theme, (each.id for each in project.themes))
    return found


def _event(project: Project, event: str) -> Event:
    found = next((each for each in project.events if each.id == event), None)
    if found is None:
        raise not_in_project(_EVENT, event, (each.id for each in project.events))
    return found
