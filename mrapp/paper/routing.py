"""The way through a questionnaire in words: on paper nobody leads one past a question."""

from collections.abc import Mapping

from mrapp.app.questions.asking import holds
from mrapp.app.questions.form_words import condition_words, number_of
from mrapp.model.questions import Question, Questionnaire
from mrapp.paper import words


def only_if(
    form: Questionnaire, question: Question, plans: Mapping[str, str], language: str
) -> str:
    """Return when a question is to be answered, as a sentence; "" where always.

    plans: the blind names of variants that are compared.
    """
    if not question.when:
        return ""
    clauses = [condition_words(form, each, plans, language) for each in question.when]
    return words.ONLY_IF.text(language, all=words.AND.text(language).join(clauses))


def go_to(form: Questionnaire, question: Question, value: str | int, language: str) -> str:
    """Return where an answer leads past questions, as a sentence; "" where simply to the next.

    What hangs on other answers as well may still be asked: it says so itself.
    """
    place = form.questions.index(question)
    given: dict[str, object] = {
        question.id: (value,) if question.kind in ("multiple", "ranking") else value
    }
    settled, following = {question.id}, form.questions[place + 1 :]
    for passed, each in enumerate(following):
        if all(one.question not in settled or holds(one, given) for one in each.when):
            if not passed:
                return ""
            return words.GO_TO.text(language, number=number_of(form, each.id))
        settled.add(each.id)
    return words.GO_TO_END.text(language) if following else ""
