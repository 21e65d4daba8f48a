"""The words on the panel on which something is said."""

from mrapp.model.texts import Phrase

BACK = Phrase(nl="Terug", en="Back")
FORGET = Phrase(nl="Vergeet het", en="Forget it")
STOP = Phrase(nl="Stoppen", en="Stop")
ON = Phrase(nl="Verder", en="Next")
SKIP = Phrase(nl="Sla over", en="Skip")
FAR = Phrase(
    nl="Stap {number} · hierna nog hoogstens {left}",
    en="Step {number} · after this at most {left} more",
)
FAR_LAST = Phrase(nl="Stap {number} · dit is de laatste", en="Step {number} · this is the last one")

POINT = Phrase(nl="Over welke plek gaat het?", en="Which place is it about?")
HOW_TO_POINT = Phrase(
    nl="Wijs met de straal naar de plek in de stad. Druk dan. U ziet een pin.",
    en="Point at the place in the city with the ray. Then press. You see a pin.",
)
NO_PLACE = Phrase(nl="Niet over één plek", en="Not about one place")
NOT_NOW = Phrase(nl="Toch geen plek aanwijzen", en="Point out no place after all")

FEEL = Phrase(nl="Hoe tevreden bent u hiermee?", en="How happy are you with this?")
ABOUT = Phrase(nl="Waar gaat het over?", en="What is it about?")

VOICE = Phrase(nl="Wilt u iets inspreken?", en="Do you want to record something?")
ALOUD = Phrase(nl="U kunt hier antwoord geven op: {question}", en="You can answer here: {question}")
CONSENT = Phrase(
    nl="Hoogstens één minuut. U hoeft niet. Medewerkers van de gemeente luisteren ernaar. Anderen "
    "kunnen uw stem herkennen. Noem geen namen. Mag de microfoon aan?",
    en="At most one minute. You need not. Staff of the municipality listen to it. Others may know "
    "you by your voice. Say no names. May the microphone be turned on?",
)
RECORD = Phrase(nl="Ja, neem op", en="Yes, record")
NO_NOTE = Phrase(nl="Nee, sla over", en="No, skip this")
OPENING = Phrase(nl="Even wachten op de microfoon…", en="Waiting for the microphone…")
PACKING = Phrase(nl="Een ogenblik…", en="One moment…")
RECORDING = Phrase(
    nl="Praat maar. De opname loopt: {now} van {most}.",
    en="Speak now. It is recording: {now} of {most}.",
)
RECORD_END = Phrase(nl="Klaar met praten", en="Done speaking")
NOTED = Phrase(nl="Uw gesproken notitie: {length}", en="Your spoken note: {length}")
RECORD_AGAIN = Phrase(nl="Neem opnieuw op", en="Record again")
DROP_NOTE = Phrase(nl="Gooi de opname weg", en="Throw it away")

NO_MICROPHONE = Phrase(
    nl="Opnemen lukt nu niet: er is geen microfoon, of een ander programma gebruikt hem. Vraag de "
    "begeleider, of ga verder zonder opname.",
    en="Recording does not work now: there is no microphone, or another program uses it. Ask the "
    "host, or go on without a recording.",
)
NOTHING_HEARD = Phrase(
    nl="De microfoon gaf geen geluid. Er is niets bewaard. Probeer het nog eens, of vraag de "
    "begeleider.",
    en="The microphone gave no sound. Nothing was kept. Try again, or ask the host.",
)

OVERVIEW = Phrase(nl="Dit hebt u gezegd", en="This is what you said")
PLACE_GIVEN = Phrase(nl="De plek: aangewezen", en="The place: pointed out")
PLACE_NONE = Phrase(nl="Niet over één plek", en="Not about one place")
FELT = Phrase(nl="Uw gevoel: {mood}", en="How you feel: {mood}")
THEME = Phrase(nl="Het gaat over: {theme}", en="It is about: {theme}")
ONE_ANSWER = Phrase(nl="U gaf antwoord op 1 vraag.", en="You answered 1 question.")
ANSWERS = Phrase(nl="U gaf antwoord op {number} vragen.", en="You answered {number} questions.")
KEEP = Phrase(nl="Bewaar mijn mening", en="Keep my opinion")
CHANGE = Phrase(nl="Verander iets", en="Change something")
NOTHING_SAID = Phrase(nl="U hebt nog niets gezegd.", en="You have said nothing yet.")

SENDING = Phrase(nl="Uw mening wordt bewaard…", en="Your opinion is being kept…")
FAILED = Phrase(nl="Uw mening is nog niet bewaard", en="Your opinion is not kept yet")
FAILED_WORDS = Phrase(
    nl="Wat u zei, is er nog. Probeer het opnieuw, of vraag de begeleider.",
    en="What you said is still here. Try again, or ask the host.",
)
TRY_AGAIN = Phrase(nl="Probeer opnieuw", en="Try again")

THANKS = Phrase(nl="Dank u wel. Uw mening is bewaard.", en="Thank you. Your opinion is kept.")
THANKS_WORDS = Phrase(
    nl="Dit is uw code. Daarmee ziet u later wat ermee gebeurt. Lees de code voor aan de "
    "begeleider, of vraag om een bon.",
    en="This is your code. With it you can see later what is done with it. Read the code aloud to "
    "the host, or ask for a receipt.",
)
DONE = Phrase(nl="Klaar", en="Done")

FORGET_TITLE = Phrase(nl="Wilt u alles wissen?", en="Do you want to erase it all?")
FORGET_WORDS = Phrase(
    nl="Alles wat u net hebt gezegd, is dan weg. Dat kan niet terug.",
    en="All that you have just said is gone then. That cannot be undone.",
)
FORGET_NOW = Phrase(nl="Ja, wis alles", en="Yes, erase it all")
KEEP_ON = Phrase(nl="Nee, ga verder", en="No, go on")

RECOVERED = Phrase(nl="Iemand zei hier iets", en="Someone was saying something here")
RECOVERED_WORDS = Phrase(
    nl="Het programma stopte en begon opnieuw. Was u het? Dan kunt u verdergaan. Was u het niet? "
    "Wis het dan.",
    en="The program stopped and started again. Was it you? Then you can go on. Was it not you? "
    "Then erase it.",
)
RECOVER = Phrase(nl="Ga ermee verder", en="Go on with it")
ERASE = Phrase(nl="Wis het", en="Erase it")
