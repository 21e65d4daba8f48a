"""What is kept of an opinion with a headset on, and how it goes on being kept."""

from dataclasses import replace

from mrapp.app.headset.saying_steps import stand_ins
from mrapp.app.headset.telling import Page, Telling
from mrapp.app.questions.answering import counted, whole
from mrapp.app.remarks.making import GivenFile, Said
from mrapp.model.texts import Notice


def said(telling: Telling, language: str) -> Said:
    """Return what is to be kept: answers to questions left behind do not count."""
    answers = whole(telling.form, telling.answers) | stand_ins(telling, language)
    files = [telling.seen.picture] if telling.seen and telling.seen.picture else []
    if telling.voice is not None:
        files.append(GivenFile("voice", "audio/ogg", telling.voice.content))
    return Said(
        mood=telling.mood,
        theme=telling.theme,
        questionnaire=telling.form,
        answers=counted(telling.form, answers),
        orders=telling.orders,
        point=telling.point,
        thing=telling.thing,
        files=tuple(files),
    )


def says_something(telling: Telling) -> bool:
    """Tell whether there is anything to keep."""
    answered = counted(telling.form, telling.answers)
    return bool(answered or telling.mood or telling.voice)


def send(telling: Telling) -> Telling:
    """Keep it: until `sent` or `failed`."""
    return replace(telling, page=Page.SENDING, fault=None) if says_something(telling) else telling


def sent(telling: Telling, receipt: str) -> Telling:
    """It was kept: thank the visitor; what was said is no longer needed here.

    Who is just asked whether to forget it all decides that first.
    """
    if telling.page is Page.FORGET:
        return replace(telling, before=Page.THANKS, receipt=receipt)
    return Telling(page=Page.THANKS, receipt=receipt)


def failed(telling: Telling, fault: Notice) -> Telling:
    """It could not be kept: say why, and keep all that was said."""
    if telling.page is Page.FORGET:
        return replace(telling, before=Page.FAILED, fault=fault)
    return replace(telling, page=Page.FAILED, fault=fault)


def is_waiting(telling: Telling) -> bool:
    """Tell whether it is being kept, and the visitor waits for what comes of it."""
    asking = telling.page is Page.FORGET and telling.before is Page.SENDING
    return telling.page is Page.SENDING or asking


def is_taken_back(before: Telling, telling: Telling) -> bool:
    """Tell whether what was being kept, or just was, is to be forgotten by this step."""
    doubted = before.page is Page.FORGET and before.before in (Page.SENDING, Page.THANKS)
    return doubted and telling == Telling()
