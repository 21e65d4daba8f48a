"""BCF: read back by a library of others, and built as the files of others are."""

import math
import warnings
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from mrapp.model.remark import Sight
from tests.documents.said import (
    CHURCH_RD,
    HOSTILE,
    PNG,
    VOICE,
    attachment,
    everything,
    full_remark,
    kept,
    remark,
    withdrawn,
    written,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from bcf.v3.bcfxml import BcfXml


def _read(path: Path) -> Any:  # noqa: ANN401 its own types allow every part to be absent
    return BcfXml.load(path)


def test_another_library_reads_topic_view_picture_and_comments(tmp_path: Path) -> None:
    full = full_remark()
    path = written(tmp_path, "bcf", [kept(full, 1, "En een bank."), withdrawn(4)])
    with _read(path) as read:
        assert read.version.version_id == "3.0"
        assert read.project.name == "Plein <voor> iedereen"
        assert set(read.topics) == {full.id}
        topic = read.topics[full.id]
        assert topic.topic.title == full.text
        assert topic.topic.labels.label == ["Kiosk", "Groen", "Toren"]
        assert "Stemming: Tevreden;" in topic.topic.description
        assert "mrapp" not in topic.topic.description, "somebody looked from there"
        assert [each.comment for each in topic.comments] == ["En een bank."]
        (view,) = topic.viewpoints.values()
        assert view.snapshot == PNG
        assert "dictionary.md" in read.documents.documents
        explained = read.documents.documents["dictionary.md"].decode()
        assert "| plein_often |" in explained
        _looks_as(full.sight, view.visualization_info.perspective_camera)


def test_a_spoken_note_is_a_document_of_its_topic_where_that_is_asked(tmp_path: Path) -> None:
    full = full_remark()
    drawn = full.model_copy(
        update={"attachments": (*full.attachments, attachment("drawing", "image/png", PNG))}
    )
    named = f"{full.id}-voice.ogg"
    with _read(written(tmp_path, "bcf", [kept(drawn)])) as read:
        assert set(read.documents.documents) == {"dictionary.md"}
    with _read(written(tmp_path, "bcf", [kept(drawn), withdrawn(2)], with_spoken=True)) as read:
        assert read.documents.documents[named] == VOICE
        topic = read.topics[full.id].topic
        references = topic.document_references.document_reference
        guids = {each.filename: each.guid for each in read.documents.definition.documents.document}
        assert guids[named] in {each.document_guid for each in references}
    assert not (tmp_path / "meningen.bcf.files").exists()


def _looks_as(sight: Sight | None, camera: Any) -> None:  # noqa: ANN401 as above
    assert sight is not None
    eye, along, up = (
        (each.x, each.y, each.z)
        for each in (camera.camera_view_point, camera.camera_direction, camera.camera_up_vector)
    )
    assert eye == pytest.approx(sight.eye)
    assert math.atan2(along[0], along[1]) == pytest.approx(sight.heading_rad)
    assert math.asin(along[2]) == pytest.approx(sight.pitch_rad)
    assert sum(a * b for a, b in zip(along, up, strict=True)) == pytest.approx(0.0)
    assert up[2] > 0
    assert camera.field_of_view == pytest.approx(math.degrees(0.9))
    assert camera.aspect_ratio == pytest.approx(1920 / 1080)


def test_every_hostile_text_arrives(tmp_path: Path) -> None:
    with _read(written(tmp_path, "bcf", everything())) as read:
        said = [topic.topic.description or "" for topic in read.topics.values()]
        titles = [topic.topic.title for topic in read.topics.values()]
    assert len(said) == 4 + len(HOSTILE)
    assert all(titles)
    for name in ("formula", "markup", "rtl", "emoji", "long"):
        assert any(HOSTILE[name].strip() in text for text in said), name


def test_a_remark_with_a_place_alone_is_looked_at(tmp_path: Path) -> None:
    there = remark(1, text="hier", point=CHURCH_RD)
    with _read(written(tmp_path, "bcf", [kept(there)])) as read:
        (view,) = read.topics[there.id].viewpoints.values()
        assert "koos mrapp" in read.topics[there.id].topic.description
        camera = view.visualization_info.perspective_camera
    eye, along = camera.camera_view_point, camera.camera_direction
    far = math.dist((eye.x, eye.y, eye.z), CHURCH_RD)
    reached = (eye.x + far * along.x, eye.y + far * along.y, eye.z + far * along.z)
    assert reached == pytest.approx(CHURCH_RD)


def _shape(content: bytes) -> dict[str, list[str]]:
    """Per element the names of its children in their order, each once, and its attributes."""
    shape: dict[str, list[str]] = {}
    for element in ET.fromstring(content).iter():
        names = [*dict.fromkeys(child.tag for child in element)]
        own = [f"@{name}" for name in sorted(element.attrib) if "}" not in name]
        shape.setdefault(element.tag, [])
        shape[element.tag] += [n for n in own + names if n not in shape[element.tag]]
    return shape


def _shapes(path: Path) -> dict[str, dict[str, list[str]]]:
    with zipfile.ZipFile(path) as archive:
        named = [name for name in archive.namelist() if not name.endswith("/")]
        wanted = (".bcf", ".bcfv", ".bcfp", ".version", ".xml")
        return {
            (Path(name).suffix if "/" in name else name): _shape(archive.read(name))
            for name in named
            if name.endswith(wanted)
        }


# What the schemas allow and the file of others does not happen to have.
_MORE = {("Topic", "Description"), ("Labels", "Label"), ("TopicLabels", "TopicLabel"),
         ("Selection", "Component"), ("Component", "AuthoringToolId")}  # fmt: skip


def test_it_is_built_as_the_file_of_others_is(tmp_path: Path, testdata: Path) -> None:
    theirs = _shapes(testdata / "ifc" / "bcf_tests" / "v3" / "Document reference internal.bcf")
    ours = _shapes(written(tmp_path, "bcf", [kept(full_remark(), 1, "En een bank.")]))
    assert set(ours) == set(theirs)
    for name, elements in ours.items():
        for element, parts in elements.items():
            known = theirs[name].get(element)
            if known is None:
                assert element in {more for _, more in _MORE}, element
                continue
            shared = [part for part in parts if (element, part) not in _MORE]
            assert shared == [part for part in known if part in shared], (name, element)
