"""Paints the textures: small repeating pictures made of rules and seeded noise."""
