"""Texts a person reads, in each language of the application, for rooms that know no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class Phrase:
    """One sentence in Dutch and English; `{names}` in braces are filled in by `text`.

    A value that is itself a `Phrase` is said in the same language.
    """

    nl: str
    en: str

    def text(self, language: str = "en", /, **values: object) -> str:
        """Return the sentence in `language` (English where it has none), filled in."""
        template = self.nl if language == "nl" else self.en
        said = {
            name: value.text(language) if isinstance(value, Phrase) else value
            for name, value in values.items()
        }
        return template.format(**said) if said else template

    def filled(self, **values: object) -> "Phrase":
        """Return the sentence filled in, in both languages; `text` then needs no values."""
        return Phrase(nl=self.text("nl", **values), en=self.text("en", **values))


_MORE = Phrase(nl="(En nog {number} keer zoiets.)", en="(And {number} more like it.)")


@dataclass(frozen=True)
class Notice:
    """Something a reader or a use case wants said: a phrase, its values, the object it is about.

    more: how many others of its kind are not listed, so that a list stays short.
    """

    phrase: Phrase
    values: Mapping[str, object] = field(default_factory=dict)
    object_id: str | None = None
    more: int = 0

    def text(self, language: str = "en") -> str:
        """Return the notice in words, with the object's id in front where there is one."""
        said = self.phrase.text(language, **self.values)
        named = f"{self.object_id}: {said}" if self.object_id else said
        return f"{named} {_MORE.text(language, number=self.more)}" if self.more else named


def pick_language(texts: Mapping[str, str] | str, language: str) -> str:
    """Return the text in `language`, else in English, else in any language, else nothing.

    Words that are the same in every language are returned as they are.
    """
    if isinstance(texts, str):
        return texts
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
