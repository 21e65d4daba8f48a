"""OGC API Features: remarks that may be shown, for map programs."""
