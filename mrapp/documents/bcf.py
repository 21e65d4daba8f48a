"""BCF 3.0: every remark a topic that a BIM program opens where it was made.

Source: buildingSMART, "BIM Collaboration Format 3.0" (BCF-XML). Coordinates are RD/NAP in metres.
"""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as ET

from mrapp.app.exports.columns import Cell, Column
from mrapp.app.exports.export_columns import CHANNELS
from mrapp.app.exports.export_files import Along
from mrapp.app.exports.exports import Attachments, Export, Table, spoken
from mrapp.app.remarks.keeping import Kept
from mrapp.app.remarks.opinions import picture_of
from mrapp.app.replacing import writing
from mrapp.documents import dictionary
from mrapp.documents.bcf_views import camera_of, is_made_up, view_document
from mrapp.documents.csv_files import iso
from mrapp.documents.watching import Watch
from mrapp.documents.xml_texts import child, document
from mrapp.model.remark import Attachment, Remark
from mrapp.model.texts import Phrase, pick_language

AUTHOR = "mrapp"
"""The author of all that is in the file: BCF asks for one, and remarks have none."""

_TYPE = "Remark"
_STATUS = "Open"
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}
_TITLE_SIGNS = 80
_NO_TEXT = Phrase(nl="Reactie zonder tekst", en="Remark without text")
_MADE_UP = Phrase(
    nl="[Bij deze mening hoort geen beeld: vanwaar u hier kijkt, koos mrapp bij de plek]",
    en="[No view belongs to this opinion: from where you look here was chosen by mrapp]",
)
_DICTIONARY_NAME = "dictionary.md"


