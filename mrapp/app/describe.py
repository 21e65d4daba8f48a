"""What is known of one object, in plain words: for the card beside the view, or in the headset."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mrapp.app.formats import MODEL_SUFFIXES
from mrapp.app.nearby import family, points_of
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef, ViewState, object_status
from mrapp.model.citymesh import CityMesh, CityObject, Surface
from mrapp.model.project import Design, Layer, Project, Provenance, Status
from mrapp.model.texts import Phrase, pick_language


@dataclass(frozen=True)
class Fact:
    """One line of a description: what it is called and what it says."""

    label: str
    value: str

    @property
    def line(self) -> str:
        """Both as one line; a question needs no colon."""
        return f"{self.label}{'' if self.label.endswith('?') else ':'} {self.value}"


@dataclass(frozen=True)
class Description:
    """An object in words. `status` is None for what exists; `more` keeps the file's own names."""

    ref: ObjectRef
    title: str
    kind: str
    status: Status | None
    demolished: bool
    facts: tuple[Fact, ...]
    more: tuple[Fact, ...]


@dataclass(frozen=True)
class _Known:
    """An attribute that has a plain word: the names it goes by (lower case) and its unit."""

    label: Phrase
    names: tuple[str, ...]
    unit: str = ""


_HEIGHT = Phrase(nl="Hoogte", en="Height")
_AREA = Phrase(nl="Grondoppervlak", en="Ground area")
_KNOWN: tuple[_Known, ...] = (
    _Known(
        Phrase(nl="Bouwjaar", en="Year of construction"),
        ("oorspronkelijkbouwjaar", "oorspronkelijk_bouwjaar", "yearofconstruction", "bouwjaar"),
    ),
    _Known(
        Phrase(nl="Gebruik", en="Used for"),
        ("function", "functie", "gebruiksdoel", "usage", "gebruik"),
    ),
    _Known(_HEIGHT, ("measuredheight", "hoogte", "height"), "m"),
    _Known(
        Phrase(nl="Bouwlagen", en="Storeys"),
        ("storeysaboveground", "b3_bouwlagen", "bouwlagen", "verdiepingen", "storeys"),
    ),
    _Known(
        _AREA,
        ("b3_opp_grond", "grondoppervlak", "footprintarea", "groundarea", "oppervlakte"),
        "m²",
    ),
    _Known(
        Phrase(nl="Inhoud", en="Volume"),
        ("b3_volume_lod22", "volume", "inhoud"),
        "m³",
    ),
    _Known(Phrase(nl="Woningen", en="Homes"), ("homes", "woningen", "dwellings")),
    _Known(Phrase(nl="Soort dak", en="Kind of roof"), ("b3_dak_type", "dak_type", "rooftype")),
    _Known(Phrase(nl="Materiaal", en="Material"), ("material", "materiaal", "surfacematerial")),
    _Known(Phrase(nl="Soort", en="Species"), ("species", "boomsoort")),
    _Known(
        Phrase(nl="Nummer in de BAG", en="Number in the BAG register"),
        ("identificatie", "identificatiebagpnd"),
    ),
    _Known(
        Phrase(nl="Volgens het register", en="According to the register"),
        ("status", "bgt_status"),
    ),
)

_TYPES: Mapping[str, Phrase] = {
    "Building": Phrase(nl="Gebouw", en="Building"),
    "BuildingPart": Phrase(nl="Deel van een gebouw", en="Part of a building"),
    "BuildingInstallation": Phrase(nl="Onderdeel van een gebouw", en="Building installation"),
    "Bridge": Phrase(nl="Brug", en="Bridge"),
    "BridgePart": Phrase(nl="Deel van een brug", en="Part of a bridge"),
    "Tunnel": Phrase(nl="Tunnel", en="Tunnel"),
    "OtherConstruction": Phrase(nl="Bouwwerk", en="Construction"),
    "Road": Phrase(nl="Weg", en="Road"),
    "Railway": Phrase(nl="Spoor", en="Railway"),
    "TransportSquare": Phrase(nl="Plein", en="Square"),
    "Waterway": Phrase(nl="Vaarweg", en="Waterway"),
    "WaterBody": Phrase(nl="Water", en="Water"),
    "LandUse": Phrase(nl="Terrein", en="Land"),
    "PlantCover": Phrase(nl="Groen", en="Greenery"),
    "SolitaryVegetationObject": Phrase(nl="Boom", en="Tree"),
    "CityFurniture": Phrase(nl="Straatmeubilair", en="Street furniture"),
    "TINRelief": Phrase(nl="Maaiveld", en="Ground"),
    "GenericCityObject": Phrase(nl="Object", en="Object"),
    "Design": Phrase(nl="Ontwerp", en="Design"),
}

