"""Studies: sun and ground, arrays in and arrays out, each with what it rests on."""
