"""Texts of the pages of projects, their machines and settings."""

from typing import Final

from mrapp.model.texts import Phrase
from mrapp.server.pages.words import Catalogue

PROJECT_WORDS: Final[Catalogue] = {
    "no_projects": Phrase(
        nl="Er is nog geen project. Voeg er een toe, of laat een beheerder dat doen.",
        en="There is no project yet. Add one, or let an administrator do so.",
    ),
    "open": Phrase(nl="iedereen mag insturen", en="anyone may send"),
    "closed": Phrase(nl="alleen eigen apparaten", en="own machines only"),
    "has_new": Phrase(nl="nieuwe meningen", en="new opinions"),
    "add_project": Phrase(nl="Project toevoegen", en="Add a project"),
    "add_about": Phrase(
        nl="Daarna kunt u er apparaten bij aanmelden, of het vanuit mrapp publiceren.",
        en="After that you can enrol machines for it, or publish it from mrapp.",
    ),
    "project_id": Phrase(nl="Kenmerk van het project", en="Id of the project"),
    "project_id_hint": Phrase(
        nl="Zoals het in project.json staat, bijvoorbeeld spoorzone.",
        en="As it stands in project.json, for example spoorzone.",
    ),
    "add": Phrase(nl="Toevoegen", en="Add"),
}
"""Of the list of projects."""

MACHINE_WORDS: Final[Catalogue] = {
    "machines_about": Phrase(
        nl="Kiosken, headsets en computers die meningen voor dit project mogen insturen.",
        en="Kiosks, headsets and computers that may send opinions for this project.",
    ),
    "no_machines": Phrase(nl="Er is nog geen apparaat.", en="There is no machine yet."),
    "label": Phrase(nl="Naam", en="Name"),
    "label_hint": Phrase(
        nl="Waaraan u het apparaat herkent, zoals kiosk stadhuis.",
        en="By which you know the machine, such as kiosk town hall.",
    ),
    "may_publish": Phrase(nl="Mag ook publiceren", en="May also publish"),
    "may_publish_tick": Phrase(
        nl="Mag ook nieuwe versies van het project publiceren",
        en="May also publish new versions of the project",
    ),
    "enrolled": Phrase(nl="Aangemeld", en="Enrolled"),
    "seen": Phrase(nl="Laatst gezien", en="Last seen"),
    "state": Phrase(nl="Toestand", en="State"),
    "keys_ending": Phrase(
        nl="De sleutel van een apparaat geldt twee jaar. Die van een of meer apparaten hieronder "
        "is bijna of helemaal voorbij. Maak een nieuwe code en meld het apparaat opnieuw aan: wat "
        "het nog niet verstuurde, blijft er staan.",
        en="The key of a machine is valid for two years. That of one or more machines below is "
        "over, or nearly so. Make a new code and enrol the machine again: what it has not sent "
        "yet stays there.",
    ),
    "key_ends": Phrase(nl="sleutel geldt tot", en="key valid until"),
    "key_over": Phrase(nl="sleutel verlopen op", en="key expired on"),
    "in_use": Phrase(nl="in gebruik", en="in use"),
    "revoked": Phrase(nl="ingetrokken", en="revoked"),
    "never": Phrase(nl="nog niet", en="not yet"),
    "revoke": Phrase(nl="Intrekken", en="Revoke"),
    "revoke_one": Phrase(nl="Intrekken: {label}", en="Revoke: {label}"),
    "done_revoked": Phrase(
        nl="Het apparaat kan niets meer insturen. Wat het al instuurde, blijft.",
        en="The machine can send nothing any more. What it sent before stays.",
    ),
    "done_added": Phrase(
        nl="Het project is toegevoegd. Meld nu een apparaat aan.",
        en="The project was added. Now enrol a machine.",
    ),
    "enrol": Phrase(nl="Apparaat aanmelden", en="Enrol a machine"),
    "make_code": Phrase(nl="Code maken", en="Make a code"),
    "code_made": Phrase(nl="Code om het apparaat aan te melden", en="Code to enrol the machine"),
    "code_about": Phrase(
        nl="Typ op het apparaat de opdracht hieronder, met de map van het project erin. De code "
        "werkt één keer, binnen 24 uur. U ziet hem hier alleen nu.",
        en="On the machine, type the command below, with the project's folder in it. The code "
        "works once, within 24 hours. You see it here only now.",
    ),
    "folder": Phrase(nl="MAP", en="FOLDER"),
}
"""Of the machines of a project."""

