"""What all pages share: their frame, look and languages, and the headers that keep them safe."""
