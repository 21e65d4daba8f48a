"""The backend: takes in what machines send, lets people read and answer it, and accounts for it."""