def write(export: Export, path: Path, watch: Watch) -> None:
    """Write the archive to `path`: a topic a remark, pictures, and the dictionary as a document."""
    table = export.table
    kept = {each.id: each for each in export.kept}
    spoken_notes = {each.remark_id: each for each in export.along if each.is_spoken}
    with writing(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in _frame(table, spoken_notes.values()).items():
            archive.writestr(name, document(root))
        archive.writestr(f"documents/{_dictionary_id(table)}", _dictionary(table))
        rows = zip(table.ids, table.rows(), strict=True)
        for remark_id, row in watch.over(rows, len(table.ids)):
            found = kept.get(remark_id)
            if found is not None and found.remark is not None:
                topic = _Topic(table, found, found.remark, row, spoken_notes.get(remark_id))
                topic.write(archive, export.attachments)


def _frame(table: Table, spoken_notes: Iterable[Along]) -> dict[str, ET.Element]:
    """Return the files of the archive that are about all topics, by name."""
    version = ET.Element("Version", VersionId="3.0")
    project = ET.Element("ProjectInfo")
    named = child(project, "Project", ProjectId=str(uuid5(NAMESPACE_URL, table.project)))
    child(named, "Name", table.title)
    documents = ET.Element("DocumentInfo")
    listed = child(documents, "Documents")
    about = child(listed, "Document", Guid=_dictionary_id(table))
    child(about, "Filename", _DICTIONARY_NAME)
    for each in spoken_notes:
        child(child(listed, "Document", Guid=_spoken_id(each)), "Filename", each.name)
    return {
        "bcf.version": version,
        "project.bcfp": project,
        "extensions.xml": _extensions(table),
        "documents.xml": documents,
    }


def _extensions(table: Table) -> ET.Element:
    """Return which types, states, labels and users occur: those of the topics and no other."""
    root = ET.Element("Extensions")
    child(child(root, "TopicTypes"), "TopicType", _TYPE)
    child(child(root, "TopicStatuses"), "TopicStatus", _STATUS)
    child(root, "Priorities")
    labels = child(root, "TopicLabels")
    every = (label for row in table.rows() for label in _labels(table, row))
    for label in sorted(set(every)):
        child(labels, "TopicLabel", label)
    child(child(root, "Users"), "User", AUTHOR)
    child(root, "SnippetTypes")
    child(root, "Stages")
    return root


def _labels(table: Table, row: Sequence[Cell]) -> list[str]:
    """Return the theme, the variant and the channel of a remark in words."""
    cells = zip(table.columns, row, strict=True)
    labelled = (
        spoken(column, cell, table.language)
        for column, cell in cells
        if column.id in {"theme", "variant", "channel"}
    )
    return [" ".join(label.split()) for label in labelled if label.strip()]


def _dictionary_id(table: Table) -> str:
    return str(uuid5(NAMESPACE_URL, f"{table.project}/dictionary"))


def _spoken_id(note: Along) -> str:
    return str(uuid5(UUID(note.remark_id), "voice"))


def _dictionary(table: Table) -> str:
    """Return the dictionary as a table in Markdown."""
    head = dictionary.header(table)
    lines = [head, ("---",) * len(head), *dictionary.lines(table)]
    drawn = ["| " + " | ".join(map(_in_markdown, line)) + " |" for line in lines]
    return "\n".join([f"# {table.title}", "", *drawn, "", dictionary.note(table)])


def _in_markdown(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


class _Topic:
    """One remark as a folder of the archive."""

    def __init__(
        self, table: Table, kept: Kept, remark: Remark, row: Sequence[Cell], note: Along | None
    ) -> None:
        self._note = note
        self._table, self._kept, self._remark, self._row = table, kept, remark, row
        self._view_id = str(uuid5(UUID(remark.id), "view"))

    def write(self, archive: zipfile.ZipFile, attachments: Attachments) -> None:
        """Add the topic, its view and its picture to an archive."""
        folder, remark = self._remark.id, self._remark
        camera = camera_of(remark)
        picture = _picture(remark)
        content = attachments(picture, remark.id) if picture else None
        snapshot = (
            f"Snapshot_{self._view_id}.{_SUFFIXES[picture.media_type]}"
            if picture and content
            else None
        )
        view = f"Viewpoint_{self._view_id}.bcfv" if camera else None
        archive.writestr(f"{folder}/markup.bcf", document(self._markup(view, snapshot)))
        if view and camera:
            seen = view_document(self._view_id, camera, remark.thing)
            archive.writestr(f"{folder}/{view}", document(seen))
        if snapshot and content:
            # A picture is packed already, and so is a voice.
            archive.writestr(f"{folder}/{snapshot}", content, zipfile.ZIP_STORED)
        if self._note is not None:
            # One that was lost is empty: what is listed has to be there.
            voice = attachments(self._note.attachment, remark.id) or b""
            archive.writestr(f"documents/{_spoken_id(self._note)}", voice, zipfile.ZIP_STORED)

    def _markup(self, view: str | None, snapshot: str | None) -> ET.Element:
        remark = self._remark
        root = ET.Element("Markup")
        topic = child(root, "Topic", Guid=remark.id, TopicType=_TYPE, TopicStatus=_STATUS)
        child(topic, "Title", self._title())
        labels = child(topic, "Labels")
        for label in _labels(self._table, self._row):
            child(labels, "Label", label)
        child(topic, "CreationDate", iso(remark.made_utc))
        child(topic, "CreationAuthor", AUTHOR)
        if description := self._description():
            child(topic, "Description", description)
        self._references(topic)
        self._comments(topic, seen=view is not None or snapshot is not None)
        self._views(topic, view, snapshot)
        return root

    def _references(self, topic: ET.Element) -> None:
        """Refer to the dictionary, and to the spoken note where it goes along."""
        references = child(topic, "DocumentReferences")
        named = [("dictionary", _dictionary_id(self._table), _DICTIONARY_NAME)]
        if self._note is not None:
            named.append(("to the voice", _spoken_id(self._note), self._note.name))
        for what, document_id, name in named:
            own = str(uuid5(UUID(self._remark.id), what))
            reference = child(references, "DocumentReference", Guid=own)
            child(reference, "DocumentGuid", document_id)
            child(reference, "Description", name)

    def _comments(self, topic: ET.Element, *, seen: bool) -> None:
        comments = child(topic, "Comments")
        for addition in self._kept.additions:
            comment = child(comments, "Comment", Guid=addition.id)
            child(comment, "Date", iso(addition.made_utc))
            child(comment, "Author", AUTHOR)
            child(comment, "Comment", addition.text)
            if seen:
                child(comment, "Viewpoint", Guid=self._view_id)

    def _views(self, topic: ET.Element, view: str | None, snapshot: str | None) -> None:
        if view is None and snapshot is None:
            return
        listed = child(child(topic, "Viewpoints"), "ViewPoint", Guid=self._view_id)
        if view:
            child(listed, "Viewpoint", view)
        if snapshot:
            child(listed, "Snapshot", snapshot)

    def _title(self) -> str:
        """Return the first words of the remark on one line, or what came without any."""
        line = " ".join(self._remark.text[: 4 * _TITLE_SIGNS].split())
        if len(line) > _TITLE_SIGNS:
            line = line[: _TITLE_SIGNS - 1].rstrip() + "…"
        language = self._table.language
        channel = pick_language(CHANNELS[self._remark.channel], language)
        return line or f"{_NO_TEXT.text(language)} ({channel})"

    def _description(self) -> str:
        """Return what was said, a line each; the schema lets a reader join them, hence the ";"."""
        language = self._table.language
        cells = zip(self._table.columns, self._row, strict=True)
        said = [(column, cell) for column, cell in cells if column.part == "said"]
        lines = [_line(column, cell, language) for column, cell in said if cell is not None]
        if is_made_up(self._remark):
            lines.append(f"{_MADE_UP.text(language)};")
        return "\n".join(lines)


def _line(column: Column, cell: Cell, language: str) -> str:
    words = spoken(column, cell, language)
    return words if column.id == "text" else f"{pick_language(column.title, language)}: {words};"


def _picture(remark: Remark) -> Attachment | None:
    """Return the picture to show of a remark: the one that was drawn on, if any."""
    found = picture_of(remark)
    return found if found and found.media_type in _SUFFIXES else None
