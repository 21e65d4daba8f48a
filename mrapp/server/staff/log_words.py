"""The log in words: a sentence for each thing that can be done."""

from collections.abc import Mapping
from typing import Final

from mrapp.model.texts import Phrase
from mrapp.server.pages.words import Catalogue

DEEDS: Final[Mapping[str, Phrase]] = {
    "remark.new": Phrase(
        nl="{who} zette {what} terug op nieuw.", en="{who} set {what} back to new."
    ),
    "remark.shown": Phrase(
        nl="{who} liet {what} aan iedereen zien.", en="{who} showed {what} to everybody."
    ),
    "remark.hidden": Phrase(nl="{who} verborg {what}.", en="{who} hid {what}."),
    "addition.shown": Phrase(
        nl="{who} liet een aanvulling op {what} aan iedereen zien.",
        en="{who} showed an addition to {what} to everybody.",
    ),
    "addition.hidden": Phrase(
        nl="{who} verborg een aanvulling op {what}.", en="{who} hid an addition to {what}."
    ),
    "remark.themes": Phrase(
        nl="{who} koos thema's bij {what}.", en="{who} chose themes for {what}."
    ),
    "theme.added": Phrase(nl="{who} maakte het thema {what}.", en="{who} made the theme {what}."),
    "theme.changed": Phrase(
        nl="{who} veranderde het thema {what}.", en="{who} changed the theme {what}."
    ),
    "theme.retired": Phrase(
        nl="{who} sloot het thema {what}: het wordt niet meer gegeven.",
        en="{who} closed the theme {what}: it is given no more.",
    ),
    "theme.given": Phrase(
        nl="{who} gaf het thema {what} aan {number}.", en="{who} gave the theme {what} to {number}."
    ),
    "answer.begun": Phrase(nl="{who} begon een antwoord.", en="{who} began an answer."),
    "answer.published": Phrase(
        nl="{who} publiceerde een antwoord op {number}.",
        en="{who} published an answer to {number}.",
    ),
    "answer.taken-back": Phrase(
        nl="{who} haalde een antwoord terug.", en="{who} took an answer back."
    ),
    "staff.added": Phrase(
        nl="{who} voegde {what} toe als {role}.", en="{who} added {what} as {role}."
    ),
    "staff.link-made": Phrase(
        nl="{who} maakte een eenmalige link voor {what}.",
        en="{who} made a one-time link for {what}.",
    ),
    "staff.password-set": Phrase(nl="{who} koos een wachtwoord.", en="{who} chose a password."),
    "staff.changed": Phrase(nl="{who} maakte {what} {role}.", en="{who} made {what} {role}."),
    "staff.shut-out": Phrase(nl="{who} sloot {what} buiten.", en="{who} shut {what} out."),
    "staff.signed-in": Phrase(nl="{who} meldde zich aan.", en="{who} signed in."),
    "staff.bound": Phrase(
        nl="{what} meldt zich voortaan aan met het account van de gemeente.",
        en="From now on {what} signs in with the account of the municipality.",
    ),
    "staff.to-provider": Phrase(
        nl="{who} liet {what} voortaan aanmelden met het account van de gemeente.",
        en="{who} let {what} sign in with the account of the municipality from now on.",
    ),
    "staff.refused": Phrase(
        nl="De server liet iemand met een account van de gemeente niet binnen.",
        en="The server did not let in somebody with an account of the municipality.",
    ),
    "staff.signed-out-everywhere": Phrase(
        nl="{who} meldde {what} overal af.", en="{who} signed {what} out everywhere."
    ),
    "staff.locked": Phrase(
        nl="{what} moet {seconds} seconden wachten, na te veel foute wachtwoorden.",
        en="{what} has to wait {seconds} seconds, after too many wrong passwords.",
    ),
    "project.added": Phrase(
        nl="{who} voegde het project {project} toe.", en="{who} added the project {project}."
    ),
    "project.set": Phrase(
        nl="{who} veranderde de instellingen van {project}.",
        en="{who} changed the settings of {project}.",
    ),
    "results.held": Phrase(
        nl="{who} hield de uitkomsten van {project} achter.",
        en="{who} held the results of {project} back.",
    ),
    "results.published": Phrase(
        nl="{who} publiceerde de uitkomsten van {project}.",
        en="{who} published the results of {project}.",
    ),
    "machine.code-made": Phrase(
        nl="{who} maakte een code om een apparaat aan te melden: {label}.",
        en="{who} made a code to enrol a machine: {label}.",
    ),
    "machine.enrolled": Phrase(
        nl="Het apparaat {what} is aangemeld, met een code.",
        en="The machine {what} was enrolled, with a code.",
    ),
    "version.published": Phrase(
        nl="Van {project} is versie {version} gepubliceerd, vanaf een apparaat.",
        en="Version {version} of {project} was published, from a machine.",
    ),
    "machine.revoked": Phrase(
        nl="{who} trok het apparaat {what} in.", en="{who} revoked the machine {what}."
    ),
    "key.made": Phrase(
        nl="{who} maakte een sleutel om {project} te lezen.",
        en="{who} made a key to read {project}.",
    ),
    "key.revoked": Phrase(
        nl="{who} trok een sleutel voor {project} in.", en="{who} revoked a key for {project}."
    ),
    "remarks.exported": Phrase(
        nl="{who} haalde {number} van {project} op voor een bestand.",
        en="{who} fetched {number} of {project} for a file.",
    ),
    "retention.additions": Phrase(
        nl="{who} wiste aanvullingen in {project}: hun tijd was voorbij.",
        en="{who} erased additions in {project}: their time was over.",
    ),
    "retention.anonymise": Phrase(
        nl="{who} maakte {number} anoniem: hun tijd was voorbij.",
        en="{who} made {number} anonymous: their time was over.",
    ),
    "retention.erase": Phrase(
        nl="{who} wiste {number}: hun tijd was voorbij.",
        en="{who} erased {number}: their time was over.",
    ),
}
"""By action, as `mrapp.server.audit.record` is told it; two of them by what stands in `detail`."""

