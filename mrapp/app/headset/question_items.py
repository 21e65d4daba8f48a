"""A question as things to press: the same codes and rules as on every other channel."""

from mrapp.app.headset.sheets import Item, Kind, named
from mrapp.app.questions import question_words as words
from mrapp.app.questions.answering import toggled
from mrapp.app.questions.asking import MOODS
from mrapp.app.questions.blind import blind_names
from mrapp.model.questions import PERSONAL, RATHER_NOT, Answer, Question
from mrapp.model.texts import Phrase


def answer_items(
    question: Question, value: Answer | None, order: tuple[str, str] | None
) -> tuple[Item, ...]:
    """Return what a question is answered with, all of it. order: as in `blind_names`."""
    match question.kind:
        case "mood":
            return tuple(
                _choice(mood, words.MOOD_WORDS[mood - 1], Kind.FACE, value, number=mood)
                for mood in MOODS
            )
        case "scale":
            return tuple(
                _choice(step, Phrase(nl=str(step), en=str(step)), Kind.NUMBER, value)
                for step in range(question.low, question.high + 1)
            )
        case "compare":
            return _compared(question, value, order)
        case "pin":
            return _pin(value)
        case "text":
            return ()
        case _:
            return _choices(question, value)


def hints(question: Question) -> tuple[Phrase, ...]:
    """Return what is told beside a question: its help, how it is answered, the ends of a scale."""
    how = words.how_to(question)
    told = [*([named(question.help)] if question.help else []), *([how] if how else [])]
    if question.kind == "scale" and question.low_text and question.high_text:
        ends = {"low": question.low, "high": question.high}
        meant = {"less": named(question.low_text), "more": named(question.high_text)}
        told.append(_ENDS.filled(**ends, **meant))
    return tuple(told)


def answered(question: Question, before: Answer | None, pressed: str) -> Answer | None:
    """Return the answer after a press; the same again takes it back, as does "none" of a place."""
    if question.kind in ("multiple", "ranking"):
        return toggled(question, before, pressed)
    if question.kind == "pin":
        return None
    value: Answer = int(pressed) if question.kind in ("mood", "scale") else pressed
    return None if value == before else value


def _choice(
    value: str | int, label: Phrase, kind: Kind, answer: Answer | None, number: int = 0
) -> Item:
    return Item(f"answer:{value}", label, kind, chosen=answer == value, number=number)


def _choices(question: Question, answer: Answer | None) -> tuple[Item, ...]:
    chosen = answer if isinstance(answer, tuple) else ()
    if question.kind == "ranking":
        return tuple(
            Item(
                f"answer:{each.id}",
                named(each.text),
                Kind.ORDER,
                chosen=each.id in chosen,
                number=chosen.index(each.id) + 1 if each.id in chosen else 0,
            )
            for each in question.choices
        )
    if question.kind == "multiple":
        full = question.most is not None and len(chosen) >= question.most
        return tuple(
            Item(
                f"answer:{each.id}",
                named(each.text),
                Kind.SEVERAL,
                chosen=each.id in chosen,
                enabled=each.id in chosen or not full,
            )
            for each in question.choices
        )
    rows = [(each.id, named(each.text)) for each in question.choices]
    if question.kind in PERSONAL:
        rows.append((RATHER_NOT, words.RATHER_NOT_WORDS))
    return tuple(_choice(key, label, Kind.CHOICE, answer) for key, label in rows)


def _compared(
    question: Question, answer: Answer | None, order: tuple[str, str] | None
) -> tuple[Item, ...]:
    shown = [(each, Phrase(nl=nl, en=en)) for (each, nl), (_, en) in zip(
        blind_names(question, order, "nl"), blind_names(question, order, "en"), strict=True
    )]  # fmt: skip
    looks = (Item(f"look:{each}", words.LOOK_AT.filled(name=name)) for each, name in shown)
    return (
        *looks,
        *(
            _choice(each, words.CHOOSE.filled(name=name), Kind.CHOICE, answer)
            for each, name in shown
        ),
    )


def _pin(answer: Answer | None) -> tuple[Item, ...]:
    there = answer is not None
    point = Item("answer:point", words.POINT_AGAIN if there else words.POINT_OUT, main=not there)
    remove = Item("answer:none", words.NO_PLACE, enabled=there)
    return (point, remove)


_ENDS = Phrase(nl="{low} = {less}, {high} = {more}", en="{low} = {less}, {high} = {more}")
