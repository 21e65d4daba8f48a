"""What anyone sees: the public list, the page of a receipt, the results, open data."""
