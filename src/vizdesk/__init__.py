"""Compare vision models side by side on your own pictures."""

__version__ = "0.1.0"
