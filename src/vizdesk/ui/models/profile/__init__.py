"""The dialog that shows and edits how a model family is asked."""
