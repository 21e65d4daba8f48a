"""Switches the language of the whole window while it runs, through Qt's translators."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

# Qt 6.11 gave the first two a letter to press and moved the others to another class, and its
# Dutch texts still name them as they were. They are named here to be collected into our file.
QT_LACKS = (
    QCoreApplication.translate("QFileDialog", "&Look in:"),
    QCoreApplication.translate("QFileDialog", "Files of &type:"),
    QCoreApplication.translate("QAbstractFileIconProvider", "Drive"),
    QCoreApplication.translate("QAbstractFileIconProvider", "Folder", "All other platforms"),
    QCoreApplication.translate(
        "QAbstractFileIconProvider", "File Folder", "Match Windows Explorer"
    ),
    QCoreApplication.translate("QAbstractFileIconProvider", "Shortcut", "All other platforms"),
    QCoreApplication.translate("QAbstractFileIconProvider", "Unknown"),
)
"""What Qt's own Dutch lacks, in English."""


def locale_of(language: str) -> QLocale:
    """Return how numbers and dates are written in a language of the program."""
    return QLocale("nl_NL" if language == "nl" else "en_GB")


class Languages:
    """Holds the translators of one language: ours, and Qt's own for its dialogs.

    English needs none: it is what stands in the source.
    """

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Let every `tr` answer in `language`; widgets then take their texts anew."""
        self.close()
        QLocale.setDefault(locale_of(language))
        if language == "en":
            return
        own = str(Path(__file__).with_name("translations"))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, place in (("qtbase", qt_folder), ("mrapp", own)):
            translator = QTranslator()
            if translator.load(f"{name}_{language}", place):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)

    def close(self) -> None:
        """Take the translators away again."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
