"""One function per user action: it takes the moment and returns the change, nothing else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from mrapp.app.history import Change, Moment, changed_project
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef
from mrapp.model.errors import VariantNameError, not_in_project
from mrapp.model.project import (
    NOW,
    Design,
    Layer,
    Placement,
    Plan,
    Project,
    Provenance,
    Status,
    Variant,
    Viewpoint,
    aware,
)
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

_VARIANT = Phrase(nl="variant", en="variant")
_LAYER = Phrase(nl="laag", en="layer")
VIEWPOINT = Phrase(nl="kijkpunt", en="viewpoint")
"""What a viewpoint is called where there is none of the name asked for."""

_LONGEST_ID = 60  # readable in project.json, and far below what an identifier may be
_LONGEST_NAME = 100  # what still can be read in a list of variants
_NOT_A_VARIANT = (NOW, "nu")  # the city without a plan, in either language


def _changed_view(
    moment: Moment, label: Phrase, merge: str | None = None, **fields: object
) -> Change:
    view = type(moment.view)(**{**vars(moment.view), **fields})
    return Change(Moment(moment.project, view), label, merge)


def switch_variant(moment: Moment, variant_id: str | None) -> Change:
    """Show a variant, or "now" for None; raises `NotInProjectError`."""
    if variant_id is not None and moment.project.variant(variant_id) is None:
        known = (v.id for v in moment.project.variants())
        raise not_in_project(_VARIANT, variant_id, known)
    label = Phrase(nl="variant kiezen", en="choose variant")
    return _changed_view(moment, label, variant=variant_id, selection=None)


def set_time(moment: Moment, time_utc: datetime) -> Change:
    """Set the moment for sun and shadows; a row of these is one step of undo.

    Raises `ValueError` for a time without a zone.
    """
    label = Phrase(nl="tijd kiezen", en="choose time")
    return _changed_view(moment, label, "time", time_utc=aware(time_utc).astimezone(UTC))


def show_layer(moment: Moment, layer_id: str, visible: bool) -> Change:
    """Show or hide a context layer or a design."""
    hidden = moment.view.hidden_layers
    hidden = hidden - {layer_id} if visible else hidden | {layer_id}
    label = (
        Phrase(nl="laag tonen", en="show layer")
        if visible
        else Phrase(nl="laag verbergen", en="hide layer")
    )
    return _changed_view(moment, label, hidden_layers=hidden)


def hide_object(moment: Moment, ref: ObjectRef) -> Change:
    """Hide one object; `show_all_objects` or undo brings it back."""
    hidden = moment.view.hidden_objects | {ref}
    label = Phrase(nl="object verbergen", en="hide object")
    return _changed_view(moment, label, hidden_objects=hidden, selection=None)


def show_all_objects(moment: Moment) -> Change:
    """Bring back every hidden object."""
    label = Phrase(nl="alles weer tonen", en="show everything again")
    return _changed_view(moment, label, hidden_objects=frozenset())


def show_demolished(moment: Moment, shown: bool) -> Change:
    """Show what a variant demolishes as a see-through shape, or leave it out."""
    label = Phrase(nl="sloop tonen of verbergen", en="show or hide demolition")
    return _changed_view(moment, label, show_demolished=shown)


def select(moment: Moment, ref: ObjectRef | None) -> Moment:
    """Return the moment with another selection; selecting is no step of undo."""
    view = type(moment.view)(**{**vars(moment.view), "selection": ref})
    return Moment(moment.project, view)


def speak(moment: Moment, language: str) -> Moment:
    """Return the moment in another language; a setting, no step of undo."""
    view = type(moment.view)(**{**vars(moment.view), "language": language})
    return Moment(moment.project, view)


def fresh_id(wish: str, taken: Iterable[str]) -> str:
    """Return an id made from a name: lower case, hyphens, a number if it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", wish.lower())
    base = plain[:_LONGEST_ID].strip("-") or "item"
    used, number, found = set(taken), 2, base
    while found in used:
        found, number = f"{base}-{number}", number + 1
    return found


