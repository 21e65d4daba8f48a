"""Questionnaires on paper: printed as forms, and read back from photographs."""
