"""Moving about with a headset. Each way of moving asks for a motion; only the rig applies it."""
