"""Augmented reality on a desk: a camera's picture and a tile in it become a view of the plan."""
