"""What a map of a project is drawn from: the outlines of what stands there, seen from above."""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

PlanKind = Literal["water", "green", "road", "square", "rail", "building", "plan"]
"""What an outline is of; plan: a building of a design."""

PLAN_KINDS: Final[tuple[PlanKind, ...]] = (
    "water",
    "green",
    "road",
    "square",
    "rail",
    "building",
    "plan",
)
"""In the order in which they are drawn."""

MOST_CORNERS: Final = 120_000
"""The most corners of all outlines together: about a megabyte."""

Decimetres = Annotated[int, Field(ge=-(2**20), le=2**20)]
Way = Annotated[tuple[Decimetres, ...], Field(min_length=2, max_length=2)]
Ring = Annotated[tuple[Decimetres, ...], Field(min_length=6, max_length=2 * MOST_CORNERS)]


class _Part(BaseModel):
    """Frozen; what it does not know is left out, as anyone may read what comes of it."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class Outline(_Part):
    """The outline of one thing.

    rings: of each corner the way from the one before it, in decimetres, east and north in turn; of
    the first the way from the corner of the plan. A ring the other way round is a hole.
    """

    kind: PlanKind
    rings: Annotated[tuple[Ring, ...], Field(max_length=MOST_CORNERS)]


class PlanName(_Part):
    """What something is called. at: its middle, from the corner of the plan, in decimetres.

    along: the way from there to the end of a street, to the east; (0, 0) for a building.
    """

    name: Annotated[str, Field(min_length=1, max_length=60)]
    at: Way
    along: Way = (0, 0)


class GroundPlan(_Part):
    """A project seen from above. x, y: the corner from which it is measured, RD, whole metres."""

    x: Annotated[int, Field(ge=-100_000, le=400_000)]
    y: Annotated[int, Field(ge=200_000, le=700_000)]
    outlines: Annotated[tuple[Outline, ...], Field(max_length=MOST_CORNERS)] = ()
    names: Annotated[tuple[PlanName, ...], Field(max_length=5_000)] = ()

    @model_validator(mode="after")
    def _is_small(self) -> Self:
        if sum(len(ring) for each in self.outlines for ring in each.rings) > 2 * MOST_CORNERS:
            raise ValueError("too many corners")
        return self
