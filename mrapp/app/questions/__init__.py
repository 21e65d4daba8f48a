"""Questionnaires: writing them, checking them, and how one is gone through."""
