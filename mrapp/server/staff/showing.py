"""What staff see of a remark: in a row of the queue, with what the filter points at marked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from mrapp.app.moderating.abusive import WordLists
from mrapp.app.moderating.pointing import FLAG_NAMES, Flag, FlagKind
from mrapp.app.remarks.keeping import Kept, State
from mrapp.app.remarks.opinions import picture_of, row_of, voice_of
from mrapp.model.project import OriginSpec, Project
from mrapp.model.texts import Phrase, pick_language
from mrapp.protocol.messages import ModerationState
from mrapp.server.codebook import Codebook
from mrapp.server.moderation.flagging import flags_in, texts_of
from mrapp.server.said import StoredRemark
from mrapp.server.versions import current_project

_LONGEST_SIGNS = 600

ADDED: Final = Phrase(nl="Later toegevoegd", en="Added later")

Piece = tuple[str, Phrase | None]
"""Some words, and what they may be."""


@dataclass(frozen=True)
class Words:
    """What somebody wrote besides the text of a remark. label: to what; language: in which."""

    label: str
    text: str
    language: str


@dataclass(frozen=True)
class Card:
    """A remark in the queue. line: what stands in the place of words where there are none.

    pieces: its first words. beside: other words of its maker that are published with it, each with
    what they are. is_cut: whether there are more words than stand here. kinds: what the filter
    points at in all of it. themes: ids. picture: the hash of the picture of what was seen.
    """

    id: str
    number: int
    state: str
    received_utc: datetime
    line: str
    detail: str
    pieces: Sequence[Piece]
    beside: Sequence[tuple[str, Sequence[Piece], str]]
    is_cut: bool
    kinds: Sequence[Phrase]
    themes: Collection[str]
    picture: str | None
    has_voice: bool
    additions: int
    language: str


def shown_project(conn: Connection, project: str) -> Project:
    """Return a project as it was published last, or one without anything where it was not yet."""
    known = current_project(conn, project)
    return known or Project(id=project, name={"nl": project}, origin=OriginSpec(x=0.0, y=0.0))


def kept_of(stored: StoredRemark) -> Kept:
    """Return a remark as the rest of the program tells of it."""
    return Kept(
        stored.number,
        stored.id,
        stored.received_utc,
        State.SENT,
        stored.remark,
        stored.additions,
    )


def words_beside(codes: Codebook, stored: StoredRemark, language: str) -> list[Words]:
    """Return the words of a remark besides its text that would be published once it is shown.

    Those are its answers in words, and what was added and is not hidden.
    """
    if stored.remark is None:
        return []
    return [
        *(
            Words(pick_language(question.text, language), said, stored.remark.language)
            for question, said in codes.in_words(stored.remark)
        ),
        *(
            Words(ADDED.text(language), each.said.text, each.said.language)
            for each in stored.added
            if each.state is not ModerationState.HIDDEN
        ),
    ]


def is_whole(codes: Codebook, stored: StoredRemark) -> bool:
    """Tell whether all words that would be published stand on the card of a remark."""
    texts = [each.text for each in words_beside(codes, stored, "nl")]
    texts += [stored.remark.text] if stored.remark else []
    return all(len(each) <= _LONGEST_SIGNS for each in texts)


def card_of(
    project: Project,
    codes: Codebook,
    stored: StoredRemark,
    themes: Mapping[int, Collection[str]],
    lists: WordLists,
    language: str,
) -> Card:
    """Return a remark as it stands in the queue. codes: of the project."""
    # With the day on which it came in: twice a date says less than one.
    remark, row = stored.remark, row_of(project, kept_of(stored), language, dated=False)
    text = remark.text if remark else ""
    short = text[:_LONGEST_SIGNS]
    picture = picture_of(remark) if remark else None
    return Card(
        id=stored.id,
        number=stored.number,
        state=stored.state.value,
        received_utc=stored.received_utc,
        line=row.line,
        detail=row.detail,
        pieces=pieces(short, remark.language if remark else "", lists),
        beside=[
            (each.label, pieces(each.text[:_LONGEST_SIGNS], each.language, lists), each.language)
            for each in words_beside(codes, stored, language)
        ],
        is_cut=not is_whole(codes, stored),
        kinds=kinds_in(stored, lists),
        themes=themes.get(stored.number, ()),
        picture=picture.sha256 if picture else None,
        has_voice=bool(remark and voice_of(remark)),
        additions=len(stored.additions),
        language=remark.language if remark else "",
    )


def kinds_in(stored: StoredRemark, lists: WordLists) -> Sequence[Phrase]:
    """Return what the filter points at anywhere in a remark, each kind once."""
    found = {
        flag.kind for text, language in texts_of(stored) for flag in flags_in(text, language, lists)
    }
    return [FLAG_NAMES[kind] for kind in FlagKind if kind in found]


def pieces(text: str, language: str, lists: WordLists) -> list[Piece]:
    """Return a text in pieces, those that the filter points at with what they may be."""
    return _cut(text, flags_in(text, language, lists))


def _cut(text: str, flags: Sequence[Flag]) -> list[Piece]:
    cut: list[Piece] = []
    at = 0
    for flag in flags:
        cut += [(text[at : flag.begin], None), (text[flag.begin : flag.end], FLAG_NAMES[flag.kind])]
        at = flag.end
    return [piece for piece in (*cut, (text[at:], None)) if piece[0]]
