"""One module for each family of checks: how its answers are read and compared."""