SETTING_WORDS: Final[Catalogue] = {
    "who_may": Phrase(nl="Wie mag insturen", en="Who may send"),
    "is_open": Phrase(
        nl="Iedereen mag een mening insturen, ook met een eigen telefoon",
        en="Anyone may send an opinion, also with their own phone",
    ),
    "hosts": Phrase(nl="Sites waarvan de pagina's mogen insturen", en="Sites whose pages may send"),
    "hosts_hint": Phrase(
        nl="Eén op een regel, zoals https://www.dordrecht.nl. Deze site zelf mag altijd.",
        en="One a line, such as https://www.dordrecht.nl. This site itself always may.",
    ),
    "hosts_wrong": Phrase(
        nl="Zet op elke regel één site, met https:// ervoor en niets erachter; hoogstens twintig.",
        en="Put one site on each line, with https:// before it and nothing after; at most twenty.",
    ),
    "room": Phrase(
        nl="Foto's en opnamen van telefoons: {sent} van hoogstens {most} GiB. Is dat vol, dan "
        "kunnen er alleen nog meningen zonder bestand komen.",
        en="Pictures and recordings of phones: {sent} of at most {most} GiB. Once that is full, "
        "only opinions without a file can come.",
    ),
    "public_results": Phrase(nl="De uitkomsten", en="The results"),
    "is_held_back": Phrase(
        nl="Houd de uitkomsten achter: alleen medewerkers zien ze",
        en="Hold the results back: only staff see them",
    ),
    "results_from": Phrase(
        nl="Op welke dag komen ze, denkt u?", en="On which day are they expected?"
    ),
    "results_hint": Phrase(
        nl="Mag leeg. De openbare bladzijde noemt deze dag. Publiceren doet u zelf: haal het "
        "vinkje weg. Wie een bon heeft, leest het eigen antwoord altijd.",
        en="May be empty. The public page tells this day. You publish them yourself: take the tick "
        "away. Who has a receipt can always read their own answer.",
    ),
    "how_long": Phrase(nl="Hoe lang meningen blijven", en="How long opinions stay"),
    "keep_until": Phrase(nl="Tot en met welke dag", en="Until the end of which day"),
    "keep_hint": Phrase(
        nl="Leeg: zolang u ze niet zelf weghaalt. Spreek de dag af met uw privacy officer.",
        en="Empty: as long as you do not remove them. Agree on the day with your privacy officer.",
    ),
    "date_wrong": Phrase(
        nl="Dit is geen dag. Schrijf hem als 2027-12-31.",
        en="This is no day. Write it as 2027-12-31.",
    ),
    "is_over": Phrase(
        nl="Deze dag is al voorbij. Er is nog niets opgeslagen. Kies een latere dag, of zet "
        "hieronder een vinkje.",
        en="This day is over already. Nothing was saved yet. Choose a later day, or tick the box "
        "below.",
    ),
    "sure_anonymise": Phrase(
        nl="Ja, maak {remarks} meningen binnen een uur anoniem en wis {files} bestanden. Dit kan "
        "niet ongedaan worden gemaakt.",
        en="Yes, make {remarks} opinions anonymous within an hour and erase {files} files. This "
        "cannot be undone.",
    ),
    "sure_erase": Phrase(
        nl="Ja, wis binnen een uur {remarks} meningen en {files} bestanden. Dit kan niet ongedaan "
        "worden gemaakt.",
        en="Yes, erase {remarks} opinions and {files} files within an hour. This cannot be undone.",
    ),
    "keep_then": Phrase(nl="Daarna", en="After that"),
    "anonymise": Phrase(nl="anoniem maken", en="make them anonymous"),
    "erase": Phrase(nl="wissen", en="erase them"),
    "due": Phrase(
        nl="Als die dag nu voorbij was, ging het om {remarks} meningen en {files} bestanden. De "
        "server doet het zelf en zet het in het logboek.",
        en="If that day were over now, this would be {remarks} opinions and {files} files. The "
        "server does it by itself and notes it in the log.",
    ),
    "done_saved": Phrase(nl="De instellingen zijn opgeslagen.", en="The settings were saved."),
}
"""Of the settings of a project."""
