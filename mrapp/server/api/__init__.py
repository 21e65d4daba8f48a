"""What machines ask of the server and tell it, over HTTP; docs/protocol.md tells it in words."""
