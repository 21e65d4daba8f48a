"""Wavefront OBJ with its materials (MTL): text to arrays."""
