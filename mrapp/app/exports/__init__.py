"""What remarks become when they leave as a file."""
