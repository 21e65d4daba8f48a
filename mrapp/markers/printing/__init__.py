"""Tiles on paper: pages of filled outlines in inks, and the files that they become."""
