"""Texts of the queue and of the page of one remark."""

from typing import Final

from mrapp.model.texts import Phrase
from mrapp.server.pages.words import Catalogue

STATE_WORDS: Final[Catalogue] = {
    "state": Phrase(nl="Staat", en="State"),
    "state_new": Phrase(nl="nieuw", en="new"),
    "state_shown": Phrase(nl="getoond", en="shown"),
    "state_hidden": Phrase(nl="verborgen", en="hidden"),
    "number": Phrase(nl="Nr. {number}", en="No. {number}"),
    "show": Phrase(nl="Tonen", en="Show"),
    "hide": Phrase(nl="Verbergen", en="Hide"),
    "reason": Phrase(nl="Reden", en="Reason"),
    "may_be": Phrase(nl="misschien: {kind}", en="maybe: {kind}"),
    "points_at": Phrase(nl="Kijk hiernaar:", en="Look at this:"),
    "gone": Phrase(
        nl="Gewist nadat de bewaartermijn voorbij was.", en="Erased after its time was over."
    ),
    "picture_alt": Phrase(
        nl="Wat de bezoeker zag bij mening {number}", en="What the visitor saw at opinion {number}"
    ),
    "spoken": Phrase(nl="ingesproken", en="spoken"),
    "added_to": Phrase(nl="aangevuld: {number}", en="added to: {number}"),
    "state_added": Phrase(nl="met een nieuwe aanvulling", en="with a new addition"),
    "theme": Phrase(nl="Thema van medewerkers", en="Theme by staff"),
    "open_one": Phrase(nl="Mening {number} openen", en="Open opinion {number}"),
    "none": Phrase(nl="geen", en="none"),
}
"""What both say."""

QUEUE_WORDS: Final[Catalogue] = {
    **STATE_WORDS,
    "filter": Phrase(nl="Zoeken en kiezen", en="Search and choose"),
    "any": Phrase(nl="alle", en="all"),
    "about": Phrase(nl="Thema van de maker", en="Theme by the maker"),
    "no_about": Phrase(nl="geen thema gekozen", en="no theme chosen"),
    "choose_all": Phrase(
        nl="Kies alle {number} op deze bladzijde", en="Choose all {number} on this page"
    ),
    "choose_none": Phrase(nl="Kies er geen", en="Choose none"),
    "all_chosen": Phrase(
        nl="Alle {number} meningen op deze bladzijde zijn gekozen.",
        en="All {number} opinions on this page are chosen.",
    ),
    "flag": Phrase(nl="Misschien met", en="Maybe with"),
    "words": Phrase(nl="Woorden", en="Words"),
    "order": Phrase(nl="Volgorde", en="Order"),
    "newest": Phrase(nl="nieuwste eerst", en="newest first"),
    "oldest": Phrase(nl="oudste eerst", en="oldest first"),
    "apply": Phrase(nl="Laat zien", en="Show these"),
    "many": Phrase(nl="{number} meningen", en="{number} opinions"),
    "one": Phrase(nl="1 mening", en="1 opinion"),
    "more_than": Phrase(nl="meer dan {number} meningen", en="more than {number} opinions"),
    "empty": Phrase(nl="Hier staan geen meningen.", en="There are no opinions here."),
    "cut": Phrase(
        nl="Er is in 5.000 meningen gezocht. Kies Volgende om verder te zoeken.",
        en="5,000 opinions were searched. Choose Next to search on.",
    ),
    "choose": Phrase(nl="Kies mening {number}", en="Choose opinion {number}"),
    "first_page": Phrase(nl="Eerste", en="First"),
    "to_many": Phrase(
        nl="Kies meningen, en ga dan naar wat u ermee kunt doen",
        en="Choose opinions, and then go to what you can do with them",
    ),
    "give": Phrase(nl="Thema", en="Theme"),
    "with_chosen": Phrase(nl="Met de gekozen meningen", en="With the chosen opinions"),
    "answer": Phrase(nl="Antwoord", en="Answer"),
    "new_answer": Phrase(nl="een nieuw antwoord", en="a new answer"),
    "do_theme": Phrase(nl="Thema geven", en="Give the theme"),
    "do_answer": Phrase(nl="Samen beantwoorden", en="Answer together"),
    "done_show": Phrase(
        nl="De gekozen meningen worden getoond.", en="The chosen opinions are shown."
    ),
    "done_hide": Phrase(
        nl="De gekozen meningen zijn verborgen. Wie ze gaf, leest de reden.",
        en="The chosen opinions are hidden. Who gave them reads the reason.",
    ),
    "done_some": Phrase(
        nl="De gekozen meningen worden getoond, maar niet die waarvan hier niet alle woorden "
        "staan. Open die één voor één.",
        en="The chosen opinions are shown, but not those of which not all words stand here. Open "
        "these one by one.",
    ),
    "waiting": Phrase(
        nl="Er zijn aanvullingen die nog niemand heeft bekeken. Tot dan ziet niemand anders ze.",
        en="There are additions that nobody has looked at. Until then nobody else sees them.",
    ),
    "to_waiting": Phrase(nl="Bekijk ze", en="Look at them"),
    "done_theme": Phrase(nl="Het thema is gegeven.", en="The theme was given."),
    "done_nothing": Phrase(
        nl="Er is niets veranderd. Kies eerst een of meer meningen, en waar nodig een reden of "
        "thema.",
        en="Nothing was changed. First choose one or more opinions, and a reason or theme where "
        "needed.",
    ),
}
"""Of the queue."""

