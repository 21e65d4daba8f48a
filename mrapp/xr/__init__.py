"""Headsets: the device, the frames that are drawn for it, moving about, the hand menu. No Qt."""
