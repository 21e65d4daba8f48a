"""Drawing on the picture of what is seen: the field to draw on, which window and kiosk share."""
