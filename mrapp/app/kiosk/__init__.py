"""What happens at a kiosk, without a window."""
