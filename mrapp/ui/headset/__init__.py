"""What a visitor with a headset sees of the window: panels, painted, and a desk that answers."""
