"""Every comparison, kept as it happens, in one SQLite file."""
