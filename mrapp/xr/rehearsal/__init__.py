"""Visitors who follow a script, for rehearsals and tests: they see and act as people do."""