def save_viewpoint(
    moment: Moment,
    name: LocalText,
    eye: tuple[float, float, float],
    target: tuple[float, float, float],
    field_of_view_deg: float,
) -> Change:
    """Add a viewpoint at `eye` looking at `target` (RD/NAP metres), with variant and time."""
    view = moment.view
    taken = [v.id for v in moment.project.viewpoints]
    added = Viewpoint(
        id=fresh_id(next(iter(name.values()), "viewpoint"), taken),
        name=name,
        eye=eye,
        target=target,
        field_of_view_deg=field_of_view_deg,
        variant=view.variant or NOW,
        time=view.time_utc,
    )
    label = Phrase(nl="kijkpunt bewaren", en="save viewpoint")
    return changed_project(moment, label, viewpoints=(*moment.project.viewpoints, added))


def visit_viewpoint(moment: Moment, viewpoint_id: str) -> Change:
    """Show the variant and the time that a viewpoint was saved with, as far as it has them.

    Moving the eye there is the view's part. Raises `NotInProjectError`.
    """
    point = _viewpoint(moment.project, viewpoint_id)
    shown = moment
    if point.variant is not None:
        shown = switch_variant(shown, None if point.variant == NOW else point.variant).after
    if point.time is not None:
        shown = set_time(shown, point.time).after
    return Change(shown, Phrase(nl="naar een kijkpunt gaan", en="go to viewpoint"))


def rename_viewpoint(moment: Moment, viewpoint_id: str, name: LocalText) -> Change:
    """Give a viewpoint another name; raises `NotInProjectError`."""
    old = _viewpoint(moment.project, viewpoint_id)
    new = old.model_copy(update={"name": {**old.name, **name}})
    kept = tuple(new if v is old else v for v in moment.project.viewpoints)
    label = Phrase(nl="kijkpunt hernoemen", en="rename viewpoint")
    return changed_project(moment, label, viewpoints=kept)


def remove_viewpoint(moment: Moment, viewpoint_id: str) -> Change:
    """Remove a viewpoint; raises `NotInProjectError`."""
    old = _viewpoint(moment.project, viewpoint_id)
    kept = tuple(v for v in moment.project.viewpoints if v is not old)
    label = Phrase(nl="kijkpunt verwijderen", en="remove viewpoint")
    return changed_project(moment, label, viewpoints=kept)


def _viewpoint(project: Project, viewpoint_id: str) -> Viewpoint:
    found = project.viewpoint(viewpoint_id)
    if found is None:
        known = (v.id for v in project.viewpoints)
        raise not_in_project(VIEWPOINT, viewpoint_id, known)
    return found


def add_layer(
    moment: Moment,
    asset: str,
    name: LocalText,
    provenance: Provenance,
    *,
    place: Placement | None = None,
) -> Change:
    """Add a file of the project as a context layer, at `place` if it has none of its own."""
    layers = moment.project.layers
    added = Layer(
        id=fresh_id(next(iter(name.values()), asset), _ids_shown(moment.project)),
        name=name,
        asset=asset,
        place=place,
        provenance=provenance,
    )
    label = Phrase(nl="laag toevoegen", en="add layer")
    return changed_project(_seen(moment, added.id), label, layers=(*layers, added))


def _ids_shown(project: Project) -> list[str]:
    """Return the ids by which layers and designs are shown and hidden: one space for all."""
    layers = [layer.id for layer in project.layers]
    designs = [design.id for variant in project.variants() for design in variant.adds]
    return [*layers, *designs, ESTIMATED_GROUND]


def _seen(moment: Moment, added_id: str) -> Moment:
    # An id may come back after its layer was removed while hidden; what is added must be seen.
    hidden = moment.view.hidden_layers - {added_id}
    return Moment(moment.project, replace(moment.view, hidden_layers=hidden))


