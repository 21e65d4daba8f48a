"""What somebody felt, in words."""

from mrapp.app.questions.question_words import MOOD_WORDS
from mrapp.model.remark import Remark


def mood_in_words(remark: Remark, language: str) -> str:
    """Return the face that was chosen, in words; "": none."""
    return MOOD_WORDS[remark.mood - 1].text(language) if remark.mood else ""