_VALUES: Mapping[str, Phrase] = {
    "slanted": Phrase(nl="schuin", en="slanted"),
    "horizontal": Phrase(nl="plat", en="flat"),
    "single horizontal": Phrase(nl="plat", en="flat"),
    "multiple horizontal": Phrase(nl="plat, op meer hoogten", en="flat, at several heights"),
    "true": Phrase(nl="ja", en="yes"),
    "false": Phrase(nl="nee", en="no"),
    "none": Phrase(nl="niet bekend", en="not known"),
    "pand in gebruik": Phrase(nl="in gebruik", en="in use"),
    "bestaand": Phrase(nl="bestaand", en="existing"),
}

_MEASURED_HEIGHT = Phrase(nl="Hoogte, gemeten", en="Height, measured")
_MEASURED_AREA = Phrase(nl="Grondoppervlak, gemeten", en="Ground area, measured")
_SOURCE = Phrase(nl="Bron", en="Source")
_AUTHOR = Phrase(nl="Maker", en="Maker")
_LICENCE = Phrase(nl="Licentie", en="Licence")
_LOD = Phrase(nl="Detail", en="Detail")
_FILE_ID = Phrase(nl="Naam in het bestand", en="Name in the file")
_FILE = Phrase(nl="Bestand", en="File")
_LAYER = Phrase(nl="Laag", en="Layer")
_NO_KIND = "Design"  # the type of what is in a file that has no kinds of its own
_MEASURED_TYPES = ("Building", "BuildingPart", "Bridge", "OtherConstruction", _NO_KIND)


def describe(
    project: Project, view: ViewState, meshes: Mapping[str, CityMesh], ref: ObjectRef
) -> Description | None:
    """Return what is known of an object in the view's language; None if it is not loaded."""
    mesh = meshes.get(ref.asset)
    thing = next((o for o in mesh.objects if o.id == ref.object_id), None) if mesh else None
    if mesh is None or thing is None or ref.asset == ESTIMATED_GROUND:
        return None
    item = _item_of(project, view, ref.asset)
    attributes = _attributes(thing, mesh)
    known, more = _told(attributes, view.language)
    variant = project.variant(view.variant)
    removed = variant is not None and isinstance(item, Layer) and thing.id in variant.removes
    facts = dict(_measured(ref, thing, mesh, view.language)) | known
    ordered = tuple(facts[entry.label] for entry in _KNOWN if entry.label in facts)
    return Description(
        ref=ref,
        title=_title(thing, item, mesh, view.language),
        kind=_kind(thing, view.language),
        status=object_status(item, thing.id) if isinstance(item, Design) else None,
        demolished=removed,
        facts=(*ordered, *_origin(thing, item, mesh, view.language)),
        more=(*_background(thing, item, view.language), *more),
    )


def _item_of(project: Project, view: ViewState, key: str) -> Layer | Design | None:
    """Return the layer or design that shows a file; of designs, first the variant's own."""
    variant = project.variant(view.variant)
    designs = [d for v in (variant, *project.variants()) if v for d in v.adds]
    items: list[Layer | Design] = [*project.layers, *designs]
    return next((item for item in items if item.mesh_key == key), None)


def _kind(thing: CityObject, language: str) -> str:
    phrase = _TYPES.get(thing.type)
    return phrase.text(language) if phrase else thing.type.lstrip("+")


def _title(thing: CityObject, item: Layer | Design | None, mesh: CityMesh, language: str) -> str:
    note = item.objects.get(thing.id) if isinstance(item, Design) else None
    if note and note.name:
        return pick_language(note.name, language)
    own = thing.attributes.get(f"name_{language}") or thing.attributes.get("name")
    own = own or thing.attributes.get("naam")
    if own or item is None or thing.type != _NO_KIND:
        return str(own or _kind(thing, language))
    return _named_as_file(thing, pick_language(item.name, language), mesh)


def _named_as_file(thing: CityObject, name: str, mesh: CityMesh) -> str:
    """Return what a thing without a kind is called: as its file is; of several by its own too."""
    several = any(other.root != thing.root for other in mesh.objects)
    return f"{name} · {thing.id}" if several and thing.id != name else name or thing.id


def _attributes(thing: CityObject, mesh: CityMesh) -> dict[str, Any]:
    """Return the object's own attributes, completed from its parts where it has none itself."""
    parts = [o for o in mesh.objects if o.root == thing.id and o is not thing]
    if not thing.attributes and len(parts) == 1:
        return dict(parts[0].attributes)
    return dict(thing.attributes)


