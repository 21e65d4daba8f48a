"""The texts of the pages with results."""

from typing import Final

from mrapp.model.texts import Phrase
from mrapp.server.pages.words import Catalogue
from mrapp.server.public.map_words import MAP_WORDS

WORDS: Final[Catalogue] = {
    **MAP_WORDS,
    "projects": Phrase(nl="Meningen over plannen", en="Opinions on plans"),
    "projects_lead": Phrase(
        nl="Lees wat mensen van de plannen vinden, en wat de gemeente ermee deed.",
        en="Read what people think of the plans, and what the municipality did with it.",
    ),
    "no_projects": Phrase(
        nl="Er is hier nog geen project gepubliceerd.",
        en="No project was published here yet.",
    ),
    "your_receipt": Phrase(nl="Ik heb een bon", en="I have a receipt"),
    "results": Phrase(nl="Uitkomsten", en="Results"),
    "title": Phrase(nl="Wat vinden mensen van {name}?", en="What do people think of {name}?"),
    "lead": Phrase(
        nl="{total} mensen gaven hun mening. {withdrawn} meningen zijn door hun maker ingetrokken "
        "en tellen niet mee.",
        en="{total} people gave their opinion. {withdrawn} opinions were withdrawn by their maker "
        "and do not count.",
    ),
    "lead_all": Phrase(
        nl="{total} mensen gaven hun mening.", en="{total} people gave their opinion."
    ),
    "later": Phrase(nl="uitkomsten komen later", en="results come later"),
    "held": Phrase(
        nl="De uitkomsten staan hier nog niet. De gemeente maakt ze later openbaar.",
        en="The results are not here yet. The municipality makes them public later.",
    ),
    "held_until": Phrase(nl="Verwacht op", en="Expected on"),
    "held_open": Phrase(nl="Wanneer is nog niet bekend.", en="It is not known yet when."),
    "held_own": Phrase(
        nl="Alle meningen zijn wel binnen en tellen mee. Hebt u een bon? Dan kunt u uw eigen "
        "mening en het antwoord daarop nu al lezen.",
        en="All opinions have come in, and they count. Do you have a receipt? Then you can read "
        "your own opinion and the answer to it now.",
    ),
    "preview_held": Phrase(
        nl="Alleen medewerkers zien deze bladzijde. Voor anderen staat er dat de uitkomsten later "
        "komen.",
        en="Only staff see this page. Others read that the results come later.",
    ),
    "preview_public": Phrase(
        nl="Deze uitkomsten zijn openbaar: iedereen ziet ze zo.",
        en="These results are public: everybody sees them like this.",
    ),
    "preview_back": Phrase(nl="Terug naar het project", en="Back to the project"),
    "none": Phrase(nl="Er zijn nog geen meningen.", en="There are no opinions yet."),
    "rounded": Phrase(
        nl="De aantallen per antwoord en per plek zijn afgerond op {base}.",
        en="The numbers by answer and by place are rounded to {base}.",
    ),
    "rounded_told": Phrase(
        nl="Aantallen per antwoord en per plek ronden wij af op een veelvoud van {base}, de ene "
        "keer naar boven en de andere keer naar beneden. Minder dan {base} zeggen wij niet. Zo kan "
        "niemand uitrekenen wat één mens zei. Daarom tellen de getallen niet precies op.",
        en="We round numbers by answer and by place to a multiple of {base}, now up and now down. "
        "Fewer than {base} we do not tell. So nobody can work out what one person said. That is "
        "why the numbers do not quite add up.",
    ),
    "batch_told": Phrase(
        nl="Wij tellen pas opnieuw als er ten minste {least} meningen bij of af zijn. Anders kon "
        "iemand zien wat er door één mening verandert.",
        en="We count anew only once at least {least} opinions came or went. Otherwise somebody "
        "could see what one opinion changes.",
    ),
    "counted_at": Phrase(nl="Geteld op", en="Counted on"),
    "which": Phrase(nl="Wat telt mee, en wat ziet u?", en="What counts, and what do you see?"),
    "which_told": Phrase(
        nl="Alle meningen tellen mee in de getallen. De woorden van een mening ziet u pas als een "
        "medewerker heeft gekeken of er geen namen of scheldwoorden in staan: nu zijn dat er "
        "{shown}. Teksten worden nooit veranderd. Groepen van minder dan vijf mensen zijn "
        "verborgen, ook waar u ze uit een totaal zou kunnen aflezen.",
        en="All opinions count in the numbers. You see the words of an opinion only once somebody "
        "has looked whether there are no names or insults in it: {shown} by now. Texts are never "
        "changed. Groups of fewer than five people are hidden, also where they could be told from "
        "a total.",
    ),
    "decided": Phrase(nl="Wat er is besloten", en="What was decided"),
    "for_many": Phrase(nl="Antwoord op {number} meningen", en="An answer to {number} opinions"),
    "for_few": Phrase(
        nl="Antwoord op minder dan vijf meningen", en="An answer to fewer than five opinions"
    ),
    "map": Phrase(nl="Waar de meningen over gaan", en="Where the opinions are about"),
    "map_told": Phrase(
        nl="Elk gekleurd vak is 100 bij 100 meter. Hoe donkerder, hoe meer meningen. De letters "
        "staan ook in de lijst.",
        en="Each coloured square is 100 by 100 metres. The darker, the more opinions. The letters "
        "are in the list as well.",
    ),
    "map_none": Phrase(
        nl="Dit is het gebied. Er staan nog geen aantallen op de kaart.",
        en="This is the area. There are no numbers on the map yet.",
    ),
    "map_alt": Phrase(
        nl="Kaart van {name}. Dezelfde aantallen staan in de lijst met plekken.",
        en="Map of {name}. The same numbers are in the list of places.",
    ),
    "legend": Phrase(nl="Wat de kleuren zijn", en="What the colours are"),
    "step": Phrase(nl="{low} tot en met {high} meningen", en="{low} to {high} opinions"),
    "step_one": Phrase(nl="{number} meningen", en="{number} opinions"),
    "places": Phrase(nl="De plekken", en="The places"),
    "places_hint": Phrase(
        nl="Kies een plek: haar vak krijgt een dikke rand op de kaart.",
        en="Choose a place: its square gets a thick edge on the map.",
    ),
    "places_hidden": Phrase(
        nl="Ook over andere plekken zijn er meningen, maar van minder dan vijf mensen, of "
        "zo weinig dat iemand te herkennen is. Die aantallen tonen we niet. In de totalen tellen "
        "ze mee.",
        en="There are opinions on other places too, but of fewer than five people, or so "
        "few that somebody could be recognised. We do not show those numbers. They count in the "
        "totals.",
    ),
    "places_all_hidden": Phrase(
        nl="Er zijn nog geen vijf mensen die iets over dezelfde plek zeiden. Wij tonen geen "
        "aantallen onder de vijf, want dan is iemand te herkennen. In de totalen hierboven tellen "
        "alle meningen mee.",
        en="No five people have said something about the same place yet. We show no numbers below "
        "five, as somebody could be recognised by them. All opinions count in the totals above.",
    ),
    "places_none": Phrase(
        nl="Nog niemand wees een plek aan.", en="Nobody has pointed at a place yet."
    ),
    "square": Phrase(nl="Vak", en="Square"),
    "opinions": Phrase(nl="{number} meningen", en="{number} opinions"),
    "opinion": Phrase(nl="1 mening", en="1 opinion"),
    "totals": Phrase(nl="In het kort", en="In short"),
    "total_all": Phrase(nl="meningen", en="opinions"),
    "total_shown": Phrase(nl="daarvan kunt u lezen", en="of these you can read"),
    "total_added": Phrase(nl="aanvullingen", en="additions"),
    "total_withdrawn": Phrase(nl="ingetrokken", en="withdrawn"),
    "total_decided": Phrase(nl="besluiten", en="decisions"),
    "few_title": Phrase(nl="Nog weinig meningen", en="Few opinions so far"),
    "few": Phrase(
        nl="Er zijn nog maar {total} meningen. Per antwoord tellen wij pas als ten minste "
        "{smallest} mensen hetzelfde zeiden. Anders is iemand te herkennen. De totalen van het "
        "hele project staan hieronder.",
        en="There are only {total} opinions so far. We count each answer only once at least "
        "{smallest} people said the same. Otherwise somebody could be recognised. The totals of "
        "the whole project are below.",
    ),
    "untold": Phrase(
        nl="Nog niet te tonen: de antwoorden zijn te verdeeld. Bij elk antwoord gaat het om minder "
        "dan vijf mensen, of om zo weinig dat iemand te herkennen is.",
        en="This cannot be shown yet: the answers are spread too thin. Each was given by fewer "
        "than five people, or by so few that somebody could be recognised.",
    ),
    "untold_personal": Phrase(
        nl="Niet te tonen: er zijn te weinig mensen met dezelfde leeftijd en uit dezelfde buurt. "
        "Met minder dan vijf mensen is iemand te herkennen. Hun mening telt wel mee in alle "
        "andere getallen.",
        en="This cannot be shown: there are too few people of the same age and from the same "
        "neighbourhood. With fewer than five people somebody could be recognised. Their opinion "
        "does count in all other numbers.",
    ),
    "numbers": Phrase(nl="De getallen", en="The numbers"),
    "answer": Phrase(nl="Antwoord", en="Answer"),
    "how_many": Phrase(nl="Hoe vaak", en="How often"),
    "as_table": Phrase(nl="Laat de tabel zien", en="Show the table"),
    "left_out": Phrase(
        nl="{number} plekken met weinig meningen staan er niet bij.",
        en="{number} places with few opinions are left out.",
    ),
    "texts": Phrase(nl="Wat mensen schreven", en="What people wrote"),
    "texts_told": Phrase(
        nl="De laatste meningen die getoond mogen worden. Alle staan in de bestanden hieronder.",
        en="The latest opinions that may be shown. All of them are in the files below.",
    ),
    "data": Phrase(nl="Open data", en="Open data"),
    "data_told": Phrase(
        nl="De {shown} meningen die getoond mogen worden, met plek en antwoorden. Zonder leeftijd, "
        "buurt, bestanden en tijd van de dag.",
        en="The {shown} opinions that may be shown, with place and answers. Without age, "
        "neighbourhood, files and time of day.",
    ),
    "no_data": Phrase(
        nl="Er is nog geen mening die getoond mag worden.",
        en="There is no opinion yet that may be shown.",
    ),
    "remarks.csv": Phrase(nl="CSV, voor spreadsheets", en="CSV, for spreadsheets"),
    "remarks.dictionary.csv": Phrase(
        nl="Wat de kolommen betekenen (CSV)", en="What the columns mean (CSV)"
    ),
    "remarks.geojson": Phrase(nl="GeoJSON, voor kaarten", en="GeoJSON, for maps"),
    "remarks.xlsx": Phrase(nl="Excel, met de tellingen", en="Excel, with the counts"),
    "service": Phrase(
        nl="Voor kaartprogramma's: OGC API Features", en="For map programs: OGC API Features"
    ),
    "check": Phrase(nl="Zelf controleren", en="Check it yourself"),
    "check_told": Phrase(
        nl="De openbare lijst bewijst dat er geen mening is verdwenen: {number} regels, alleen "
        "nummers en controlegetallen. Ieder kan haar nakijken met het programma mrapp verify.",
        en="The public list proves that no opinion vanished: {number} lines, numbers and checksums "
        "only. Anyone can check it with the program mrapp verify.",
    ),
    "list": Phrase(nl="De openbare lijst (JSON)", en="The public list (JSON)"),
}
