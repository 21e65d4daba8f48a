"""How entries are taken in: looked at, numbered, chained, kept; and erased when withdrawn."""
