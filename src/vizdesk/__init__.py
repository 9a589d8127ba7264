"""Compare vision models side by side on your own images."""

__version__ = "0.1.0"
