"""What the frozen, versioned values of the application share: their base, names and texts."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Identifier = Annotated[str, Field(min_length=1, max_length=200)]
LocalText = dict[str, str]
"""A text by language code, such as "nl"."""

Point3 = tuple[float, float, float]


class Value(BaseModel):
    """A frozen value that keeps the keys it does not know, so that nothing is lost on saving."""

    # Deferred: what only stands inside another value is then not built twice at every start.
    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, defer_build=True)
