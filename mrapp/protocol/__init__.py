"""The wire: messages, checksums and the public list, shared by who sends, receives and checks."""
