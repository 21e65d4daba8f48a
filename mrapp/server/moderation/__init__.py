"""What staff do with remarks: look through them, show or hide, give themes, answer many at once."""
