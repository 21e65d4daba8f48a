"""The kiosk: a full screen for whoever walks up to it."""
