"""What the documents say must be so: commands exist, links and pictures lead somewhere."""

import re
import subprocess
import sys
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from tests.repo.tree import ROOT, files, make_targets, short

DOCUMENTS = files("*.md")
REQUIRED = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")
_FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<img[^>]+src=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ +(.*?) *#*$", re.MULTILINE)
_MAKE = re.compile(r"(?:^|[;&|] *|\$ )(?:[A-Z_]+=\S+ +)*make +([a-z-]+)", re.MULTILINE)
_MRAPP = re.compile(r"(?:^|[;&|] *|\$ |bin/)mrapp +([a-z][a-z-]*)(?=\s|$)", re.MULTILINE)


@cache
def _text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def _code(document: Path) -> list[str]:
    """Everything in a document that is set as code: fenced blocks and spans."""
    text = _text(document)
    return _FENCED.findall(text) + _SPAN.findall(_FENCED.sub("", text))


def _anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, made as code hosts make them."""
    headings = _HEADING.findall(_FENCED.sub("", _text(document)))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


def _broken(document: Path) -> list[str]:
    text = _FENCED.sub("", _text(document))
    broken = []
    for target in filter(None, chain.from_iterable(_LINK.findall(text))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (document.parent / name).resolve() if name else document
        lost = (
            anchor and there.suffix == ".md" and there.is_file() and anchor not in _anchors(there)
        )
        if not there.exists() or lost:
            broken.append(target)
    return broken


@pytest.mark.parametrize("name", REQUIRED)
def test_the_repository_has_what_a_newcomer_looks_for(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_links_and_pictures_lead_somewhere(document: Path) -> None:
    assert _broken(document) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_each_make_target_that_is_named_exists(document: Path) -> None:
    named = set(chain.from_iterable(_MAKE.findall(code) for code in _code(document)))
    assert named <= make_targets()


def test_each_make_target_that_is_declared_or_named_in_a_script_exists() -> None:
    declared = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    ours = {name for line in declared for name in line.split() if not name.startswith("ready-")}
    scripts = [_SPAN.findall(_text(path)) for path in files("*.py")]
    named = {name for spans in scripts for span in spans for name in _MAKE.findall(span)}
    assert (ours | named) - make_targets() == set()


@pytest.mark.slow
def test_each_command_that_is_named_exists() -> None:
    every = chain.from_iterable(_code(document) for document in DOCUMENTS)
    named = set(chain.from_iterable(_MRAPP.findall(code) for code in every))
    unknown = [verb for verb in sorted(named) if not _has_help(verb)]
    assert unknown == []


def _has_help(verb: str) -> bool:
    """Whether `mrapp VERB --help` explains that very command, and no project of that name."""
    told = subprocess.run(
        [sys.executable, "-m", "mrapp", verb, "--help"], cwd=ROOT, capture_output=True, text=True
    )
    return told.returncode == 0 and told.stdout.startswith(f"usage: mrapp {verb} ")
