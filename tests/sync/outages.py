"""The plays of what is below the servers: PostgreSQL that stops, and disks that are full."""

from collections.abc import Callable
from typing import Final

from tests.feedback import harm
from tests.servers import Cluster
from tests.sync.plays import BUSY_S, Play, busy
from tests.sync.scenes import Scene

_MOST_FREE_BYTES: Final = 400_000
_MOST_FREE_OF_POSTGRES: Final = 20_000  # it keeps room in its files
_NO_SPACE: Final = b"No space left on device"


def _one_server_killed(scene: Scene) -> list[str]:
    """Kill one of two; the other takes all."""
    busy(scene)
    wrong = scene.site.kill([scene.random.choice(scene.site.ports)])
    scene.pause(BUSY_S)
    return wrong + scene.kill_people()


def _disk_full(disk: harm.Disk) -> Play:
    def play(scene: Scene) -> list[str]:
        busy(scene)
        disk.fill(scene.random.randrange(_MOST_FREE_BYTES))
        scene.pause(BUSY_S)
        wrong = scene.kill_people()
        if scene.chance(0.3):
            wrong += scene.site.kill()
            scene.site.start()
        busy(scene)
        wrong += scene.kill_people()
        disk.free()
        return wrong

    return play


def _stopped(cluster: Cluster, stop: Callable[[], None]) -> Play:
    def play(scene: Scene) -> list[str]:
        busy(scene)
        stop()
        try:
            scene.pause(BUSY_S)
        finally:
            cluster.start()
        scene.pause(BUSY_S)
        return scene.kill_people()

    return play


def plays_on_postgres(cluster: Cluster) -> dict[str, Play]:
    """Return what happens to servers on PostgreSQL alone."""
    return {
        "one of two servers killed": _one_server_killed,
        "PostgreSQL stopped and started": _stopped(cluster, cluster.stop),
        "PostgreSQL broken off and started": _stopped(cluster, cluster.crash),
    }


def _postgres_full(cluster: Cluster, disk: harm.Disk) -> Play:
    def play(scene: Scene) -> list[str]:
        busy(scene)
        begin = cluster.log.stat().st_size
        disk.fill(scene.random.randrange(_MOST_FREE_OF_POSTGRES))
        for _ in range(scene.random.choice((0, 6))):
            cluster.turn_log()
            scene.pause(0.1)
        busy(scene)
        scene.wait_until(lambda: _NO_SPACE in cluster.log.read_bytes()[begin:])
        scene.pause(BUSY_S)
        wrong = scene.kill_people()
        wrong += scene.site.kill() if scene.chance(0.3) else []
        disk.free()
        if not cluster.answers():
            # It ends by itself where its log cannot be written; somebody makes room, and starts it.
            cluster.stop()
            cluster.start()
        return wrong

    return play


def plays_on_disk(disk: harm.Disk) -> dict[str, Play]:
    """Return what happens to a server on a small disk."""
    return {"the server's disk full": _disk_full(disk)}


def plays_of_full_postgres(cluster: Cluster, disk: harm.Disk) -> dict[str, Play]:
    """Return what happens to servers on a PostgreSQL that is on a small disk."""
    return {"PostgreSQL's disk full": _postgres_full(cluster, disk)}
