"""The project's format as others see it: the published schema is the one the program follows."""

from pathlib import Path

from mrapp.model.schema import schema_text

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "project-1.schema.json"


def test_the_published_schema_is_todays() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "write it anew: python -m mrapp.model.schema > docs/schema/project-1.schema.json"
    )
