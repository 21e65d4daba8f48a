"""Templates: trees, people, vehicles and furniture, each with its foot in the origin."""
