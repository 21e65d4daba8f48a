"""The city for two eyes: what a headset shows. No OpenXR here, and no window that is seen."""
