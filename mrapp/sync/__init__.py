"""A machine's side of the server: sending, hearing what became of it, and checking it."""
