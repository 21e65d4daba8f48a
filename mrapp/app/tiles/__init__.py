"""Tiles: what staff does with them, their addresses and their passports."""
