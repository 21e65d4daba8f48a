"""The texts of the page of a receipt."""

from typing import Final

from mrapp.model.texts import Phrase
from mrapp.server.pages.words import Catalogue
from mrapp.server.public.map_words import MAP_WORDS

WORDS: Final[Catalogue] = {
    **MAP_WORDS,
    "title": Phrase(nl="Uw mening", en="Your opinion"),
    "ask_title": Phrase(nl="Wat is er met uw mening gebeurd?", en="What became of your opinion?"),
    "ask_lead": Phrase(
        nl="Op uw bon staat een code van 16 letters en cijfers. Daarmee leest u het antwoord van "
        "de gemeente. U kunt ook iets toevoegen, of uw mening intrekken.",
        en="Your receipt has a code of 16 letters and digits. With it you can read the answer of "
        "the municipality. You can also add something, or withdraw your opinion.",
    ),
    "code": Phrase(nl="Code van uw bon", en="Code on your receipt"),
    "code_hint": Phrase(
        nl="Bijvoorbeeld K7QM-3XWT-9PRD-5HJA. Streepjes en hoofdletters maken niet uit.",
        en="Such as K7QM-3XWT-9PRD-5HJA. Dashes and capitals do not matter.",
    ),
    "code_empty": Phrase(nl="Vul de code van uw bon in.", en="Fill in the code on your receipt."),
    "code_unknown": Phrase(
        nl="Deze code is hier niet bekend. Kijk hem na. Is uw mening pas gegeven? Dan kan het even "
        "duren voordat zij hier is. Is het project al lang voorbij? Dan is zij misschien gewist of "
        "anoniem gemaakt. Op het apparaat waar u haar gaf, kunt u haar dan nog wel intrekken.",
        en="This code is not known here. Check it. Was your opinion given just now? Then it may "
        "take a while before it is here. Is the project long over? Then it may have been erased or "
        "made anonymous. You can still withdraw it on the machine where you gave it.",
    ),
    "show": Phrase(nl="Laat mijn mening zien", en="Show my opinion"),
    "privacy": Phrase(
        nl="De code staat nergens in een adres of logboek. Wij vragen uw naam niet. Niemand "
        "anders kan met de code meekijken, tenzij u hem geeft.",
        en="The code is in no address and in no log. We do not ask your name. Nobody else can "
        "look on with the code, unless you give it.",
    ),
    "about": Phrase(nl="Over", en="About"),
    "made": Phrase(nl="Gegeven op", en="Given on"),
    "you_said": Phrase(nl="Wat u zei", en="What you said"),
    "no_text": Phrase(nl="U schreef geen tekst.", en="You wrote no text."),
    "mood": Phrase(nl="Hoe u zich voelde", en="How you felt"),
    "place": Phrase(nl="Plek", en="Place"),
    "place_map": Phrase(nl="Kaart: {where}", en="Map: {where}"),
    "place_pin": Phrase(
        nl="De rode speld staat op de plek van uw mening.",
        en="The red pin is at the place of your opinion.",
    ),
    "place_exact": Phrase(nl="Waar precies (coördinaten)", en="Where exactly (coordinates)"),
    "seen": Phrase(nl="Wat u toen zag", en="What you saw then"),
    "seen_drawn": Phrase(
        nl="Wat u toen zag, met uw tekening", en="What you saw then, with your drawing"
    ),
    "place_told": Phrase(nl="x {x}, y {y} (RD, in meters)", en="x {x}, y {y} (RD, in metres)"),
    "voice": Phrase(nl="U sprak ook iets in.", en="You also spoke a note."),
    "your_answers": Phrase(nl="Uw antwoorden", en="Your answers"),
    "your_additions": Phrase(nl="Wat u later toevoegde", en="What you added later"),
    "state": Phrase(nl="Hoe het ermee staat", en="How it stands"),
    "state_new": Phrase(
        nl="Uw mening is binnen. Nog niemand heeft haar bekeken.",
        en="Your opinion has come in. Nobody has looked at it yet.",
    ),
    "state_read": Phrase(nl="Uw mening is gelezen.", en="Your opinion was read."),
    "state_shown": Phrase(
        nl="Uw mening is gelezen. Anderen mogen haar zien.",
        en="Your opinion was read. Others may see it.",
    ),
    "state_hidden": Phrase(
        nl="Uw mening is gelezen en telt mee. Anderen zien haar niet.",
        en="Your opinion was read, and it counts. Others do not see it.",
    ),
    "reason": Phrase(nl="Waarom: {reason}", en="Why: {reason}"),
    "reply": Phrase(nl="Antwoord van de gemeente", en="Answer of the municipality"),
    "no_reply": Phrase(
        nl="Er is nog geen antwoord. Kom later terug met dezelfde code.",
        en="There is no answer yet. Come back later with the same code.",
    ),
    "decided": Phrase(nl="Wat er is besloten", en="What was decided"),
    "effect": Phrase(nl="Wat uw mening deed", en="What your opinion did"),
    "more": Phrase(nl="Iets toevoegen", en="Add something"),
    "more_label": Phrase(nl="Wat wilt u toevoegen?", en="What do you want to add?"),
    "more_hint": Phrase(
        nl="Wat u eerder schreef, blijft staan. Zet er geen namen of telefoonnummers in.",
        en="What you wrote before stays. Put no names or telephone numbers in it.",
    ),
    "send": Phrase(nl="Toevoegen", en="Add"),
    "not_kept": Phrase(
        nl="Dit kon nu niet worden bewaard. Probeer het opnieuw.",
        en="This could not be kept now. Try again.",
    ),
    "refused": Phrase(nl="Dit is niet bewaard: {reason}.", en="This was not kept: {reason}."),
    "added": Phrase(
        nl="Dank u wel. Het is bewaard bij uw mening. Anderen zien het pas als iemand ernaar keek.",
        en="Thank you. It is kept with your opinion. Others see it once somebody looked at it.",
    ),
    "added_new": Phrase(
        nl="Nog niemand heeft dit bekeken. Anderen zien het nog niet.",
        en="Nobody has looked at this yet. Others do not see it yet.",
    ),
    "added_shown": Phrase(
        nl="Dit is gelezen. Het staat bij uw mening, waar anderen die zien.",
        en="This was read. It stands with your opinion, where others see that.",
    ),
    "added_hidden": Phrase(
        nl="Dit is gelezen. Anderen zien het niet.", en="This was read. Others do not see it."
    ),
    "add_empty": Phrase(nl="Er stond niets om toe te voegen.", en="There was nothing to be added."),
    "take_back": Phrase(nl="Uw mening intrekken", en="Withdraw your opinion"),
    "take_back_hint": Phrase(
        nl="Dan wordt alles gewist wat u zei. We vragen het eerst nog een keer.",
        en="Then all that you said is erased. We ask you once more first.",
    ),
    "ask_again": Phrase(nl="Intrekken…", en="Withdraw…"),
    "sure": Phrase(nl="Weet u zeker dat u uw mening intrekt?", en="Do you really withdraw it?"),
    "sure_lead": Phrase(nl="Dit kan niet ongedaan worden gemaakt.", en="This cannot be undone."),
    "erased_title": Phrase(nl="Dit wordt gewist", en="This is erased"),
    "erased_list": Phrase(
        nl="Uw tekst, gezichtje, antwoorden, plek, plaatje, tekening, ingesproken bericht en alles "
        "wat u later toevoegde. Ook op de computer waar u het gaf, zodra die verbinding heeft.",
        en="Your text, face, answers, place, picture, drawing, spoken note, and all that you added "
        "later. Also on the computer where you gave it, once that is connected again.",
    ),
    "stays_title": Phrase(nl="Dit blijft", en="This stays"),
    "stays_list": Phrase(
        nl="Een regel in de openbare lijst: een nummer en een controlegetal, waaraan niemand ziet "
        "wat u zei of wie u bent. Zo is na te gaan dat er niets stiekem verdwijnt. In back-ups "
        "blijft het staan tot die verlopen; wie er een terugzet, wist uw mening opnieuw.",
        en="A line in the public list: a number and a checksum, which tell nobody what you said or "
        "who you are. So anyone can check that nothing vanishes in secret. It stays in backups "
        "until these expire; whoever puts one back erases your opinion again.",
    ),
    "yes_withdraw": Phrase(nl="Ja, wis mijn mening", en="Yes, erase my opinion"),
    "no_keep": Phrase(nl="Nee, laat haar staan", en="No, let it be"),
    "withdrawn_now": Phrase(nl="Uw mening is gewist.", en="Your opinion was erased."),
    "withdrawn": Phrase(
        nl="Wat u zei, is gewist. U trok deze mening in op",
        en="What you said was erased. You withdrew this opinion on",
    ),
    "expired": Phrase(
        nl="De bewaartijd van dit project is voorbij. Wat u zei, is gewist.",
        en="The time for which this project keeps opinions is over. What you said was erased.",
    ),
    "check": Phrase(nl="Zelf controleren", en="Check it yourself"),
    "check_told": Phrase(
        nl="Uw mening is regel {number} van de openbare lijst van dit project.",
        en="Your opinion is line {number} of the public list of this project.",
    ),
    "id": Phrase(nl="Kenmerk", en="Id"),
    "digest": Phrase(nl="Controlegetal", en="Digest"),
    "other": Phrase(nl="Een andere code", en="Another code"),
    "results": Phrase(nl="Alle uitkomsten van dit project", en="All results of this project"),
}
