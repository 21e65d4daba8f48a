"""The commands that save all that a server keeps, and put it back."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mrapp.cli.arguments import PASSPHRASE, file
from mrapp.cli.goals import check_goal
from mrapp.cli.language import user_language
from mrapp.cli.passphrases import NO_WORDS, passphrase_of
from mrapp.cli.serving import add_where, server_parts, settings_of
from mrapp.cli.telling import print_json, tell
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: it is not installed where there is only a window
    from mrapp.server.saving.backing_up import Saved
    from mrapp.server.saving.restoring import PutBack

_SAVED: Final = Phrase(
    nl="Back-up gemaakt: {path}. Regels: {rows}, bestanden: {files}. Bewaar het wachtwoord apart; "
    "zonder is de back-up niet te openen.",
    en="Backup made: {path}. Rows: {rows}, files: {files}. Keep the passphrase apart; without it "
    "nobody can open the backup.",
)
_MISSING: Final = Phrase(
    nl="{number} bestanden horen bij meningen, maar zijn er niet; ze staan niet in de back-up.",
    en="{number} files belong to opinions, but are not there; they are not in the backup.",
)
_PUT_BACK: Final = Phrase(
    nl="Teruggezet zoals het was op {made}. Regels: {rows}, bestanden: {files}. Start de server "
    "met dezelfde --database en --data.",
    en="Put back as it was on {made}. Rows: {rows}, files: {files}. Start the server with the same "
    "--database and --data.",
)
_AGAIN: Final = Phrase(
    nl="{number} meningen waren sinds deze back-up ingetrokken of gewist; ze zijn opnieuw gewist.",
    en="{number} opinions were withdrawn or erased since this backup; they were erased again.",
)
_NOTED: Final = Phrase(
    nl="Intrekkingen van na deze back-up die opnieuw zijn uitgevoerd: {number}. Bij de bestanden "
    "staan alle intrekkingen tot {until}. Is die plek zelf van een kopie, dan zijn latere niet "
    "bekend: zoek een nieuwere kopie (--withdrawals), of geef de kenmerken met --withdrawn.",
    en="Withdrawals since this backup that were carried out again: {number}. Beside the files are "
    "all withdrawals until {until}. If that place is itself of a copy, later ones are not known: "
    "look for a newer copy (--withdrawals), or give the ids with --withdrawn.",
)
_NOT_NOTED: Final = Phrase(
    nl="LET OP: bij de bestanden staan geen intrekkingen. Wat na {made} is ingetrokken, is hier "
    "niet bekend, en kan weer te lezen zijn; alleen apparaten die het weten, sturen het opnieuw. "
    "Zet de back-up liever terug met de plek voor bestanden die de oude server had, of een kopie "
    "daarvan (--withdrawals), of met de kenmerken (--withdrawn). Zeg anders tegen mensen dat zij "
    "hun intrekking moeten herhalen.",
    en="MIND: there are no withdrawals beside the files. What was withdrawn after {made} is not "
    "known here, and may be readable again; only machines that know of it send it again. Rather "
    "put the backup back with the place for files that the old server had, or a copy of it "
    "(--withdrawals), or with the ids (--withdrawn). Else tell people to withdraw once more.",
)
_UNKNOWN_IDS: Final = Phrase(
    nl="Deze kenmerken van --withdrawn kent de back-up niet; er is niets mee gedaan: {ids}",
    en="The backup does not know these ids of --withdrawn; nothing was done with them: {ids}",
)
_DAMAGED: Final = Phrase(
    nl="{number} bestanden of intrekkingen zijn beschadigd en niet teruggezet.",
    en="{number} files or withdrawals are damaged and were not put back.",
)
_KEYS: Final = Phrase(
    nl="Sleutels en accounts die na de back-up zijn ingetrokken, gelden weer; toestemmingen, "
    "antwoorden en instellingen van daarna zijn weg. Loop de pagina's voor beheer na.",
    en="Keys and accounts that were taken back after the backup are valid again; what staff let be "
    "shown, answered and set since is gone. Go through the pages of staff.",
)
_BROKEN: Final = Phrase(
    nl="De openbare lijst van {project} klopt niet: er ontbreekt iets in deze back-up.",
    en="The public list of {project} is wrong: something is missing from this backup.",
)


def add_saving_commands(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `mrapp backup` and `mrapp restore` to a table of commands."""
    parser = add_parser("backup", help="save all that a server keeps in one sealed file")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")
    _add_rest(parser)
    parser.set_defaults(do=backup, wrong=parser.error)
    parser = add_parser("restore", help="put a backup back into an empty database")
    parser.add_argument("file", metavar="FILE", type=file)
    parser.add_argument(
        "--withdrawn",
        metavar="FILE",
        type=file,
        help="ids of opinions withdrawn since, one a line, beside those that --data still knows",
    )
    parser.add_argument(
        "--withdrawals",
        metavar="URL",
        default="",
        help="a copy of the place for files: what was withdrawn by what is noted there goes, too",
    )
    _add_rest(parser)
    parser.set_defaults(do=restore, wrong=parser.error)


