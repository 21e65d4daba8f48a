"""Reading aloud, by the speech that the system brings: speech-dispatcher, or that of Windows.

Qt's own speech is in an add-on that mrapp does not ship. Nothing leaves the machine.
"""

import sys

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Signal

_VOICES = {"nl": "nl", "en": "en-GB"}
# The words come by standard input: nothing in them can become part of the command.
_WINDOWS = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$v = $s.GetInstalledVoices() | ?{ $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq '%s' }; "
    "if ($v) { $s.SelectVoice($v[0].VoiceInfo.Name) }; $s.Speak([Console]::In.ReadToEnd())"
)


class Speech(QObject):
    """Speaks through a program of the system. `failed` says that it could not."""

    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._program = QStandardPaths.findExecutable(
            "powershell" if sys.platform == "win32" else "spd-say"
        )
        self._process: QProcess | None = None

    @property
    def available(self) -> bool:
        """Whether this machine can speak."""
        return bool(self._program)

    def say(self, words: str, language: str) -> None:
        """Speak; what was being said stops first."""
        self.stop()
        if not self.available:
            self.failed.emit()
            return
        process = QProcess(self)
        process.setProgram(self._program)
        process.setArguments(_arguments(language))
        process.errorOccurred.connect(lambda _error: self._over(process, -1))
        process.finished.connect(lambda code, _status: self._over(process, code))
        self._process = process
        process.start()
        process.write(words.encode())
        process.closeWriteChannel()

    def stop(self) -> None:
        """Be silent."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _over(self, process: QProcess, code: int) -> None:
        if process is not self._process:
            return
        self._process = None
        process.deleteLater()
        if code:
            self.failed.emit()


def _arguments(language: str) -> list[str]:
    if sys.platform == "win32":
        return ["-NoProfile", "-NonInteractive", "-Command", _WINDOWS % language]
    # --pipe-mode repeats what it reads; --wait ends when all was said, so that killing it is
    # being silent.
    return ["--wait", "--pipe-mode", "--language", _VOICES.get(language, language)]
