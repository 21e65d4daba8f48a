"""What the process that reads a stranger's file may do: read that folder, compute, and answer."""
