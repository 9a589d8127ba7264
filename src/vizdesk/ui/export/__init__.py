"""The dialog that saves a comparison to a file."""
