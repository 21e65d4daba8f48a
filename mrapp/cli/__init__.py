"""The command line: arguments, exit codes and JSON over the same use cases as the window."""
