"""What staff read who care for visitors with a headset."""

from typing import Final

from mrapp.model.texts import Phrase

COUNTING: Final = Phrase(nl="Tellen hoe bezoekers zich voelen", en="Counting how visitors feel")

DUE: Final = Phrase(
    nl="Tijd voor een pauze: deze bezoeker heeft de headset {minutes} minuten op. De vraag staat "
    "ook voor de bezoeker.",
    en="Time for a break: this visitor has worn the headset for {minutes} minutes. The visitor "
    "sees the question, too.",
)
GOES_ON: Final = Phrase(
    nl="De bezoeker gaat nog even verder. Over 5 minuten wordt het weer gevraagd.",
    en="The visitor goes on for now, and is asked again in 5 minutes.",
)
PUT_OFF: Final = Phrase(
    nl="De pauze is 5 minuten uitgesteld.", en="The break was put off by 5 minutes."
)
RESTS: Final = Phrase(
    nl="De bezoeker wil een pauze. Help de headset af te zetten.",
    en="The visitor wants a break. Help to take the headset off.",
)
ENOUGH: Final = Phrase(
    nl="De bezoeker wil stoppen. Help de headset af te zetten.",
    en="The visitor wants to stop. Help to take the headset off.",
)
ROUNDING_OFF: Final = Phrase(
    nl="De bezoeker leest nu de laatste vraag. Help daarna de headset af te zetten.",
    en="The visitor now reads the last question. Then help to take the headset off.",
)
RESUMED: Final = Phrase(
    nl="De bezoeker gaat toch weer verder.", en="The visitor goes on after all."
)
UNWELL_BEFORE: Final = Phrase(
    nl="De bezoeker voelt zich nu al niet goed. Zet de headset af en laat de stad liever op het "
    "scherm zien.",
    en="The visitor does not feel well even now. Take the headset off; better show the city on "
    "the screen.",
)
WORSE: Final = Phrase(
    nl="De bezoeker voelt zich slecht. Zet de headset nu af. Laat de bezoeker zitten, ver weg "
    "kijken en water drinken, en blijf erbij tot het over is. Vandaag niet meer met de headset, en "
    "nog niet fietsen of rijden. Gaat het niet over, haal dan hulp.",
    en="The visitor feels bad. Take the headset off now. Let the visitor sit, look far away and "
    "drink water, and stay until it has passed. No more headset today, and no cycling or driving "
    "yet. If it does not pass, get help.",
)
WORSE_GONE: Final = Phrase(
    nl="Wie net klaar is, voelt zich slecht. Laat die bezoeker zitten, ver weg kijken en water "
    "drinken, en zorg dat er iemand bij blijft tot het over is. Nog niet fietsen of rijden. Gaat "
    "het niet over, haal dan hulp.",
    en="The visitor who just left feels bad. Let them sit, look far away and drink water, and see "
    "that somebody stays until it has passed. No cycling or driving yet. If it does not pass, get "
    "help.",
)

WORN: Final = Phrase(nl="Headset op: {minutes} min", en="Headset on: {minutes} min")
LEFT: Final = Phrase(nl="pauze over {minutes} min", en="break in {minutes} min")
NOW: Final = Phrase(nl="tijd voor een pauze", en="time for a break")
ASKED_BEFORE: Final = Phrase(
    nl="Hoe voelt de bezoeker zich? Zegt die het hardop, druk dan hier.",
    en="How does the visitor feel? If they say it aloud, press here.",
)
ASKED_AFTER: Final = Phrase(
    nl="Hoe voelt de bezoeker zich na afloop? Zegt die het hardop, druk dan hier.",
    en="How does the visitor feel afterwards? If they say it aloud, press here.",
)
ASKED_GONE: Final = Phrase(
    nl="Vraag wie net klaar is: hoe voelt u zich nu?",
    en="Ask the visitor who just left: how do you feel now?",
)
BREAK_AFTER: Final = Phrase(nl="Pauzevraag na", en="Offer break after")
MINUTES: Final = Phrase(nl=" min", en=" min")
PUT_IT_OFF: Final = Phrase(nl="Stel pauze uit", en="Put off the break")
ROUND_OFF: Final = Phrase(nl="Afronden", en="Finish")
ROUND_OFF_TIP: Final = Phrase(
    nl="Vraagt de bezoeker hoe die zich voelt, en zegt dat de headset af mag.",
    en="Asks the visitor how they feel, and says that the headset may come off.",
)
NO_SOUND: Final = Phrase(
    nl="Er is geen luidspreker: er klinkt niets. Alles is ook te zien en te voelen.",
    en="There is no loudspeaker: nothing is heard. All of it can be seen and felt too.",
)
SOUND: Final = Phrase(nl="Geluid", en="Sound")

TOLD: Final = Phrase(
    nl="{when}: vooraf {before}; na afloop {after}; duidelijk slechter: {worse}.",
    en="{when}: before {before}; afterwards {after}; clearly worse: {worse}.",
)
TODAY: Final = Phrase(nl="Vandaag", en="Today")
EVER: Final = Phrase(nl="Dit project, op deze computer", en="This project, on this computer")
TOO_FEW: Final = Phrase(
    nl="Hoe bezoekers zich voelen, staat hier vanaf vijf antwoorden, telkens vijf erbij.",
    en="How visitors feel stands here from five answers on, five more at a time.",
)
NOBODY: Final = Phrase(nl="nog geen vijf antwoorden", en="fewer than five answers yet")
