"""What was said, counted: the overview of staff and the day slip."""
