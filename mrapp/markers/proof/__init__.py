"""The proof before printing: a tile seen through a modelled camera, again and again, and counted.

Everything is in linear light until the sensor: what the ink and the paving reflect, the light on
them, the lens, the electrons, and only then the curve of the picture and its JPEG. Each picture has
a seed of its own, so that the same tile gives the same report. docs/tile-proof.md says where the
figures come from and what the model leaves out.
"""
