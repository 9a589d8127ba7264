"""Help: about, keyboard shortcuts, log, unexpected errors."""
