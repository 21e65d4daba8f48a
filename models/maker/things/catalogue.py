"""Every template by name."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from models.maker.mesh import Faces
from models.maker.things import furniture, people, trees, vehicles

CATALOGUE: dict[str, Callable[[], Faces]] = {
    "hedge": trees.hedge,
    "shrub": trees.shrub,
    "lamp": furniture.lamp,
    "lantern": furniture.lantern,
    "bench": furniture.bench,
    "bollard": furniture.bollard,
    "mooring": furniture.mooring,
    "rack": furniture.rack,
    "bin": furniture.bin_,
    "fence": furniture.fence,
    "rail_fence": furniture.rail_fence,
    "shelter": furniture.shelter,
    "bus_sign": furniture.bus_sign,
    "playset": furniture.playset,
    "planter": furniture.planter,
    "fountain": furniture.fountain,
    "bus": vehicles.bus,
    "barge": vehicles.barge,
    "van_white": lambda: vehicles.van("carwhite"),
    "boat_white": lambda: vehicles.boat("boatwhite", "boatblue"),
    "boat_blue": lambda: vehicles.boat("boatblue", "boatwhite"),
    "boat_wood": lambda: vehicles.boat("boatwood", "boatwhite"),
    "parasol_red": lambda: furniture.parasol("awningred"),
    "parasol_cream": lambda: furniture.parasol("awningcream"),
    "parasol_green": lambda: furniture.parasol("awninggreen"),
    "bicycle": lambda: vehicles.bicycle("black"),
    "cyclist_a": lambda: people.cyclist(people.FIGURES[0]),
    "cyclist_b": lambda: people.cyclist(people.FIGURES[3]),
    "cyclist_c": lambda: people.cyclist(people.FIGURES[6]),
}


def _add_families() -> None:
    for form in trees.FORMS:
        for ending, frequency in (("", 3), ("_near", 4), ("_far", 2)):
            CATALOGUE[form.name + ending] = partial(trees.tree, replace(form, frequency=frequency))
    for figure in people.FIGURES:
        CATALOGUE[figure.name] = partial(people.person, figure)
    for colour in ("white", "grey", "black", "blue", "red", "silver", "green"):
        CATALOGUE[f"car_{colour}_far"] = partial(vehicles.far_car, f"car{colour}")
        CATALOGUE[f"car_{colour}"] = partial(vehicles.car, f"car{colour}")


_add_families()
WALKERS = ("person_a", "person_b", "person_d", "person_f", "child_a")
STANDERS = ("person_c", "person_e", "person_g", "child_b")
CYCLISTS = ("cyclist_a", "cyclist_b", "cyclist_c")
