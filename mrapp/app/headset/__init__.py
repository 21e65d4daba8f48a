"""What happens in a headset, as values and rules: the menu, the first minute, saying something."""
