"""The parts of the window beside and over the view; each shows state and sends requests."""
