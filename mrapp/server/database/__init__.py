"""Where the server keeps everything but files: tables, their upgrades, and the way to them."""
