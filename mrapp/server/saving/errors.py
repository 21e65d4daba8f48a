"""What can go wrong with backups."""

from mrapp.model.texts import Phrase
from mrapp.server.errors import ServerError


class BackupError(ServerError):
    """A backup cannot be made or put back."""


class BackupUnreadableError(BackupError):
    """`file` is no backup, or not whole."""

    phrase = Phrase(
        nl="{file} is geen back-up van mrapp, of is beschadigd of niet volledig. Er is niets "
        "teruggezet. Neem een andere kopie.",
        en="{file} is no backup of mrapp, or is damaged or not complete. Nothing was put back. "
        "Take another copy.",
    )


class BackupPassphraseError(BackupError):
    """The passphrase does not open `file`."""

    phrase = Phrase(
        nl="Dit wachtwoord opent {file} niet, of deze computer is nu te traag of te druk. Er is "
        "niets teruggezet. Probeer het opnieuw.",
        en="This passphrase does not open {file}, or this computer is too slow or too busy now. "
        "Nothing was put back. Try again.",
    )


class BackupNewerError(BackupError):
    """`file` was made by a newer version of mrapp."""

    phrase = Phrase(
        nl="{file} is gemaakt met een nieuwere versie van mrapp. Er is niets teruggezet. Werk "
        "mrapp bij.",
        en="{file} was made with a newer version of mrapp. Nothing was put back. Update mrapp.",
    )


class DatabaseNotEmptyError(BackupError):
    """The database at `url` holds something already."""

    phrase = Phrase(
        nl="In de database {url} staat al iets. Er is niets teruggezet. Geef een lege database.",
        en="The database {url} holds something already. Nothing was put back. Give an empty one.",
    )


class RestoreStoppedError(BackupError):
    """A disk or database refused something half-way, for a `reason`; `files` lie in `place`."""

    phrase = Phrase(
        nl="De back-up is niet teruggezet: {reason}. De database is zo leeg als zij was; {files} "
        "bestanden staan al in {place}. Maak ruimte of kies een andere plek, en doe hetzelfde "
        "opnieuw. Start eerst geen server op deze database.",
        en="The backup was not put back: {reason}. The database is as empty as it was; {files} "
        "files lie in {place} already. Free some space or choose another place, and do the same "
        "again. Do not start a server on this database before.",
    )


class NothingToSaveError(BackupError):
    """The database at `url` holds nothing of mrapp."""

    phrase = Phrase(
        nl="In de database {url} staat niets van mrapp. Er is geen back-up gemaakt. Kijk "
        "--database en --data na.",
        en="The database {url} holds nothing of mrapp. No backup was made. Check --database and "
        "--data.",
    )
