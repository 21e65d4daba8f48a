"""Pages of staff: answers, written once for many remarks, looked over, published, taken back."""

from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Form, Request
from fastapi.responses import Response

from mrapp.model.texts import Phrase, pick_language
from mrapp.server.access import Caller, allowed
from mrapp.server.backend import Backend, backend_of
from mrapp.server.codebook import Codebook
from mrapp.server.moderation import answering
from mrapp.server.moderation.theming import read_themes
from mrapp.server.pages.language import language_of
from mrapp.server.pages.words import Catalogue
from mrapp.server.pages.words import Words as PagesWords
from mrapp.server.said import read_remarks
from mrapp.server.staff.forms import Word, Words, both, go_to, staff_page, staff_router
from mrapp.server.staff.project_pages import project_row
from mrapp.server.staff.queue_words import STATE_WORDS
from mrapp.server.staff.showing import card_of, shown_project

answer_pages = staff_router()

_Do = Annotated[Literal["save", "publish", "take-back"], Form()]
_LISTED: Final = 100
_PATH: Final = "/staff/projects/{project}/answers/{answer}"


@answer_pages.get("/staff/projects/{project}/answers")
def show_answers(
    request: Request, project: str, backend: Backend = Depends(backend_of)
) -> Response:
    """List the answers of a project."""
    with backend.database.reading() as conn:
        project_row(conn, project)
        rows = answering.read_answers(conn, project)
    return staff_page(request, "staff/answers.html", WORDS, {"answers": rows}, project=project)