def remove_layer(moment: Moment, layer_id: str) -> Change:
    """Take a context layer out of the project; its file stays in the folder.

    What was hidden or selected of it is so no more. Raises `NotInProjectError`.
    """
    layers = moment.project.layers
    gone = next((layer for layer in layers if layer.id == layer_id), None)
    if gone is None:
        known = (layer.id for layer in layers)
        raise not_in_project(_LAYER, layer_id, known)
    label = Phrase(nl="laag verwijderen", en="remove layer")
    kept = tuple(layer for layer in layers if layer is not gone)
    change = changed_project(moment, label, layers=kept)
    view, left = moment.view, {item.mesh_key for item in change.after.project.items()}
    selection = view.selection if view.selection and view.selection.asset in left else None
    hidden = frozenset(ref for ref in view.hidden_objects if ref.asset in left)
    seen = replace(view, selection=selection, hidden_objects=hidden)
    return Change(Moment(change.after.project, seen), label)


def variant_called(project: Project, words: str) -> Variant | None:
    """Return the variant with this id, or else the one with this name in any language."""
    plain = words.strip().casefold()
    named = (v for v in project.variants() if plain in map(str.casefold, v.name.values()))
    return project.variant(words) or next(named, None)


def check_variant_name(words: str) -> str:
    """Return what a new variant may be called, without spaces round it.

    Raises `VariantNameError` for no name, one too long to read, and what means "no variant".
    """
    name = words.strip()
    if not 1 <= len(name) <= _LONGEST_NAME or name.casefold() in _NOT_A_VARIANT:
        shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        raise VariantNameError(name=shown, longest=_LONGEST_NAME)
    return name


def add_design(
    moment: Moment,
    variant: str,
    asset: str,
    name: LocalText,
    provenance: Provenance,
    *,
    place: Placement | None = None,
) -> Change:
    """Add a file to a variant as an idea; the variant (and a plan) is made if it is not there.

    variant: its id or its name; a new one gets these words as its name, and an id made from them.
    It stands at `place` if it has no place of its own. Raises `VariantNameError`.
    """
    project = moment.project
    design = Design(
        id=fresh_id(next(iter(name.values()), asset), _ids_shown(project)),
        name=name,
        asset=asset,
        status=Status.IDEA,
        place=place,
        provenance=provenance,
    )
    label = Phrase(nl="ontwerp toevoegen", en="add design")
    plans = _with_design(project, variant, design)
    return changed_project(_seen(moment, design.id), label, plans=plans)


def _with_design(project: Project, words: str, design: Design) -> tuple[Plan, ...]:
    chosen = variant_called(project, words)
    if chosen is None:
        added = _new_variant(project, words, design)
        if not project.plans:
            return (Plan(id="plan", name={"nl": "Plan", "en": "Plan"}, variants=(added,)),)
        last = project.plans[-1]
        grown = last.model_copy(update={"variants": (*last.variants, added)})
        return (*project.plans[:-1], grown)

    def grow(variant: Variant) -> Variant:
        if variant.id != chosen.id:
            return variant
        return variant.model_copy(update={"adds": (*variant.adds, design)})

    return project.plans_with(grow)


def _new_variant(project: Project, words: str, design: Design) -> Variant:
    name = check_variant_name(words)
    taken = [NOW, *(v.id for v in project.variants())]
    return Variant(id=fresh_id(name, taken), name={"en": name, "nl": name}, adds=(design,))


def set_removed(moment: Moment, variant_id: str, object_id: str, removed: bool) -> Change:
    """Mark an existing object as demolished in a variant, or take that mark away."""
    return set_all_removed(moment, variant_id, (object_id,), removed)


def set_all_removed(
    moment: Moment, variant_id: str, object_ids: Sequence[str], removed: bool
) -> Change:
    """Mark existing objects as demolished in a variant, or take those marks away: one step.

    Raises `NotInProjectError` for a variant that is not there.
    """
    switch_variant(moment, variant_id)  # raises for a variant that is not there
    meant = tuple(dict.fromkeys(object_ids))

    def mark(variant: Variant) -> Variant:
        if variant.id != variant_id:
            return variant
        kept = tuple(i for i in variant.removes if i not in meant)
        return variant.model_copy(update={"removes": (*kept, *meant) if removed else kept})

    label = Phrase(nl="sloop aanwijzen", en="mark demolition")
    return changed_project(moment, label, plans=moment.project.plans_with(mark))
