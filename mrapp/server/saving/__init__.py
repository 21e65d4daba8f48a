"""Backups: all that a server keeps in one sealed file, and the way back from it."""
