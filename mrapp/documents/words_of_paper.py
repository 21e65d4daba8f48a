"""What stands on day slips and receipts, in plain Dutch and English."""

from datetime import date

from mrapp.model.texts import Phrase


def day_text(day: date) -> str:
    """Return a day as it is written in the Netherlands, in figures."""
    return f"{day.day}-{day.month}-{day.year}"


SLIP = Phrase(nl="Dagstaat", en="Day slip")
DAY = Phrase(nl="Dag: {day}", en="Day: {day}")
ALL_DAYS = Phrase(nl="Alle dagen", en="All days")
EVENT = Phrase(nl="Bijeenkomst: {event}", en="Event: {event}")
MADE = Phrase(nl="Gemaakt: {moment}", en="Made: {moment}")
COLLECTED = Phrase(nl="Wat er is gegeven", en="What was given")
REMARKS = Phrase(nl="Reacties", en="Remarks")
SENT = Phrase(nl="Daarvan verzonden", en="Of these sent")
WAITING = Phrase(nl="Daarvan nog niet verzonden", en="Of these not sent yet")
ADDED = Phrase(nl="Later bijgeschreven", en="Added later")
WITHDRAWN = Phrase(nl="Ingetrokken door de maker", en="Withdrawn by their maker")
WITHDRAWN_THAT_DAY = Phrase(
    nl="Ingetrokken door de maker (alle bijeenkomsten samen)",
    en="Withdrawn by their maker (all events together)",
)
FIRST = Phrase(nl="Eerste reactie", en="First remark")
LAST = Phrase(nl="Laatste reactie", en="Last remark")
BY_CHANNEL = Phrase(nl="Hoe de reacties zijn gegeven", en="How the remarks were given")
BY_EVENT = Phrase(nl="Bij welke bijeenkomst", en="At which event")
OUTBOX = Phrase(nl="Verzenden, alles op deze computer", en="Sending, all on this computer")
ALL_WAITING = Phrase(nl="Wacht op verzenden", en="Waits to be sent")
ALL_SENT = Phrase(nl="Verzonden", en="Sent")
SINCE = Phrase(nl="Wacht sinds", en="Waits since")
TRIED = Phrase(nl="Laatst geprobeerd", en="Tried last")
WHY = Phrase(nl="Waarom het niet lukte", en="Why it did not go")
NO_NAMES = Phrase(
    nl="Op dit blad staan geen namen en geen reacties.",
    en="There are no names and no remarks on this sheet.",
)
LOST_SIGNS = Phrase(
    nl="Het teken \ufffd staat voor een teken dat hier niet kan worden gedrukt.",
    en="The sign \ufffd stands for one that cannot be printed here.",
)

RECEIPT = Phrase(nl="Uw bon", en="Your receipt")
GIVEN = Phrase(
    nl="U gaf uw mening op {day}. Dank u wel!", en="You gave your opinion on {day}. Thank you!"
)
WITH_THIS = Phrase(nl="Met deze code kunt u:", en="With this code you can:")
CAN_DO = (
    Phrase(nl="- lezen wat u zei, en het antwoord", en="- read what you said, and the answer"),
    Phrase(nl="- er iets bij schrijven", en="- add something to it"),
    Phrase(nl="- uw mening intrekken: dan wissen wij alles", en="- withdraw it: then we erase all"),
)
WHERE = Phrase(
    nl="Kies daarvoor 'Mijn bon' en typ of scan de code.",
    en="For this, choose 'My receipt' and type or scan the code.",
)
KEEP_IT = Phrase(
    nl="Bewaar deze bon goed. Wij weten niet wie u bent: zonder de code kunnen wij uw mening niet "
    "voor u terugvinden. Wie de code heeft, kan hetzelfde als u.",
    en="Keep this receipt safe. We do not know who you are: without the code we cannot find your "
    "opinion for you. Who has the code can do the same as you.",
)
