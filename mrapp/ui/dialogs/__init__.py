"""The few windows that ask something: a new project, a file to add, what to do with changes."""
