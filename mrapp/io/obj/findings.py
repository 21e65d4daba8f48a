"""What may be odd in an OBJ file, in words."""

from mrapp.model.texts import Phrase

BAD_LINE = Phrase(
    nl="{count} regels zijn niet te lezen en overgeslagen; de eerste is regel {line}.",
    en="{count} lines cannot be read and were skipped; the first is line {line}.",
)
BAD_FACE = Phrase(
    nl="Vlakken die naar punten wijzen die er niet zijn, overgeslagen: {count}.",
    en="Faces that point to vertices that are not there, skipped: {count}.",
)
FEW_CORNERS = Phrase(
    nl="Vlakken met minder dan drie hoeken, overgeslagen: {count}.",
    en="Faces with fewer than three corners, skipped: {count}.",
)
NO_AREA = Phrase(
    nl="Vlakken zonder oppervlak, overgeslagen: {count}.",
    en="Surfaces without area, skipped: {count}.",
)
CURVES = Phrase(
    nl="Gebogen vlakken (curv, surf) worden niet getoond: {count} regels.",
    en="Free-form curves and surfaces (curv, surf) are not shown: {count} lines.",
)
LIBRARY_MISSING = Phrase(
    nl="Het bestand met materialen '{file}' ontbreekt; de vlakken krijgen een effen kleur.",
    en="The file with materials '{file}' is missing; the surfaces get a plain colour.",
)
LIBRARY_OUTSIDE = Phrase(
    nl="Het bestand met materialen '{file}' ligt buiten de map van het model en is niet gelezen.",
    en="The file with materials '{file}' lies outside the model's folder and was not read.",
)
MATERIAL_UNKNOWN = Phrase(
    nl="Het materiaal '{name}' staat in geen materiaalbestand; de vlakken krijgen een effen kleur.",
    en="The material '{name}' is in no material file; its surfaces get a plain colour.",
)
UP_UNKNOWN = Phrase(
    nl="Een OBJ-bestand zegt niet welke as omhoog wijst; y is aangenomen. Ligt het model op zijn "
    "kant, kies dan z.",
    en="An OBJ file does not say which axis points up; y was assumed. If the model lies on its "
    "side, choose z.",
)
