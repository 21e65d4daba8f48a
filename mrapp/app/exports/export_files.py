"""The drawings and spoken notes that go along with an export, and the columns that name them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mrapp.app.exports.columns import Column, local
from mrapp.model.remark import Attachment, Remark
from mrapp.model.texts import Phrase

SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "audio/ogg": "ogg", "audio/wav": "wav"}
"""How files end, by their media type."""

_COLUMNS = {
    "drawing": (
        Phrase(nl="Bestand met tekening", en="File with the drawing"),
        Phrase(
            nl="Naam van het plaatje met de tekening, in de map BESTAND.files hiernaast; in BCF "
            "het plaatje van het onderwerp",
            en="Name of the picture with the drawing, in the folder FILE.files beside this file; "
            "in BCF the picture of the topic",
        ),
    ),
    "voice": (
        Phrase(nl="Bestand met stem", en="File with the voice"),
        Phrase(
            nl="Naam van het ingesproken bericht, in de map BESTAND.files hiernaast; in BCF "
            "een document bij het onderwerp. Een stem is een persoonsgegeven",
            en="Name of the spoken note, in the folder FILE.files beside this file; in BCF a "
            "document of the topic. A voice is personal data",
        ),
    ),
}


@dataclass(frozen=True)
class Along:
    """A file that goes along: its name is the remark's id and what it is."""

    remark_id: str
    attachment: Attachment

    @property
    def name(self) -> str:
        """What the file is called."""
        ending = SUFFIXES[self.attachment.media_type]
        return f"{self.remark_id}-{self.attachment.role}.{ending}"

    @property
    def is_spoken(self) -> bool:
        """Whether it is a voice."""
        return self.attachment.role == "voice"


def files_along(remarks: Iterable[Remark], *, with_spoken: bool) -> tuple[Along, ...]:
    """Return the drawings of remarks, and only on request what they spoke."""
    roles = {"drawing", "voice"} if with_spoken else {"drawing"}
    return tuple(
        Along(remark.id, each)
        for remark in remarks
        for each in remark.attachments
        if each.role in roles
    )


def file_columns(files: Sequence[Along], remarks: Sequence[Remark]) -> tuple[Column, ...]:
    """Return a column with the names of each kind of file that goes along."""
    found = []
    for role, (title, meaning) in _COLUMNS.items():
        names = {each.remark_id: each.name for each in files if each.attachment.role == role}
        if names:
            cells = [names.get(remark.id) for remark in remarks]
            found.append(Column(f"{role}_file", "text", local(title), local(meaning), cells))
    return tuple(found)