def _add_rest(parser: argparse.ArgumentParser) -> None:
    add_where(parser)
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=file,
        help=f"holds the passphrase; without: {PASSPHRASE}, else asked",
    )
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")


def backup(parsed: argparse.Namespace) -> int:
    """`mrapp backup --out FILE [--database URL] [--data DIR] [--passphrase-file F]`."""
    with server_parts():
        from mrapp.server.database.engine import Database
        from mrapp.server.running import named_database
        from mrapp.server.saving.backing_up import back_up

    check_goal(parsed, parsed.out)
    words, language = _words(parsed, new=True), user_language()
    settings = named_database(settings_of(parsed))
    database = Database(settings.database)
    saved = back_up(database, settings.files_url, parsed.out, words, datetime.now(UTC))
    database.close()
    if saved.missing:
        tell(_MISSING.text(language, number=saved.missing))
    if parsed.json:
        print_json(_told(saved))
    else:
        rows = sum(saved.rows.values())
        print(_SAVED.text(language, path=parsed.out, rows=rows, files=saved.files))
    return 0


def restore(parsed: argparse.Namespace) -> int:
    """`mrapp restore FILE [--database URL] [--data DIR]`: exit 1 if a public list is wrong."""
    with server_parts():
        from mrapp.server.database.engine import Database
        from mrapp.server.running import named_database
        from mrapp.server.saving.restoring import put_back

    words, language = _words(parsed, new=False), user_language()
    settings = named_database(settings_of(parsed))
    database = Database(settings.database)
    also = parsed.withdrawn.read_text(encoding="utf-8").split() if parsed.withdrawn else []
    place, now = settings.files_url, datetime.now(UTC)
    done = put_back(database, place, parsed.file, words, now, also, parsed.withdrawals)
    database.close()
    _tell_what_came_since(done)
    if parsed.json:
        print_json(_told(done))
    else:
        rows, made = sum(done.rows.values()), _moment(done.made_utc)
        print(_PUT_BACK.text(language, made=made, rows=rows, files=done.files))
    return 1 if done.broken else 0


def _tell_what_came_since(done: "PutBack") -> None:
    """Tell what of the time after the backup is known, and what is not."""
    language = user_language()
    if done.known_until is None:
        tell(_NOT_NOTED.text(language, made=_moment(done.made_utc)))
    else:
        until = _moment(done.known_until)
        tell(_NOTED.text(language, number=done.withdrawn_again, until=until))
    if done.erased_again:
        tell(_AGAIN.text(language, number=done.erased_again))
    if done.not_noted:
        tell(_UNKNOWN_IDS.text(language, ids=" ".join(done.not_noted)))
    if done.damaged:
        tell(_DAMAGED.text(language, number=done.damaged))
    for each in done.broken:
        tell(_BROKEN.text(language, project=each))
    tell(_KEYS.text(language))


def _words(parsed: argparse.Namespace, *, new: bool) -> str:
    words = passphrase_of(parsed, twice=new)
    if words is None:
        parsed.wrong(NO_WORDS.text(user_language(), variable=PASSPHRASE))
    return words or ""


def _told(done: "Saved | PutBack") -> dict[str, Any]:
    told = asdict(done)
    # The names of tables are words of SQLAlchemy's own kind.
    return told | {"rows": {str(name): count for name, count in told["rows"].items()}}


def _moment(made_utc: datetime | None) -> str:
    return "" if made_utc is None else f"{made_utc.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
