"""Measurements of mrapp on the machine at hand: `make bench`. No test depends on them."""
