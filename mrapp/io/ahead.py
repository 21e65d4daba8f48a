"""Reading a project's files while the window is still being made."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from mrapp.app.opened import OpenProject
from mrapp.app.ports import MeshReader
from mrapp.model.citymesh import CityMesh
from mrapp.model.project import Project

T = TypeVar("T")
Arrange = Callable[[Project, str, CityMesh], T]
"""Makes something of a file that was read, by its asset path."""

_AT_ONCE = 2


def read_ahead(
    reader: MeshReader, opened: OpenProject, arrange: Future[Arrange[T]]
) -> dict[str, Future[T]]:
    """Begin to read what is seen first (the layers, the start's variant): one file, then by twos.

    Returns, by its asset path, a promise of what `arrange` makes of each file that was read, in the
    thread that read it; an error comes out of the promise. Nothing is read of a capsule: its files
    lie unpacked only while this `opened` is held, and the window will hold one of its own.

    `arrange` is itself a promise, which whoever asks must keep or cancel: the threads wait for it,
    and import nothing. What arranges needs Qt, which the main thread imports meanwhile, and Python
    waits for no package that another thread has begun to import: it takes from it what is there.
    With PySide6 that ended the program.
    """
    if opened.keep is not None:
        return {}
    project = opened.project
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="read-ahead")

    def work(asset: str, lod: str | None, before: list[Future[T]]) -> T:
        # The first is alone beside the window that is being made: with it the first frame comes.
        wait(before)
        file = reader(opened.asset_path(asset), lod=lod)
        return arrange.result()(project, asset, file)

    begun: dict[str, Future[T]] = {}
    for asset, lod in project.seen_files(project.start.variant).items():
        begun[asset] = pool.submit(work, asset, lod, list(begun.values())[:1])
    pool.shutdown(wait=False)
    return begun