REMARK_WORDS: Final[Catalogue] = {
    **STATE_WORDS,
    "title": Phrase(nl="Mening {number}", en="Opinion {number}"),
    "to_queue": Phrase(nl="Alle meningen", en="All opinions"),
    "next_new": Phrase(nl="Volgende nieuwe mening", en="Next new opinion"),
    "withdrawn": Phrase(
        nl="De maker heeft deze mening ingetrokken. De inhoud is gewist.",
        en="Its maker withdrew this opinion. Its content was erased.",
    ),
    "words_stay": Phrase(
        nl="Wat iemand schreef, kunt u niet veranderen. U kunt het wel verbergen.",
        en="You cannot change what somebody wrote. You can hide it.",
    ),
    "no_text": Phrase(nl="Zonder tekst.", en="Without text."),
    "seen": Phrase(nl="Wat de bezoeker zag", en="What the visitor saw"),
    "drawn": Phrase(nl="Wat de bezoeker tekende", en="What the visitor drew"),
    "voice": Phrase(nl="Ingesproken bericht", en="Spoken note"),
    "voice_hint": Phrase(
        nl="Luister het af voordat u de mening toont: het filter kan niet luisteren.",
        en="Listen to it before you show the opinion: the filter cannot listen.",
    ),
    "facts": Phrase(nl="Gegevens", en="Particulars"),
    "place": Phrase(nl="Plek (RD)", en="Place (RD)"),
    "received": Phrase(nl="Ontvangen", en="Received"),
    "digest": Phrase(nl="Controlegetal", en="Checksum"),
    "answers_given": Phrase(nl="Antwoorden op vragen", en="Answers to questions"),
    "judge": Phrase(nl="Beoordelen", en="Judge"),
    "judge_hint": Phrase(
        nl="Alleen getoonde meningen komen op de openbare pagina.",
        en="Only opinions that are shown come on the public page.",
    ),
    "judge_added": Phrase(
        nl="Wat u kiest, geldt ook voor wat de maker er later aan toevoegde en hier staat.",
        en="What you choose holds for what its maker added later and stands here, too.",
    ),
    "judge_apart": Phrase(
        nl="Er is iets toegevoegd dat nog niemand heeft bekeken. Beslis daarover bij de "
        "aanvulling.",
        en="Something was added that nobody has looked at yet. Decide about that at the addition.",
    ),
    "show_addition": Phrase(nl="Aanvulling tonen", en="Show the addition"),
    "hide_addition": Phrase(nl="Aanvulling verbergen", en="Hide the addition"),
    "done_addition_shown": Phrase(
        nl="De aanvulling wordt getoond waar de mening getoond wordt.",
        en="The addition is shown where the opinion is shown.",
    ),
    "done_addition_hidden": Phrase(
        nl="De aanvulling is verborgen. Wie haar gaf, leest de reden.",
        en="The addition is hidden. Who gave it reads the reason.",
    ),
    "note": Phrase(nl="Toelichting", en="Explanation"),
    "note_hint": Phrase(
        nl="Mag leeg. Wie de mening gaf, leest dit op de pagina van de bon. Herhaal geen "
        "persoonlijke gegevens.",
        en="May be empty. Who gave the opinion reads this on the page of the receipt. Do not "
        "repeat personal details.",
    ),
    "undo": Phrase(nl="Laatste oordeel ongedaan maken", en="Undo the last judgement"),
    "history": Phrase(nl="Wat er beoordeeld is", en="How it was judged"),
    "set_themes": Phrase(nl="Thema's opslaan", en="Save the themes"),
    "no_themes": Phrase(
        nl="Er zijn nog geen thema's. Maak er een bij Thema's.",
        en="There are no themes yet. Make one under Themes.",
    ),
    "municipal": Phrase(nl="Antwoord van de gemeente", en="Answer of the municipality"),
    "no_answer": Phrase(nl="Nog geen antwoord.", en="No answer yet."),
    "draft": Phrase(nl="concept", en="draft"),
    "published": Phrase(nl="gepubliceerd", en="published"),
    "write_answer": Phrase(nl="Antwoord schrijven", en="Write an answer"),
    "done_shown": Phrase(nl="De mening wordt getoond.", en="The opinion is shown."),
    "done_hidden": Phrase(
        nl="De mening is verborgen. Wie hem gaf, leest de reden.",
        en="The opinion is hidden. Who gave it reads the reason.",
    ),
    "done_undone": Phrase(
        nl="Het laatste oordeel is ongedaan gemaakt.", en="The last judgement was undone."
    ),
    "done_themes": Phrase(nl="De thema's zijn opgeslagen.", en="The themes were saved."),
    "done_nothing": Phrase(nl="Er is niets veranderd.", en="Nothing was changed."),
}
"""Of the page of one remark."""