@answer_pages.post("/staff/projects/{project}/answers")
def begin_answer(
    project: str,
    remark: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Begin an answer, for one remark or none yet."""
    with backend.database.writing() as conn:
        project_row(conn, project)
        made = answering.new_answer(conn, caller, project, backend.utc_now())
        answering.add_remarks(backend.database, conn, project, made, [remark] if remark else [])
    return go_to("projects", project, "answers", made)


@answer_pages.get(_PATH)
def show_answer(
    request: Request, project: str, answer: str, backend: Backend = Depends(backend_of)
) -> Response:
    """Show an answer to write."""
    return _answer(request, project, answer, backend)


@answer_pages.post(_PATH)
def save_answer(
    request: Request,
    project: str,
    answer: str,
    do: _Do,
    decided_nl: Words = "",
    decided_en: Words = "",
    effect_nl: Words = "",
    effect_en: Words = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Keep what is written, publish it, or take it back."""
    database, now = backend.database, backend.utc_now()
    decided, effect = both(decided_nl, decided_en), both(effect_nl, effect_en)
    try:
        with database.writing() as conn:
            database.lock_project(conn, project)
            if do == "take-back":
                answering.take_back(database, conn, caller, project, answer, now)
            answering.save_words(conn, project, answer, decided, effect)
            publish = answering.publish if do == "publish" else answering.refresh
            publish(database, conn, caller, project, answer, now)
    except answering.AnswerUnfitError as wrong:
        typed = {"decided": decided, "effect": effect, "wrong": wrong.values["reason"]}
        return _answer(request, project, answer, backend, status=wrong.status, typed=typed)
    done = {"save": "saved", "publish": "published", "take-back": "taken_back"}[do]
    return go_to("projects", project, "answers", answer, done=done)


@answer_pages.post(f"{_PATH}/remarks")
def change_remarks(
    project: str,
    answer: str,
    drop: Annotated[list[str], Form(default_factory=list)],
    theme: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Add all remarks with a theme, or leave some out."""
    database, now = backend.database, backend.utc_now()
    with database.writing() as conn:
        database.lock_project(conn, project)
        if theme:
            answering.add_theme_remarks(database, conn, project, answer, theme)
        answering.drop_remarks(conn, project, answer, drop)
        answering.refresh(database, conn, caller, project, answer, now)
    return go_to("projects", project, "answers", answer, done="changed")


def _answer(
    request: Request,
    project: str,
    answer: str,
    backend: Backend,
    status: int = 200,
    typed: dict[str, Any] | None = None,
) -> Response:
    language = language_of(request)
    with backend.database.reading() as conn:
        row = answering.read_answer(conn, project, answer)
        ids = answering.remarks_of(conn, project, answer)
        shown, some = shown_project(conn, project), read_remarks(conn, project, ids[:_LISTED])
        themes = read_themes(conn, project)
    codes = Codebook(shown)
    values = {
        "answer": row,
        "decided": row.decided,
        "effect": row.effect,
        "wrong": None,
        "many": len(ids),
        "cards": [card_of(shown, codes, each, {}, backend.word_lists, language) for each in some],
        "themes": [(each.id, pick_language(each.name, language)) for each in themes],
        "words_in": lambda code: PagesWords(code, WORDS),
        **(typed or {}),
    }
    return staff_page(request, "staff/answer.html", WORDS, values, status=status, project=project)


WORDS: Final[Catalogue] = {
    **STATE_WORDS,
    "answers_about": Phrase(
        nl="Eén antwoord kan voor veel meningen zijn. Wie een mening gaf, leest het met de code op "
        "de bon; iedereen leest het op de pagina met de uitkomsten.",
        en="One answer can be for many opinions. Who gave an opinion reads it with the code on the "
        "receipt; anyone reads it on the page with the results.",
    ),
    "none": Phrase(nl="Er is nog geen antwoord.", en="There is no answer yet."),
    "begin": Phrase(nl="Nieuw antwoord", en="New answer"),
    "untitled": Phrase(nl="Nog zonder tekst", en="Without text yet"),
    "draft": Phrase(nl="concept", en="draft"),
    "published": Phrase(nl="gepubliceerd", en="published"),
    "for_many": Phrase(nl="voor {number} meningen", en="for {number} opinions"),
    "for_one": Phrase(nl="voor 1 mening", en="for 1 opinion"),
    "answer": Phrase(nl="Antwoord", en="Answer"),
    "to_answers": Phrase(nl="Alle antwoorden", en="All answers"),
    "write": Phrase(nl="Schrijven", en="Write"),
    "decided": Phrase(nl="Wat er is besloten", en="What was decided"),
    "decided_nl": Phrase(
        nl="Wat er is besloten, in het Nederlands", en="What was decided, in Dutch"
    ),
    "decided_en": Phrase(nl="Wat er is besloten, in het Engels", en="What was decided, in English"),
    "effect": Phrase(nl="Wat uw mening deed", en="What your opinion did"),
    "effect_nl": Phrase(
        nl="Wat deze meningen deden, in het Nederlands", en="What these opinions did, in Dutch"
    ),
    "effect_en": Phrase(
        nl="Wat deze meningen deden, in het Engels", en="What these opinions did, in English"
    ),
    "effect_hint": Phrase(
        nl="Zeg het tegen wie de mening gaf, ook als er niets door veranderde, en waarom.",
        en="Say it to who gave the opinion, also if nothing changed by it, and why.",
    ),
    "plain_hint": Phrase(nl="Korte zinnen, gewone woorden.", en="Short sentences, plain words."),
    "save_draft": Phrase(nl="Bewaren en bekijken", en="Save and look"),
    "publish": Phrase(nl="Publiceren", en="Publish"),
    "publish_again": Phrase(nl="Wijziging publiceren", en="Publish the change"),
    "take_back": Phrase(nl="Terugnemen", en="Take back"),
    "preview": Phrase(nl="Zo leest de inwoner het", en="As the citizen reads it"),
    "in_dutch": Phrase(nl="In het Nederlands", en="In Dutch"),
    "in_english": Phrase(nl="In het Engels", en="In English"),
    "for_which": Phrase(nl="Voor deze meningen", en="For these opinions"),
    "for_none": Phrase(
        nl="Nog voor geen enkele mening. Kies ze bij Meningen, of voeg een thema toe.",
        en="For no opinion yet. Choose them under Opinions, or add a theme.",
    ),
    "first_of": Phrase(nl="Hier staan de eerste {number}.", en="These are the first {number}."),
    "leave_out": Phrase(nl="Gekozen meningen eruit halen", en="Leave the chosen ones out"),
    "leave_out_one": Phrase(nl="Kies mening {number}", en="Choose opinion {number}"),
    "by_theme": Phrase(
        nl="Alle meningen met dit thema erbij", en="Add all opinions with this theme"
    ),
    "add_theme": Phrase(nl="Toevoegen", en="Add"),
    "done_saved": Phrase(nl="Het antwoord is bewaard.", en="The answer was saved."),
    "done_published": Phrase(
        nl="Het antwoord is gepubliceerd. Wie een van de meningen gaf, kan het nu lezen.",
        en="The answer was published. Who gave one of the opinions can read it now.",
    ),
    "done_taken_back": Phrase(
        nl="Het antwoord is teruggenomen. Niemand leest het meer; het is weer een concept.",
        en="The answer was taken back. Nobody reads it any more; it is a draft again.",
    ),
    "done_added": Phrase(
        nl="De gekozen meningen horen nu bij dit antwoord.",
        en="The chosen opinions belong to this answer now.",
    ),
    "done_changed": Phrase(nl="De keuze is opgeslagen.", en="The choice was saved."),
}
