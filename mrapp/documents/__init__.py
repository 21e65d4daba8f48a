"""Remarks, day slips and receipts as files that other programs open: one writer a format."""
