"""Counts of what people said, as charts and tables."""
