"""Files in and out: readers that turn a file into arrays, and the project store."""
