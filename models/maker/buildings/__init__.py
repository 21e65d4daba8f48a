"""Buildings as faces: each maker returns faces with the front on the x axis, inside y above 0."""
