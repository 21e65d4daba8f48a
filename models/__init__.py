"""Models that come with mrapp, and the scripts that make them."""
