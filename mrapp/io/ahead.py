"""Reading a project's files while the window is still being made."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from mrapp.app.ports import MeshReader, OpenProject
from mrapp.model.citymesh import CityMesh

_AT_ONCE = 2


def read_ahead(reader: MeshReader, opened: OpenProject) -> dict[str, Future[CityMesh]]:
    """Begin to read what is seen first (the layers, the start's variant), two files at a time.

    Returns a promise of each file's mesh by its asset path; an error comes out of the promise.
    Nothing is read of a capsule: its files lie unpacked only while this `opened` is held, and
    the window will hold one of its own.
    """
    if opened.keep is not None:
        return {}
    project = opened.project
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="read-ahead")
    begun = {
        asset: pool.submit(partial(reader, opened.asset_path(asset), lod=lod))
        for asset, lod in project.seen_files(project.start.variant).items()
    }
    pool.shutdown(wait=False)
    return begun
