"""What staff do with all opinions together: export them, carry them, account for a day."""