OTHER: Final = Phrase(nl="{who} deed: {action}.", en="{who} did: {action}.")
"""An action that has no sentence yet."""

THINGS: Final[Mapping[str, Phrase]] = {
    "remark": Phrase(nl="mening {number}", en="opinion {number}"),
    "remark_gone": Phrase(nl="een mening die er niet meer is", en="an opinion that is gone"),
    "named": Phrase(nl="‘{name}’", en="‘{name}’"),
    "gone": Phrase(nl="die er niet meer is", en="that is gone"),
    "one_remark": Phrase(nl="1 mening", en="1 opinion"),
    "remarks": Phrase(nl="{number} meningen", en="{number} opinions"),
    "server": Phrase(nl="De server", en="The server"),
}
"""What sentences are about."""

LOG_WORDS: Final[Catalogue] = {
    "log_about": Phrase(
        nl="Wat medewerkers en de server deden, het laatste eerst. Elke regel hangt met een "
        "controlegetal aan de vorige: wie er een verandert of ertussenuit haalt, valt op.",
        en="What staff and the server did, the last first. Each line hangs on the one before by a "
        "checksum: who changes one, or takes one out from between, is found out.",
    ),
    "exactly": Phrase(nl="Regel {number} precies", en="Line {number} exactly"),
    "line": Phrase(nl="Regel {number}", en="Line {number}"),
    "what": Phrase(nl="Wat", en="What"),
    "where": Phrase(nl="Project", en="Project"),
    "subject": Phrase(nl="Kenmerk", en="Id"),
    "checksum": Phrase(nl="Controlegetal", en="Checksum"),
    "older": Phrase(nl="Ouder", en="Older"),
    "newest": Phrase(nl="Nieuwste", en="Newest"),
    "check": Phrase(nl="Alle regels nakijken", en="Check all lines"),
    "is_whole": Phrase(
        nl="Alle {number} regels zijn nagekeken: elke hangt aan de vorige. Het controlegetal van "
        "regel {number} is {hash}. Bewaar dat buiten deze server en vergelijk het later met wat "
        "dan bij die regel staat: wie de database beheert, kan alles opnieuw schrijven of de "
        "laatste regels weghalen.",
        en="All {number} lines were checked: each hangs on the one before. The checksum of line "
        "{number} is {hash}. Keep it outside this server, and compare it later with what stands "
        "at that line then: who runs the database can write all of it anew, or remove the last "
        "lines.",
    ),
    "is_broken": Phrase(
        nl="Regel {number} is veranderd of weg. Laat uitzoeken wie er bij de database kon, en "
        "vergelijk met een reservekopie.",
        en="Line {number} was changed or is gone. Have it found out who could reach the database, "
        "and compare with a backup.",
    ),
}
"""Of the page itself."""
