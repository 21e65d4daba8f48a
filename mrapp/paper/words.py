"""What stands on a form, in plain Dutch and English."""

from mrapp.model.texts import Phrase

PAGE = Phrase(nl="Bladzijde {page} van {pages}", en="Page {page} of {pages}")
COPY = Phrase(nl="Formulier {serial}", en="Form {serial}")
HOW = Phrase(nl="Zo vult u dit formulier in", en="How to fill in this form")
TICK = Phrase(nl="Zet een kruisje in het vakje.", en="Put a cross in the box.")
WRONG = Phrase(
    nl="Vergist? Maak het vakje zwart. Zet een kruisje in het goede vakje.",
    en="A mistake? Make the box black. Put a cross in the right box.",
)
PEN = Phrase(nl="Gebruik een zwarte of blauwe pen.", en="Use a black or blue pen.")
NO_NAME = Phrase(
    nl="Schrijf uw naam of adres niet op. Wij hoeven niet te weten wie u bent.",
    en="Do not write down your name or address. We need not know who you are.",
)
KEPT = Phrase(
    nl="Wij lezen dit formulier met een computer. Wat u in een schrijfvak schrijft, typen wij "
    "over. Daarna wissen wij de foto.",
    en="We read this form with a computer. What you write in a writing space, we type over. Then "
    "we erase the picture.",
)
LEAVE_OPEN = Phrase(
    nl="Weet u een antwoord niet? Sla de vraag dan over.",
    en="Do you not know an answer? Then skip the question.",
)
NEEDED = Phrase(nl="Vul deze vraag in.", en="Please answer this one.")
ONLY_IF = Phrase(nl="Alleen invullen als {all}.", en="Answer this one only if {all}.")
AND = Phrase(nl=" en ", en=" and ")
GO_TO = Phrase(nl="Ga naar vraag {number}.", en="Go to question {number}.")
GO_TO_END = Phrase(nl="U bent klaar.", en="You have finished.")
ONE = Phrase(nl="Kies één antwoord.", en="Choose one answer.")
RANK = Phrase(
    nl="Zet in elke rij één kruisje. Onder 1: wat u het belangrijkst vindt.",
    en="Put one cross in each row. Under 1: what matters most to you.",
)
COMPARE = Phrase(nl="Kies één van de twee plannen.", en="Choose one of the two plans.")
PIN = Phrase(
    nl="Zet één kruis op de kaart, zo groot als een munt.",
    en="Put one cross on the map, as large as a coin.",
)
WRITE = Phrase(
    nl="Schrijf in het vak, in gewone letters.", en="Write within the space, in plain letters."
)
WRITE_PLACE = Phrase(nl="Schrijf de naam van uw buurt.", en="Write the name of your area.")
NORTH = Phrase(nl="N", en="N")
THANKS = Phrase(nl="Dank u wel voor uw mening!", en="Thank you for your opinion!")
HAND_IN = Phrase(
    nl="Lever alle bladzijden in. Knip de strook hieronder af en bewaar die.",
    en="Hand in all pages. Cut off the strip below and keep it.",
)
STRIP = Phrase(nl="Uw bon: bewaar deze strook", en="Your receipt: keep this strip")
STRIP_FOR = Phrase(
    nl="Met deze code kunt u lezen wat wij antwoorden, iets toevoegen of uw mening intrekken. Dat "
    "kan zodra wij uw formulier hebben ingelezen. Kies ‘Mijn bon’ waar u dit formulier kreeg.",
    en="With this code you can read our answer, add something or withdraw your opinion. You can do "
    "so once we have read in your form. Choose ‘My receipt’ where you got this form.",
)
NO_PICTURE = Phrase(nl="Bekijk dit plan op de tafel.", en="See this plan on the table.")
