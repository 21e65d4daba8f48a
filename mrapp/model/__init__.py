"""What the application is about: projects, city meshes, frames and errors, as frozen values."""
