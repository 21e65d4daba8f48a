"""A project with a bit of everything, and a random user, for the tests of what people do."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from mrapp.app import actions
from mrapp.app.history import Change, Moment
from mrapp.app.state import ObjectRef, ViewState
from mrapp.model.project import Project, Provenance

NOON = datetime(2026, 6, 21, 12, tzinfo=UTC)

# Unknown keys on every level: what a later version wrote must survive whatever is done here.
STATION = {
    "format": "mrapp-project",
    "format_version": 1,
    "id": "station",
    "name": {"nl": "Spoorzone", "en": "Station area"},
    "notice": {"nl": "Fictief", "en": "Fictitious"},
    "origin": {"x": 105400.0, "y": 424560.0, "nap": 0.0, "later": 1},
    "later": {"top": [1, 2]},
    "layers": [
        {
            "id": "city",
            "name": {"nl": "Stad", "en": "City"},
            "asset": "assets/city.json",
            "provenance": {"attribution": "3DBAG by tudelft3d", "later": 2},
            "later": 3,
        },
        {
            "id": "land",
            "name": {"nl": "Maaiveld", "en": "Land"},
            "asset": "assets/land.json",
            "kind": "terrain",
            "provenance": {"source": "AHN"},
        },
    ],
    "plans": [
        {
            "id": "plan",
            "name": {"nl": "Plan", "en": "Plan"},
            "later": 4,
            "variants": [
                {
                    "id": "tower",
                    "name": {"nl": "Toren", "en": "Tower"},
                    "removes": ["shed", "depot"],
                    "later": 5,
                    "adds": [
                        {
                            "id": "tower-block",
                            "name": {"nl": "Torens", "en": "Towers"},
                            "asset": "assets/tower.json",
                            "status": "proposal",
                            "provenance": {"source": "Bureau A"},
                            "later": 6,
                            "objects": {
                                "t1": {"name": {"nl": "Noordtoren", "en": "North tower"}},
                                "t2": {
                                    "name": {"nl": "Zuidtoren", "en": "South tower"},
                                    "status": "idea",
                                    "later": 7,
                                },
                                "t3": {"status": "decided"},
                            },
                        }
                    ],
                },
                {
                    "id": "low",
                    "name": {"nl": "Laag", "en": "Low"},
                    "adds": [
                        {
                            "id": "low-block",
                            "name": {"nl": "Blokken", "en": "Blocks"},
                            "asset": "assets/low.json",
                            "status": "decided",
                            "provenance": {"source": "Bureau B"},
                        }
                    ],
                },
            ],
        }
    ],
    "viewpoints": [
        {
            "id": "square",
            "name": {"nl": "Plein", "en": "Square"},
            "eye": [105400.0, 424560.0, 1.7],
            "target": [105450.0, 424560.0, 5.0],
            "later": 8,
        }
    ],
    "stories": [{"id": "s1", "anything": True}],
}


def station() -> Project:
    """Return the project with a bit of everything."""
    return Project.model_validate(STATION)


def first_moment() -> Moment:
    """Return the station as it opens: now, at noon, in Dutch."""
    return Moment(station(), ViewState(time_utc=NOON))


def laters(value: object) -> list[object]:
    """Return what stands under every key `later`, at any depth, in order."""
    if isinstance(value, dict):
        found = [value["later"]] if "later" in value else []
        return found + [deep for inner in value.values() for deep in laters(inner)]
    if isinstance(value, list | tuple):
        return [deep for inner in value for deep in laters(inner)]
    return []


class RandomUser:
    """Does any action of the application, on whatever the moment has, by a fixed seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.acts: dict[str, Callable[[Moment], Change]] = {
            "switch_variant": lambda m: actions.switch_variant(m, self._variant(m, none=True)),
            "set_time": self._set_time,
            "show_layer": lambda m: actions.show_layer(m, self._layer(m), self._coin()),
            "hide_object": lambda m: actions.hide_object(m, self._ref()),
            "show_all_objects": actions.show_all_objects,
            "show_demolished": lambda m: actions.show_demolished(m, self._coin()),
            "save_viewpoint": self._save_viewpoint,
            "visit_viewpoint": self._visit_viewpoint,
            "rename_viewpoint": self._rename_viewpoint,
            "remove_viewpoint": self._remove_viewpoint,
            "add_layer": self._add_layer,
            "remove_layer": lambda m: actions.remove_layer(m, self._layer(m)),
            "add_design": self._add_design,
            "set_removed": self._set_removed,
            "set_all_removed": lambda m: actions.set_all_removed(
                m, self._variant(m) or "tower", ("shed", "house-1", "shed"), self._coin()
            ),
        }

    def change(self, moment: Moment) -> Change:
        """Return what one random action makes of `moment`."""
        able = [name for name in self.acts if not self._lacks(name, moment.project)]
        return self.acts[self._random.choice(able)](moment)

    def pick(self, *choices: str) -> str:
        """Return one of the choices."""
        return self._random.choice(choices)

    @staticmethod
    def _lacks(name: str, project: Project) -> bool:
        needs_viewpoint = name.endswith("_viewpoint") and name != "save_viewpoint"
        needs_layer = name in {"show_layer", "remove_layer"}
        return (needs_viewpoint and not project.viewpoints) or (needs_layer and not project.layers)

    def _coin(self) -> bool:
        return self._random.random() < 0.5

    def _variant(self, moment: Moment, *, none: bool = False) -> str | None:
        known: list[str | None] = [v.id for v in moment.project.variants()]
        return self._random.choice([None, *known] if none else known)

    def _layer(self, moment: Moment) -> str:
        return self._random.choice([layer.id for layer in moment.project.layers])

    def _ref(self) -> ObjectRef:
        return ObjectRef("assets/city.json", f"house-{self._random.randrange(4)}")

    def _set_time(self, moment: Moment) -> Change:
        minutes = self._random.randrange(-3, 4) * 10
        return actions.set_time(moment, moment.view.time_utc + timedelta(minutes=minutes))

    def _save_viewpoint(self, moment: Moment) -> Change:
        eye = (105400.0 + self._random.randrange(9), 424560.0, 1.7)
        return actions.save_viewpoint(moment, {"nl": "Plein"}, eye, (105500.0, 424560.0, 5.0), 50.0)

    def _visit_viewpoint(self, moment: Moment) -> Change:
        return actions.visit_viewpoint(moment, self._random.choice(moment.project.viewpoints).id)

    def _rename_viewpoint(self, moment: Moment) -> Change:
        chosen = self._random.choice(moment.project.viewpoints)
        name = {"en": f"View {self._random.randrange(5)}"}
        return actions.rename_viewpoint(moment, chosen.id, name)

    def _remove_viewpoint(self, moment: Moment) -> Change:
        return actions.remove_viewpoint(moment, self._random.choice(moment.project.viewpoints).id)

    def _add_layer(self, moment: Moment) -> Change:
        name = f"File {self._random.randrange(3)}"
        return actions.add_layer(moment, f"assets/{name}.json", {"en": name}, Provenance())

    def _add_design(self, moment: Moment) -> Change:
        variant = self._random.choice(["tower", "low", "own idea"])
        return actions.add_design(moment, variant, "assets/idea.json", {"en": "Idea"}, Provenance())

    def _set_removed(self, moment: Moment) -> Change:
        variant = self._variant(moment) or "tower"
        thing = self._random.choice(["shed", "depot", "house-1"])
        return actions.set_removed(moment, variant, thing, self._coin())
