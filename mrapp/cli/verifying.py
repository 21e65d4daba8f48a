"""The command that checks the public list of a server."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mrapp.app.replacing import writing
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: starting with a window needs none of it
    from mrapp.protocol.public_list import SignedHead
    from mrapp.sync.verifying import ListReader, Verdict

_KINDS: Final = ("remark", "addition", "withdrawal")

_WHOLE = Phrase(
    nl="{project}: in orde. Regels: {lines} (meningen: {remarks}, aanvullingen: {additions}, "
    "intrekkingen: {withdrawals}).",
    en="{project}: in order. Lines: {lines} (opinions: {remarks}, additions: {additions}, "
    "withdrawals: {withdrawals}).",
)
_WRONG = Phrase(nl="{project}: NIET in orde.", en="{project}: NOT in order.")
_HEAD = Phrase(
    nl="Kop: {head}. Getekend op {moment} met sleutel {key}.",
    en="Head: {head}. Signed on {moment} with the key {key}.",
)
_KEPT = Phrase(
    nl="De lijst begint nog met de {lines} regels van de vorige controle.",
    en="The list still begins with the {lines} lines of the last check.",
)
_FIRST = Phrase(
    nl="Er was geen eerdere controle om mee te vergelijken. Bewaar de kop met --keep BESTAND, dan "
    "kan dat een volgende keer wel.",
    en="There was no earlier check to compare with. Keep the head with --keep FILE, then there is "
    "next time.",
)
_NONE = Phrase(
    nl="Op deze server is geen project gepubliceerd; noem er een met --project.",
    en="No project was published on this server; name one with --project.",
)
_ONE = Phrase(
    nl="noem bij --receipt-id ook --project: deze server heeft er meer",
    en="name a --project with --receipt-id: this server has more than one",
)
_NO_KEPT = Phrase(nl="in {file} staat geen eerdere controle", en="{file} holds no earlier check")


def add_verify(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `mrapp verify` to a table of commands."""
    parser = add_parser("verify", help="check that no opinion vanished from a server's public list")
    parser.add_argument("url", metavar="URL", help="such as https://opinions.example.org")
    parser.add_argument("--project", metavar="P", help="only this one; else all that are published")
    parser.add_argument(
        "--keep",
        metavar="FILE",
        type=Path,
        help="compare with the check that this file holds, if it is there, and keep this one in it",
    )
    parser.add_argument(
        "--receipt-id",
        metavar="ID",
        action="append",
        default=[],
        help="the id on the page of a receipt: tell where it stands; where there is more "
        "than one project, give --project too",
    )
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=verify, wrong=parser.error)


def verify(parsed: argparse.Namespace) -> int:
    """`mrapp verify URL [--project P] [--keep FILE] [--receipt-id ID] [--json]`."""
    from mrapp.sync.verifying import open_reader
    from mrapp.sync.verifying import verify as checked

    kept = _kept(parsed)
    with open_reader(parsed.url) as reader:
        named = [parsed.project] if parsed.project else _published(reader, kept)
        if parsed.receipt_id and len(named) > 1:
            parsed.wrong(_ONE.text(user_language()))
        found = [checked(reader, each, kept.get(each), parsed.receipt_id) for each in named]
    if not found:
        tell(_NONE.text(user_language()))
    if parsed.keep is not None:
        _keep(parsed.keep, kept, found)
    if parsed.json:
        print_json([_told(each) for each in found])
    else:
        for line in (line for each in found for line in _in_words(each, kept)):
            print(one_line(line))
    return 1 if not found or any(each.wrong for each in found) else 0


def _published(reader: "ListReader", kept: Mapping[str, "SignedHead"]) -> list[str]:
    """Return the projects to check; what was there at the last check cannot just be gone."""
    return sorted({head.project for head in reader.heads()} | kept.keys())


def _kept(parsed: argparse.Namespace) -> dict[str, "SignedHead"]:
    from mrapp.protocol.public_list import ListHeads

    if parsed.keep is None or not parsed.keep.exists():
        return {}
    try:
        heads = ListHeads.model_validate_json(parsed.keep.read_bytes()).heads
    except ValueError:
        parsed.wrong(_NO_KEPT.text(user_language(), file=parsed.keep))
    return {head.project: head for head in heads}


def _keep(path: Path, kept: Mapping[str, "SignedHead"], found: Iterable["Verdict"]) -> None:
    """Keep what was found in order; of a list that is not, the last state that was."""
    from mrapp.protocol.public_list import ListHeads

    heads = dict(kept) | {each.project: each.head for each in found if each.head and not each.wrong}
    with writing(path) as stream:
        stream.write(ListHeads(heads=tuple(heads.values())).on_wire())


def _in_words(found: "Verdict", kept: Mapping[str, "SignedHead"]) -> Iterator[str]:
    language, before = user_language(), kept.get(found.project)
    if found.wrong:
        yield _WRONG.text(language, project=found.project)
    elif found.head is not None:
        numbers = {f"{kind}s": found.kinds.get(kind, 0) for kind in _KINDS}
        yield _WHOLE.text(language, project=found.project, lines=found.head.lines, **numbers)
        yield _KEPT.text(language, lines=before.lines) if before else _FIRST.text(language)
    yield from (f"- {each.text(language)}" for each in (*found.wrong, *found.said))
    if found.head is not None:
        moment = f"{found.head.signed_utc:%Y-%m-%d %H:%M} UTC"
        yield _HEAD.text(language, head=found.head.head, moment=moment, key=found.head.key)


def _told(found: "Verdict") -> dict[str, Any]:
    return {
        "project": found.project,
        "inOrder": not found.wrong,
        "head": found.head.model_dump(mode="json", by_alias=True) if found.head else None,
        "kinds": dict(found.kinds),
        "wrong": [each.text("en") for each in found.wrong],
        "found": [each.text("en") for each in found.said],
    }
