"""What people say about places: made, kept, told, found again and taken back."""
