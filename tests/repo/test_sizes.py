"""Small functions and files, as ARCHITECTURE.md asks: a limit that nobody checks is a wish."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.repo.tree import files, short

pytestmark = pytest.mark.slow

LONGEST_FUNCTION = 60
MOST_FUNCTIONS = 40
MIDDLE_FUNCTION = 10
LONGEST_FILE = 500
MOST_FILES = 400


@cache
def _functions(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{short(path)}: {node.name}")
        for node in _statements(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _statements(within: ast.AST) -> Iterator[ast.AST]:
    """Yield what may hold a function, however deep; no expression does, and most of a file is."""
    for node in ast.iter_child_nodes(within):
        if not isinstance(node, ast.expr):
            yield node
            yield from _statements(node)


def _is_ours(path: Path) -> bool:
    # A step of the database is written by a program, once, and is as long as its tables are.
    return "migrations" not in path.parts


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _p95(sizes: list[int]) -> float:
    return quantiles(sizes, n=20, method="inclusive")[-1]


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        row
        for row in chain(*map(_functions, filter(_is_ours, files("*.py"))))
        if row[0] > LONGEST_FUNCTION
    ]
    assert not long, f"over {LONGEST_FUNCTION} lines: {sorted(long, reverse=True)}"


def test_most_functions_are_small() -> None:
    sizes = [size for size, _name in chain(*map(_functions, files("mrapp/*.py")))]
    assert median(sizes) <= MIDDLE_FUNCTION
    assert _p95(sizes) <= MOST_FUNCTIONS


def test_no_file_is_long() -> None:
    sizes = {short(path): _lines(path) for path in files("*.py")}
    long = {name: size for name, size in sizes.items() if size > LONGEST_FILE}
    assert not long, f"over {LONGEST_FILE} lines: {long}"
    assert _p95(list(sizes.values())) <= MOST_FILES
    assert sizes["mrapp/bootstrap.py"] <= 200
