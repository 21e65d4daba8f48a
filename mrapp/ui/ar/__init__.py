"""The window in which a camera's picture is seen with the plan in it."""