def _told(
    attributes: Mapping[str, Any], language: str
) -> tuple[dict[Phrase, Fact], tuple[Fact, ...]]:
    """Split attributes in those with a plain word, by that word, and the rest."""
    left = {key: value for key, value in attributes.items() if not _empty(value)}
    by_name = {key.lower(): key for key in left}
    known = {}
    for entry in _KNOWN:
        name = next((by_name[n] for n in entry.names if n in by_name and by_name[n] in left), None)
        if name is not None:
            value = _value(left.pop(name), entry, language)
            known[entry.label] = Fact(entry.label.text(language), value)
    dropped = {"name", "naam", "name_nl", "name_en"}
    more = [Fact(k, plain_value(v, language)) for k, v in left.items() if k.lower() not in dropped]
    return known, tuple(more)


def _empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == "[]"


def _value(value: object, entry: _Known, language: str) -> str:
    text = plain_value(value, language)
    return f"{text} {entry.unit}" if entry.unit and isinstance(value, int | float) else text


def plain_value(value: object, language: str) -> str:
    """Return an attribute's value as a person reads it: a decimal comma in Dutch, yes or no."""
    if isinstance(value, bool | str) or value is None:
        said = _VALUES.get(str(value).lower())
        return said.text(language) if said else str(value)
    if isinstance(value, float):
        shown = f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{value:.0f}"
        return shown.replace(".", ",") if language == "nl" else shown
    if isinstance(value, list | tuple):
        return ", ".join(plain_value(v, language) for v in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {plain_value(v, language)}" for k, v in value.items())
    return str(value)


def _measured(
    ref: ObjectRef, thing: CityObject, mesh: CityMesh, language: str
) -> Iterator[tuple[Phrase, Fact]]:
    """Yield what can be measured on the model, under the word it stands in for."""
    points = points_of(ref, mesh)
    if thing.type not in _MEASURED_TYPES or not len(points):
        return
    height = round(float(np.ptp(points[:, 2])), 1)
    yield _HEIGHT, Fact(_MEASURED_HEIGHT.text(language), f"{plain_value(height, language)} m")
    area = ground_area(ref, mesh)
    if area > 0:
        shown = plain_value(float(round(area)), language)
        yield _AREA, Fact(_MEASURED_AREA.text(language), f"{shown} m²")


def ground_area(ref: ObjectRef, mesh: CityMesh) -> float:
    """Return the area of an object's ground surfaces seen from above, m²; 0 if it has none."""
    ground = family(ref.object_id, mesh) & (mesh.surface == int(Surface.GROUND))
    corners = mesh.points_rd[mesh.triangles[ground]][:, :, :2]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return float(np.abs(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]).sum() / 2)


def _origin(
    thing: CityObject, item: Layer | Design | None, mesh: CityMesh, language: str
) -> Iterator[Fact]:
    """Yield how finely the object is modelled and where that comes from."""
    lods = sorted({lod for o in mesh.objects if o.root == thing.root for lod in o.lods})
    if lods:
        wanted = item.lod if item and item.lod else lods[-1]
        yield Fact(_LOD.text(language), f"LoD {wanted}")
    given = _provenance(thing, item)
    source = source_words(given, language)
    if source:
        yield Fact(_SOURCE.text(language), ", ".join(part for part in (source, given.date) if part))


def source_words(given: Provenance, language: str) -> str:
    """Return where something comes from as a person reads it; nothing for a path or a file."""
    said = (pick_language(words, language) for words in (given.source, given.attribution))
    return next((words for words in said if words and not _is_file(words)), "")


def _is_file(words: str) -> bool:
    """Whether words only name a file or a folder, which says little to who does not have it."""
    path = not re.search(r"\s|://", words) and re.search(r"[/\\]", words)
    return bool(path) or words.lower().endswith(MODEL_SUFFIXES)


def _background(thing: CityObject, item: Layer | Design | None, language: str) -> Iterator[Fact]:
    """Yield what few people ask: who made it, under what licence, its layer and its id."""
    given = _provenance(thing, item)
    source = pick_language(given.source, language)
    lines = (
        (_AUTHOR, given.author),
        (_LICENCE, given.licence),
        (_LAYER, pick_language(item.name, language) if item else ""),
        (_FILE_ID, thing.id),
        (_FILE, source if _is_file(source) else ""),
    )
    yield from (Fact(label.text(language), text) for label, text in lines if text)


def _provenance(thing: CityObject, item: Layer | Design | None) -> Provenance:
    if item is None:
        return Provenance()
    note = item.objects.get(thing.id) if isinstance(item, Design) else None
    return note.provenance if note and note.provenance else item.provenance
