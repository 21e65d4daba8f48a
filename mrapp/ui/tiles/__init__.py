"""The studio of tiles: where staff choose spots, design, prove, print and look after them."""
