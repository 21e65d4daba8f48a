"""What stands on paper only, in plain Dutch and English; for slips see `app.slip_words`."""

from mrapp.model.texts import Phrase

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
WHERE_ONLINE = Phrase(
    nl="Ga daarvoor naar {page} of scan het vierkant met uw telefoon. Of kies 'Mijn bon' waar u "
    "uw mening gaf.",
    en="For this, go to {page} or scan the square with your phone. Or choose 'My receipt' where "
    "you gave your opinion.",
)
KEEP_IT = Phrase(
    nl="Bewaar deze bon goed. Wij weten niet wie u bent: zonder de code kunnen wij uw mening niet "
    "voor u terugvinden. Wie de code heeft, kan hetzelfde als u.",
    en="Keep this receipt safe. We do not know who you are: without the code we cannot find your "
    "opinion for you. Who has the code can do the same as you.",
)
