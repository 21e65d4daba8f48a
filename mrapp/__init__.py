"""mrapp: see, walk through and answer to what is planned for a Dutch city."""

__version__ = "0.1.0"
