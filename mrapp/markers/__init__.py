"""Tiles as pictures: their codes, their drawing and print, and finding them in photographs."""
