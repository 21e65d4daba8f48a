"""Tiles with a proof, for tests of what is done with them: a real one takes a minute each."""

from datetime import UTC, datetime
from pathlib import Path

from mrapp import bootstrap
from mrapp.app.session import Session
from mrapp.app.tiles.proving import design_mark, keep_proof
from mrapp.model.tiles import TileProof


def prove_all(
    path: Path,
    found: float = 0.95,
    reach_m: float | None = 1.5,
    reflectances: tuple[float, float] | None = None,
    asked_m: float | None = None,
) -> None:
    """Keep a proof with this outcome for each tile of a project, as it is drawn now."""
    services = bootstrap.build_services()
    session = Session(services.projects.load(path), services)
    for tile in session.project.tiles:
        proof = TileProof(
            design=design_mark(session.project, tile),
            at=datetime(2026, 11, 23, tzinfo=UTC),
            frames=300,
            found=found,
            read=found,
            read_m=1.5,
            reach_m=reach_m,
            asked_m=asked_m,
            reflectances=reflectances,
        )
        session.apply(keep_proof(session.moment, tile.id, proof))
    session.save()
