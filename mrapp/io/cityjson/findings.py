"""What can be noticed while reading CityJSON."""

from mrapp.model.texts import Phrase

BAD_OBJECT = Phrase(
    nl="Dit object is niet als object beschreven; overgeslagen.",
    en="This object is not described as an object; skipped.",
)
BAD_PARENT = Phrase(
    nl="Het bovenliggende object '{parent}' bestaat niet.",
    en="Its parent '{parent}' does not exist.",
)
PARENT_LOOP = Phrase(
    nl="De bovenliggende objecten vormen een kring.",
    en="Its parents form a loop.",
)
DUPLICATE_ID = Phrase(
    nl="Dit id komt vaker voor; het latere object heet nu '{renamed}'.",
    en="This id occurs more than once; the later object is now called '{renamed}'.",
)
UNKNOWN_GEOMETRY = Phrase(
    nl="Vorm van onbekende soort '{kind}' overgeslagen.",
    en="Geometry of unknown type '{kind}' skipped.",
)
BAD_GEOMETRY = Phrase(
    nl="Vlakken of vormen die niet volgens CityJSON zijn opgebouwd, overgeslagen: {count}.",
    en="Surfaces or geometries not built as CityJSON says, skipped: {count}.",
)
BAD_INDEX = Phrase(
    nl="Vlakken, lijnen of punten met een hoekpunt dat niet bestaat of onmogelijk ver weg "
    "ligt, overgeslagen: {count}.",
    en="Surfaces, lines or points with a vertex that does not exist or is impossibly far "
    "away, skipped: {count}.",
)
DEGENERATE = Phrase(
    nl="Vlakken zonder oppervlakte, overgeslagen: {count}.",
    en="Surfaces without area, skipped: {count}.",
)
BAD_SEMANTIC = Phrase(
    nl="Vlakken die verwijzen naar een betekenis die niet bestaat: {count}.",
    en="Surfaces that refer to a semantic surface that does not exist: {count}.",
)
UNKNOWN_SEMANTIC = Phrase(
    nl="Onbekende soort vlak '{kind}'.",
    en="Unknown semantic surface '{kind}'.",
)
BAD_MATERIAL = Phrase(
    nl="Vlakken die verwijzen naar een materiaal dat niet bestaat: {count}.",
    en="Surfaces that refer to a material that does not exist: {count}.",
)
BAD_TEXTURE = Phrase(
    nl="Vlakken met een textuur die niet bestaat of niet op de hoekpunten past, getekend "
    "zonder: {count}.",
    en="Surfaces with a texture that does not exist or does not fit their vertices, shown "
    "without: {count}.",
)
BAD_TEMPLATE = Phrase(
    nl="Een vorm verwijst naar sjabloon {template}, dat niet bestaat of niet te lezen is; "
    "overgeslagen.",
    en="A geometry refers to template {template}, which does not exist or cannot be read; skipped.",
)
BAD_MATRIX = Phrase(
    nl="De matrix of het ankerpunt van een sjabloonvorm klopt niet; overgeslagen.",
    en="The matrix or the anchor of a template geometry is not valid; skipped.",
)
NO_GEOMETRY = Phrase(
    nl="Geen object in dit bestand heeft een vorm die getekend kan worden.",
    en="No object in this file has a shape that can be drawn.",
)
NO_VERSION = Phrase(
    nl="Het bestand zegt niet welke versie van CityJSON het is; gelezen als 2.0.",
    en="The file does not say which version of CityJSON it is; read as 2.0.",
)
ODD_LINE = Phrase(
    nl="Regel {line} is van de soort '{kind}' en niet 'CityJSONFeature'.",
    en="Line {line} is of type '{kind}' and not 'CityJSONFeature'.",
)
CRS_ASSUMED = Phrase(
    nl="Het bestand noemt geen coördinatenstelsel; de coördinaten lijken op RD en zijn zo gelezen.",
    en="The file names no coordinate system; the coordinates look like RD and were read as such.",
)
CRS_UNKNOWN = Phrase(
    nl="Het bestand noemt geen coördinatenstelsel en de coördinaten lijken niet op RD; gelezen "
    "als meters, het model ligt dus waarschijnlijk niet op zijn plaats.",
    en="The file names no coordinate system and the coordinates do not look like RD; read as "
    "metres, so the model is probably not where it belongs.",
)
NOT_IN_NL = Phrase(
    nl="Het bestand zegt {crs}, maar de coördinaten liggen niet in Nederland.",
    en="The file says {crs}, but the coordinates are not in the Netherlands.",
)
HEIGHT_ASSUMED = Phrase(
    nl="{crs} kent geen hoogte; de hoogten zijn gelezen als meters boven de ellipsoïde.",
    en="{crs} has no height; heights were read as metres above the ellipsoid.",
)
