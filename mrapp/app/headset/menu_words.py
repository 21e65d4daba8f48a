"""The words of the hand menu."""

from collections.abc import Mapping

from mrapp.model.texts import Phrase

TITLES: Mapping[str, Phrase] = {
    "home": Phrase(nl="Menu", en="Menu"),
    "variants": Phrase(nl="Welk plan wilt u zien?", en="Which plan do you want to see?"),
    "time": Phrase(nl="Tijd en seizoen", en="Time and season"),
    "table": Phrase(nl="Hoe wilt u de stad zien?", en="How do you want to see the city?"),
    "model": Phrase(nl="De maquette", en="The model"),
    "layers": Phrase(nl="Wat wilt u zien?", en="What do you want to see?"),
    "viewpoints": Phrase(nl="Waar wilt u heen?", en="Where do you want to go?"),
    "more": Phrase(nl="Meer", en="More"),
    "comfort": Phrase(nl="Wat is prettig voor u?", en="What feels good to you?"),
    "help": Phrase(nl="Hulp", en="Help"),
    "stop": Phrase(nl="Wilt u stoppen?", en="Do you want to stop?"),
}
"""By the page."""

BACK = Phrase(nl="Terug", en="Back")
HELP = Phrase(nl="Hulp", en="Help")
CLOSE = Phrase(nl="Sluiten", en="Close")

PLANS = Phrase(nl="Plannen", en="Plans")
NO_PLANS = Phrase(nl="Er zijn geen plannen.", en="There are no plans.")
TIME = Phrase(nl="Tijd en seizoen", en="Time and season")
PLACES = Phrase(nl="Naar een plek", en="Go to a place")
NO_PLACES = Phrase(nl="Er zijn geen plekken bewaard.", en="No places were saved.")
TABLE = Phrase(nl="De stad klein, als maquette", en="The city small, as a model")
LIFE_SIZE = Phrase(nl="Levensgroot, op straat", en="Life-size, in the street")
PAINTED = Phrase(nl="Klein, op een getekende tafel", en="Small, on a drawn table")
OWN_TABLE = Phrase(nl="Klein, op de tafel in uw kamer", en="Small, on the table in your room")
ON_TILE = Phrase(nl="Klein, op de tegel op tafel", en="Small, on the tile on the table")
AT_TILE = Phrase(nl="Levensgroot, waar de tegel ligt", en="Life-size, where the tile lies")
FIND_TABLE = Phrase(nl="Wijs aan waar uw tafel is", en="Show where your table is")
NO_OWN_TABLE = Phrase(nl="Eerst de stad op uw tafel.", en="First the city on your table.")
SAY = Phrase(nl="Zeg iets over een plek", en="Say something about a place")
GO_ON_SAYING = Phrase(nl="Ga verder met uw mening", en="Go on with your opinion")
MORE = Phrase(nl="Meer", en="More")

MODEL = Phrase(nl="De maquette", en="The model")
TURN_LEFT = Phrase(nl="Draai naar links", en="Turn to the left")
TURN_RIGHT = Phrase(nl="Draai naar rechts", en="Turn to the right")
LARGER = Phrase(nl="Groter", en="Larger")
SMALLER = Phrase(nl="Kleiner", en="Smaller")
LAYERS = Phrase(nl="Wat u ziet", en="What you see")
COMFORT = Phrase(nl="Wat prettig is", en="What feels good")
OTHER_LANGUAGE = Phrase(nl="English", en="Nederlands")
STOP = Phrase(nl="Stoppen", en="Stop")
DEMOLISHED = Phrase(nl="Wat weggaat, doorzichtig", en="What will go, see-through")

MOMENT = Phrase(nl="{clock} uur, {day} {month}{year}", en="{clock}, {day} {month}{year}")
HOUR = Phrase(nl="Hoe laat", en="Time of day")
RIGHT_NOW = Phrase(nl="De tijd van nu", en="The time now")
SPRING = Phrase(nl="Lente", en="Spring")
SUMMER = Phrase(nl="Zomer", en="Summer")
AUTUMN = Phrase(nl="Herfst", en="Autumn")
WINTER = Phrase(nl="Winter", en="Winter")

WALKING = Phrase(nl="Lopen met de stick", en="Walk with the stick")
GLIDING = Phrase(nl="Vloeiend draaien", en="Turn smoothly")
SEATED = Phrase(nl="Ik zit", en="I am sitting")
ONE_HAND = Phrase(nl="Met één hand", en="With one hand")
LEFT = Phrase(nl="Linkshandig", en="Left-handed")
TEXT = Phrase(nl="Letters", en="Letters")
TEXT_SIZES = (
    Phrase(nl="gewoon", en="normal"),
    Phrase(nl="groter", en="larger"),
    Phrase(nl="grootst", en="largest"),
)
"""By the place in `mrapp.app.headset.sizes.TEXT_SCALES`."""

SOUND = Phrase(nl="Geluid", en="Sound")
LOUDNESS = (
    Phrase(nl="uit", en="off"),
    Phrase(nl="zacht", en="soft"),
    Phrase(nl="gewoon", en="normal"),
    Phrase(nl="luid", en="loud"),
)
"""By the step in `mrapp.app.headset.wanted.LOUDNESS`."""

EXPLAIN = Phrase(nl="Uitleg opnieuw", en="Explain it again")
CALL = Phrase(
    nl="Lukt iets niet, of wordt u misselijk? Zeg het hardop. De begeleider helpt u.",
    en="Does something not work, or do you feel sick? Say it out loud. The host will help you.",
)
STOP_WORDS = Phrase(
    nl="Wat u al hebt bewaard, blijft. Wat u nog niet hebt bewaard, wordt gewist.",
    en="What you have kept stays. What you have not kept yet is erased.",
)
STOP_NOW = Phrase(nl="Ja, stop", en="Yes, stop")
STAY = Phrase(nl="Nee, ga verder", en="No, go on")
