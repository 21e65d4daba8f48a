"""Asks for a file with a model: the same kinds everywhere."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.formats import MODEL_FORMATS, MODEL_SUFFIXES


def ask_model_file(parent: QWidget) -> str:
    """Return the path of a file that a person chose, or nothing."""
    title = QCoreApplication.translate("ModelFile", "Choose a file")
    path, _kind = QFileDialog.getOpenFileName(parent, title, "", model_kinds())
    return path


def model_kinds() -> str:
    """Return the kinds of files to choose from, as Qt's dialogs take them."""
    words = QCoreApplication.translate("ModelFile", "City models and designs")
    patterns = " ".join(f"*{suffix}" for suffix in MODEL_SUFFIXES)
    return f"{words} ({patterns})"


def model_label() -> str:
    """Return what stands above a field for such a file."""
    return QCoreApplication.translate("ModelFile", "File (%1)").replace("%1", MODEL_FORMATS)
