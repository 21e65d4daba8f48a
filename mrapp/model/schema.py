"""The published JSON Schema of `project.json`: `python -m mrapp.model.schema` writes it anew."""

import json
import sys
from typing import Any

from mrapp.model.project import FORMAT_VERSION, Project


def project_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the project format this program writes."""
    schema = Project.model_json_schema(mode="validation")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:mrapp:project:{FORMAT_VERSION}",
        "$comment": "Unknown keys are allowed and kept. Points are RD/NAP metres (EPSG:7415).",
    }
    return {**head, **schema}


def schema_text() -> str:
    """Return the schema as it is published: two spaces, keys in the model's order."""
    return json.dumps(project_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
