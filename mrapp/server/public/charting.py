"""Which charts the page with results has, and what it says where nothing can be told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from mrapp.app.counting.charts import Bar, Chart, charts_of
from mrapp.app.counting.counted_places import CELL_M
from mrapp.app.counting.overview import Overview
from mrapp.model.project import Project
from mrapp.model.questions import PERSONAL
from mrapp.server.public.mapping import corner_of
from mrapp.server.public.place_words import Places
from mrapp.server.public.results_words import WORDS

_PLACES: Final = 100


@dataclass(frozen=True)
class Shown:
    """A chart as the page has it.

    untold: why it has no bars, in words. left_out: of places, how many more there are; None: its
    bars are no places.
    """

    chart: Chart
    untold: str = ""
    left_out: int | None = None


def shown_charts(counted: Overview, project: Project, places: Places) -> Sequence[Shown]:
    """Return what to draw; what was asked first, as readers want to know what people think."""
    sorts = {each.id: each.sort for each in counted.lists}
    personal = {
        f"{sheet.id}/{question.id}"
        for sheet in project.questionnaires
        for question in sheet.questions
        if question.kind in PERSONAL
    }
    found = []
    for chart in charts_of(counted, project, places.language):
        # Where opinions are about stands beside the map; words of people were not all looked at.
        if chart.id == "place" or chart.form == "words":
            continue
        if not any(bar.size for bar in chart.bars):
            why = "untold_personal" if chart.id in personal else "untold"
            text = WORDS[why].text(places.language)
            found.append(Shown(replace(chart, bars=(), notes=()), untold=text))
        elif sorts[chart.id] == "place":
            found.append(_of_places(chart, places))
        else:
            found.append(Shown(chart))
    return sorted(found, key=lambda each: "/" not in each.chart.id)


def _of_places(chart: Chart, places: Places) -> Shown:
    bars = tuple(_named(bar, places) for bar in chart.bars if bar.size)[:_PLACES]
    return Shown(replace(chart, bars=bars), left_out=len(chart.bars) - len(bars))


def _named(bar: Bar, places: Places) -> Bar:
    corner = corner_of(bar.code)
    if corner is None:
        return bar
    x, y = corner
    return replace(bar, name=places.near(x + CELL_M / 2, y + CELL_M / 2))
