"""Many points at a time."""

import numpy as np
import pytest

from mrapp.model.points import level_of


@pytest.mark.parametrize("count", [1, 2, 3, 10, 1_000, 1_001])
@pytest.mark.parametrize("share", [0.0, 0.03, 0.5, 1.0])
def test_a_level_lies_over_its_share_of_the_values(count: int, share: float) -> None:
    values = np.random.default_rng(count).normal(size=count)
    assert level_of(values, share) == pytest.approx(np.quantile(values, share), abs=1e-12)
    assert level_of(values) == pytest.approx(np.median(values), abs=1e-12)
