"""XML: what a text may hold, and a tree as the bytes of a file."""

import io
import re
from xml.etree import ElementTree as ET

_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """Return a text with U+FFFD for what XML cannot hold. Source: XML 1.0, production 2."""
    return _NEVER.sub("\ufffd", text)


def child(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element to another and return it; `text` and attributes may hold anything."""
    made = ET.SubElement(parent, name, {key: xml_safe(each) for key, each in attributes.items()})
    if text:
        made.text = xml_safe(text)
    return made


def document(root: ET.Element) -> bytes:
    """Return a tree as a file in UTF-8."""
    stream = io.BytesIO()
    ET.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    return stream.getvalue()
