"""Shows a SceneState: city, sky, sunlight, picking, moving about, and pictures. Decides nothing."""
